//! `pub type A = B;`

use askama::Template;
use syn::Item;

use super::super::Error;
use super::super::code::{Code, code, ident};
use super::super::documentation::{Docs, deprecated};
use super::super::template;
use super::super::type_use::{Place, type_use};
use crate::ir::{Type, TypeDefinition};

#[derive(Template)]
#[template(path = "alias.rs")]
struct AliasView {
    docs: Code,
    name: Code,
    target: Code,
}

pub(super) fn items(definition: &TypeDefinition, target: &Type) -> Result<Vec<Item>, Error> {
    let docs = Docs::of(&definition.documentation).outer();
    let deprecated = deprecated(&definition.documentation);
    let view = AliasView {
        docs: code(quote::quote!(#docs #deprecated)),
        name: code(ident(definition.name.as_str())),
        target: code(type_use(target, Place::Models)),
    };
    template::items("alias.rs", &view)
}
