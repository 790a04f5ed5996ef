//! The start of a line is where text can become a block: a heading, a list, a quote, a rule, a table.

/// A line of inline Markdown that stays a line of a paragraph wherever it stands.
pub(super) fn guarded(line: &str) -> String {
    match opener(line) {
        Some(at) => {
            let (before, from) = line.split_at_checked(at).unwrap_or(("", line));
            format!("{before}\\{from}")
        }
        None => line.to_owned(),
    }
}

/// The place in a line whose character has to be escaped, if its start would open a block.
fn opener(line: &str) -> Option<usize> {
    let ends = |rest: &str| rest.is_empty() || rest.starts_with(' ');
    let is_all =
        |of: &str| !line.is_empty() && line.chars().all(|character| of.contains(character));
    match line.chars().next()? {
        '>' | ':' => Some(0),
        '#' => {
            let rest = line.trim_start_matches('#');
            (line.len() - rest.len() <= 6 && ends(rest)).then_some(0)
        }
        '-' | '+' if line.get(1..).is_some_and(ends) => Some(0),
        '=' if is_all("= ") => Some(0),
        '|' | '-' if is_all("|:- ") => Some(0),
        first if first.is_ascii_digit() => {
            let rest = line.trim_start_matches(|character: char| character.is_ascii_digit());
            let at = line.len() - rest.len();
            let marker = rest.strip_prefix(['.', ')']).is_some_and(ends);
            (marker && at <= 9).then_some(at)
        }
        _ => None,
    }
}
