//! Enums of types, which keep values that fit none.

use std::collections::BTreeMap;

use askama::Template;
use heck::ToSnakeCase;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use super::super::Error;
use super::super::code::{Code, code, ident};
use super::super::documentation::{Docs, deprecated};
use super::super::index::{Index, is_lopsided};
use super::super::template;
use super::super::type_use::{Place, type_use};
use crate::ir::{Type, TypeDefinition, TypeName, Union, Variant};

#[derive(Template)]
#[template(path = "union.rs")]
struct UnionView {
    docs: Code,
    attributes: Code,
    name: Code,
    variants: Vec<Code>,
    accessors: Vec<Code>,
    conversions: Vec<Code>,
}

pub(super) fn items(
    definition: &TypeDefinition,
    union: &Union,
    index: &Index<'_>,
) -> Result<Vec<Item>, Error> {
    let name = ident(definition.name.as_str());
    let view = UnionView {
        docs: code(Docs::of(&definition.documentation).outer()),
        attributes: code(attributes(definition, union, index)),
        variants: union
            .variants
            .iter()
            .map(|variant| code(declaration(variant)))
            .collect(),
        accessors: accessors(union),
        conversions: conversions(&definition.name, union, index),
        name: code(name),
    };
    template::items("union.rs", &view)
}

fn attributes(definition: &TypeDefinition, union: &Union, index: &Index<'_>) -> TokenStream {
    let eq = definition.eq.then(|| quote!(, Eq, Hash));
    let deprecated = deprecated(&definition.documentation);
    // `Unknown` holds a `Value`.
    let sizes = union
        .variants
        .iter()
        .map(|variant| index.size(&variant.r#type))
        .chain([32]);
    let lopsided = is_lopsided(sizes.collect()).then(|| {
        quote!(#[allow(clippy::large_enum_variant, reason = "a box would stand between a caller and the value")])
    });
    quote!(#[derive(Debug, Clone, PartialEq #eq)] #deprecated #lopsided)
}

fn declaration(variant: &Variant) -> TokenStream {
    let name = ident(variant.name.as_str());
    let payload = type_use(&variant.r#type, Place::Models);
    let docs = Docs::of(&variant.documentation).outer();
    let deprecated = deprecated(&variant.documentation);
    quote!(#docs #deprecated #name(#payload))
}

/// `as_x` and `is_x` of each variant. Names that are alike but for case would clash: the first has them.
fn accessors(union: &Union) -> Vec<Code> {
    let mut taken = std::collections::BTreeSet::new();
    let mut accessors = Vec::new();
    for variant in &union.variants {
        let snake = variant.name.plain().to_snake_case();
        if !taken.insert(snake.clone()) {
            continue;
        }
        let name = ident(variant.name.as_str());
        let (get, is) = (ident(format!("as_{snake}")), ident(format!("is_{snake}")));
        let payload = type_use(unboxed(&variant.r#type), Place::Models);
        let get_docs = format!(" The value, if it is [`{name}`](Self::{name}).");
        let is_docs = format!(" Whether it is [`{name}`](Self::{name}).");
        accessors.push(code(quote! {
            #[doc = #get_docs]
            pub fn #get(&self) -> Option<&#payload> {
                match self {
                    Self::#name(value) => Some(value),
                    _ => None,
                }
            }

            #[doc = #is_docs]
            pub fn #is(&self) -> bool {
                matches!(self, Self::#name(_))
            }
        }));
    }
    accessors
}

/// `From` of each payload that only one variant has.
fn conversions(own_name: &TypeName, union: &Union, index: &Index<'_>) -> Vec<Code> {
    let union_name = ident(own_name.as_str());
    let payload = |variant: &Variant| fully_resolved(index, unboxed(&variant.r#type));
    let mut uses: BTreeMap<Type, usize> = BTreeMap::new();
    for variant in &union.variants {
        *uses.entry(payload(variant)).or_default() += 1;
    }
    let own =
        |variant: &Variant| matches!(payload(variant), Type::Named(name) if name == *own_name);
    let unique = union.variants.iter();
    // Every type converts into itself already.
    let unique = unique.filter(|v| uses.get(&payload(v)) == Some(&1) && !own(v));
    let mut conversions = Vec::new();
    for variant in unique {
        let name = ident(variant.name.as_str());
        let from = type_use(unboxed(&variant.r#type), Place::Models);
        let value = if matches!(variant.r#type, Type::Boxed(_)) {
            quote!(Box::new(value))
        } else {
            quote!(value)
        };
        conversions.push(code(quote! {
            impl From<#from> for #union_name {
                fn from(value: #from) -> Self {
                    Self::#name(#value)
                }
            }
        }));
        if payload(variant) == Type::String {
            conversions.push(code(quote! {
                impl From<&str> for #union_name {
                    fn from(value: &str) -> Self {
                        Self::#name(value.to_owned())
                    }
                }
            }));
        }
    }
    conversions
}

fn unboxed(r#type: &Type) -> &Type {
    match r#type {
        Type::Boxed(inner) => inner,
        other => other,
    }
}

/// The type with the aliases in it replaced, as the compiler compares types. Boxes within count as they are.
fn fully_resolved(index: &Index<'_>, r#type: &Type) -> Type {
    let inner = |inner: &Type| Box::new(fully_resolved(index, inner));
    match index.resolved(r#type) {
        Type::Null => Type::Json,
        Type::Array(element) => Type::Array(inner(element)),
        Type::Map(element) => Type::Map(inner(element)),
        Type::Nullable(element) => Type::Nullable(inner(element)),
        Type::Boxed(element) => Type::Boxed(inner(element)),
        Type::Tuple(parts) => Type::Tuple(
            parts
                .iter()
                .map(|part| fully_resolved(index, part))
                .collect(),
        ),
        other => other.clone(),
    }
}
