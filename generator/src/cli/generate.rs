//! `sdksmith generate`.

use std::path::{Path, PathBuf};

use sdksmith::config::{Config, FILE_NAME};
use sdksmith::output::{self, Action, OutputTree, Overwrite, Plan};
use sdksmith::{Generated, Generator};

use super::arguments::Generate;
use super::{Fault, Outcome, Printer, reading};

/// Writes a crate, compares it with what is there, or says what would happen.
pub(super) fn run(arguments: &Generate, printer: &Printer) -> Result<Outcome, Fault> {
    let (generator, folder) = target(arguments)?;
    let Generated { read, tree } =
        reading::watched(printer, |progress| generator.generate(progress))?;
    let named = arguments
        .spec
        .as_deref()
        .or(arguments.config.as_deref())
        .unwrap_or(Path::new(FILE_NAME));
    let outcome = reading::report(printer, &read.diagnostics, named, &arguments.reading);
    let Some(tree) = tree.filter(|_| outcome == Outcome::Done) else {
        return Ok(Outcome::Refused);
    };
    let overwrite = if arguments.force {
        Overwrite::Force
    } else {
        Overwrite::No
    };
    if arguments.check {
        return compare(&folder, &tree, printer);
    }
    if arguments.dry_run {
        return Ok(foresee(&output::plan(&folder, &tree, overwrite)?, printer));
    }
    let plan = output::write(&folder, &tree, overwrite)?;
    let operations: usize = read
        .documents
        .iter()
        .map(|document| document.api.operations.len())
        .sum();
    let types: usize = read
        .documents
        .iter()
        .map(|document| document.api.types.len())
        .sum();
    printer.summary(&format!(
        "wrote {} files, {} lines to {}: {operations} operations, {types} types\n",
        tree.len(),
        tree.lines(),
        folder.display(),
    ));
    let kept = warn(&plan, printer);
    Ok(if kept && arguments.reading.strict {
        Outcome::Refused
    } else {
        Outcome::Done
    })
}

/// What is generated, and where it goes.
fn target(arguments: &Generate) -> Result<(Generator, PathBuf), Fault> {
    match &arguments.spec {
        Some(spec) => single(arguments, spec),
        None => listed(arguments),
    }
}

/// One document, as a crate of its own.
fn single(arguments: &Generate, spec: &Path) -> Result<(Generator, PathBuf), Fault> {
    let config = reading::config(arguments.config.as_deref())?;
    let mut generator = reading::generator(spec, config.as_ref(), &arguments.reading)?;
    if let Some(name) = &arguments.name {
        generator = generator.name(name);
    }
    let folder = arguments
        .output
        .clone()
        .or_else(|| config.as_ref().map(Config::output));
    let folder = folder.ok_or(Fault::Usage {
        message: "`--output` is missing".to_owned(),
        help: "`sdksmith generate SPEC --output DIR` writes the crate to DIR",
    })?;
    Ok((generator, folder))
}

/// Every document of a configuration, as modules of one crate.
fn listed(arguments: &Generate) -> Result<(Generator, PathBuf), Fault> {
    let path = arguments
        .config
        .clone()
        .unwrap_or_else(|| PathBuf::from(FILE_NAME));
    if arguments.config.is_none() && !path.exists() {
        return Err(Fault::Usage {
            message: format!("there is no document, and no `{FILE_NAME}` that lists some"),
            help: "`sdksmith generate SPEC --output DIR` takes a document; `sdksmith init` makes a configuration",
        });
    }
    let config = Config::load(&path)?;
    if config.apis.is_empty() {
        return Err(Fault::Usage {
            message: format!("`{}` lists no document", path.display()),
            help: "a document is listed in a table `[[api]]` with `spec` and `module`",
        });
    }
    let mut generator =
        Generator::from_config(&config).options(reading::options(&arguments.reading)?);
    if let Some(name) = &arguments.name {
        generator = generator.name(name);
    }
    let folder = arguments.output.clone().unwrap_or_else(|| config.output());
    Ok((generator, folder))
}

/// `--check`: the difference between the folder and the tree, as a unified diff.
fn compare(folder: &Path, tree: &OutputTree, printer: &Printer) -> Result<Outcome, Fault> {
    let differences = output::compare(folder, tree)?;
    for difference in &differences {
        printer.result(&difference.unified());
    }
    if differences.is_empty() {
        printer.summary(&format!(
            "{} files in {} are up to date\n",
            tree.len(),
            folder.display()
        ));
        return Ok(Outcome::Done);
    }
    let count = differences.len();
    let files = if count == 1 {
        "1 file is".to_owned()
    } else {
        format!("{count} files are")
    };
    printer.closing(&format!(
        "error: {files} not up to date in {}\n",
        folder.display()
    ));
    Ok(Outcome::Refused)
}

/// `--dry-run`: what would happen to each file.
fn foresee(plan: &Plan, printer: &Printer) -> Outcome {
    let mut unchanged = 0_usize;
    for step in &plan.steps {
        match step.action {
            Action::Unchanged => unchanged += 1,
            action => printer.result(&format!("{} {}\n", action.word(), step.path)),
        }
    }
    printer.summary(&format!("{unchanged} files unchanged\n"));
    warn(plan, printer);
    Outcome::Done
}

/// Warns of files that stay as they are though they should not, and of those that cargo obeys. Whether some were kept.
fn warn(plan: &Plan, printer: &Printer) -> bool {
    let mut kept = false;
    for path in plan.of(Action::Keep) {
        kept = true;
        let message =
            format!("`{path}` was edited by hand and stays as it is; `--force` replaces it");
        printer.warning("output-modified", &message);
    }
    for path in &plan.obeyed {
        let message = format!("`{path}` is not ours, and cargo obeys it when it builds the crate");
        printer.warning("output-obeyed", &message);
    }
    kept
}
