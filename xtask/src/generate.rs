//! `cargo xtask generate`: renders the documents of `sdksmith.toml` into `generated/`, builds it, says what was done;
//! and the pages about diagnostics.

use std::time::Instant;

use clap::Args;
use sdksmith::config::{Config, FILE_NAME};
use sdksmith::diagnostic::{Diagnostic, Severity, human, human::Color};
use sdksmith::output::{self, Action, OutputTree, Overwrite};
use sdksmith::{Document, Generated, Generator};

use crate::{Error, explanations, shell};

/// Render the documents of `sdksmith.toml` into `generated/` and build it
#[derive(Debug, Args)]
pub(crate) struct Generate {
    /// Replace generated files that were edited by hand
    #[arg(long)]
    force: bool,
    /// Render only
    #[arg(long)]
    no_build: bool,
}

/// Renders, builds, reports.
pub(crate) fn run(arguments: &Generate) -> Result<(), Error> {
    let started = Instant::now();
    let (config, documents, tree) = rendered()?;
    let overwrite = if arguments.force {
        Overwrite::Force
    } else {
        Overwrite::No
    };
    let plan = output::write(&config.output(), &tree, overwrite)?;
    for document in &documents {
        shell::say(&line(document, &tree));
    }
    let count = |action| plan.of(action).count();
    shell::say(&format!(
        "{} files, {} lines in {}/ ({} new, {} changed, {} removed) after {:.2} s",
        tree.len(),
        tree.lines(),
        config.package.output.display(),
        count(Action::Create),
        count(Action::Update),
        count(Action::Remove),
        started.elapsed().as_secs_f64(),
    ));
    explanations::write()?;
    let kept: Vec<&str> = plan
        .of(Action::Keep)
        .map(output::FilePath::as_str)
        .collect();
    if !kept.is_empty() {
        let message = format!(
            "edited by hand, and kept: {}; `--force` replaces them",
            kept.join(", ")
        );
        return Err(Error::Refused(message));
    }
    if arguments.no_build {
        return Ok(());
    }
    let started = Instant::now();
    shell::cargo(&["build", "--package", &config.package.name], &[])?;
    shell::say(&format!(
        "built {} in {:.1} s",
        config.package.name,
        started.elapsed().as_secs_f64()
    ));
    Ok(())
}

/// What the documents of the configuration give, in memory. What there is to say about them is printed.
pub(crate) fn rendered() -> Result<(Config, Vec<Document>, OutputTree), Error> {
    let config = Config::load(&shell::root().join(FILE_NAME))?;
    let Generated { read, tree } = Generator::from_config(&config).generate(&mut |_| {})?;
    let spoken: Vec<Diagnostic> = read
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity < Severity::Note)
        .cloned()
        .collect();
    if !spoken.is_empty() {
        shell::complain(human::report(&spoken, FILE_NAME, Color::Off).trim_end());
    }
    match tree {
        Some(tree) => Ok((config, read.documents, tree)),
        None => Err(Error::Refused("a document has errors".to_owned())),
    }
}

/// What a document became, in one line.
fn line(document: &Document, tree: &OutputTree) -> String {
    let module = document
        .module
        .as_ref()
        .map(|module| module.parts().join("/"))
        .unwrap_or_default();
    let folder = format!("src/{module}/");
    let within = tree
        .iter()
        .filter(|(path, _)| path.as_str().starts_with(&folder));
    let lines: usize = within
        .map(|(_, bytes)| bytes.split(|byte| *byte == b'\n').count() - 1)
        .sum();
    format!(
        "{module}: {} operations, {} types, {lines} lines",
        document.api.operations.len(),
        document.api.types.len()
    )
}
