//! `cargo xtask generate`: renders the documents of `sdksmith.toml` into `generated/`, and those of the tests, builds
//! both, says what was done; and the pages about diagnostics.

use std::path::{Path, PathBuf};
use std::time::Instant;

use clap::Args;
use sdksmith::config::Config;
use sdksmith::diagnostic::{Diagnostic, Severity, human, human::Color};
use sdksmith::output::{self, Action, OutputTree, Overwrite};
use sdksmith::{Document, Generated, Generator};

use crate::{Error, explanations, shell};

/// The configurations of this repository: the five APIs, and the documents about types that the tests use.
pub(crate) const CONFIGURATIONS: [&str; 2] = ["sdksmith.toml", "tests/types/sdksmith.toml"];

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
    let overwrite = if arguments.force {
        Overwrite::Force
    } else {
        Overwrite::No
    };
    let mut packages = Vec::new();
    let mut kept: Vec<String> = Vec::new();
    for path in CONFIGURATIONS {
        let started = Instant::now();
        let rendered = rendered(path)?;
        let (config, tree) = (&rendered.config, &rendered.tree);
        let plan = output::write(&config.output(), tree, overwrite)?;
        for document in &rendered.documents {
            shell::say(&line(document, tree));
        }
        let count = |action| plan.of(action).count();
        shell::say(&format!(
            "{} files, {} lines in {}/ ({} new, {} changed, {} removed) after {:.2} s",
            tree.len(),
            tree.lines(),
            rendered.folder.display(),
            count(Action::Create),
            count(Action::Update),
            count(Action::Remove),
            started.elapsed().as_secs_f64(),
        ));
        let edited = plan.of(Action::Keep);
        kept.extend(edited.map(|file| format!("{}/{}", rendered.folder.display(), file.as_str())));
        packages.push(config.package.name.clone());
    }
    explanations::write()?;
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
    let mut command = vec!["build"];
    for package in &packages {
        command.extend(["--package", package]);
    }
    shell::cargo(&command, &[])?;
    shell::say(&format!(
        "built {} in {:.1} s",
        packages.join(" and "),
        started.elapsed().as_secs_f64()
    ));
    Ok(())
}

/// What the documents of a configuration give.
pub(crate) struct Rendered {
    pub(crate) config: Config,
    pub(crate) documents: Vec<Document>,
    pub(crate) tree: OutputTree,
    /// The folder of the crate, from the root of the repository.
    pub(crate) folder: PathBuf,
}

/// What the documents of a configuration give, in memory. What there is to say about them is printed.
pub(crate) fn rendered(path: &str) -> Result<Rendered, Error> {
    let config = Config::load(&shell::root().join(path))?;
    let Generated { read, tree } = Generator::from_config(&config).generate(&mut |_| {})?;
    let spoken: Vec<Diagnostic> = read
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity < Severity::Note)
        .cloned()
        .collect();
    if !spoken.is_empty() {
        shell::complain(human::report(&spoken, path, Color::Off).trim_end());
    }
    let Some(tree) = tree else {
        return Err(Error::Refused("a document has errors".to_owned()));
    };
    let parent = Path::new(path).parent().unwrap_or(Path::new(""));
    Ok(Rendered {
        folder: parent.join(&config.package.output),
        documents: read.documents,
        config,
        tree,
    })
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
