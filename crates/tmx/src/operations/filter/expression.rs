//! What an expression asks of a unit.

use regex_automata::meta::Regex;
use yaddash_model::LanguageTag;

use super::lexer::Operator;
use super::{ExpressionError, parser};

/// Which units a [`filter`](super::filter) is about, as tests joined by `and`, `or`, `not` and parentheses.
///
/// The tests are in the user's guide. Examples: `has az and has ru`, `changed >= 2024 and not user = mt-engine`,
/// `prop:x-domain = law or text:en ~ "\bCourt\b"`, `ratio:en,az > 3`, `same:en,ru`, `empty`.
#[derive(Clone, Debug)]
pub struct Expression(pub(super) Node);

#[derive(Clone, Debug)]
pub(super) enum Node {
    All(Vec<Node>),
    Any(Vec<Node>),
    Not(Box<Node>),
    Test(Test),
}

/// One test.
#[derive(Clone, Debug)]
pub(super) enum Test {
    /// A variant serves for the language.
    Has(LanguageTag),
    /// Every variant serves for one of the languages.
    Only(Vec<LanguageTag>),
    Text(TextField, TextTest),
    Number(NumberField, Operator, f64),
    /// The date, cut to the length of the digits, compares like this.
    Date(DateField, Operator, String),
    HasDate(DateField),
    Empty(Option<LanguageTag>),
    Same(Option<[LanguageTag; 2]>),
}

/// What may be compared as text; a unit may have several of each.
#[derive(Clone, Debug)]
pub(super) enum TextField {
    /// The text of variants, in one language or all.
    Text(Option<LanguageTag>),
    /// An attribute of the unit or of a variant.
    Attribute(String),
    /// `creationid` and `changeid`.
    User,
    /// Properties of a type.
    Property(String),
    Note,
}

#[derive(Clone, Debug)]
pub(super) enum TextTest {
    Exists,
    Is(String),
    IsNot(String),
    Matches(Box<Regex>),
    MatchesNot(Box<Regex>),
}

#[derive(Clone, Debug)]
pub(super) enum NumberField {
    Variants,
    Languages,
    UsageCount,
    Words(Option<LanguageTag>),
    Characters(Option<LanguageTag>),
    Codes(Option<LanguageTag>),
    CharacterRatio([LanguageTag; 2]),
    WordRatio([LanguageTag; 2]),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum DateField {
    Created,
    Changed,
    Used,
}

impl std::str::FromStr for Expression {
    type Err = ExpressionError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        parser::parse(text).map(Self)
    }
}
