//! Templates: nothing gets around the escaper, and each says what it takes.

use super::{Fault, File};

/// A template past this hides code from every tool.
const MAX_LINES: usize = 80;

pub(super) fn check(file: &File) -> Vec<Fault> {
    if !file.is_template() {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        let filters = line.split('|').skip(1).map(str::trim_start);
        for _ in filters.filter(|filter| is_word(filter, "safe")) {
            faults.push(file.fault(index + 1, "`|safe` gets around the escaper"));
        }
    }
    let lines = file.text.lines().count();
    if lines > MAX_LINES {
        faults.push(file.fault(
            0,
            format!("{lines} lines; a template has at most {MAX_LINES}"),
        ));
    }
    if !(file.text.starts_with("{# takes: ") || file.text.starts_with("{#- takes: ")) {
        faults.push(file.fault(1, "a template begins with `{# takes: TheView #}`"));
    }
    faults
}

/// Whether `text` begins with `word` as a whole.
fn is_word(text: &str, word: &str) -> bool {
    text.strip_prefix(word)
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_alphanumeric() || c == '_'))
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    #[test]
    fn the_filter_safe_is_a_fault() {
        for text in ["{{ a|safe }}", "{{ a | safe }}", "{{ a|lower|safe}}"] {
            let text = format!("{{# takes: View #}}\n{text}");
            let faults = check(&file("templates/a.rs", &text));
            assert_eq!(
                faults.iter().map(|fault| fault.line).collect::<Vec<_>>(),
                [2],
                "{text}"
            );
            assert!(check(&file("templates/runtime/a.rs", &text)).is_empty());
        }
        assert!(
            check(&file(
                "templates/a.md",
                "{# takes: View #}\n{{ a|safely }} || safety"
            ))
            .is_empty()
        );
    }

    #[test]
    fn a_template_says_what_it_takes() {
        assert_eq!(check(&file("templates/a.rs", "pub struct A;")).len(), 1);
    }
}
