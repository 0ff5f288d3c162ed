#![doc = include_str!("inconsistent-case.md")]

use rustc_hash::FxHashSet;
use yaddash_model::Severity;

use super::vocabulary::{Capitals, Spot, Writing};
use super::{Issue, Rule, varying};

pub(super) const RULE: Rule = Rule {
    id: "inconsistent-case",
    severity: Severity::Info,
    is_fixable: false,
    doc: include_str!("inconsistent-case.md"),
};

const SHORTEST: usize = 4;

/// What `spots`, by key, say of capitals.
pub(crate) fn issues<'a>(spots: &[Spot], text: &dyn Fn(&Spot) -> &'a str) -> Vec<(usize, Issue)> {
    let mut issues = Vec::new();
    for group in spots.chunk_by(|one, next| one.key == next.key) {
        let of = |capitals: Capitals| -> Vec<&Spot> {
            group
                .iter()
                .filter(|spot| {
                    spot.capitals == capitals
                        && !spot.is_term
                        && spot.writing != Writing::Spaced
                        && text(spot).chars().count() >= SHORTEST
                })
                .collect()
        };
        let forms: Vec<Vec<&Spot>> = [Capitals::Small, Capitals::First, Capitals::All]
            .into_iter()
            .map(of)
            .filter(|spots| !spots.is_empty())
            .collect();
        let are_alike = forms.iter().enumerate().any(|(at, one)| {
            forms
                .iter()
                .skip(at + 1)
                .any(|other| stand_alike(one, other))
        });
        if are_alike {
            varying::report(&RULE, &forms, text, None, &mut issues);
        }
    }
    issues
}

/// Whether some two of the places have the same word beside them.
fn stand_alike(one: &[&Spot], other: &[&Spot]) -> bool {
    let beside = |side: fn(&Spot) -> u64| {
        let keys: FxHashSet<u64> = one.iter().map(|spot| side(spot)).collect();
        other
            .iter()
            .any(|spot| side(spot) != 0 && keys.contains(&side(spot)))
    };
    beside(|spot| spot.before) || beside(|spot| spot.after)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{finds, finds_nothing};

    const RULE: &str = "inconsistent-case";

    #[test]
    fn capitals_that_come_and_go() {
        finds(
            RULE,
            "en",
            "The Rapporteur spoke. When the rapporteur left, the rapporteur smiled.",
            &[("Rapporteur", &["rapporteur"])],
        );
        finds(
            RULE,
            "en",
            "Today the ABCD met. Later the Abcd and the ABCD ended.",
            &[("Abcd", &["ABCD"])],
        );
        finds(
            RULE,
            "az",
            "Bu gün Sədr gəldi. Sonra sədr gəldi. Dünən sədr danışdı.",
            &[("Sədr", &["sədr"])],
        );
        finds(
            RULE,
            "ru",
            "Потом наш Докладчик сказал, что докладчик сказал и докладчик ушёл.",
            &[("Докладчик", &["докладчик"])],
        );
    }

    #[test]
    fn capitals_with_a_reason() {
        for text in [
            "The rapporteur spoke. Rapporteur Smith left. The rapporteur of Rome.",
            "In Committee of Ministers the committee met. See the Committee of Ministers and the committee.",
            "In Article 5 the article is long, and Mark the mark.",
            "THE HALL OF THE COURT\n\nthe court of the hall.",
        ] {
            finds_nothing(RULE, "en", text);
        }
    }
}
