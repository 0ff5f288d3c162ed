//! Points taken off matches for what their units are.

use std::str::FromStr;

use thiserror::Error;
use yaddash_model::{Property, TranslationUnit, Variant};

use crate::maintain::PIVOT;
use crate::score::{Penalty, Score};
use crate::store::StoredUnit;

/// What is taken off a unit that was joined over a third language, which so is never worth 100.
const PIVOT_POINTS: f64 = 5.0;

/// A rule by which points are taken off.
///
/// It is written `KIND=VALUE:POINTS`, such as `origin=old.tmx:5`, `user=mt:15` or `property=x-origin=alignment:3`; a
/// property may be named without its value.
#[derive(Clone, Debug, PartialEq)]
pub struct PenaltyRule {
    condition: Condition,
    points: f64,
}

/// For which units a rule is.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Condition {
    /// The file that they came from has this name, or the path ends so.
    Origin(String),
    /// This user created or changed them.
    User(String),
    /// They have this property, with this value where one is given.
    Property(String, Option<String>),
}

/// A rule that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error(
    "`{0}` is no rule for penalties: write origin=FILE:POINTS, user=NAME:POINTS or property=TYPE=VALUE:POINTS, with 0 to 100 points"
)]
pub struct PenaltyRuleError(String);

impl FromStr for PenaltyRule {
    type Err = PenaltyRuleError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Self::read(text).ok_or_else(|| PenaltyRuleError(text.to_owned()))
    }
}

impl PenaltyRule {
    fn read(text: &str) -> Option<Self> {
        let (condition, points) = text.rsplit_once(':')?;
        let points = points.trim().parse().ok()?;
        let (kind, value) = condition.split_once('=')?;
        let condition = match kind.trim() {
            "origin" => Condition::Origin(value.to_owned()),
            "user" => Condition::User(value.to_owned()),
            "property" => match value.split_once('=') {
                Some((kind, value)) => Condition::Property(kind.to_owned(), Some(value.to_owned())),
                None => Condition::Property(value.to_owned(), None),
            },
            _ => return None,
        };
        (0.0..=100.0)
            .contains(&points)
            .then_some(Self { condition, points })
    }

    /// The penalty that a match gets by its unit and its two variants.
    fn penalty(&self, unit: &StoredUnit, variants: [&Variant; 2]) -> Option<Penalty> {
        let (is_meant, reason) = match &self.condition {
            Condition::Origin(name) => (
                unit.origin
                    .as_deref()
                    .is_some_and(|origin| is_file(origin, name)),
                format!("origin {name}"),
            ),
            Condition::User(name) => (has_user(&unit.unit, variants, name), format!("user {name}")),
            Condition::Property(kind, value) => (
                has_property(&unit.unit, variants, kind, value.as_deref()),
                format!("property {kind}"),
            ),
        };
        is_meant.then_some(Penalty {
            reason,
            points: self.points,
        })
    }
}

/// The score of a match with what `rules` take off, and with what is taken off units that were joined over a third
/// language.
pub(crate) fn penalised(
    mut score: Score,
    rules: &[PenaltyRule],
    unit: &StoredUnit,
    variants: [&Variant; 2],
) -> Score {
    if has_property(&unit.unit, variants, PIVOT, None) {
        score = score.penalised(Penalty {
            reason: "joined over a third language".to_owned(),
            points: PIVOT_POINTS,
        });
    }
    for rule in rules {
        if let Some(penalty) = rule.penalty(unit, variants) {
            score = score.penalised(penalty);
        }
    }
    score
}

/// Whether the path `origin` is `name` or ends with it.
fn is_file(origin: &str, name: &str) -> bool {
    origin
        .strip_suffix(name)
        .is_some_and(|rest| rest.is_empty() || rest.ends_with(['/', '\\']))
}

fn has_user(unit: &TranslationUnit, variants: [&Variant; 2], name: &str) -> bool {
    let attributes = variants.map(|variant| &variant.attributes);
    attributes
        .into_iter()
        .chain([&unit.attributes])
        .any(|attributes| {
            ["creationid", "changeid"]
                .iter()
                .any(|key| attributes.get(key) == Some(name))
        })
}

fn has_property(
    unit: &TranslationUnit,
    variants: [&Variant; 2],
    kind: &str,
    value: Option<&str>,
) -> bool {
    let is_meant = |property: &Property| {
        property.kind == kind && value.is_none_or(|value| property.value == value)
    };
    let of_variants = variants.into_iter().flat_map(|variant| &variant.properties);
    of_variants.chain(&unit.properties).any(is_meant)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_read() {
        let rule: Result<PenaltyRule, _> = "property=x-origin=alignment:2.5".parse();
        let expected = PenaltyRule {
            condition: Condition::Property("x-origin".to_owned(), Some("alignment".to_owned())),
            points: 2.5,
        };
        assert_eq!(rule, Ok(expected));
        for wrong in [
            "",
            "user",
            "user=a",
            "user=a:x",
            "age=3:1",
            "user=a:101",
            "user=a:NaN",
        ] {
            assert!(wrong.parse::<PenaltyRule>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn origins_are_whole_names() {
        assert!(is_file("tm/old.tmx", "old.tmx"));
        assert!(is_file("old.tmx", "old.tmx"));
        assert!(!is_file("very-old.tmx", "old.tmx"));
    }
}
