//! The language of a text.
//!
//! The script comes first; among the languages of the script, letter pairs and function words decide. The pairs are
//! counted in a short sample of each language, the one piece of data that a further language must bring along. Whether
//! the text is in none of these languages is judged by letters outside the alphabet, by frequent letters that are missing
//! and by the function words of the neighbours (`foreign.rs`): an answer of that kind has a low confidence.

mod foreign;
mod model;

use crate::Language;
use crate::script::{self, Script, ScriptUse};
use crate::translit::composed;

pub(crate) use model::Writing;

/// The language of a text and how sure that is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Detection {
    /// The nearest of the languages that have a full row, or that for any other language where the script is another.
    pub language: &'static Language,
    /// How likely the answer is right, 0 to 1. Below one half, take the text for one in an unknown language.
    pub confidence: f64,
}

/// How much more a Cyrillic letter counts than a Latin one. Names in Latin letters stand in many a Cyrillic text, but
/// hardly the other way round.
const CYRILLIC_WEIGHT: usize = 3;

/// The language of `text`, a paragraph or sentence; `None` where it has no letter.
///
/// Single words in which the languages agree (`PREAMBULA`) are a matter of chance, and their confidence says so. Time
/// grows with the length of the text; the answer depends on nothing but the text.
///
/// ```
/// use yaddash_language::detect::detect;
/// for (text, code) in [
///     ("Bu gün hava yaxşıdır.", "az"),
///     ("Бу ҝүн һава јахшыдыр.", "az-Cyrl"),
///     ("The weather is fine today.", "en"),
///     ("Сегодня хорошая погода.", "ru"),
/// ] {
///     assert_eq!(detect(text).map(|found| found.language.code()), Some(code));
/// }
/// assert_eq!(detect("2024 — 15 %"), None);
/// ```
pub fn detect(text: &str) -> Option<Detection> {
    let text = composed(text);
    let script = main_script(script::of_text(&text))?;
    let mut best: Option<(&'static Language, f64)> = None;
    let mut second = f64::NEG_INFINITY;
    for &language in Language::all() {
        if language.writing.script != script {
            continue;
        }
        let score = language.writing.log_likelihood(&text, language);
        match best {
            Some((_, first)) if score <= first => second = second.max(score),
            _ => {
                second = best.map_or(second, |(_, first)| first);
                best = Some((language, score));
            }
        }
    }
    let Some((language, score)) = best else {
        return Some(Detection {
            language: Language::any_other(),
            confidence: 1.0,
        });
    };
    let is_this_one = logistic((score - second) * MARGIN_WEIGHT);
    let is_known = logistic(-language.writing.strangeness(&text, language));
    Some(Detection {
        language,
        confidence: is_this_one * is_known,
    })
}

/// Letter pairs are not independent of each other, so that their evidence counts less than its sum.
const MARGIN_WEIGHT: f64 = 0.5;

fn main_script(found: ScriptUse) -> Option<Script> {
    let weighted = ScriptUse {
        cyrillic: found.cyrillic * CYRILLIC_WEIGHT,
        ..found
    };
    match weighted.main() {
        Script::None => None,
        script => Some(script),
    }
}

fn logistic(log_odds: f64) -> f64 {
    1.0 / (1.0 + (-log_odds).exp())
}

#[cfg(test)]
mod tests;
