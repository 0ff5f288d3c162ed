//! Whether an expression holds for a unit.

use std::cmp::Ordering;

use yaddash_model::{Attributes, LanguageTag, TranslationUnit, Variant};

use super::expression::{DateField, Expression, Node, NumberField, Test, TextField, TextTest};
use super::fields::date_digits;
use super::lexer::Operator;
use crate::words::words;

impl Expression {
    /// Whether the expression holds for `unit`.
    pub fn holds(&self, unit: &TranslationUnit) -> bool {
        self.0.holds(unit)
    }
}

impl Node {
    fn holds(&self, unit: &TranslationUnit) -> bool {
        match self {
            Self::All(nodes) => nodes.iter().all(|node| node.holds(unit)),
            Self::Any(nodes) => nodes.iter().any(|node| node.holds(unit)),
            Self::Not(node) => !node.holds(unit),
            Self::Test(test) => test.holds(unit),
        }
    }
}

impl Test {
    fn holds(&self, unit: &TranslationUnit) -> bool {
        match self {
            Self::Has(language) => variants(unit, Some(language)).next().is_some(),
            Self::Only(languages) => unit.variants.iter().all(|variant| {
                let mut languages = languages.iter();
                languages.any(|language| serves(language, variant))
            }),
            Self::Text(field, test) => text(field, test, unit),
            Self::Number(field, operator, value) => number(field, *operator, *value, unit),
            Self::Date(field, operator, digits) => date(*field, unit).is_some_and(|mut date| {
                date.truncate(digits.len());
                compares(date.as_str().cmp(digits), *operator)
            }),
            Self::HasDate(field) => date(*field, unit).is_some(),
            Self::Empty(language) => {
                let mut variants = variants(unit, language.as_ref());
                variants.any(|variant| variant.segment.text().trim().is_empty())
            }
            Self::Same(Some([one, other])) => {
                let text = |language| Some(unit.variant(language)?.segment.text().trim());
                let (one, other) = (text(one), text(other));
                one.is_some() && one == other
            }
            Self::Same(None) => has_same_texts(unit),
        }
    }
}

/// Whether two variants in different languages have the same text, which is not empty.
fn has_same_texts(unit: &TranslationUnit) -> bool {
    let mut texts: Vec<(&str, &LanguageTag)> = unit
        .variants
        .iter()
        .map(|variant| (variant.segment.text().trim(), &variant.language))
        .filter(|(text, _)| !text.is_empty())
        .collect();
    texts.sort_unstable();
    let mut pairs = texts.iter().zip(texts.iter().skip(1));
    pairs.any(|((one, language), (other, another))| one == other && language != another)
}

fn serves(language: &LanguageTag, variant: &Variant) -> bool {
    language.fit(&variant.language).is_some()
}

/// The variants in a language, or all.
fn variants<'u>(
    unit: &'u TranslationUnit,
    language: Option<&LanguageTag>,
) -> impl Iterator<Item = &'u Variant> {
    let serves = move |variant: &&Variant| language.is_none_or(|wanted| serves(wanted, variant));
    unit.variants.iter().filter(serves)
}

/// The attributes of the unit and of its variants.
fn attributes(unit: &TranslationUnit) -> impl Iterator<Item = &Attributes> {
    let variants = unit.variants.iter().map(|variant| &variant.attributes);
    std::iter::once(&unit.attributes).chain(variants)
}

fn text(field: &TextField, test: &TextTest, unit: &TranslationUnit) -> bool {
    let any = |holds: &dyn Fn(&str) -> bool| match field {
        TextField::Text(language) => {
            variants(unit, language.as_ref()).any(|variant| holds(variant.segment.text()))
        }
        TextField::Attribute(name) => {
            attributes(unit).any(|attributes| attributes.get(name).is_some_and(holds))
        }
        TextField::User => attributes(unit).any(|attributes| {
            let mut users = ["creationid", "changeid"].into_iter();
            users.any(|name| attributes.get(name).is_some_and(holds))
        }),
        TextField::Property(kind) => {
            let variants = unit.variants.iter().flat_map(|variant| &variant.properties);
            let mut all = unit.properties.iter().chain(variants);
            all.any(|property| property.kind == *kind && holds(&property.value))
        }
        TextField::Note => {
            let variants = unit.variants.iter().flat_map(|variant| &variant.notes);
            unit.notes
                .iter()
                .chain(variants)
                .any(|note| holds(&note.text))
        }
    };
    match test {
        TextTest::Exists => any(&|_| true),
        TextTest::Is(value) => any(&|text| text == value),
        TextTest::IsNot(value) => !any(&|text| text == value),
        TextTest::Matches(regex) => any(&|text| regex.is_match(text)),
        TextTest::MatchesNot(regex) => !any(&|text| regex.is_match(text)),
    }
}

fn number(field: &NumberField, operator: Operator, value: f64, unit: &TranslationUnit) -> bool {
    let holds = |number: f64| {
        let ordering = number.partial_cmp(&value);
        ordering.is_some_and(|ordering| compares(ordering, operator))
    };
    let any = |language: &Option<LanguageTag>, count: fn(&Variant) -> f64| match language {
        Some(_) => variants(unit, language.as_ref()).any(|variant| holds(count(variant))),
        None => holds(unit.variants.iter().map(count).sum()),
    };
    let ratio = |[one, other]: &[LanguageTag; 2], count: fn(&Variant) -> f64| {
        let counts = unit.variant(one).zip(unit.variant(other));
        let counts = counts.map(|(one, other)| (count(one), count(other)));
        counts.is_some_and(|(one, other)| other > 0.0 && holds(one / other))
    };
    match field {
        NumberField::Variants => holds(unit.variants.len() as f64),
        NumberField::Languages => {
            let mut languages: Vec<_> = unit.variants.iter().map(|v| &v.language).collect();
            languages.sort_unstable();
            languages.dedup();
            holds(languages.len() as f64)
        }
        NumberField::UsageCount => attributes(unit)
            .filter_map(|attributes| attributes.get("usagecount")?.trim().parse().ok())
            .any(holds),
        NumberField::Words(language) => any(language, word_count),
        NumberField::Characters(language) => any(language, character_count),
        NumberField::Codes(language) => any(language, |variant| {
            let codes = variant.segment.codes().iter();
            // An element around text counts once.
            codes
                .filter(|placed| !(placed.code.is_wrapping() && placed.code.is_end()))
                .count() as f64
        }),
        NumberField::CharacterRatio(pair) => ratio(pair, character_count),
        NumberField::WordRatio(pair) => ratio(pair, word_count),
    }
}

fn word_count(variant: &Variant) -> f64 {
    words(variant.segment.text()) as f64
}

fn character_count(variant: &Variant) -> f64 {
    variant.segment.text().chars().count() as f64
}

/// The digits of a date of a unit: the first creation, the last change (creation where there is none), the last use.
fn date(field: DateField, unit: &TranslationUnit) -> Option<String> {
    let dates = |name: &'static str| {
        attributes(unit)
            .filter_map(move |attributes| attributes.get(name))
            .map(date_digits)
            .filter(|digits| digits.len() >= 8)
    };
    match field {
        DateField::Created => dates("creationdate").min(),
        DateField::Changed => dates("changedate")
            .max()
            .or_else(|| dates("creationdate").max()),
        DateField::Used => dates("lastusagedate").max(),
    }
}

fn compares(ordering: Ordering, operator: Operator) -> bool {
    match operator {
        Operator::Equal | Operator::Matches => ordering.is_eq(),
        Operator::NotEqual | Operator::MatchesNot => ordering.is_ne(),
        Operator::Less => ordering.is_lt(),
        Operator::LessOrEqual => ordering.is_le(),
        Operator::Greater => ordering.is_gt(),
        Operator::GreaterOrEqual => ordering.is_ge(),
    }
}
