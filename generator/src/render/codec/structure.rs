//! Members of structs on the wire.

use askama::Template;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use super::super::Error;
use super::super::code::{Code, code, ident, number, text};
use super::super::index::Index;
use super::super::json;
use super::super::template;
use crate::ir::{
    Access, Field, FieldName, FlattenedMembers, Presence, Structure, Type, TypeDefinition,
};

#[derive(Template)]
#[template(path = "codec_struct.rs")]
struct CodecStructView {
    name: Code,
    name_text: Code,
    wire_names: Code,
    /// The argument that members are read from; no field has its name.
    fields: Code,
    slots: Vec<Code>,
    reading: Code,
    result: Vec<Code>,
    members: Code,
    writing: Vec<Code>,
}

pub(super) fn items(
    index: &Index<'_>,
    definition: &TypeDefinition,
    structure: &Structure,
) -> Result<Vec<Item>, Error> {
    let fields = free_name(structure, "fields");
    let name = ident(definition.name.as_str());
    let names = structure.fields.iter().map(|field| &field.wire_name);
    let names = names.chain(
        structure
            .constants
            .iter()
            .map(|constant| &constant.wire_name),
    );
    let names = names.map(|name| text(name));
    let writing = writing(structure);
    let members = if writing.is_empty() {
        quote!(_members)
    } else {
        quote!(members)
    };
    let view = CodecStructView {
        name: code(quote!(models::#name)),
        name_text: code(text(definition.name.plain())),
        wire_names: code(quote!(&[#(#names),*])),
        slots: slots(structure).into_iter().map(code).collect(),
        reading: code(reading(index, structure, &fields)),
        result: result(structure, &fields).into_iter().map(code).collect(),
        members: code(members),
        writing: writing.into_iter().map(code).collect(),
        fields: code(fields),
    };
    template::items("codec_struct.rs", &view)
}

/// A name that no field has.
fn free_name(structure: &Structure, wanted: &str) -> TokenStream {
    let mut name = wanted.to_owned();
    let taken = |name: &str| {
        structure
            .fields
            .iter()
            .any(|field| field.name.as_str() == name)
            || structure
                .flattened
                .iter()
                .any(|field| field.name.as_str() == name)
            || structure
                .additional
                .iter()
                .any(|field| field.name.as_str() == name)
            || structure
                .undeclared
                .iter()
                .any(|field| field.as_str() == name)
    };
    while taken(&name) {
        name.push('_');
    }
    ident(name)
}

/// What is read, while it is being read.
fn slots(structure: &Structure) -> Vec<TokenStream> {
    let fields = structure.fields.iter().map(|field| {
        let name = ident(field.name.as_str());
        if field.presence == Presence::OptionalNullable {
            quote!(let mut #name = Maybe::Absent;)
        } else {
            quote!(let mut #name = None;)
        }
    });
    let additional = structure.additional.iter().map(|field| {
        let name = ident(field.name.as_str());
        quote!(let mut #name = BTreeMap::new();)
    });
    let undeclared = kept_as_read(structure).map(|name| {
        let name = ident(name.as_str());
        quote!(let mut #name = Undeclared::default();)
    });
    fields.chain(additional).chain(undeclared).collect()
}

/// The field of members that are not declared, where no flattened part may take them.
fn kept_as_read(structure: &Structure) -> Option<&FieldName> {
    let undeclared = structure.undeclared.as_ref();
    undeclared.filter(|_| structure.flattened.is_empty())
}

/// The loop over the members.
fn reading(types: &Index<'_>, structure: &Structure, fields: &TokenStream) -> TokenStream {
    let other = match (&structure.additional, structure.flattened.is_empty()) {
        (_, false) => quote!(#fields.keep()?),
        (Some(additional), true) => {
            let name = ident(additional.name.as_str());
            if let Some(undeclared) = &structure.undeclared {
                let undeclared = ident(undeclared.as_str());
                quote!(#fields.additional_or_undeclared(&mut #name, &mut #undeclared)?)
            } else {
                quote!(#fields.additional(&mut #name)?)
            }
        }
        (None, true) => {
            if let Some(name) = &structure.undeclared {
                let name = ident(name.as_str());
                quote!(#fields.undeclared(&mut #name)?)
            } else {
                quote!(#fields.skip()?)
            }
        }
    };
    let is_skip = structure.additional.is_none()
        && structure.flattened.is_empty()
        && structure.undeclared.is_none();
    let constants = structure.constants.iter().enumerate();
    let constants: Vec<_> = constants
        .map(|(index, _)| position(structure.fields.len() + index))
        .collect();
    if structure.fields.is_empty() && (is_skip || constants.is_empty()) {
        return quote! {
            while #fields.next()?.is_some() {
                #other;
            }
        };
    }
    let arms = structure.fields.iter().enumerate().map(|(index, field)| {
        let (index, name) = (position(index), ident(field.name.as_str()));
        let read = match field.presence {
            Presence::Required => quote!(required),
            Presence::Nullable => quote!(nullable),
            // Null is a value of free-form JSON, not its absence.
            Presence::Optional if holds_null(types, &field.r#type) => quote!(required),
            Presence::Optional => quote!(optional),
            Presence::OptionalNullable => quote!(maybe),
        };
        quote!(#index => #fields.#read(&mut #name)?,)
    });
    let constant =
        (!is_skip && !constants.is_empty()).then(|| quote!(#(#constants)|* => #fields.skip()?,));
    let member = free_name(structure, "member");
    quote! {
        while let Some(#member) = #fields.next()? {
            match #member {
                #(#arms)*
                #constant
                _ => #other,
            }
        }
    }
}

/// Whether null is one of the values of a type.
fn holds_null(types: &Index<'_>, r#type: &Type) -> bool {
    matches!(types.resolved(r#type), Type::Json | Type::Null)
}

/// The fields of the result.
fn result(structure: &Structure, fields: &TokenStream) -> Vec<TokenStream> {
    let declared = structure.fields.iter().enumerate().map(|(index, field)| {
        let (index, name) = (position(index), ident(field.name.as_str()));
        match field.presence {
            Presence::Required if may_default(field) => quote!(#name: #name.unwrap_or_default()),
            Presence::Required | Presence::Nullable => quote!(#name: #fields.take(#index, #name)?),
            Presence::Optional | Presence::OptionalNullable => name,
        }
    });
    let flattened = structure.flattened.iter().map(|field| {
        let name = ident(field.name.as_str());
        let of = match &field.members {
            FlattenedMembers::All => quote!(Part::All),
            FlattenedMembers::Without(names) => part(&quote!(Part::Without), names),
            FlattenedMembers::Only(names) => part(&quote!(Part::Only), names),
        };
        if matches!(field.r#type, Type::Nullable(_)) {
            quote!(#name: #fields.flattened_optional(#of)?)
        } else {
            quote!(#name: #fields.flattened(#of)?)
        }
    });
    let additional = structure
        .additional
        .iter()
        .map(|field| ident(field.name.as_str()));
    let undeclared = structure.undeclared.iter().map(|name| {
        let name = ident(name.as_str());
        if structure.flattened.is_empty() {
            name
        } else {
            quote!(#name: #fields.left_over())
        }
    });
    declared
        .chain(flattened)
        .chain(additional)
        .chain(undeclared)
        .collect()
}

fn part(variant: &TokenStream, names: &[String]) -> TokenStream {
    let names = names.iter().map(|name| text(name));
    quote!(#variant(&[#(#names),*]))
}

/// Whether a member that only requests have may be missing where a response is read.
fn may_default(field: &Field) -> bool {
    let has_default = matches!(
        field.r#type,
        Type::Boolean
            | Type::I32
            | Type::I64
            | Type::I128
            | Type::U32
            | Type::U64
            | Type::F64
            | Type::String
            | Type::Array(_)
            | Type::Map(_)
            | Type::JsonObject
            | Type::Json
    );
    field.access == Access::WriteOnly && has_default
}

fn writing(structure: &Structure) -> Vec<TokenStream> {
    let constants = structure.constants.iter().map(|constant| {
        let (key, value) = (text(&constant.wire_name), json::constant(&constant.value));
        quote!(members.constant(#key, #value)?;)
    });
    let fields = structure.fields.iter().map(|field| {
        let (key, name) = (text(&field.wire_name), ident(field.name.as_str()));
        match field.presence {
            Presence::Required => quote!(members.required(#key, &self.#name)?;),
            Presence::Nullable => quote!(members.nullable(#key, &self.#name)?;),
            Presence::Optional => quote!(members.optional(#key, self.#name.as_ref())?;),
            Presence::OptionalNullable => quote!(members.maybe(#key, &self.#name)?;),
        }
    });
    let flattened = structure.flattened.iter().map(|field| {
        let name = ident(field.name.as_str());
        if matches!(field.r#type, Type::Nullable(_)) {
            quote!(members.flattened_optional(self.#name.as_ref())?;)
        } else {
            quote!(members.flattened(&self.#name)?;)
        }
    });
    let additional = structure.additional.iter().map(|field| {
        let name = ident(field.name.as_str());
        quote!(members.additional(&self.#name)?;)
    });
    let undeclared = structure.undeclared.iter().map(|name| {
        let name = ident(name.as_str());
        quote!(members.undeclared(&self.#name)?;)
    });
    constants
        .chain(fields)
        .chain(flattened)
        .chain(additional)
        .chain(undeclared)
        .collect()
}

fn position(index: usize) -> proc_macro2::Literal {
    number(i128::try_from(index).unwrap_or_default())
}
