//! How a value stands in XML. OpenAPI 3.1.1 §4.8.26, 3.2.0 §4.26.

/// What a document says of a value in XML.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Xml {
    /// The name of its element or attribute; `None` for that of the member, or of any name for the root of a response.
    pub name: Option<String>,
    /// The prefix of that name.
    pub prefix: Option<String>,
    /// The namespace of that name.
    pub namespace: Option<String>,
    /// Where it stands.
    pub node: XmlNode,
    /// Whether a list has an element around its items.
    pub wrapped: bool,
    /// The items of a list, where the document says something of them.
    pub item: Option<Box<Xml>>,
    /// The places of a tuple, where the document says something of one.
    pub places: Vec<Xml>,
}

/// Where a value stands in XML.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum XmlNode {
    /// In an element.
    #[default]
    Element,
    /// In an attribute.
    Attribute,
    /// In the text of the element around it.
    Text,
    /// In a `CDATA` section of the element around it.
    CharacterData,
}
