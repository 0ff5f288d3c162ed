//! What stands between words.

use super::az;
use crate::Language;

/// What stands between two words of a term.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Gap {
    /// White space of any kind and length.
    Space,
    /// A hyphen of any kind.
    Hyphen,
    /// An apostrophe.
    Apostrophe,
    /// Anything else, with white space left out.
    Other(Box<str>),
}

impl Gap {
    /// What `between` is.
    pub fn of(between: &str) -> Self {
        let mut marks = between
            .chars()
            .filter(|mark| !mark.is_whitespace() && !is_invisible(*mark));
        match (marks.next(), marks.next()) {
            (None, _) => Self::Space,
            (Some(mark), None) if is_hyphen(mark) => Self::Hyphen,
            (Some(mark), None) if is_apostrophe(mark) => Self::Apostrophe,
            _ => Self::Other(
                between
                    .chars()
                    .filter(|mark| !mark.is_whitespace() && !is_invisible(*mark))
                    .collect(),
            ),
        }
    }

    /// Whether `between` may stand where the term has this gap. English compounds are spelt with a hyphen or a space.
    pub fn allows(&self, between: &str, language: &Language) -> bool {
        self.allows_gap(&Self::of(between), language)
    }

    /// As [`Gap::allows`], for a gap that was read already.
    pub fn allows_gap(&self, other: &Self, language: &Language) -> bool {
        self == other
            || language.code() == "en"
                && matches!(
                    (self, other),
                    (Self::Hyphen, Self::Space) | (Self::Space, Self::Hyphen)
                )
    }

    pub(super) fn spelling(&self) -> &str {
        match self {
            Self::Space => " ",
            Self::Hyphen => "-",
            Self::Apostrophe => "’",
            Self::Other(marks) => marks,
        }
    }
}

/// What a word is that stands directly behind another one, with a hyphen, an apostrophe or a quotation mark between.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Attachment {
    /// An ending of the word before: `AŞPA-nın`, `“Azərbaycan”ın`, `PACE’s`.
    Ending,
    /// A suffix that makes another word of it: `NATO-çu`.
    Derivation,
    /// A word of its own.
    None,
}

/// What the word `folded` is to the word before it when `between` stands between the two.
pub fn attachment(between: &str, folded: &str, language: &Language) -> Attachment {
    let mut marks = between.chars().filter(|mark| !is_invisible(*mark));
    let joins = match language.code() {
        "az" => {
            let mut count = 0;
            marks.all(|mark| {
                count += 1;
                count <= 3 && (is_hyphen(mark) || is_apostrophe(mark) || is_closing_quote(mark))
            }) && count > 0
        }
        "en" => marks.next().is_some_and(is_apostrophe) && marks.next().is_none(),
        _ => false,
    };
    match language.code() {
        _ if !joins => Attachment::None,
        "az" if az::attached(folded) => Attachment::Ending,
        "az" if az::is_derivation(folded) => Attachment::Derivation,
        "en" if folded == "s" => Attachment::Ending,
        _ => Attachment::None,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}'
    )
}

pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}' | '\u{2012}' | '\u{2013}')
}

pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '\u{2019}' | '\u{2BC}' | '\u{2018}' | '`' | '\u{B4}'
    )
}

pub(super) fn is_closing_quote(c: char) -> bool {
    matches!(
        c,
        '"' | '\u{201D}' | '\u{201C}' | '»' | '\u{203A}' | '\u{2019}' | '\''
    )
}
