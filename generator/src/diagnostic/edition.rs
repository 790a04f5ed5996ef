//! Which edition of the specification a document keeps to, and how a part of it is cited.

/// The editions that differ for a reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Edition {
    /// Swagger 2.0.
    V20,
    /// OpenAPI 3.0.
    V30,
    /// OpenAPI 3.1.
    V31,
    /// OpenAPI 3.2.
    V32,
}

/// How a citation of the edition begins that `explanations/` cites.
const CITED: &str = "OpenAPI 3.1.1 ";

/// Objects that Swagger 2.0 does not have, and where it says the same.
const ELSEWHERE: &[(&str, &str)] = &[
    ("OpenAPI Object", "Swagger Object"),
    ("OpenAPI description structure", "File Structure"),
    ("Server Object", "Swagger Object"),
    ("Server Variable Object", "Swagger Object"),
    ("Media Type Object", "Mime Types"),
    ("Discriminator Object", "Schema Object"),
];

impl Edition {
    /// The same parts of this edition as those that a text cites of OpenAPI 3.1.1; other specifications as they are.
    ///
    /// Sections of OpenAPI 3.0 and 3.1 have the same numbers, in a chapter of another one; those of 2.0 and 3.2 are cited
    /// by name.
    pub(super) fn cited(self, text: &str) -> String {
        let mut seen: Vec<String> = Vec::new();
        let mut parts: Vec<String> = Vec::new();
        let mut of_openapi = false;
        for part in text.split("; ") {
            let begins = part.strip_prefix(CITED);
            of_openapi = begins.is_some() || (of_openapi && part.starts_with('§'));
            let cited = match begins.unwrap_or(part).split_once(", ") {
                Some((section, name)) if of_openapi => self.section(section, name),
                _ => part.to_owned(),
            };
            if !seen.contains(&cited) {
                let name = if begins.is_some() { self.name() } else { "" };
                parts.push(format!("{name}{cited}"));
                seen.push(cited);
            }
        }
        parts.join("; ")
    }

    fn name(self) -> &'static str {
        match self {
            Self::V20 => "OpenAPI 2.0, ",
            Self::V30 => "OpenAPI 3.0.4 ",
            Self::V31 => CITED,
            Self::V32 => "OpenAPI 3.2.0, ",
        }
    }

    fn section(self, section: &str, name: &str) -> String {
        match self {
            Self::V20 => {
                let known = ELSEWHERE.iter().find(|(other, _)| *other == name);
                known.map_or(name, |(_, name)| *name).to_owned()
            }
            Self::V30 => format!("{}, {name}", section.replace("§4.8", "§4.7")),
            Self::V31 => format!("{section}, {name}"),
            Self::V32 => name.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Edition;

    #[test]
    fn each_edition_has_its_own_sections() {
        let text =
            "OpenAPI 3.1.1 §4.8.5, Server Object; §4.8.6, Server Variable Object; RFC 9110 §7";
        let cited = [Edition::V20, Edition::V30, Edition::V31, Edition::V32];
        assert_eq!(
            cited.map(|edition| edition.cited(text)),
            [
                "OpenAPI 2.0, Swagger Object; RFC 9110 §7",
                "OpenAPI 3.0.4 §4.7.5, Server Object; §4.7.6, Server Variable Object; RFC 9110 §7",
                "OpenAPI 3.1.1 §4.8.5, Server Object; §4.8.6, Server Variable Object; RFC 9110 §7",
                "OpenAPI 3.2.0, Server Object; Server Variable Object; RFC 9110 §7",
            ]
        );
    }

    #[test]
    fn other_specifications_stay() {
        let text = "RFC 8259 §8.1; YAML 1.2.2 §5.2";
        assert_eq!(Edition::V20.cited(text), text);
    }
}
