//! Expressions of samples, laid out the way rustfmt would, with comments where a reader wants to know what a value is.
//!
//! prettyplease keeps no comments, so samples are printed here. Every atom is made of tokens: a literal by
//! `proc_macro2`, a name by `naming`; no text of a document is pasted.

use std::fmt::Write as _;

/// The longest line.
const WIDTH: usize = 100;
/// The longest chain, call or list on one line.
const SHORT: usize = 60;
const STEP: usize = 4;
/// The macro of `serde_json`, which takes no comma behind a single literal.
const JSON: &str = "json!(";

/// An expression of a sample.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Expression {
    /// A literal, a path, or anything else that is never broken.
    Atom(String),
    /// What stands between two brackets: `f(`…`)`, `[`…`]`, `json!({`…`})`.
    List {
        open: String,
        close: String,
        items: Vec<Item>,
    },
    /// `root.method(…).method(…)`.
    Chain {
        root: Box<Expression>,
        links: Vec<Link>,
    },
    /// `key: value`, in `json!`.
    Pair { key: String, value: Box<Expression> },
}

/// An item between brackets.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Item {
    pub(super) value: Expression,
    /// Said behind it, or above where it does not fit.
    pub(super) comment: Option<String>,
}

/// A method in a chain.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Link {
    /// The method with its arguments, or `await`.
    pub(super) call: Expression,
    /// `?` or nothing.
    pub(super) suffix: &'static str,
    /// Said above it.
    pub(super) comment: Option<String>,
}

impl From<Expression> for Item {
    fn from(value: Expression) -> Self {
        Self {
            value,
            comment: None,
        }
    }
}

impl Expression {
    pub(super) fn atom(text: impl Into<String>) -> Self {
        Self::Atom(text.into())
    }

    /// `function(arguments…)`.
    pub(super) fn call(function: &str, arguments: impl IntoIterator<Item = Self>) -> Self {
        Self::list(&format!("{function}("), ")", arguments)
    }

    pub(super) fn list(open: &str, close: &str, items: impl IntoIterator<Item = Self>) -> Self {
        let items = items.into_iter().map(Item::from).collect();
        Self::List {
            open: open.to_owned(),
            close: close.to_owned(),
            items,
        }
    }

    /// `self.method(arguments…)`.
    #[must_use]
    pub(super) fn then(self, method: &str, arguments: impl IntoIterator<Item = Self>) -> Self {
        self.link(Link {
            call: Self::call(method, arguments),
            suffix: "",
            comment: None,
        })
    }

    #[must_use]
    pub(super) fn link(self, link: Link) -> Self {
        match self {
            Self::Chain { root, mut links } => {
                links.push(link);
                Self::Chain { root, links }
            }
            root => Self::Chain {
                root: Box::new(root),
                links: vec![link],
            },
        }
    }

    /// The text on one line, unless a comment forbids it.
    pub(super) fn flat(&self) -> Option<String> {
        match self {
            Self::Atom(text) => Some(text.clone()),
            Self::List { open, close, items } => {
                let items = items.iter().map(|item| match item.comment {
                    Some(_) => None,
                    None => item.value.flat(),
                });
                let items: Option<Vec<String>> = items.collect();
                Some(format!("{open}{}{close}", items?.join(", ")))
            }
            Self::Chain { root, links } => {
                let mut text = root.flat()?;
                for link in links {
                    if link.comment.is_some() {
                        return None;
                    }
                    let _ = write!(text, ".{}{}", link.call.flat()?, link.suffix);
                }
                Some(text)
            }
            Self::Pair { key, value } => Some(format!("{key}: {}", value.flat()?)),
        }
    }

    /// Whether it is short enough for one line: what stands between brackets, or a chain as a whole.
    fn is_short(&self, flat: &str) -> bool {
        let length = flat.chars().count();
        match self {
            Self::Atom(_) | Self::Pair { .. } => true,
            Self::Chain { root, links } => match links.as_slice() {
                [only] => root.is_flat() && only.call.is_flat(),
                [.., last] => length + last.suffix.len() <= SHORT,
                [] => root.is_flat(),
            },
            Self::List { open, close, items } => {
                let inner = length.saturating_sub(open.chars().count() + close.chars().count());
                let alone =
                    matches!(items.as_slice(), [item] if !matches!(item.value, Self::List { .. }));
                (alone || inner <= SHORT) && items.iter().all(|item| item.value.is_flat())
            }
        }
    }

    /// Whether it stands on one line wherever there is room for it.
    fn is_flat(&self) -> bool {
        self.flat().is_some_and(|flat| self.is_short(&flat))
    }

    /// The text from a line that is indented by `indent` and has `before` columns taken, with `after` to follow.
    pub(super) fn text(&self, indent: usize, before: usize, after: usize) -> String {
        if let Some(flat) = self.flat() {
            let fits = before + flat.chars().count() + after <= WIDTH;
            if matches!(self, Self::Atom(_)) || (fits && self.is_short(&flat)) {
                return flat;
            }
        }
        self.broken(indent, before, after)
    }

    /// The text on several lines, where it has parts.
    fn broken(&self, indent: usize, before: usize, after: usize) -> String {
        let inner = indent + STEP;
        match self {
            Self::Atom(text) => text.clone(),
            Self::List { open, close, items } => {
                if items.is_empty() {
                    return format!("{open}{close}");
                }
                if let [item] = items.as_slice()
                    && let Some(value) = item.sharing(
                        open,
                        (indent, before + open.chars().count(), close.len() + after),
                    )
                {
                    return format!("{open}{value}{close}");
                }
                below(open, items, close, indent)
            }
            Self::Pair { key, value } => {
                let before = before + key.chars().count() + 2;
                format!("{key}: {}", value.text(indent, before, after))
            }
            Self::Chain { root, links } => {
                if let Some(text) = overflowing(root, links, (indent, before, after)) {
                    return text;
                }
                let mut text = root.text(indent, before, 0);
                // Below brackets that were broken, rustfmt indents a chain no further.
                let inner = if text.contains('\n') { indent } else { inner };
                let margin = " ".repeat(inner);
                for link in links {
                    if let Some(comment) = &link.comment {
                        let _ = write!(text, "\n{margin}// {comment}");
                    }
                    let call = link.call.text(inner, inner + 1, link.suffix.len() + after);
                    let _ = write!(text, "\n{margin}.{call}{}", link.suffix);
                }
                text
            }
        }
    }
}

/// Items on lines of their own between brackets.
fn below(open: &str, items: &[Item], close: &str, indent: usize) -> String {
    let items: String = items.iter().map(|item| item.lines(indent + STEP)).collect();
    format!("{open}\n{items}{}{close}", " ".repeat(indent))
}

/// A chain on one line but for the arguments of its last call, where rustfmt prefers that: when they are many lines,
/// or would be as many below each other.
fn overflowing(root: &Expression, links: &[Link], place: (usize, usize, usize)) -> Option<String> {
    let (indent, before, after) = place;
    let (end, earlier) = links.split_last()?;
    if end.comment.is_some() {
        return None;
    }
    let start = Expression::Chain {
        root: Box::new(root.clone()),
        links: earlier.to_vec(),
    }
    .flat()?;
    let length = start.chars().count();
    let after = end.suffix.len() + after;
    let width = WIDTH.saturating_sub(before);
    let budget = if earlier.is_empty() {
        width
    } else {
        width.min(SHORT)
    }
    .saturating_sub(length);
    let text = end.call.text(indent, before + length + 1, after);
    let height = text.lines().count();
    let mut top = text.lines().take(1);
    let is_fitting = top.any(|line| line.chars().count() < budget);
    let is_better = || {
        // Many lines are not laid out a second time: that would double with every level.
        height >= 5 || {
            let below = end.call.text(indent + STEP, indent + STEP + 1, after);
            below.lines().count() >= height
        }
    };
    (height > 1 && is_fitting && is_better()).then(|| format!("{start}.{text}{}", end.suffix))
}

impl Item {
    /// The item on the line of the brackets around it, which it shares where it is of several lines in any case.
    fn sharing(&self, opening: &str, place: (usize, usize, usize)) -> Option<String> {
        let (indent, before, after) = place;
        let inner = indent + STEP;
        let shares = match &self.value {
            Expression::List { .. } => true,
            Expression::Atom(_) => opening == JSON,
            Expression::Chain { .. } => {
                opening == "[" && self.value.text(inner, inner, 1).contains('\n')
            }
            Expression::Pair { .. } => false,
        };
        if !shares || self.comment.is_some() {
            return None;
        }
        let mut value = self.value.broken(indent, before, after);
        let top = |text: &str| text.lines().next().map_or(0, |line| line.chars().count());
        // Too much would open on one line.
        if let Expression::List { open, close, items } = &self.value
            && open != JSON
            && top(&value) > SHORT
        {
            value = below(open, items, close, indent);
        }
        let fits = before + top(&value) <= WIDTH;
        (fits || matches!(self.value, Expression::Atom(_))).then_some(value)
    }

    /// The item on lines of its own, with its comment.
    fn lines(&self, indent: usize) -> String {
        let margin = " ".repeat(indent);
        let value = self.value.text(indent, indent, 1);
        match &self.comment {
            None => format!("{margin}{value},\n"),
            Some(comment) => {
                let length = indent + value.chars().count() + comment.chars().count() + 5;
                if length <= WIDTH && !value.contains('\n') {
                    format!("{margin}{value}, // {comment}\n")
                } else {
                    format!("{margin}// {comment}\n{margin}{value},\n")
                }
            }
        }
    }
}

/// `before` `expression` `after` as a statement of a function: `let x = …;`.
pub(super) fn statement(
    indent: usize,
    before: &str,
    expression: &Expression,
    after: &str,
) -> String {
    let margin = " ".repeat(indent);
    let column = indent + before.chars().count();
    let after_length = after.chars().count();
    let text = expression.text(indent, column, after_length);
    if before.ends_with("= ") && text.contains('\n') {
        let inner = indent + STEP;
        let below = expression.text(inner, inner, after_length);
        if is_better_below(&text, &below) {
            let before = before.trim_end();
            return format!("{margin}{before}\n{}{below}{after}\n", " ".repeat(inner));
        }
    }
    format!("{margin}{before}{text}{after}\n")
}

/// Whether a value looks better on the lines below its `=`, as rustfmt decides it.
fn is_better_below(beside: &str, below: &str) -> bool {
    let height = |text: &str| text.lines().count();
    let opens = |text: &str, bracket: char| {
        text.lines()
            .next()
            .is_some_and(|line| line.ends_with(bracket))
    };
    height(below) == 1
        || height(beside) > height(below) + 1
        || ['(', '{', '[']
            .iter()
            .any(|bracket| opens(beside, *bracket) && !opens(below, *bracket))
}
