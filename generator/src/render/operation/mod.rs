//! Operations: the inputs of a call as a struct, what is sent and read, the setters of what is optional.

mod encode;
mod metadata;
mod pagination;
mod response;

pub(crate) use encode::place;
pub(crate) use response::{reader, status_pattern, success_enum};

use askama::Template;
use proc_macro2::TokenStream;
use quote::quote;
use syn::Item;

use super::Error;
use super::argument::{Argument, argument, field_argument};
use super::code::{Code, code, ident, text};
use super::context::Context;
use super::documentation::{Docs, deprecated};
use super::lint;
use super::markdown;
use super::template;
use super::type_use::{Place, type_use};
use crate::ir::{
    ArgumentSource, BodyEncoding, Documentation, FieldName, Group, Operation, Part, PartHeader,
    Presence, StatusRange,
};

#[derive(Template)]
#[template(path = "operation.rs")]
struct OperationView {
    docs: Code,
    derives: Code,
    name: Code,
    fields: Vec<Code>,
    debug: Code,
    output: Code,
    error: Code,
    metadata: Code,
    streams: Code,
    request: Code,
    encoding: Vec<Code>,
    response: Code,
    decoding: Code,
    setters: Vec<Code>,
    paged: Code,
}

/// The items of an operation of `group`.
pub(crate) fn items(
    operation: &Operation,
    group: &Group,
    context: &Context<'_>,
) -> Result<Vec<Item>, Error> {
    let docs = format!(
        "Inputs of [`{}::{}`].",
        group.name,
        operation.method_name.plain()
    );
    let fields = fields(operation);
    let sensitive = fields.iter().any(|field| field.sensitive);
    let encoding = encode::statements(operation, context);
    let request = if encoding.is_empty() {
        quote!(_request)
    } else {
        quote!(request)
    };
    let decoding = response::decoding(operation, context);
    let reads = decoding.to_string().contains("response");
    let derives = if sensitive {
        quote!(#[derive(Clone)])
    } else {
        quote!(#[derive(Debug, Clone)])
    };
    let debug = if sensitive {
        debug(operation, &fields)
    } else {
        TokenStream::new()
    };
    let view = OperationView {
        docs: code(Docs::default().sentence(docs).outer()),
        derives: code(derives),
        name: code(ident(operation.name.as_str())),
        fields: fields
            .iter()
            .map(|field| code(field.declaration()))
            .collect(),
        debug: code(debug),
        output: code(response::output(&operation.responses.success)),
        error: code(ident(operation.responses.error.as_str())),
        metadata: code(metadata::metadata(operation)),
        streams: code(response::streams(operation)),
        request: code(request),
        encoding: encoding.into_iter().map(code).collect(),
        response: code(if reads {
            quote!(response)
        } else {
            quote!(_response)
        }),
        decoding: code(decoding),
        setters: setters(operation, context).into_iter().map(code).collect(),
        paged: code(pagination::paged(operation, context)),
    };
    template::items("operation.rs", &view)
}

/// A field of the inputs' struct.
struct InputField<'a> {
    name: &'a FieldName,
    r#type: TokenStream,
    sensitive: bool,
    /// The argument that it is set from; `None` where it starts as `None`.
    argument: Option<&'a crate::ir::Argument>,
}

impl InputField<'_> {
    fn declaration(&self) -> TokenStream {
        let (name, r#type) = (ident(self.name.as_str()), &self.r#type);
        quote!(#name: #r#type)
    }
}

fn fields(operation: &Operation) -> Vec<InputField<'_>> {
    let argument_of = |source: ArgumentSource| {
        operation
            .arguments
            .iter()
            .find(move |argument| argument.source == source)
    };
    let parameters = operation
        .parameters
        .iter()
        .enumerate()
        .map(|(index, parameter)| {
            let argument = argument_of(ArgumentSource::Parameter(index));
            let r#type = type_use(&parameter.r#type, Place::Elsewhere);
            InputField {
                name: &parameter.name,
                r#type: if argument.is_some() {
                    r#type
                } else {
                    quote!(Option<#r#type>)
                },
                sensitive: parameter.sensitive,
                argument,
            }
        });
    let body = operation.body.iter().map(|body| {
        let r#type = type_use(&body.r#type, Place::Elsewhere);
        InputField {
            name: &body.name,
            r#type: if body.required {
                r#type
            } else {
                quote!(Option<#r#type>)
            },
            sensitive: false,
            argument: argument_of(ArgumentSource::Body),
        }
    });
    let headers = part_headers(operation).map(|(_, part_header)| {
        let r#type = type_use(&part_header.header.r#type, Place::Elsewhere);
        InputField {
            name: &part_header.field,
            r#type: quote!(Option<#r#type>),
            sensitive: false,
            argument: None,
        }
    });
    parameters.chain(body).chain(headers).collect()
}

/// The headers of the parts of a body.
fn part_headers(operation: &Operation) -> impl Iterator<Item = (&Part, &PartHeader)> {
    let bodies = operation.body.iter().flat_map(|body| &body.bodies);
    let parts = bodies.filter_map(|body| match &body.encoding {
        BodyEncoding::Multipart(parts) => Some(parts),
        _ => None,
    });
    let parts = parts.flatten();
    parts.flat_map(|part| part.headers.iter().map(move |header| (part, header)))
}

/// The method of the group that makes the call.
pub(crate) fn method(operation: &Operation, context: &Context<'_>) -> TokenStream {
    let docs = method_docs(operation, context).outer();
    let deprecated = deprecated(&operation.documentation);
    let name = ident(operation.method_name.as_str());
    let inputs = ident(operation.name.as_str());
    let arguments: Vec<(&crate::ir::Argument, Argument)> = operation
        .arguments
        .iter()
        .map(|a| {
            (
                a,
                argument(&context.index, a.name.as_str(), &a.r#type, Place::Elsewhere),
            )
        })
        .collect();
    let declarations = arguments.iter().map(|(_, argument)| &argument.declaration);
    let many = lint::many_arguments(arguments.len() + 1);
    let misnamed = lint::method_of_a_trait(operation.method_name.as_str());
    let values = fields(operation).into_iter().map(|field| {
        let name = ident(field.name.as_str());
        let given = field
            .argument
            .and_then(|wanted| arguments.iter().find(|(a, _)| *a == wanted));
        match given {
            Some((_, argument)) if argument.value.to_string() == name.to_string() => name,
            Some((_, argument)) => {
                let value = &argument.value;
                quote!(#name: #value)
            }
            None => quote!(#name: None),
        }
    });
    let values: Vec<TokenStream> = values.collect();
    let call = if values.is_empty() {
        quote!(Call::new(self.handle.clone(), #inputs))
    } else {
        quote!(let inputs = #inputs { #(#values),* }; Call::new(self.handle.clone(), inputs))
    };
    quote! {
        #docs
        #deprecated
        #many
        #misnamed
        pub fn #name(&self, #(#declarations),*) -> Call<#inputs> {
            #call
        }
    }
}

/// What the document says of the operation, its arguments, where it is sent, and how it fails.
fn method_docs(operation: &Operation, context: &Context<'_>) -> Docs {
    let mut docs = Docs::of(&operation.documentation);
    let arguments = operation.arguments.iter().filter_map(|argument| {
        let documentation = argument_documentation(operation, argument.source)?;
        let prose = documentation
            .description
            .as_deref()
            .or(documentation.title.as_deref())?;
        let prose = markdown::line(prose);
        let name = argument.name.plain();
        (!prose.is_empty()).then(|| format!("- `{name}`: {prose}"))
    });
    docs = docs.list(arguments.collect());
    let place = format!("{} {}", operation.method.as_str(), operation.path.template);
    docs = docs.sentence(markdown::code(&place));
    let mut statuses = context.documented_errors(&operation.responses.error);
    statuses.sort_unstable();
    if statuses.is_empty() {
        return docs;
    }
    let statuses: Vec<String> = statuses
        .iter()
        .map(|status| status_words(*status))
        .collect();
    docs.sentence("# Errors").sentence(format!(
        "[`{}`] for {}.",
        operation.responses.error,
        statuses.join(", ")
    ))
}

fn argument_documentation(operation: &Operation, source: ArgumentSource) -> Option<&Documentation> {
    match source {
        ArgumentSource::Parameter(index) => operation
            .parameters
            .get(index)
            .map(|parameter| &parameter.documentation),
        ArgumentSource::Body => operation.body.as_ref().map(|body| &body.documentation),
    }
}

/// A status as docs name it: `404`, `4XX`, `any other status`.
pub(crate) fn status_words(status: StatusRange) -> String {
    match status {
        StatusRange::Exact(status) => status.to_string(),
        StatusRange::Range(digit) => format!("{digit}XX"),
        StatusRange::Default => "any other status".to_owned(),
    }
}

fn setters(operation: &Operation, context: &Context<'_>) -> Vec<TokenStream> {
    let is_argument = |index: usize| {
        let source = ArgumentSource::Parameter(index);
        operation
            .arguments
            .iter()
            .any(|argument| argument.source == source)
    };
    let optional = operation
        .parameters
        .iter()
        .enumerate()
        .filter(|(index, _)| !is_argument(*index));
    let setters = optional.map(|(_, parameter)| {
        let name = parameter.name.as_str();
        let (index, presence) = (&context.index, Presence::Optional);
        let taken = field_argument(index, name, &parameter.r#type, presence, Place::Elsewhere);
        let docs = Docs::of(&parameter.documentation);
        let docs = if parameter.global {
            docs.sentence("In place of the value that was set on the client.")
        } else {
            docs
        };
        let docs = docs.outer();
        let deprecated = deprecated(&parameter.documentation);
        let misnamed = lint::method_of_a_trait(name);
        let name = ident(name);
        let Argument { declaration, value } = taken;
        quote! {
            #docs
            #deprecated
            #misnamed
            pub fn #name(mut self, #declaration) -> Self {
                self.operation_mut().#name = #value;
                self
            }
        }
    });
    let headers =
        part_headers(operation).map(|(part, header)| part_header_setter(part, header, context));
    setters.chain(headers).collect()
}

fn part_header_setter(part: &Part, part_header: &PartHeader, context: &Context<'_>) -> TokenStream {
    let PartHeader { field, header } = part_header;
    let (name, presence) = (field.as_str(), Presence::Optional);
    let taken = field_argument(
        &context.index,
        name,
        &header.r#type,
        presence,
        Place::Elsewhere,
    );
    let sentence = format!(
        "Sent as {} with the part {}.",
        markdown::code(&header.wire_name),
        markdown::code(&part.wire_name)
    );
    let docs = Docs::of(&header.documentation).sentence(sentence).outer();
    let deprecated = deprecated(&header.documentation);
    let misnamed = lint::method_of_a_trait(name);
    let name = ident(name);
    let Argument { declaration, value } = taken;
    quote! {
        #docs
        #deprecated
        #misnamed
        pub fn #name(mut self, #declaration) -> Self {
            self.operation_mut().#name = #value;
            self
        }
    }
}

/// `Debug` that does not show what is sensitive.
fn debug(operation: &Operation, fields: &[InputField<'_>]) -> TokenStream {
    let (name, key) = (ident(operation.name.as_str()), text(operation.name.plain()));
    let fields = fields.iter().map(|field| {
        let (field_name, key) = (ident(field.name.as_str()), text(field.name.plain()));
        if field.sensitive {
            quote!(.field(#key, &format_args!("[redacted]")))
        } else {
            quote!(.field(#key, &self.#field_name))
        }
    });
    quote! {
        impl fmt::Debug for #name {
            fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.debug_struct(#key) #(#fields)* .finish()
            }
        }
    }
}
