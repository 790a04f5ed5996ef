//! Elements in an element that has nothing else: lists, tuples and maps in XML.

use quick_xml::events::BytesStart;
use serde_json::{Map, Value};

use super::xml::{Content, Element};
use super::xml_reader::{Problem, Step, XmlReader, add};
use super::xml_text::is_blank;

impl<'a> XmlReader<'a> {
    /// Elements that all hold the same.
    pub(super) fn items(&mut self, item: &Element<'_>) -> Result<Value, Problem> {
        let mut items = Vec::new();
        while let Some(start) = self.child()? {
            items.push(self.element(&start, &item.content)?);
        }
        Ok(Value::Array(items))
    }

    /// Elements, each in its place.
    pub(super) fn places(&mut self, places: &[Element<'_>]) -> Result<Value, Problem> {
        let mut items = Vec::new();
        for place in places {
            let expected = place.name.local;
            let start = self.child()?;
            let start = start.filter(|start| start.local_name().as_ref() == expected);
            let start =
                start.ok_or_else(|| Problem::data(format!("`{expected}` does not follow")))?;
            items.push(self.element(&start, &place.content)?);
        }
        match self.child()? {
            None => Ok(Value::Array(items)),
            Some(_) => Err(Problem::data("more elements follow than there should")),
        }
    }

    /// Elements by name, which all hold the same.
    pub(super) fn members(&mut self, values: &Content<'_>) -> Result<Map<String, Value>, Problem> {
        let mut members = Map::new();
        while let Some(start) = self.child()? {
            let value = self.element(&start, values)?;
            add(&mut members, start.local_name().as_ref(), value);
        }
        Ok(members)
    }

    /// The next element in the one at hand, where text means nothing.
    fn child(&mut self) -> Result<Option<BytesStart<'a>>, Problem> {
        loop {
            match self.inner()? {
                Step::Start(start) => return Ok(Some(start)),
                Step::Text(text) if is_blank(&text) => {}
                Step::Text(_) => return Err(Problem::data("text stands where elements should")),
                Step::End => return Ok(None),
            }
        }
    }
}
