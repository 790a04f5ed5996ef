//! Diagnostics as text for people, as rustc shows its own.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, ThemeCharacters, ThemeStyles};

use super::excerpt::Excerpt;
use super::{Count, Diagnostic, Severity, escape};

/// How many diagnostics are shown before the rest is only counted.
pub const SHOWN: usize = 50;

/// Whether the text carries colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Color {
    /// ANSI colours.
    On,
    /// None.
    Off,
}

/// Diagnostics that have been sorted, as text: each with its lines, then how many more there are, then the count.
///
/// Of the diagnostics, the first [`SHOWN`] are shown. Without diagnostics there is no text. `name` is the document, as the
/// user named it.
pub fn report(diagnostics: &[Diagnostic], name: &str, color: Color) -> String {
    let mut text = String::new();
    let mut renderer = Renderer::new(color);
    for diagnostic in diagnostics.iter().take(SHOWN) {
        text.push_str(&renderer.diagnostic(diagnostic));
        text.push('\n');
    }
    if diagnostics.len() > SHOWN {
        let _ = write!(text, "and {} more\n\n", diagnostics.len() - SHOWN);
    }
    if let Some(summary) = summary(Count::of(diagnostics), name) {
        text.push_str(&summary);
        text.push('\n');
    }
    text
}

/// The last line of a report: `error: 2 errors, 5 warnings in openapi.yaml`. Nothing when nothing was said.
pub fn summary(count: Count, name: &str) -> Option<String> {
    let kinds = [
        (count.errors, "error"),
        (count.warnings, "warning"),
        (count.notes, "note"),
    ];
    let (_, worst) = kinds.iter().find(|(number, _)| *number > 0)?;
    let counts: Vec<_> = kinds
        .iter()
        .filter(|(number, _)| *number > 0)
        .map(|(number, kind)| format!("{number} {kind}{}", if *number == 1 { "" } else { "s" }))
        .collect();
    Some(format!(
        "{worst}: {} in {}",
        counts.join(", "),
        escape::escaped(name)
    ))
}

/// Renders diagnostics, and keeps the files that they show.
struct Renderer {
    handler: GraphicalReportHandler,
    excerpts: BTreeMap<String, Excerpt>,
}

impl Renderer {
    fn new(color: Color) -> Self {
        let styles = match color {
            Color::On => ThemeStyles::ansi(),
            Color::Off => ThemeStyles::none(),
        };
        let theme = GraphicalTheme {
            characters: ThemeCharacters::unicode(),
            styles,
        };
        let handler = GraphicalReportHandler::new_themed(theme)
            .with_width(96)
            .with_context_lines(1)
            .with_links(false);
        Self {
            handler,
            excerpts: BTreeMap::new(),
        }
    }

    fn diagnostic(&mut self, diagnostic: &Diagnostic) -> String {
        let files: Vec<_> = diagnostic
            .labels
            .iter()
            .map(|label| &label.span.file)
            .collect();
        for file in &files {
            self.excerpts
                .entry(file.name.clone())
                .or_insert_with(|| Excerpt::new(file));
        }
        let mut views = diagnostic.labels.iter().filter_map(|label| {
            let excerpt = self.excerpts.get(&label.span.file.name)?;
            let text = Some(escape::escaped(&label.text)).filter(|text| !text.is_empty());
            Some((
                excerpt,
                LabeledSpan::new_with_span(text, excerpt.underline(&label.span)),
            ))
        });
        let mut view = View {
            code: Some(diagnostic.code.as_str()),
            severity: diagnostic.severity,
            message: escape::escaped(&diagnostic.message),
            help: diagnostic.help.as_deref().map(escape::escaped),
            excerpt: None,
            labels: Vec::new(),
            related: Vec::new(),
        };
        if let Some((excerpt, primary)) = views.next() {
            view.excerpt = Some(excerpt);
            let span = *primary.inner();
            view.labels.push(LabeledSpan::new_primary_with_span(
                primary.label().map(str::to_owned),
                span,
            ));
            for (other, label) in views {
                view.add(excerpt, other, label);
            }
        }
        let mut text = String::new();
        if self.handler.render_report(&mut text, &view).is_err() {
            text = format!("{}: {}\n", view.severity.as_str(), view.message);
        }
        if let Some(section) = diagnostic.specification() {
            let _ = writeln!(text, "  note: {section}");
        }
        text
    }
}

/// A diagnostic as miette takes it.
struct View<'a> {
    code: Option<&'a str>,
    severity: Severity,
    message: String,
    help: Option<String>,
    excerpt: Option<&'a Excerpt>,
    labels: Vec<LabeledSpan>,
    /// Places in other files.
    related: Vec<View<'a>>,
}

impl<'a> View<'a> {
    fn add(&mut self, own: &'a Excerpt, other: &'a Excerpt, label: LabeledSpan) {
        if own.file().name == other.file().name {
            self.labels.push(label);
        } else {
            self.related.push(View {
                code: None,
                severity: Severity::Note,
                message: label.label().unwrap_or("see also").to_owned(),
                help: None,
                excerpt: Some(other),
                labels: vec![LabeledSpan::new_with_span(None, *label.inner())],
                related: Vec::new(),
            });
        }
    }
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl fmt::Display for View<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.message)
    }
}

impl std::error::Error for View<'_> {}

impl miette::Diagnostic for View<'_> {
    fn code<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        self.code
            .map(|code| Box::new(code) as Box<dyn fmt::Display>)
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn help<'b>(&'b self) -> Option<Box<dyn fmt::Display + 'b>> {
        self.help
            .as_ref()
            .map(|help| Box::new(help) as Box<dyn fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        self.excerpt
            .map(|excerpt| excerpt as &dyn miette::SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }

    fn related<'b>(&'b self) -> Option<Box<dyn Iterator<Item = &'b dyn miette::Diagnostic> + 'b>> {
        if self.related.is_empty() {
            return None;
        }
        Some(Box::new(
            self.related
                .iter()
                .map(|view| view as &dyn miette::Diagnostic),
        ))
    }
}
