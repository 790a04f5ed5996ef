//! The name that an author may have meant.

/// The candidate that differs from a name in the fewest letters, if it differs in few.
pub(crate) fn nearest<'a>(
    name: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    let name: Vec<char> = name.chars().take(64).collect();
    let allowed = (name.len() / 3).max(1);
    let distances = candidates.into_iter().take(20_000).filter_map(|candidate| {
        let length = candidate.chars().take(65).count();
        if length.abs_diff(name.len()) > allowed {
            return None;
        }
        let distance = distance(&name, candidate);
        (distance <= allowed).then_some((distance, candidate))
    });
    distances
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// How many letters are to be added, taken away, changed or swapped with their neighbour; case counts for nothing.
fn distance(from: &[char], to: &str) -> usize {
    let to: Vec<char> = to.chars().take(65).collect();
    let same =
        |left: char, right: char| left == right || left.to_lowercase().eq(right.to_lowercase());
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    let at = |row: &[usize], index: usize| row.get(index).copied().unwrap_or(usize::MAX / 2);
    for (row, left) in from.iter().enumerate() {
        let mut current = vec![row + 1];
        for (column, right) in to.iter().enumerate() {
            let change = at(&last, column) + usize::from(!same(*left, *right));
            let mut best = change
                .min(at(&last, column + 1) + 1)
                .min(at(&current, column) + 1);
            let swapped = row > 0
                && column > 0
                && from
                    .get(row - 1)
                    .zip(to.get(column - 1))
                    .is_some_and(|(a, b)| same(*a, *right) && same(*left, *b));
            if swapped {
                best = best.min(at(&before, column - 1) + 1);
            }
            current.push(best);
        }
        before = std::mem::replace(&mut last, current);
    }
    at(&last, to.len())
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn a_slip_of_the_finger_is_found() {
        let names = ["Client", "Clients", "Secret"];
        assert_eq!(nearest("Clinet", names), Some("Client"));
        assert_eq!(nearest("client", names), Some("Client"));
        assert_eq!(nearest("Application", names), None);
        assert_eq!(nearest("", []), None);
    }
}
