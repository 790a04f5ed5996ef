//! A progress bar; indicatif draws none where stderr is no terminal.

use indicatif::{ProgressBar, ProgressStyle};

/// A bar of `length` steps under a title.
pub(crate) fn bar(title: &'static str, length: usize) -> ProgressBar {
    let bar = ProgressBar::new(length as u64);
    let style = ProgressStyle::with_template("{prefix} {bar:30} {pos}/{len} {elapsed} {wide_msg}");
    if let Ok(style) = style {
        bar.set_style(style);
    }
    bar.set_prefix(title);
    bar
}
