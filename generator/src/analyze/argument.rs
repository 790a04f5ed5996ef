//! The arguments of a call: what it can't be made without.

use crate::ir::{
    Argument, ArgumentName, ArgumentSource, Parameter, ParameterLocation, Path, PathPiece,
    RequestBody, Type,
};

/// The arguments in order: required parameters of the path in its order, of the query, header and cookies in document
/// order, then the body, which is one even where it is optional. Global parameters are none.
pub(super) fn arguments(
    path: &Path,
    parameters: &[Parameter],
    body: Option<&RequestBody>,
) -> Vec<Argument> {
    let mut order: Vec<usize> = path
        .pieces
        .iter()
        .filter_map(|piece| match piece {
            PathPiece::Parameter(index) => Some(*index),
            PathPiece::Literal(_) => None,
        })
        .collect();
    let rest = [
        ParameterLocation::Query,
        ParameterLocation::QueryString,
        ParameterLocation::Header,
        ParameterLocation::Cookie,
    ];
    for location in rest {
        let required = |parameter: &Parameter| {
            parameter.location == location && parameter.required && !parameter.global
        };
        order.extend(
            parameters
                .iter()
                .enumerate()
                .filter(|(_, parameter)| required(parameter))
                .map(|(index, _)| index),
        );
    }
    let mut arguments: Vec<Argument> = order
        .into_iter()
        .filter_map(|index| {
            let parameter = parameters
                .get(index)
                .filter(|parameter| !parameter.global)?;
            Some(Argument {
                name: ArgumentName::new(parameter.name.as_str()),
                r#type: parameter.r#type.clone(),
                source: ArgumentSource::Parameter(index),
            })
        })
        .collect();
    arguments.extend(body.map(|body| Argument {
        name: ArgumentName::new(body.name.as_str()),
        r#type: if body.required {
            body.r#type.clone()
        } else {
            optional(&body.r#type)
        },
        source: ArgumentSource::Body,
    }));
    arguments
}

fn optional(r#type: &Type) -> Type {
    match r#type {
        Type::Nullable(_) => r#type.clone(),
        other => Type::Nullable(Box::new(other.clone())),
    }
}
