//! Scopes: where a name is used, and which ones are taken there.

use std::collections::BTreeSet;
use std::fmt::Write;

use sha2::{Digest, Sha256};

use super::keyword::{self, Keyword};
use super::{reserved, words};
use crate::ir::{
    ArgumentName, ConstantName, FieldName, MethodName, ModuleName, TypeName, VariantName,
};

/// The longest name before a number is added.
const LONGEST: usize = 60;

/// How many digits of the hash end a name that was cut.
const HASH: usize = 6;

/// A scope, which gives each name once.
///
/// Names that differ in case only count as the same, since files may be named by them.
#[derive(Debug, Clone, Default)]
pub struct Scope {
    taken: BTreeSet<String>,
}

/// What makes one kind of name.
#[derive(Clone, Copy)]
struct Kind {
    case: Case,
    raw: bool,
    reserved: &'static [&'static str],
    suffix: &'static str,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Case {
    Snake,
    Camel,
    Screaming,
}

const FIELD: Kind = Kind {
    case: Case::Snake,
    raw: true,
    reserved: reserved::FIELDS,
    suffix: "_",
};
const VALUE: Kind = Kind {
    case: Case::Snake,
    raw: true,
    reserved: &[],
    suffix: "_",
};
const MODULE: Kind = Kind {
    case: Case::Snake,
    raw: false,
    reserved: reserved::MODULES,
    suffix: "_",
};
const TYPE: Kind = Kind {
    case: Case::Camel,
    raw: false,
    reserved: reserved::TYPES,
    suffix: "Model",
};
const VARIANT: Kind = Kind {
    case: Case::Camel,
    raw: false,
    reserved: reserved::VARIANTS,
    suffix: "Value",
};
const CONSTANT: Kind = Kind {
    case: Case::Screaming,
    raw: false,
    reserved: &[],
    suffix: "_",
};

impl Scope {
    /// A scope in which nothing is taken.
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes names, which the scope then gives to nobody.
    pub fn reserve<S: AsRef<str>>(&mut self, names: impl IntoIterator<Item = S>) {
        self.taken.extend(
            names
                .into_iter()
                .map(|name| name.as_ref().to_ascii_lowercase()),
        );
    }

    /// Whether a name is taken; `r#` does not count.
    pub fn is_taken(&self, name: &str) -> bool {
        self.taken.contains(&key(name))
    }

    /// A field, and the setter of the same name.
    pub fn field(&mut self, text: &str) -> FieldName {
        FieldName::new(self.give(FIELD, text))
    }

    /// An argument.
    pub fn argument(&mut self, text: &str) -> ArgumentName {
        ArgumentName::new(self.give(VALUE, text))
    }

    /// A method.
    pub fn method(&mut self, text: &str) -> MethodName {
        MethodName::new(self.give(VALUE, text))
    }

    /// A variant of an enum.
    pub fn variant(&mut self, text: &str) -> VariantName {
        VariantName::new(self.give(VARIANT, text))
    }

    /// A struct, enum or alias.
    pub fn type_name(&mut self, text: &str) -> TypeName {
        TypeName::new(self.give(TYPE, text))
    }

    /// A module, and its file.
    pub fn module(&mut self, text: &str) -> ModuleName {
        ModuleName::new(self.give(MODULE, text))
    }

    /// A constant.
    pub fn constant(&mut self, text: &str) -> ConstantName {
        ConstantName::new(self.give(CONSTANT, text))
    }

    fn give(&mut self, kind: Kind, text: &str) -> String {
        let base = kind.identifier(text);
        let mut name = base.clone();
        let mut number = 2_usize;
        while !self.taken.insert(key(&name)) {
            name = kind.numbered(&base, number);
            number += 1;
        }
        name
    }
}

/// The type name that a text would get in an empty scope, to compare with others.
pub(super) fn type_text(text: &str) -> String {
    TYPE.identifier(text)
}

fn key(name: &str) -> String {
    name.strip_prefix("r#").unwrap_or(name).to_ascii_lowercase()
}

impl Kind {
    /// The identifier for a text, apart from what else is in its scope.
    fn identifier(self, text: &str) -> String {
        let words = words(text);
        let mut name = self.shortened(&self.join(&words), &words, text);
        if name.starts_with(|first: char| first.is_ascii_digit()) {
            let letter = if self.case == Case::Snake { 'v' } else { 'V' };
            name.insert(0, letter);
        }
        if self.reserved.contains(&name.as_str()) {
            name.push_str(self.suffix);
        }
        match keyword::classify(&name) {
            Keyword::No => name,
            Keyword::Raw if self.raw => format!("r#{name}"),
            Keyword::Raw | Keyword::Never => format!("{name}{}", self.suffix),
        }
    }

    fn join(self, words: &[String]) -> String {
        match self.case {
            Case::Snake => super::snake(words),
            Case::Camel => super::camel(words),
            Case::Screaming => super::snake(words).to_ascii_uppercase(),
        }
    }

    /// Cuts a name that is too long at a word, and adds a hash of the text, so that two such names stay apart.
    fn shortened(self, name: &str, words: &[String], text: &str) -> String {
        if name.len() <= LONGEST {
            return name.to_owned();
        }
        let room = LONGEST - HASH - 2;
        let mut kept = words.len();
        while kept > 1
            && words
                .get(..kept)
                .is_some_and(|words| self.join(words).len() > room)
        {
            kept -= 1;
        }
        let mut start: Vec<String> = words.iter().take(kept).cloned().collect();
        if let [only] = start.as_mut_slice() {
            *only = only.chars().take(room).collect();
        }
        let digest = Sha256::digest(text.as_bytes());
        let mut hash = String::from("x");
        for byte in digest.iter().take(HASH / 2) {
            let _ = write!(hash, "{byte:02x}");
        }
        start.push(hash);
        self.join(&start)
    }

    fn numbered(self, base: &str, number: usize) -> String {
        let base = if self.raw {
            base.strip_prefix("r#").unwrap_or(base)
        } else {
            base
        };
        let apart = self.case != Case::Camel || base.ends_with(|last: char| last.is_ascii_digit());
        if apart && !base.ends_with('_') {
            format!("{base}_{number}")
        } else {
            format!("{base}{number}")
        }
    }
}
