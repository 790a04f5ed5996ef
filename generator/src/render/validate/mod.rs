//! Checks of the limits that the document sets, a statement for each value that has some.

mod limit;
mod pattern;
mod plan;

use askama::Template;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

pub(crate) use self::plan::Checks;

use self::plan::{Check, Part, Reading};
use super::Error;
use super::code::{Code, code, ident, number, text};
use super::template;
use crate::ir::{Constraint, Field, Presence, TypeDefinition};

#[derive(Template)]
#[template(path = "validate.rs")]
struct ValidateView {
    name: Code,
    statements: Vec<Code>,
}

/// The items that check a type; none where there is nothing to check.
pub(crate) fn items(definition: &TypeDefinition, checks: &Checks<'_>) -> Result<Vec<Item>, Error> {
    let name = ident(definition.name.as_str());
    let Some(parts) = checks.parts(definition.name.as_str()) else {
        return Ok(Vec::new());
    };
    let variants: Vec<&Part<'_>> = parts
        .iter()
        .filter(|part| matches!(part, Part::Variant(..)))
        .collect();
    let mut statements: Vec<TokenStream> = parts.iter().flat_map(of_part).collect();
    if !variants.is_empty() {
        statements.push(of_variants(&variants));
    }
    let view = ValidateView {
        name: code(quote!(models::#name)),
        statements: statements.into_iter().map(code).collect(),
    };
    template::items("validate.rs", &view)
}

/// A value that is checked.
struct Subject {
    /// An expression for it, that methods can be called on.
    value: TokenStream,
    /// An expression for a reference to it.
    reference: TokenStream,
    /// Where it stands.
    place: Place,
    /// How many loops it is in.
    depth: usize,
}

/// An expression for the place of a value.
enum Place {
    /// That of the type that is being checked.
    Here,
    /// One within it.
    Within(TokenStream),
}

impl Place {
    /// The expression that methods can be called on.
    fn receiver(&self) -> TokenStream {
        match self {
            Self::Here => quote!(at),
            Self::Within(place) => place.clone(),
        }
    }

    /// The expression to hand on.
    fn argument(&self) -> TokenStream {
        match self {
            Self::Here => quote!(at),
            Self::Within(place) => quote!(&mut #place),
        }
    }
}

impl Subject {
    /// A field at a place.
    fn field(name: &str, place: Place) -> Self {
        let name = ident(name);
        Self {
            value: quote!(self.#name),
            reference: quote!(&self.#name),
            place,
            depth: 0,
        }
    }

    /// What a pattern has bound to a name.
    fn bound(name: &TokenStream, place: Place, depth: usize) -> Self {
        Self {
            value: name.clone(),
            reference: name.clone(),
            place,
            depth,
        }
    }
}

fn of_part(part: &Part<'_>) -> Vec<TokenStream> {
    match part {
        Part::Members(limits) => {
            let rules = rules(limits.iter());
            vec![quote!(at.object(serde_json::to_value(self), #rules);)]
        }
        Part::Field(field, checks) => vec![of_field(field, checks)],
        Part::Flattened(field, checks) => {
            let subject = Subject::field(field.name.as_str(), Place::Here);
            statements(&subject, checks)
        }
        Part::Additional(field, checks) => {
            let subject = Subject::field(field.name.as_str(), Place::Here);
            vec![statement(&subject, &Loop::Values(checks))]
        }
        Part::Variant(..) => Vec::new(),
    }
}

fn of_field(field: &Field, checks: &[Check<'_>]) -> TokenStream {
    let wire_name = text(&field.wire_name);
    let place = || Place::Within(quote!(at.member(#wire_name)));
    let name = ident(field.name.as_str());
    let value = quote!(value);
    let inner = || statements(&Subject::bound(&value, place(), 0), checks);
    match field.presence {
        Presence::Required => {
            let statements = statements(&Subject::field(field.name.as_str(), place()), checks);
            quote!(#(#statements)*)
        }
        Presence::Nullable | Presence::Optional => {
            let inner = inner();
            quote!(if let Some(value) = &self.#name { #(#inner)* })
        }
        Presence::OptionalNullable => {
            let inner = inner();
            quote!(if let Maybe::Value(value) = &self.#name { #(#inner)* })
        }
    }
}

fn of_variants(variants: &[&Part<'_>]) -> TokenStream {
    let arms = variants.iter().filter_map(|part| {
        let Part::Variant(variant, checks) = part else {
            return None;
        };
        let name = ident(variant.name.as_str());
        let subject = Subject::bound(&quote!(value), Place::Here, 0);
        Some((quote!(Self::#name(value)), statements(&subject, checks)))
    });
    let arms: Vec<(TokenStream, Vec<TokenStream>)> = arms.collect();
    if let [(pattern, statements)] = arms.as_slice() {
        return quote!(if let #pattern = self { #(#statements)* });
    }
    let arms = arms
        .iter()
        .map(|(pattern, statements)| quote!(#pattern => { #(#statements)* }));
    quote!(match self { #(#arms)* _ => {} })
}

fn statements(subject: &Subject, checks: &[Check<'_>]) -> Vec<TokenStream> {
    checks
        .iter()
        .map(|check| of_check(subject, check))
        .collect()
}

fn of_check(subject: &Subject, check: &Check<'_>) -> TokenStream {
    let Subject {
        value, reference, ..
    } = subject;
    let at = subject.place.receiver();
    match check {
        Check::Number(limits) => {
            let rules = rules(limits.iter().copied());
            quote!(#at.number(#reference, #rules);)
        }
        Check::Text(reading, limits) => {
            let (text, rules) = (read(subject, *reading), rules(limits.iter().copied()));
            quote!(#at.text(#text, #rules);)
        }
        Check::Pattern(reading, pattern) => {
            let (read, pattern) = (read(subject, *reading), text(pattern));
            quote!(#at.pattern(#read, #pattern);)
        }
        Check::Count(limits) => {
            let rules = rules(limits.iter().copied());
            quote!(#at.count(#value.len(), #rules);)
        }
        Check::Unique => quote!(#at.unique(&mut #value.iter().map(serde_json::to_value));),
        Check::Items(checks) => statement(subject, &Loop::Items(checks)),
        Check::Values(checks) => statement(subject, &Loop::Values(checks)),
        Check::Present(checks) => {
            let place = Place::Within(at);
            let inner = Subject::bound(&quote!(value), place, subject.depth);
            let inner = statements(&inner, checks);
            quote!(if let Some(value) = #reference { #(#inner)* })
        }
        Check::Places(places) => of_places(subject, places),
        Check::Model(_) => {
            let at = subject.place.argument();
            quote!(#value.check(#at);)
        }
    }
}

/// A text within a value.
fn read(subject: &Subject, reading: Reading) -> TokenStream {
    let Subject {
        value, reference, ..
    } = subject;
    match reading {
        Reading::Itself => reference.clone(),
        Reading::AsStr => quote!(#value.as_str()),
        Reading::Display => quote!(&#value.to_string()),
        Reading::Expose => quote!(#value.expose()),
    }
}

/// What is the same for all that a value holds.
enum Loop<'c, 'a> {
    Items(&'c [Check<'a>]),
    Values(&'c [Check<'a>]),
}

fn statement(subject: &Subject, repeated: &Loop<'_, '_>) -> TokenStream {
    let Subject {
        value, reference, ..
    } = subject;
    let depth = subject.depth + 1;
    let at = subject.place.receiver();
    let item = numbered("item", depth);
    match repeated {
        Loop::Items(checks) => {
            let index = numbered("index", depth);
            let place = Place::Within(quote!(#at.item(#index)));
            let inner = statements(&Subject::bound(&item, place, depth), checks);
            quote!(for (#index, #item) in #value.iter().enumerate() { #(#inner)* })
        }
        Loop::Values(checks) => {
            let name = numbered("name", depth);
            let place = Place::Within(quote!(#at.member(#name)));
            let inner = statements(&Subject::bound(&item, place, depth), checks);
            quote!(for (#name, #item) in #reference { #(#inner)* })
        }
    }
}

/// A name for a variable of a loop, which no loop around it uses.
fn numbered(name: &str, depth: usize) -> TokenStream {
    if depth == 1 {
        ident(name)
    } else {
        ident(format!("{name}_{depth}"))
    }
}

fn of_places(subject: &Subject, places: &[Vec<Check<'_>>]) -> TokenStream {
    let at = subject.place.receiver();
    let value = &subject.value;
    let places = places.iter().enumerate().map(|(index, checks)| {
        let index = number(i128::try_from(index).unwrap_or_default());
        let held = Subject {
            value: quote!(#value.#index),
            reference: quote!(&#value.#index),
            place: Place::Within(quote!(#at.item(#index))),
            depth: subject.depth,
        };
        let statements = statements(&held, checks);
        quote!(#(#statements)*)
    });
    quote!(#(#places)*)
}

/// A list of limits.
fn rules<'a>(limits: impl Iterator<Item = &'a Constraint>) -> TokenStream {
    let rules = limits.filter_map(rule);
    quote!(&[#(#rules),*])
}

fn rule(limit: &Constraint) -> Option<TokenStream> {
    let rule = match limit {
        Constraint::Minimum { value, exclusive } => {
            let name = ident(if *exclusive {
                "ExclusiveMinimum"
            } else {
                "Minimum"
            });
            let value = text(value);
            quote!(Rule::#name(#value))
        }
        Constraint::Maximum { value, exclusive } => {
            let name = ident(if *exclusive {
                "ExclusiveMaximum"
            } else {
                "Maximum"
            });
            let value = text(value);
            quote!(Rule::#name(#value))
        }
        Constraint::MultipleOf(factor) => {
            let factor = text(factor);
            quote!(Rule::MultipleOf(#factor))
        }
        Constraint::MinLength(count) => counted("MinLength", *count),
        Constraint::MaxLength(count) => counted("MaxLength", *count),
        Constraint::MinItems(count) => counted("MinItems", *count),
        Constraint::MaxItems(count) => counted("MaxItems", *count),
        Constraint::MinProperties(count) => counted("MinProperties", *count),
        Constraint::MaxProperties(count) => counted("MaxProperties", *count),
        Constraint::Pattern(_) | Constraint::UniqueItems | Constraint::Format(_) => return None,
    };
    Some(rule)
}

fn counted(name: &str, count: u64) -> TokenStream {
    let (name, count) = (ident(name), number(count));
    quote!(Rule::#name(#count))
}
