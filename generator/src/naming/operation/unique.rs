//! Names that differ, without regard to the order in which they come.

use std::collections::{BTreeMap, BTreeSet};

/// Chooses one of its candidates for each name, so that no two in one scope are equal as far as candidates last.
///
/// All names that are equal move on to their next candidate together, so that the result does not depend on the
/// order. Names that stay equal are left so, for the caller to number. `scopes` gives the scope of each name, and
/// `reserved` the names that a scope does not allow.
pub fn settle(
    candidates: &[Vec<Vec<String>>],
    scopes: &[usize],
    reserved: &BTreeMap<usize, BTreeSet<String>>,
) -> Vec<Vec<String>> {
    let mut levels = vec![0_usize; candidates.len()];
    loop {
        let mut taken: BTreeMap<(usize, String), Vec<usize>> = BTreeMap::new();
        for (index, (of_one, level)) in candidates.iter().zip(&levels).enumerate() {
            let name = of_one
                .get(*level)
                .map(|words| words.join("_"))
                .unwrap_or_default();
            let scope = scopes.get(index).copied().unwrap_or_default();
            taken.entry((scope, name)).or_default().push(index);
        }
        let mut moved = false;
        for ((scope, name), users) in &taken {
            let refused = reserved
                .get(scope)
                .is_some_and(|names| names.contains(name));
            if users.len() < 2 && !refused {
                continue;
            }
            for index in users {
                let last = candidates
                    .get(*index)
                    .map_or(0, |of_one| of_one.len().saturating_sub(1));
                if let Some(level) = levels.get_mut(*index).filter(|level| **level < last) {
                    *level += 1;
                    moved = true;
                }
            }
        }
        if !moved {
            break;
        }
    }
    let chosen = candidates.iter().zip(&levels);
    chosen
        .map(|(of_one, level)| of_one.get(*level).cloned().unwrap_or_default())
        .collect()
}
