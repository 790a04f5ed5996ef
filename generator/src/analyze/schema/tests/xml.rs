use super::*;
use crate::ir::{Xml, XmlNode};

const SCHEMAS: &str = "
    Root:
      type: object
      properties:
        plain: {type: string}
        attribute: {type: integer, xml: {attribute: true, name: 'p:a', namespace: urn:p}}
        text: {type: string, xml: {nodeType: text}}
        other: {$ref: '#/components/schemas/Other'}
        renamed:
          allOf: [{$ref: '#/components/schemas/Other'}]
          xml: {name: mine}
        list:
          type: array
          xml: {wrapped: true}
          items: {$ref: '#/components/schemas/Other'}
        unnamed: {$ref: '#/components/schemas/Unnamed'}
    Other:
      type: object
      xml: {name: its}
      properties: {b: {type: string}}
    Unnamed:
      type: object
      properties: {b: {type: string}}
    ";

fn told(version: &str) -> Vec<(String, Option<Xml>)> {
    let text = document(SCHEMAS).replace("3.1.0", version);
    let api = analyzed(&text).0;
    let root = api.types.iter().find(|found| found.name.as_str() == "Root");
    let TypeKind::Structure(structure) = &root.unwrap().kind else {
        panic!("no struct");
    };
    let fields = structure.fields.iter();
    fields
        .map(|field| (field.wire_name.clone(), field.xml.as_deref().cloned()))
        .collect()
}

fn named(name: &str) -> Xml {
    Xml {
        name: Some(name.to_owned()),
        ..Xml::default()
    }
}

#[test]
fn xml_is_told_by_a_property_or_what_it_refers_to() {
    let expected = [
        ("plain", None),
        (
            "attribute",
            Some(Xml {
                name: Some("a".to_owned()),
                prefix: Some("p".to_owned()),
                namespace: Some("urn:p".to_owned()),
                node: XmlNode::Attribute,
                ..Xml::default()
            }),
        ),
        (
            "text",
            Some(Xml {
                node: XmlNode::Text,
                ..Xml::default()
            }),
        ),
        ("other", Some(named("its"))),
        ("renamed", Some(named("mine"))),
        (
            "list",
            Some(Xml {
                wrapped: true,
                item: Some(Box::new(named("its"))),
                ..Xml::default()
            }),
        ),
        ("unnamed", None),
    ];
    let expected = expected.map(|(name, xml)| (name.to_owned(), xml));
    assert_eq!(told("3.1.0"), expected);
}

#[test]
fn a_component_has_its_own_name_since_openapi_3_2() {
    let told = told("3.2.0");
    let unnamed = told.iter().find(|(name, _)| name == "unnamed");
    assert_eq!(
        unnamed.map(|(_, xml)| xml.clone()),
        Some(Some(named("Unnamed")))
    );
    let plain = told.iter().find(|(name, _)| name == "plain");
    assert_eq!(plain.map(|(_, xml)| xml.clone()), Some(None));
}
