//! What no line of our own code has.

use super::{Fault, File};

/// Words of comments that stand for work not done, put together here so that this file has none.
const UNDONE: [&str; 4] = [
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("for ", "now"),
];

/// Macros that end a program on what a document or a server says.
const ABORTING: [&str; 3] = ["assert!(", "assert_eq!(", "assert_ne!("];

pub(super) fn check(file: &File) -> Vec<Fault> {
    if !file.is_rust() || file.is_template() {
        return Vec::new();
    }
    let mut faults = Vec::new();
    for (index, line) in file.text.lines().enumerate() {
        let comment = line
            .split_once("//")
            .map(|(_, comment)| comment)
            .unwrap_or_default();
        for word in UNDONE.iter().filter(|word| comment.contains(**word)) {
            faults.push(file.fault(index + 1, format!("`{word}`: say what is, or do it")));
        }
    }
    for (number, line) in file
        .code()
        .filter(|(_, line)| !line.trim_start().starts_with("//"))
    {
        for aborting in ABORTING.iter().filter(|name| begins_with(line, name)) {
            let name = aborting.trim_end_matches('(');
            faults.push(file.fault(
                number,
                format!("`{name}` outside of tests ends the program"),
            ));
        }
    }
    faults
}

/// Whether a statement of the line begins with `name`: not `debug_assert!`, and not a text that has it.
fn begins_with(line: &str, name: &str) -> bool {
    line.trim_start().starts_with(name)
}

#[cfg(test)]
mod tests {
    use super::super::file;
    use super::*;

    #[test]
    fn undone_work_is_a_fault() {
        let text = format!("let a = 1; // {} later\n", UNDONE[0]);
        assert_eq!(check(&file("generator/src/a.rs", &text)).len(), 1);
        assert!(check(&file("generator/src/a.rs", "// the whole of it\n")).is_empty());
    }

    #[test]
    fn assertions_belong_into_tests() {
        let text = "assert!(a);\n// assert!(b)\ndebug_assert!(c);\n#[cfg(test)]\nassert!(d);\n";
        let faults = check(&file("generator/src/a.rs", text));
        assert_eq!(
            faults.iter().map(|fault| fault.line).collect::<Vec<_>>(),
            [1]
        );
        assert!(check(&file("generator/src/a/tests.rs", text)).is_empty());
    }
}
