//! The end: when all types are known, each gets its name.

use std::collections::BTreeMap;

use super::origin::{Origin, Root};
use super::rename::{in_api, in_kind, names_in};
use super::role::Role;
use super::{Entry, Types};
use crate::analyze::reachability;
use crate::diagnostic::Sink;
use crate::ir::{Api, ModuleName, Type, TypeDefinition, TypeName, Untyped};
use crate::model::Pointer;
use crate::naming::model::{Claim, TypeNames};
use crate::naming::{self, Scope};

impl Types<'_> {
    /// Gives all types their names, in `api` as well, and hands them over with the untyped places; what is left is the
    /// result of [`Types::survey`].
    pub fn finish(mut self, api: &mut Api, sink: &mut Sink) -> Vec<(Pointer, Type)> {
        self.drain();
        let places = self.share(api);
        self.fix_tags(api);
        self.spread_usage();
        self.loosen_one_way_fields();
        let order: Vec<usize> = self
            .document_order()
            .into_iter()
            .filter(|index| self.is_kept(*index, &places))
            .collect();
        self.break_cycles(&order);
        self.settle_traits();
        self.fill_shapes();
        self.part_members();
        let names = self.names(&order, &places);
        self.set_modules(&order, &names);
        self.rename(api, &names);
        api.untyped = self.untyped_places();
        let mut definitions: BTreeMap<usize, TypeDefinition> = self
            .entries
            .into_iter()
            .enumerate()
            .map(|(index, entry)| (index, entry.definition))
            .collect();
        api.types = order
            .iter()
            .filter_map(|index| definitions.remove(index))
            .collect();
        sink.extend(self.diagnostics);
        self.surveyed
    }

    /// Whether a definition is reached, and was not replaced by an equal one.
    fn is_kept(&self, index: usize, places: &BTreeMap<usize, Vec<usize>>) -> bool {
        let used = self.entries.get(index).is_some_and(|entry| {
            let usage = entry.definition.usage;
            usage.request || usage.response
        });
        used && places.contains_key(&index)
    }

    /// Definitions in the order of the document.
    pub(super) fn document_order(&self) -> Vec<usize> {
        let ranks: BTreeMap<&Pointer, usize> = self
            .model
            .schemas()
            .enumerate()
            .map(|(rank, (pointer, _))| (pointer, rank))
            .collect();
        // By the outermost schema around it, then by its own place, so that what stands in a component follows it.
        let rank_of = |home: &Pointer| {
            let mut around: Vec<usize> = Vec::new();
            let mut current = Some(home.clone());
            while let Some(pointer) = current {
                around.extend(ranks.get(&pointer));
                current = pointer.parent();
            }
            let outermost = around.last().copied().unwrap_or(usize::MAX);
            (outermost, around.first().copied().unwrap_or(usize::MAX))
        };
        let ranked = self
            .entries
            .iter()
            .enumerate()
            .map(|(index, entry)| (rank_of(&entry.home), index));
        let mut order: Vec<((usize, usize), usize)> = ranked.collect();
        order.sort_unstable();
        order.into_iter().map(|(_, index)| index).collect()
    }

    fn break_cycles(&mut self, order: &[usize]) {
        let homes: Vec<Pointer> = self
            .entries
            .iter()
            .map(|entry| entry.home.clone())
            .collect();
        let mut definitions: Vec<&mut TypeDefinition> = self
            .entries
            .iter_mut()
            .map(|entry| &mut entry.definition)
            .collect();
        let endless = reachability::break_cycles(&mut definitions, order);
        for index in endless {
            if let Some(home) = homes.get(index) {
                self.note_untyped(
                    home,
                    "the schema is a list or map of itself and nothing else",
                );
            }
        }
    }

    /// The name that a user chose for a type, by its name in the document or by its place.
    pub(super) fn settings_name(&self, entry: &Entry) -> Option<&String> {
        let chosen = &self.settings.rename.types;
        let by_name = entry.component.as_ref().and_then(|name| chosen.get(name));
        by_name
            .or_else(|| chosen.get(entry.home.as_str()))
            .or_else(|| chosen.get(&entry.home.to_reference()))
    }

    /// Names: chosen ones, components, types that are all of a place, and types within others.
    fn names(
        &self,
        order: &[usize],
        places: &BTreeMap<usize, Vec<usize>>,
    ) -> BTreeMap<usize, TypeName> {
        let mut names = TypeNames::default();
        if self.holds_secrets() {
            names.reserve("Secret");
        }
        let mut named: BTreeMap<usize, TypeName> = BTreeMap::new();
        let mut components: Vec<(usize, Claim)> = Vec::new();
        let mut inline: Vec<usize> = Vec::new();
        for index in order {
            let Some(entry) = self.entries.get(*index) else {
                continue;
            };
            if let Some(text) = self.settings_name(entry) {
                named.insert(*index, names.chosen(text));
            } else if let Some(component) = &entry.component {
                components.push((
                    *index,
                    Claim {
                        candidates: naming::model::of_component(component),
                        weight: usize::from(naming::model::is_type_name(component)),
                    },
                ));
            } else {
                inline.push(*index);
            }
        }
        settle(&mut names, &mut named, components);
        let (roots, inner): (Vec<usize>, Vec<usize>) = inline
            .into_iter()
            .partition(|index| self.origins(*index, places).iter().any(Origin::is_root));
        let claims = roots
            .iter()
            .map(|index| (*index, self.claim(*index, places, &named)))
            .collect();
        settle(&mut names, &mut named, claims);
        let claims = inner
            .iter()
            .map(|index| (*index, self.claim(*index, places, &named)))
            .collect();
        settle(&mut names, &mut named, claims);
        named
    }

    /// Whether a model names the runtime's `Secret`.
    fn holds_secrets(&self) -> bool {
        self.entries.iter().any(|entry| {
            let mut kind = entry.definition.kind.clone();
            let mut secret = false;
            in_kind(&mut kind, &mut |r#type| secret |= mentions_secret(r#type));
            secret
        })
    }

    fn origins(&self, index: usize, places: &BTreeMap<usize, Vec<usize>>) -> Vec<Origin> {
        let indices = places.get(&index).into_iter().flatten();
        indices
            .filter_map(|index| self.entries.get(*index))
            .map(|entry| self.origin(entry))
            .collect()
    }

    /// The names that a type could have, by all the places where it stands.
    fn claim(
        &self,
        index: usize,
        places: &BTreeMap<usize, Vec<usize>>,
        named: &BTreeMap<usize, TypeName>,
    ) -> Claim {
        let origins = self.origins(index, places);
        let mut lists: Vec<Vec<Vec<String>>> = Vec::new();
        for origin in &origins {
            let base = self.base_words(origin, named);
            lists.push(origin.candidates(base.as_deref()));
        }
        let title = self
            .entries
            .get(index)
            .and_then(|entry| self.own_title(entry, &origins));
        let mut candidates: Vec<Vec<String>> = title.into_iter().collect();
        if is_error_of_many(&origins) {
            candidates.push(vec!["error".to_owned(), "response".to_owned()]);
        }
        if origins.len() > 1 {
            let own: Vec<Vec<String>> = origins.iter().map(Origin::own_words).collect();
            let around: Vec<Vec<String>> = origins
                .iter()
                .map(Origin::around)
                .filter(|words| !words.is_empty())
                .collect();
            candidates.extend(naming::model::of_places(&own, &around));
        }
        let levels = lists.iter().map(Vec::len).max().unwrap_or_default();
        for level in 0..levels {
            let here = lists.iter().filter_map(|list| list.get(level));
            let best =
                here.min_by_key(|words| (words.len(), words.join(" ").len(), words.join(" ")));
            candidates.extend(best.filter(|words| !candidates.contains(words)).cloned());
        }
        // What more operations speak of is the thing itself.
        let roots = origins.iter().filter(|origin| origin.is_root()).count();
        Claim {
            candidates,
            weight: 10 * roots + origins.iter().map(Origin::weight).max().unwrap_or_default(),
        }
    }

    /// `title`, unless it repeats the name of the property.
    fn own_title(&self, entry: &Entry, origins: &[Origin]) -> Option<Vec<String>> {
        if entry.role.is_some() || entry.key.only.is_some() || entry.key.single().is_none() {
            return None;
        }
        let words = self.title_words(&entry.home)?;
        let told = origins.iter().any(|origin| {
            origin.elements.last().is_some_and(|element| {
                let enumeration =
                    matches!(entry.definition.kind, crate::ir::TypeKind::Enumeration(_));
                enumeration && !element.titled && element.words == words
            })
        });
        (!told).then_some(words)
    }

    /// The words of the type that a place is in, where that type has a name already.
    fn base_words(
        &self,
        origin: &Origin,
        named: &BTreeMap<usize, TypeName>,
    ) -> Option<Vec<String>> {
        let Root::Component(pointer) = &origin.root else {
            return None;
        };
        let index = self.by_key.get(&super::key::Key::of(pointer))?;
        named.get(index).map(|name| naming::words(name.as_str()))
    }

    /// The file of each type: that of the component or operation that it is written in.
    fn set_modules(&mut self, order: &[usize], names: &BTreeMap<usize, TypeName>) {
        let mut scope = Scope::new();
        let mut modules: BTreeMap<String, ModuleName> = BTreeMap::new();
        for index in order {
            let Some(entry) = self.entries.get(*index) else {
                continue;
            };
            let origin = self.origin(entry);
            let words = self
                .base_words(&origin, names)
                .unwrap_or_else(|| origin.module_words());
            let key = match &origin.root {
                Root::Component(pointer) => pointer.as_str().to_owned(),
                _ => words.join(" "),
            };
            let module = modules
                .entry(key)
                .or_insert_with(|| scope.module(&words.join(" ")))
                .clone();
            if let Some(entry) = self.entries.get_mut(*index) {
                entry.definition.module = module;
            }
        }
    }

    fn rename(&mut self, api: &mut Api, names: &BTreeMap<usize, TypeName>) {
        let by_name = &self.by_name;
        let mut take = |name: &mut TypeName| {
            if let Some(decided) = by_name.get(name).and_then(|index| names.get(index)) {
                *name = decided.clone();
            }
        };
        for entry in &mut self.entries {
            take(&mut entry.definition.name);
            in_kind(&mut entry.definition.kind, &mut |r#type| {
                names_in(r#type, &mut take);
            });
        }
        in_api(api, &mut |r#type| names_in(r#type, &mut take));
        for (_, r#type) in &mut self.surveyed {
            names_in(r#type, &mut take);
        }
    }

    fn untyped_places(&self) -> Vec<Untyped> {
        let untyped = self.untyped.iter().map(|(pointer, reason)| {
            let place = self.model.place(pointer);
            Untyped {
                line: place.span.file.position(place.span.start).line,
                file: place.span.file.name.clone(),
                pointer: place.pointer,
                reason: reason.clone(),
            }
        });
        untyped.collect()
    }
}

fn mentions_secret(r#type: &Type) -> bool {
    match r#type {
        Type::Secret => true,
        Type::Array(inner)
        | Type::Map(inner)
        | Type::Nullable(inner)
        | Type::Boxed(inner)
        | Type::EventStream(inner)
        | Type::JsonLines(inner) => mentions_secret(inner),
        Type::Tuple(types) => types.iter().any(mentions_secret),
        _ => false,
    }
}

/// Whether one type is the body of errors with different statuses.
fn is_error_of_many(origins: &[Origin]) -> bool {
    let mut statuses = origins
        .iter()
        .filter(|origin| origin.elements.is_empty())
        .filter_map(|origin| match &origin.root {
            Root::Operation(Role::Response {
                status,
                success: false,
                ..
            }) => Some(*status),
            _ => None,
        });
    let first = statuses.next();
    statuses.any(|status| Some(status) != first)
}

fn settle(
    names: &mut TypeNames,
    named: &mut BTreeMap<usize, TypeName>,
    claims: Vec<(usize, Claim)>,
) {
    let (indices, claims): (Vec<usize>, Vec<Claim>) = claims.into_iter().unzip();
    named.extend(indices.into_iter().zip(names.settle(&claims)));
}
