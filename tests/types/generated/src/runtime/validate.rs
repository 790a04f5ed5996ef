//! Checks of the limits that the document sets on values, behind the feature `validate`.
#![cfg(feature = "validate")]

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use super::exact_number::ExactNumber;

/// A type whose values have limits: numbers, lengths, patterns, counts of items and members.
///
/// ```text
/// use the_crate::runtime::validate::Validate;
///
/// order.validate()?;
/// ```
///
/// Nothing is checked unless it is asked for: a request with values out of their limits is sent, and a response is read.
/// Types without limits, in themselves and in all that they hold, do not implement it.
///
/// Patterns are those of the document, of which the crate `regex` knows no look-around and no back-references: a pattern
/// with one of them is not checked.
pub trait Validate {
    /// Checks the value and all that it holds.
    ///
    /// # Errors
    ///
    /// Every limit that is not kept, with the place of the value.
    fn validate(&self) -> Result<(), Violations> {
        let mut violations = Violations::default();
        self.check(&mut Checker {
            path: Path::default(),
            violations: &mut violations,
        });
        if violations.0.is_empty() {
            Ok(())
        } else {
            Err(violations)
        }
    }

    /// Adds what is wrong with the value, which stands at `at`.
    fn check(&self, at: &mut Checker<'_>);
}

impl<T: Validate> Validate for [T] {
    fn check(&self, at: &mut Checker<'_>) {
        for (index, value) in self.iter().enumerate() {
            value.check(&mut at.item(index));
        }
    }
}

/// The limits that a value does not keep; at least one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Violations(Vec<Violation>);

impl Violations {
    /// All of them, in the order of the fields.
    pub fn iter(&self) -> std::slice::Iter<'_, Violation> {
        self.0.iter()
    }
}

impl<'a> IntoIterator for &'a Violations {
    type Item = &'a Violation;
    type IntoIter = std::slice::Iter<'a, Violation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl fmt::Display for Violations {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { "; " };
            write!(formatter, "{separator}{violation}")?;
        }
        Ok(())
    }
}

impl std::error::Error for Violations {}

/// A limit that a value does not keep. It does not show the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Violation {
    path: String,
    problem: String,
}

impl Violation {
    /// Where the value stands, by its names on the wire, such as `address.lines[3]`; `$` for the whole.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What is wrong with it, such as `must be at least 0`.
    pub fn problem(&self) -> &str {
        &self.problem
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "`{}` {}", self.path, self.problem)
    }
}

/// A limit. Those of numbers have the text of the document, so that no digit is lost.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rule {
    /// `minimum`.
    Minimum(&'static str),
    /// `exclusiveMinimum`.
    ExclusiveMinimum(&'static str),
    /// `maximum`.
    Maximum(&'static str),
    /// `exclusiveMaximum`.
    ExclusiveMaximum(&'static str),
    /// `multipleOf`.
    MultipleOf(&'static str),
    /// `minLength`, in characters.
    MinLength(u64),
    /// `maxLength`, in characters.
    MaxLength(u64),
    /// `minItems`.
    MinItems(u64),
    /// `maxItems`.
    MaxItems(u64),
    /// `minProperties`.
    MinProperties(u64),
    /// `maxProperties`.
    MaxProperties(u64),
}

impl Rule {
    fn allows_number(self, number: &ExactNumber) -> bool {
        let is = |bound: &str, allowed: fn(std::cmp::Ordering) -> bool| {
            ExactNumber::parse(bound).is_none_or(|bound| allowed(number.order(&bound)))
        };
        match self {
            Self::Minimum(bound) => is(bound, std::cmp::Ordering::is_ge),
            Self::ExclusiveMinimum(bound) => is(bound, std::cmp::Ordering::is_gt),
            Self::Maximum(bound) => is(bound, std::cmp::Ordering::is_le),
            Self::ExclusiveMaximum(bound) => is(bound, std::cmp::Ordering::is_lt),
            Self::MultipleOf(factor) => ExactNumber::parse(factor)
                .and_then(|factor| number.is_multiple_of(&factor))
                .unwrap_or(true),
            _ => true,
        }
    }

    fn allows_count(self, count: usize) -> bool {
        let count = u64::try_from(count).unwrap_or(u64::MAX);
        match self {
            Self::MinLength(least) | Self::MinItems(least) | Self::MinProperties(least) => {
                count >= least
            }
            Self::MaxLength(most) | Self::MaxItems(most) | Self::MaxProperties(most) => {
                count <= most
            }
            _ => true,
        }
    }
}

/// The rule as what a value must do.
impl fmt::Display for Rule {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (words, count, noun) = match self {
            Self::Minimum(bound) => return write!(formatter, "must be at least {bound}"),
            Self::ExclusiveMinimum(bound) => return write!(formatter, "must be more than {bound}"),
            Self::Maximum(bound) => return write!(formatter, "must be at most {bound}"),
            Self::ExclusiveMaximum(bound) => return write!(formatter, "must be less than {bound}"),
            Self::MultipleOf(factor) => {
                return write!(formatter, "must be a multiple of {factor}");
            }
            Self::MinLength(least) => ("at least", least, "character"),
            Self::MaxLength(most) => ("at most", most, "character"),
            Self::MinItems(least) => ("at least", least, "item"),
            Self::MaxItems(most) => ("at most", most, "item"),
            Self::MinProperties(least) => ("at least", least, "member"),
            Self::MaxProperties(most) => ("at most", most, "member"),
        };
        let s = if *count == 1 { "" } else { "s" };
        write!(formatter, "must have {words} {count} {noun}{s}")
    }
}

/// The place of a value that is being checked, and where what is wrong is noted.
#[derive(Debug)]
pub struct Checker<'a> {
    path: Path<'a>,
    violations: &'a mut Violations,
}

/// A place, as a step from the place around it: it becomes text only where something is wrong.
#[derive(Debug, Clone, Copy, Default)]
struct Path<'a> {
    around: Option<&'a Path<'a>>,
    step: Step<'a>,
}

#[derive(Debug, Clone, Copy, Default)]
enum Step<'a> {
    #[default]
    Root,
    Member(&'a str),
    Item(usize),
}

impl Checker<'_> {
    /// The place of a member of the value, by its name on the wire.
    pub fn member<'b>(&'b mut self, name: &'b str) -> Checker<'b> {
        self.step(Step::Member(name))
    }

    /// The place of an item of the value.
    pub fn item(&mut self, index: usize) -> Checker<'_> {
        self.step(Step::Item(index))
    }

    fn step<'b>(&'b mut self, step: Step<'b>) -> Checker<'b> {
        let around = Some(&self.path);
        Checker {
            path: Path { around, step },
            violations: self.violations,
        }
    }

    /// Checks a number.
    pub fn number(&mut self, number: &dyn fmt::Display, rules: &[Rule]) {
        let Some(number) = ExactNumber::parse(&number.to_string()) else {
            return self.note("must be a finite number");
        };
        for rule in rules {
            if !rule.allows_number(&number) {
                self.note(rule);
            }
        }
    }

    /// Checks the length of a text.
    pub fn text(&mut self, text: &str, rules: &[Rule]) {
        self.count(text.chars().count(), rules);
    }

    /// Checks how many items a list has, or members a map.
    pub fn count(&mut self, count: usize, rules: &[Rule]) {
        for rule in rules {
            if !rule.allows_count(count) {
                self.note(rule);
            }
        }
    }

    /// Checks how many members an object has, as it is written.
    pub fn object(&mut self, written: serde_json::Result<Value>, rules: &[Rule]) {
        if let Ok(Value::Object(members)) = written {
            self.count(members.len(), rules);
        }
    }

    /// Checks that no item of a list is there twice, as they are written: `uniqueItems`.
    pub fn unique(&mut self, items: &mut dyn Iterator<Item = serde_json::Result<Value>>) {
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        for (index, item) in items.enumerate() {
            let Ok(mut item) = item else { continue };
            // Two objects are the same in any order of their members.
            item.sort_all_objects();
            if let Some(first) = known.get(&item.to_string()) {
                let problem = format!("must not be the same as item {first}");
                self.item(index).note(problem);
            } else {
                known.insert(item.to_string(), index);
            }
        }
    }

    /// Notes what is wrong here.
    pub(super) fn note(&mut self, problem: impl fmt::Display) {
        let violation = Violation {
            path: self.path.to_string(),
            problem: problem.to_string(),
        };
        self.violations.0.push(violation);
    }
}

impl fmt::Display for Path<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut steps = vec![self.step];
        let mut around = self.around;
        while let Some(path) = around {
            steps.push(path.step);
            around = path.around;
        }
        let mut first = true;
        for step in steps.into_iter().rev() {
            match step {
                Step::Root => continue,
                Step::Member(name) if first => formatter.write_str(name)?,
                Step::Member(name) => write!(formatter, ".{name}")?,
                Step::Item(index) => write!(formatter, "[{index}]")?,
            }
            first = false;
        }
        if first {
            formatter.write_str("$")?;
        }
        Ok(())
    }
}
