//! Names of calls: the method of a group, and the stem of everything that belongs to one operation.
//!
//! The rules, in the order in which they are tried:
//!
//! 1. A name that the user chose in the configuration, then `x-speakeasy-name-override`, is taken as it stands.
//! 2. An `operationId` that is nothing but method and path (`get_api_users__id_`, `PostChargesCharge`) says no more than
//!    those do, and counts as missing. `getUsers` of `GET /users` is such an id only in a document that has one which
//!    leaves no doubt, such as `postUsers`.
//! 3. An id in which a generator put method and path behind a name (`read_item_items__item_id__get`) is that name.
//! 4. A namespace before the name is dropped: `OAuthClientUsersController_createUser`, `vault.consumersOne`,
//!    `repos/list-for-org`, and the words of the group before a verb, as in `usersList`. What follows the verb then loses
//!    the words of the group too, and `by_id` on a single item: `create`, `get`. A `get` of many is a `list`.
//! 5. Any other id is what its author wrote, in snake case: `createClient` is `create_client`; but one of over 32
//!    characters that says a verb and then only the words of the group is the verb. A last word `all` or
//!    `one` of a `GET` is the verb: `listingsAll` is `list_listings`.
//! 6. Without an id, the method gives the verb (see `path`), and the last words of the path that the group does
//!    not say give the object: `list_roles`, `delete_role`. A path that ends in a verb is that verb: `rotate_key`; and
//!    so is a fragment (`/web_links/{id}#get_shared_link`), by which some documents tell calls of one path apart.
//!
//! Calls of one group whose names are equal all become longer, by words of the id or path, until they differ; what
//! still collides then is numbered in document order. Nothing depends on the order before that.
//!
//! The stem is the name with the words of the group in it, since inputs and errors of all groups stand side by side:
//! `ListApplications`, `ListApplicationRoles`, `CreateManagedUser`, `ForceRefreshManagedUser`.

mod id;
mod path;
mod stem;
mod unique;
mod verb;

#[cfg(test)]
mod tests;

pub(super) use path::segments;
pub use unique::settle;
pub(super) use verb::is_verb;

/// What the name of an operation is made of.
#[derive(Debug, Clone, Copy)]
pub struct OperationFacts<'a> {
    /// `operationId`.
    pub id: Option<&'a str>,
    /// The method in upper case.
    pub method: &'a str,
    /// The path as the document writes it.
    pub path: &'a str,
    /// The group, as words of each of its parts from the client on.
    pub group: &'a [Vec<String>],
    /// A name that was asked for.
    pub chosen: Option<&'a str>,
    /// Whether a successful call gives an array.
    pub lists: bool,
    /// Whether the path with a parameter behind it is one of the document too, so that it stands for a collection.
    pub collection: bool,
    /// Whether the body is an object of nothing but arrays, so that a `POST` adds several at once.
    pub adds: bool,
}

/// The names that an operation can have, the best first. Never empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidates {
    /// Each is the words of a method's name.
    pub names: Vec<Vec<String>>,
    /// How many of the first come from an id that is taken as its author wrote it, or from nothing else than it.
    authored: usize,
}

/// The names that each operation of a document can have, by the rules of this module.
pub fn candidates(operations: &[OperationFacts<'_>]) -> Vec<Candidates> {
    let mechanical = operations
        .iter()
        .any(|facts| id::form(facts) == id::Form::Mechanical);
    operations
        .iter()
        .map(|facts| candidates_of(facts, mechanical))
        .collect()
}

/// The names that one operation can have; `mechanical` as the document's ids are.
fn candidates_of(facts: &OperationFacts<'_>, mechanical: bool) -> Candidates {
    if let Some(words) = facts.chosen.map(spoken).filter(|words| !words.is_empty()) {
        return Candidates {
            names: vec![words],
            authored: 0,
        };
    }
    let from_path = path::candidates(facts);
    let said = match id::form(facts) {
        id::Form::Mechanical => None,
        id::Form::MethodAndPath if mechanical => None,
        id::Form::MethodAndPath | id::Form::Own => id::candidates(facts),
    };
    let Some(said) = said else {
        return Candidates {
            names: from_path,
            authored: 0,
        };
    };
    let authored = usize::from(!said.shortened);
    let mut names = said.names;
    for name in from_path {
        if !names.contains(&name) {
            names.push(name);
        }
    }
    Candidates { names, authored }
}

impl Candidates {
    /// The stems for the name that was settled on, the best first. Never empty.
    pub fn stems(&self, name: &[String], facts: &OperationFacts<'_>) -> Vec<Vec<String>> {
        let authored = self.names.iter().take(self.authored).any(|own| own == name);
        stem::candidates(name, authored, facts)
    }
}

/// The words of a text; none where it has no letter or digit.
pub(super) fn spoken(text: &str) -> Vec<String> {
    if text.contains(char::is_alphanumeric) {
        super::words(text)
    } else {
        Vec::new()
    }
}
