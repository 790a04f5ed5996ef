//! Where operations belong: in the group of their tag, within those of the tag's parents.
//! OpenAPI 3.1.1 §4.8.22, OpenAPI 3.2.0 Tag Object.

use crate::model::{Model, Operation};
use crate::naming::group::{GroupFacts, place};

/// Where an operation belongs.
pub(super) struct Placement {
    /// The words of each part of its group.
    pub(super) path: Vec<Vec<String>>,
    /// The tag that groups it.
    pub(super) tag: Option<String>,
}

/// A tag that the document declares.
#[derive(Clone, Copy)]
pub(super) struct DeclaredTag<'m>(pub(super) &'m openapiv3::Tag);

impl<'m> DeclaredTag<'m> {
    /// A text that OpenAPI 3.2 has for tags: `summary`, `parent` or `kind`.
    pub(super) fn text(self, key: &str) -> Option<&'m str> {
        let value = self.0.extensions.get(&format!("x-sdksmith-{key}"))?;
        value.as_str().filter(|text| !text.trim().is_empty())
    }
}

/// The declaration of a tag.
pub(super) fn declared_tag<'m>(model: &'m Model, name: &str) -> Option<DeclaredTag<'m>> {
    let tag = model.tags.iter().find(|tag| tag.value.name == name)?;
    Some(DeclaredTag(&tag.value))
}

/// The tag that groups an operation: its first for navigation, else its first.
pub(super) fn grouping_tag<'m>(model: &'m Model, operation: &'m Operation) -> Option<&'m String> {
    let tags = &operation.value.tags;
    let navigates = |tag: &&String| {
        declared_tag(model, tag)
            .and_then(|tag| tag.text("kind"))
            .is_none_or(|kind| kind == "nav")
    };
    tags.iter().find(navigates).or_else(|| tags.first())
}

/// The place of each operation; `chosen` are the groups that somebody chose for it, if any.
pub(super) fn placements<'m>(
    model: &'m Model,
    chosen: impl Iterator<Item = &'m [String]>,
) -> Vec<Placement> {
    let tags: Vec<Option<&String>> = model
        .operations
        .iter()
        .map(|operation| grouping_tag(model, operation))
        .collect();
    let mut facts: Vec<GroupFacts<'_>> = model
        .operations
        .iter()
        .zip(chosen)
        .zip(&tags)
        .map(|((operation, chosen), tag)| GroupFacts {
            chosen: Some(chosen).filter(|groups| !groups.is_empty()),
            tag: tag.map(String::as_str),
            path: &operation.path,
            title: &model.info.title,
        })
        .collect();
    let above: Vec<Vec<&str>> = facts
        .iter()
        .map(|facts| match (facts.chosen, facts.tag) {
            (None, Some(tag)) => parents(model, tag),
            _ => Vec::new(),
        })
        .collect();
    facts.extend(above.iter().flatten().map(|tag| GroupFacts {
        chosen: None,
        tag: Some(tag),
        path: "",
        title: &model.info.title,
    }));
    let mut own = place(&facts);
    let mut outer = own.split_off(tags.len()).into_iter();
    own.into_iter()
        .zip(tags)
        .zip(above)
        .map(|((path, tag), above)| Placement {
            path: outer
                .by_ref()
                .take(above.len())
                .flatten()
                .chain(path)
                .collect(),
            tag: tag.cloned(),
        })
        .collect()
}

/// The tags above a tag, the outermost first; a circle of parents ends where it closes.
fn parents<'m>(model: &'m Model, tag: &'m str) -> Vec<&'m str> {
    let mut path = vec![tag];
    let mut current = tag;
    while let Some(parent) = declared_tag(model, current).and_then(|tag| tag.text("parent"))
        && !path.contains(&parent)
    {
        path.push(parent);
        current = parent;
    }
    path.reverse();
    path.pop();
    path
}
