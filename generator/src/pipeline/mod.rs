//! The stages one after the other, for one document or for all that a configuration lists.

mod error;
mod package;
mod progress;
mod survey;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};
use std::thread;

pub use error::Error;
pub use progress::{Progress, Stage};
pub use survey::Survey;

use crate::analyze::analyze;
use crate::config::{Config, Crate, ModulePath, Settings};
use crate::diagnostic::{Diagnostic, Severity, Sink};
use crate::ir::ModuleName;
use crate::output::{self, OutputTree, Overwrite, Plan};
use crate::render::Target;
use crate::source::{LoadError, ReadOptions, SpecInput};
use crate::{dialect, ir, model, render, source};

/// The stack of the thread that the stages run on: what nesting may cost is counted against this, whatever the system
/// gives to the thread of the caller.
const STACK: usize = 64 << 20;

/// Reads documents and makes a crate of them.
#[derive(Debug, Clone)]
pub struct Generator {
    inputs: Vec<Input>,
    package: Option<Crate>,
    name: Option<String>,
    options: ReadOptions,
}

/// A document to read.
#[derive(Debug, Clone)]
struct Input {
    spec: SpecInput,
    module: Option<ModulePath>,
    settings: Settings,
}

/// What was read.
#[derive(Debug)]
pub struct Read {
    /// The documents that could be read, in the order they were given.
    pub documents: Vec<Document>,
    /// What there is to say about them, by file, line, column and code.
    pub diagnostics: Vec<Diagnostic>,
}

/// A document that was read.
#[derive(Debug)]
pub struct Document {
    /// Where its part of the crate stands; nothing when the crate is all its.
    pub module: Option<ModulePath>,
    /// What it says.
    pub api: ir::Api,
}

/// What was generated.
#[derive(Debug)]
pub struct Generated {
    /// What was read, with all there is to say about it.
    pub read: Read,
    /// The files of the crate; nothing when a document has errors.
    pub tree: Option<OutputTree>,
}

impl Generator {
    /// A generator of one document, which becomes a crate of its own.
    pub fn new(spec: SpecInput) -> Self {
        let input = Input {
            spec,
            module: None,
            settings: Settings::default(),
        };
        Self {
            inputs: vec![input],
            package: None,
            name: None,
            options: ReadOptions::default(),
        }
    }

    /// A generator of the document in the file at `path`.
    pub fn from_file(path: impl Into<PathBuf>) -> Self {
        Self::new(SpecInput::Path(path.into()))
    }

    /// A generator of all documents that a configuration lists, each a module of the crate.
    pub fn from_config(config: &Config) -> Self {
        let inputs = config.apis.iter().map(|api| Input {
            spec: SpecInput::Path(config.folder.join(&api.spec)),
            module: Some(api.module.clone()),
            settings: api.settings.clone(),
        });
        Self {
            inputs: inputs.collect(),
            package: Some(config.package.clone()),
            name: None,
            options: ReadOptions::default(),
        }
    }

    /// The name of the crate. By default that of the configuration, else one made of the document's title.
    #[must_use]
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// What the crate's manifest says besides its name.
    #[must_use]
    pub fn package(mut self, package: Crate) -> Self {
        self.package = Some(package);
        self
    }

    /// Names chosen for the documents, in place of those of the configuration.
    #[must_use]
    pub fn settings(mut self, settings: &Settings) -> Self {
        for input in &mut self.inputs {
            input.settings = settings.clone();
        }
        self
    }

    /// How documents are read: limits, and what references may lead to.
    #[must_use]
    pub fn options(mut self, options: ReadOptions) -> Self {
        self.options = options;
        self
    }

    /// Reads the documents. `progress` is told what is being done.
    ///
    /// # Errors
    ///
    /// When a document can't be opened. What is wrong in one is a diagnostic, not an error.
    pub fn read(&self, progress: &mut (dyn FnMut(Progress) + Send)) -> Result<Read, Error> {
        on_known_stack(|| self.read_all(progress))?
    }

    /// Reads the documents and writes the crate down, in memory.
    ///
    /// # Errors
    ///
    /// When a document can't be opened, or by a fault of this program.
    pub fn generate(
        &self,
        progress: &mut (dyn FnMut(Progress) + Send),
    ) -> Result<Generated, Error> {
        on_known_stack(|| {
            let read = self.read_all(progress)?;
            if read.has_errors() {
                return Ok(Generated { read, tree: None });
            }
            let steps = self.steps();
            progress(Progress {
                step: steps - 1,
                steps,
                stage: Stage::Rendering,
            });
            let tree = Some(self.render(&read.documents)?);
            Ok(Generated { read, tree })
        })?
    }

    /// Reads the documents and writes the crate to `folder`, without replacing files of others.
    ///
    /// # Errors
    ///
    /// [`Error::Document`] when a document has errors, and as [`Generator::generate`] and [`output::write()`].
    pub fn write(&self, folder: &Path) -> Result<Plan, Error> {
        let Generated { read, tree } = self.generate(&mut |_| {})?;
        match tree {
            Some(tree) => Ok(output::write(folder, &tree, Overwrite::No)?),
            None => Err(Error::Document(read.diagnostics)),
        }
    }

    /// Two steps for each document, and one to write the crate down.
    fn steps(&self) -> usize {
        self.inputs.len() * 2 + 1
    }

    fn read_all(&self, progress: &mut (dyn FnMut(Progress) + Send)) -> Result<Read, Error> {
        let mut sink = Sink::new();
        let mut documents = Vec::with_capacity(self.inputs.len());
        for (index, input) in self.inputs.iter().enumerate() {
            let name = shown(&input.spec);
            let steps = self.steps();
            progress(Progress {
                step: index * 2,
                steps,
                stage: Stage::Reading(name.clone()),
            });
            let mut own = Sink::new();
            if let Some(model) = self.model(&input.spec, &mut own)? {
                progress(Progress {
                    step: index * 2 + 1,
                    steps,
                    stage: Stage::Analyzing(name),
                });
                let (api, diagnostics) = analyze(&model, &input.settings);
                own.extend(diagnostics);
                if input.module.is_none() && self.package.is_none() {
                    own.extend(package::check_version(&model, &api));
                }
                documents.push(Document {
                    module: input.module.clone(),
                    api,
                });
            }
            if input.settings.strict {
                own.raise_warnings();
            }
            sink.extend(own.into_sorted());
        }
        Ok(Read {
            documents,
            diagnostics: sink.into_sorted(),
        })
    }

    /// The stages up to the model; nothing for a document that is none.
    fn model(&self, spec: &SpecInput, sink: &mut Sink) -> Result<Option<model::Model>, Error> {
        match source::load(spec, &self.options) {
            Ok(source) => {
                let document = dialect::normalise(source, sink);
                Ok(document.map(|document| model::build(document, sink)))
            }
            Err(LoadError::Invalid { diagnostics, .. }) => {
                sink.extend(diagnostics);
                Ok(None)
            }
            Err(LoadError::Io { name, error }) => Err(Error::Unreadable {
                name,
                source: error,
            }),
        }
    }

    fn render(&self, documents: &[Document]) -> Result<OutputTree, Error> {
        let targets: Vec<Target<'_>> = documents.iter().map(Document::target).collect();
        let package = self.package.as_ref();
        let settings = package::settings(package, self.name.as_deref(), documents)?;
        Ok(render::render(&settings, &targets)?)
    }
}

impl Document {
    fn target(&self) -> Target<'_> {
        let parts = self.module.iter().flat_map(ModulePath::parts);
        Target {
            api: &self.api,
            module: parts.map(ModuleName::new).collect(),
        }
    }
}

impl Read {
    /// Whether a document has errors, so that no right SDK can be made of it.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// The name of an input, as diagnostics show it.
fn shown(spec: &SpecInput) -> String {
    match spec {
        SpecInput::Path(path) => path.display().to_string(),
        SpecInput::Address(address) => address.clone(),
        SpecInput::Stdin => "<stdin>".to_owned(),
        SpecInput::Text { name, .. } => name.clone(),
    }
}

/// Runs `work` on a thread whose stack is known (SECURITY B8).
fn on_known_stack<T: Send>(work: impl FnOnce() -> T + Send) -> Result<T, Error> {
    thread::scope(|scope| {
        let worker = thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, work)
            .map_err(Error::Thread)?;
        // A panic is a fault of ours; it goes on in the caller's thread, so that it is seen as what it is.
        Ok(worker
            .join()
            .unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}
