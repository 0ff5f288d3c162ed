#![doc = include_str!("untranslated.md")]

use yaddash_language::casing;
use yaddash_language::detect;
use yaddash_model::{ByteSpan, Severity};

use super::{BlockText, Issue, Rule};

pub(super) const RULE: Rule = Rule {
    id: "untranslated",
    severity: Severity::Warning,
    is_fixable: false,
    doc: include_str!("untranslated.md"),
};

/// Words in small letters that two languages share no sentence of.
const FEWEST_WORDS: usize = 2;
/// Letters of a word that counts.
const SHORTEST: usize = 3;
/// Words that tell a language.
const ENOUGH: usize = 6;
const SURE: f64 = 0.9;

pub(crate) fn check(source: &BlockText<'_>, target: &BlockText<'_>, issues: &mut Vec<Issue>) {
    let count = words(target);
    if count < FEWEST_WORDS {
        return;
    }
    let text = target.text.source();
    let message = if text.trim() == source.text.source().trim() {
        "the target is the source over again".to_owned()
    } else if count >= ENOUGH && !text.contains('{') && is_in_language_of(source, target) {
        format!(
            "the target is in the language of the source, `{}`",
            source.language
        )
    } else {
        return;
    };
    issues.push(Issue {
        rule: &RULE,
        span: ByteSpan::new(0, text.len()),
        concept: None,
        suggestions: Vec::new(),
        message,
    });
}

/// How many words would have to be translated.
fn words(block: &BlockText<'_>) -> usize {
    let text = &block.text;
    text.words()
        .iter()
        .filter(|word| {
            let spelled = text.spelled(word);
            !word.is_masked
                && spelled.starts_with(casing::is_lower)
                && spelled.chars().count() >= SHORTEST
                && spelled.chars().all(char::is_alphabetic)
        })
        .count()
}

fn is_in_language_of(source: &BlockText<'_>, target: &BlockText<'_>) -> bool {
    let wanted = source.text.language();
    if wanted == target.text.language() {
        return false;
    }
    detect::detect(target.text.source())
        .is_some_and(|detection| detection.language == wanted && detection.confidence >= SURE)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{agrees, differs};

    const RULE: &str = "untranslated";

    #[test]
    fn what_was_forgotten() {
        let text = "The hall is open all day.";
        differs(RULE, ("en", text), ("az", text), &[text]);
        let other = "The hall of the court has been open to all visitors since the spring.";
        differs(RULE, ("en", text), ("ru", other), &[other]);
    }

    #[test]
    fn what_needs_no_translation() {
        for (one, other) in [
            (("en", "Wi-Fi Direct"), ("az", "Wi-Fi Direct")),
            (
                ("en", "see https://a.org/the/hall"),
                ("ru", "see https://a.org/the/hall"),
            ),
            (("en", "The hall is open."), ("az", "Zal açıqdır.")),
            (("en", "`the old hall`"), ("az", "`the old hall`")),
        ] {
            agrees(one, other);
        }
    }
}
