//! `sdksmith check`.

use super::arguments::Check;
use super::{Fault, Outcome, Printer, reading};

/// Prints what is wrong with a document.
pub(super) fn run(arguments: &Check, printer: &Printer) -> Result<Outcome, Fault> {
    let config = reading::config(arguments.config.as_deref())?;
    let generator = reading::generator(&arguments.spec, config.as_ref(), &arguments.reading)?;
    let read = reading::watched(printer, |progress| generator.read(progress))?;
    Ok(reading::report(
        printer,
        &read.diagnostics,
        &arguments.spec,
        &arguments.reading,
    ))
}
