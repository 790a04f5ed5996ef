//! `sdksmith explain`.

use std::fmt::Write as _;

use sdksmith::diagnostic::Code;

use super::arguments::Explain;
use super::message::visible;
use super::{Fault, Outcome, Printer};

/// Prints the page about a code, or a line about each.
pub(super) fn run(arguments: &Explain, printer: &Printer) -> Result<Outcome, Fault> {
    let Some(name) = &arguments.code else {
        printer.result(&list());
        return Ok(Outcome::Done);
    };
    let Some(code) = Code::find(name) else {
        let meant = Code::nearest(name).map(|code| format!("; did you mean `{code}`?"));
        return Err(Fault::Usage {
            message: format!("no code `{}`{}", visible(name), meant.unwrap_or_default()),
            help: "`sdksmith explain --list` names them all",
        });
    };
    printer.result(&code.page());
    Ok(Outcome::Done)
}

/// Every code, by name: one a line, in columns.
fn list() -> String {
    let mut codes = Code::ALL.to_vec();
    codes.sort_by_key(|code| code.as_str());
    let width = codes.iter().map(|code| code.as_str().len()).max();
    let width = width.unwrap_or_default();
    let mut text = String::new();
    for code in codes {
        let severity = code.severity().as_str();
        // Writing to a `String` does not fail.
        let _ = writeln!(
            text,
            "{:width$}  {severity:7}  {}",
            code.as_str(),
            code.summary()
        );
    }
    text
}
