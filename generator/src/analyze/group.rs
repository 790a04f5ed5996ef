//! Groups of operations: the handles that a client gives. OpenAPI 3.1.1 §4.8.22.

#[cfg(test)]
mod tests;

use super::documentation::external;
use super::placement::{Placement, declared_tag};
use crate::ir::{Documentation, Group, MethodName, ModuleName, TypeName};
use crate::model::Model;
use crate::naming::{Scope, capitalized, snake};

/// Methods of the client, which groups stand beside.
const CLIENT_METHODS: &[&str] = &[
    "builder",
    "new",
    "clone",
    "fmt",
    "default",
    "from_handle",
    "handle",
    "into",
    "from",
];

/// A group, before it is put into those around it.
pub(super) struct Node {
    /// The words of each part, from the client on.
    pub(super) path: Vec<Vec<String>>,
    /// The method that gives it.
    pub(super) method: MethodName,
    /// Its struct.
    pub(super) name: TypeName,
    /// Its own operations.
    pub(super) operations: Vec<usize>,
    module: ModuleName,
    title: String,
    documentation: Documentation,
    parent: Option<usize>,
}

/// All groups, those around others first, and the group of each operation.
///
/// Groups come in the order in which the document declares their tags, then in that of first use.
pub(super) fn groups(
    model: &Model,
    placements: &[Placement],
    names: &mut Scope,
) -> (Vec<Node>, Vec<usize>) {
    let declared = |placement: &Placement| {
        let tag = placement.tag.as_ref();
        model
            .tags
            .iter()
            .position(|known| Some(&known.value.name) == tag)
            .unwrap_or(usize::MAX)
    };
    let mut order: Vec<(usize, usize)> = placements
        .iter()
        .enumerate()
        .map(|(index, one)| (declared(one), index))
        .collect();
    order.sort_unstable();
    let mut nodes: Vec<Node> = Vec::new();
    let mut modules = Scope::new();
    let mut own = vec![0; placements.len()];
    for (_, index) in order {
        let Some(placement) = placements.get(index) else {
            continue;
        };
        let mut parent = None;
        for depth in 1..=placement.path.len() {
            let path = placement.path.get(..depth).unwrap_or_default();
            let known = nodes.iter().position(|node| node.path == path);
            let at = known.unwrap_or_else(|| {
                nodes.push(node(&nodes, path, parent, names, &mut modules));
                nodes.len() - 1
            });
            parent = Some(at);
        }
        if let (Some(at), Some(slot)) = (parent, own.get_mut(index)) {
            *slot = at;
        }
    }
    for (index, at) in own.iter().enumerate() {
        if let Some(node) = nodes.get_mut(*at) {
            node.operations.push(index);
        }
    }
    for node in &mut nodes {
        describe(model, placements, node);
    }
    (nodes, own)
}

fn node(
    nodes: &[Node],
    path: &[Vec<String>],
    parent: Option<usize>,
    names: &mut Scope,
    modules: &mut Scope,
) -> Node {
    let mut methods = Scope::new();
    methods.reserve(CLIENT_METHODS);
    methods.reserve(
        nodes
            .iter()
            .filter(|node| node.parent == parent)
            .map(|node| node.method.plain()),
    );
    let last = path.last().map(Vec::as_slice).unwrap_or_default();
    let whole = path.concat();
    let short = crate::naming::camel(last);
    let fits = names.clone().type_name(&short).plain() == short;
    // A name that the runtime has: `Operation` becomes `OperationGroup`.
    let longer = if path.len() > 1 {
        snake(&whole)
    } else {
        format!("{} group", snake(last))
    };
    let name = names.type_name(&if fits { snake(last) } else { longer });
    let module = if modules.is_taken(&snake(last)) {
        modules.module(&snake(&whole))
    } else {
        modules.module(&snake(last))
    };
    Node {
        path: path.to_vec(),
        method: methods.method(&snake(last)),
        name,
        operations: Vec::new(),
        module,
        title: last
            .iter()
            .map(|word| capitalized(word))
            .collect::<Vec<_>>()
            .join(" "),
        documentation: Documentation::default(),
        parent,
    }
}

/// Gives a group title and description of the tag of its operations.
fn describe(model: &Model, placements: &[Placement], node: &mut Node) {
    let tags = node
        .operations
        .iter()
        .filter_map(|index| placements.get(*index)?.tag.as_deref());
    let tags: Vec<&str> = tags.collect();
    let Some(tag) = tags.first() else { return };
    node.title = (*tag).to_owned();
    let Some(declared) = tags.iter().find_map(|tag| declared_tag(model, tag)) else {
        return;
    };
    if let Some(summary) = declared.text("summary") {
        node.title = summary.to_owned();
    }
    let declared = declared.0;
    node.documentation
        .description
        .clone_from(&declared.description);
    node.documentation.external = declared.external_docs.as_ref().map(external);
}

/// How a user writes the way to a group: `vault().consumers()`.
pub(super) fn call(nodes: &[Node], at: usize) -> String {
    let mut parts = Vec::new();
    let mut current = Some(at);
    while let Some(node) = current.and_then(|at| nodes.get(at)) {
        parts.push(format!("{}()", node.method));
        current = node.parent;
    }
    parts.reverse();
    parts.join(".")
}

/// The methods that groups within a group take from its operations.
pub(super) fn inner_methods(nodes: &[Node], at: usize) -> impl Iterator<Item = &str> {
    nodes
        .iter()
        .filter(move |node| node.parent == Some(at))
        .map(|node| node.method.plain())
}

/// The groups as the client gives them, each with those within it; a group with nothing in it is none.
pub(super) fn nested(nodes: &[Node], parent: Option<usize>) -> Vec<Group> {
    let within = nodes
        .iter()
        .enumerate()
        .filter(|(_, node)| node.parent == parent);
    let group = |(at, node): (usize, &Node)| Group {
        method: node.method.clone(),
        name: node.name.clone(),
        module: node.module.clone(),
        title: node.title.clone(),
        documentation: node.documentation.clone(),
        operations: node.operations.clone(),
        groups: nested(nodes, Some(at)),
    };
    within
        .map(group)
        .filter(|group| !group.operations.is_empty() || !group.groups.is_empty())
        .collect()
}
