//! What a code means, at length: the pages of `sdksmith explain`, and of the documentation.

use std::fmt::Write as _;

use super::Code;

/// How the first line of a text in `explanations/` begins.
const SPECIFICATION: &str = "Specification: ";

impl Code {
    /// The part of a specification that a document with this fault does not keep.
    pub fn specification(self) -> Option<&'static str> {
        let (first, _) = self.text().split_once('\n')?;
        first
            .strip_prefix(SPECIFICATION)
            .filter(|section| !section.starts_with("none"))
    }

    /// What the code means, in one line.
    pub fn summary(self) -> &'static str {
        self.documentation().trim()
    }

    /// What the code means, why that is a fault, and what to do about it, as text in paragraphs.
    pub fn description(self) -> String {
        let (_, text) = self.text().split_once('\n').unwrap_or_default();
        let prose = text.split("\n## ").next().unwrap_or_default();
        let paragraphs: Vec<String> = prose
            .trim()
            .split("\n\n")
            .map(|paragraph| paragraph.replace('\n', " "))
            .collect();
        paragraphs.join("\n\n")
    }

    /// The page about the code, as Markdown: what it is, why it is a fault, what to do, and where a document of a few
    /// lines can show it, a wrong and a right one.
    pub fn page(self) -> String {
        let mut page = format!(
            "# {self}\n\n{}: {}\n",
            self.severity().as_str(),
            self.summary()
        );
        if let Some(section) = self.specification() {
            // Writing to a `String` does not fail.
            let _ = write!(page, "\nSpecification: {section}\n");
        }
        if let Some((_, rest)) = self.text().split_once('\n') {
            page.push_str(rest);
        }
        page
    }
}

#[cfg(test)]
mod tests {
    use super::Code;

    #[test]
    fn every_page_says_what_why_and_how() {
        for code in Code::ALL {
            let page = code.page();
            assert!(page.starts_with(&format!("# {code}\n\n")), "{page}");
            assert!(page.ends_with('\n') && !page.ends_with("\n\n"), "{code}");
            assert!(!code.summary().contains('\n'), "{code}");
            assert!(code.description().contains("\n\n"), "{code}");
            assert!(!code.description().contains("## "), "{code}");
            assert_eq!(code.specification().is_none(), *code == Code::InternalError);
            assert!(code.text().split("\n\n").count() >= 3, "{code}");
            assert_eq!(
                page.contains("## Wrong"),
                page.contains("## Right"),
                "{code}"
            );
        }
    }

    #[test]
    fn a_slip_of_the_pen_finds_its_code() {
        assert_eq!(
            Code::nearest("unresolved-refrence"),
            Some(Code::UnresolvedReference)
        );
        assert_eq!(Code::nearest("nothing-like-it"), None);
    }
}
