//! Structs: public fields, `new` with what is required, a setter for each of the others.

use askama::Template;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use super::super::Error;
use super::super::argument::{Argument, argument, field_argument};
use super::super::code::{Code, code, ident, text};
use super::super::documentation::{Docs, deprecated};
use super::super::index::Index;
use super::super::lint;
use super::super::template;
use super::super::type_use::{Place, field_type, type_use};
use crate::ir::{
    Access, Additional, Documentation, Field, FieldName, Flattened, Presence, Structure, Type,
    TypeDefinition,
};

#[derive(Template)]
#[template(path = "struct.rs")]
struct StructView {
    docs: Code,
    attributes: Code,
    name: Code,
    fields: Vec<Code>,
    methods: Vec<Code>,
    debug: Code,
}

pub(super) fn items(
    definition: &TypeDefinition,
    structure: &Structure,
    index: &Index<'_>,
) -> Result<Vec<Item>, Error> {
    let name = ident(definition.name.as_str());
    let sensitive = structure.fields.iter().any(|field| field.sensitive);
    let built = definition.usage.request || !definition.usage.response;
    let methods = if built {
        methods(structure, index)
    } else {
        Vec::new()
    };
    let fields = structure.fields.iter().map(field).chain(
        structure
            .flattened
            .iter()
            .map(flattened)
            .chain(structure.additional.iter().map(additional))
            .chain(structure.undeclared.iter().map(undeclared)),
    );
    let view = StructView {
        docs: code(Docs::of(&definition.documentation).outer()),
        attributes: code(attributes(definition, structure, built)),
        fields: fields.map(code).collect(),
        methods: methods.into_iter().map(code).collect(),
        debug: code(if sensitive {
            debug(definition, structure)
        } else {
            TokenStream::new()
        }),
        name: code(name),
    };
    template::items("struct.rs", &view)
}

fn attributes(definition: &TypeDefinition, structure: &Structure, built: bool) -> TokenStream {
    let debug = structure
        .fields
        .iter()
        .all(|field| !field.sensitive)
        .then(|| quote!(Debug,));
    let eq = definition.eq.then(|| quote!(, Eq, Hash));
    let default = is_default(structure).then(|| quote!(, Default));
    let deprecated = deprecated(&definition.documentation);
    let open = (!built).then(|| quote!(#[non_exhaustive]));
    quote!(#[derive(#debug Clone, PartialEq #eq #default)] #deprecated #open)
}

/// Whether nothing has to be given: then `new` takes nothing, and there is a default.
fn is_default(structure: &Structure) -> bool {
    let optional = |r#type: &Type| matches!(r#type, Type::Nullable(_));
    structure.fields.iter().all(|field| !is_required(field))
        && structure
            .flattened
            .iter()
            .all(|field| optional(&field.r#type))
}

fn is_required(field: &Field) -> bool {
    field.asked || matches!(field.presence, Presence::Required | Presence::Nullable)
}

fn field(field: &Field) -> TokenStream {
    let docs = Docs::of_member(&field.documentation, field.name.plain(), &field.wire_name).outer();
    let deprecated = deprecated(&field.documentation);
    let name = ident(field.name.as_str());
    let r#type = field_type(&field.r#type, field.presence, Place::Models);
    quote!(#docs #deprecated pub #name: #r#type)
}

fn flattened(field: &Flattened) -> TokenStream {
    let docs = Docs::of(&field.documentation).outer();
    let name = ident(field.name.as_str());
    let r#type = type_use(&field.r#type, Place::Models);
    quote!(#docs pub #name: #r#type)
}

fn additional(field: &Additional) -> TokenStream {
    let docs =
        Docs::of(&field.documentation).or_else(|| "Members beside the declared ones.".into());
    let docs = docs.outer();
    let name = ident(field.name.as_str());
    let r#type = type_use(&field.r#type, Place::Models);
    quote!(#docs pub #name: BTreeMap<String, #r#type>)
}

fn undeclared(name: &FieldName) -> TokenStream {
    let name = ident(name.as_str());
    quote! {
        /// Members that the document does not declare.
        pub #name: Undeclared
    }
}

fn methods(structure: &Structure, index: &Index<'_>) -> Vec<TokenStream> {
    let mut methods = vec![constructor(structure, index)];
    // What only a response can have needs no setter.
    let settable = structure
        .fields
        .iter()
        .filter(|field| field.access != Access::ReadOnly);
    for field in settable.filter(|field| !is_required(field)) {
        let name = field.name.as_str();
        let argument = field_argument(index, name, &field.r#type, field.presence, Place::Models);
        methods.push(setter(name, &argument, &field.documentation));
    }
    for field in &structure.flattened {
        if let Type::Nullable(inner) = &field.r#type {
            let name = field.name.as_str();
            let argument = field_argument(index, name, inner, Presence::Optional, Place::Models);
            methods.push(setter(name, &argument, &field.documentation));
        }
    }
    if let Some(field) = &structure.additional {
        let r#type = Type::Map(Box::new(field.r#type.clone()));
        let argument = argument(index, field.name.as_str(), &r#type, Place::Models);
        methods.push(setter(field.name.as_str(), &argument, &field.documentation));
    }
    methods
}

fn constructor(structure: &Structure, index: &Index<'_>) -> TokenStream {
    if is_default(structure) {
        return quote! {
            /// With nothing set.
            pub fn new() -> Self {
                Self::default()
            }
        };
    }
    let mut arguments = Vec::new();
    let mut values = Vec::new();
    for field in &structure.fields {
        let name = ident(field.name.as_str());
        if is_required(field) {
            let text = field.name.as_str();
            let taken = field_argument(index, text, &field.r#type, field.presence, Place::Models);
            arguments.push(taken.declaration);
            values.push(initial(&name, &taken.value));
        } else {
            values.push(if field.presence == Presence::OptionalNullable {
                quote!(#name: Maybe::Absent)
            } else {
                quote!(#name: None)
            });
        }
    }
    for field in &structure.flattened {
        let name = ident(field.name.as_str());
        if matches!(field.r#type, Type::Nullable(_)) {
            values.push(quote!(#name: None));
        } else {
            let taken = argument(index, field.name.as_str(), &field.r#type, Place::Models);
            arguments.push(taken.declaration);
            values.push(initial(&name, &taken.value));
        }
    }
    if let Some(field) = &structure.additional {
        let name = ident(field.name.as_str());
        values.push(quote!(#name: BTreeMap::new()));
    }
    if let Some(name) = &structure.undeclared {
        let name = ident(name.as_str());
        values.push(quote!(#name: Undeclared::default()));
    }
    let many = lint::many_arguments(arguments.len());
    quote! {
        /// With what is required.
        #many
        pub fn new(#(#arguments),*) -> Self {
            Self { #(#values),* }
        }
    }
}

/// `name: value`, or `name` alone where that says the same.
fn initial(name: &TokenStream, value: &TokenStream) -> TokenStream {
    if name.to_string() == value.to_string() {
        name.clone()
    } else {
        quote!(#name: #value)
    }
}

fn setter(name: &str, argument: &Argument, documentation: &Documentation) -> TokenStream {
    let docs = Docs::short(documentation).outer();
    let deprecated = deprecated(documentation);
    let misnamed = lint::method_of_a_trait(name);
    let name = ident(name);
    let Argument { declaration, value } = argument;
    quote! {
        #docs
        #deprecated
        #misnamed
        #[must_use]
        pub fn #name(mut self, #declaration) -> Self {
            self.#name = #value;
            self
        }
    }
}

/// `Debug` that does not show what is sensitive.
fn debug(definition: &TypeDefinition, structure: &Structure) -> TokenStream {
    let shown = |name: &FieldName| {
        let (field, key) = (ident(name.as_str()), text(name.plain()));
        quote!(.field(#key, &self.#field))
    };
    let fields = structure.fields.iter().map(|field| {
        if !field.sensitive {
            return shown(&field.name);
        }
        let key = text(field.name.plain());
        quote!(.field(#key, &format_args!("[redacted]")))
    });
    let flattened = structure.flattened.iter().map(|field| shown(&field.name));
    let additional = structure.additional.iter().map(|field| shown(&field.name));
    let undeclared = structure.undeclared.iter().map(shown);
    let (name, key) = (
        ident(definition.name.as_str()),
        text(definition.name.plain()),
    );
    quote! {
        impl fmt::Debug for #name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.debug_struct(#key) #(#fields)* #(#flattened)* #(#additional)* #(#undeclared)* .finish()
            }
        }
    }
}
