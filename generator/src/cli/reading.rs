//! What every subcommand that reads a document does alike.

use std::path::Path;
use std::sync::mpsc;
use std::thread;

use sdksmith::config::Config;
use sdksmith::diagnostic::{Diagnostic, sink::Count};
use sdksmith::source::{ReadOptions, SpecInput};
use sdksmith::{Generator, Progress};

use super::arguments::Reading;
use super::{Fault, Outcome, Printer, progress};

/// How documents are read, as the command line asks for.
pub(super) fn options(reading: &Reading) -> Result<ReadOptions, Fault> {
    let mut options = ReadOptions {
        allow_outside_root: reading.allow_outside_root,
        allow_remote: reading.allow_remote,
        ..ReadOptions::default()
    };
    for (name, value) in &reading.limits {
        let refused = |error: sdksmith::source::LimitError| Fault::Usage {
            message: error.to_string(),
            help: "`sdksmith help check` tells what can be given",
        };
        options.limits.set(name, value).map_err(refused)?;
    }
    Ok(options)
}

/// The document of a path or an address, or of stdin for `-`.
fn input(spec: &Path, reading: &Reading) -> Result<SpecInput, Fault> {
    let text = spec.to_string_lossy();
    let refused = |why: &str, help| Fault::Usage {
        message: format!("`{text}` {why}"),
        help,
    };
    if text.starts_with("http://") {
        return Err(refused(
            "is an address without encryption, where anybody can change the document",
            "use https, or save the document to a file",
        ));
    }
    if text.starts_with("https://") {
        return if reading.allow_remote {
            Ok(SpecInput::Address(text.into_owned()))
        } else {
            Err(refused(
                "is an address, and nothing is read from the network unless that is allowed",
                "`--allow-remote` allows it; or save the document to a file",
            ))
        };
    }
    Ok(SpecInput::argument(spec))
}

/// A generator of one document, with the names that a configuration gives to it.
pub(super) fn generator(
    spec: &Path,
    config: Option<&Config>,
    reading: &Reading,
) -> Result<Generator, Fault> {
    let mut generator = Generator::new(input(spec, reading)?).options(options(reading)?);
    if let Some(config) = config {
        generator = generator
            .settings(&config.settings_for(spec))
            .package(config.package.clone());
    }
    Ok(generator)
}

/// The configuration at `path`, if one is given.
pub(super) fn config(path: Option<&Path>) -> Result<Option<Config>, Fault> {
    Ok(path.map(Config::load).transpose()?)
}

/// Runs `work` and shows a bar meanwhile, if it takes long.
pub(super) fn watched<T>(
    printer: &Printer,
    work: impl FnOnce(&mut (dyn FnMut(Progress) + Send)) -> Result<T, sdksmith::Error>,
) -> Result<T, Fault> {
    if !printer.bar {
        return Ok(work(&mut |_| {})?);
    }
    let (sender, events) = mpsc::channel();
    thread::scope(|scope| {
        scope.spawn(move || progress::show(&events));
        let result = work(&mut |progress| {
            // Nobody watches any more; the work goes on.
            let _ = sender.send(progress);
        });
        drop(sender);
        Ok(result?)
    })
}

/// Prints diagnostics; refuses when there are errors, or warnings under `--strict`. `name` is the document's.
pub(super) fn report(
    printer: &Printer,
    diagnostics: &[Diagnostic],
    name: &Path,
    reading: &Reading,
) -> Outcome {
    let name = if name.as_os_str() == "-" {
        "<stdin>".into()
    } else {
        name.to_string_lossy()
    };
    printer.diagnostics(diagnostics, &name);
    let count = Count::of(diagnostics);
    if count.errors > 0 {
        return Outcome::Refused;
    }
    if count.warnings > 0 && reading.strict {
        printer.closing("error: `--strict` takes warnings as errors\n");
        return Outcome::Refused;
    }
    Outcome::Done
}
