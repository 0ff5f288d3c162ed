#![doc = include_str!("space-beside-quotation.md")]

use yaddash_language::casing;
use yaddash_language::inflection::{az, fold_word, words};
use yaddash_model::Severity;

use super::quotations::{Mark, Quotations};
use super::{BlockText, Issue, Rule};

pub(super) const RULE: Rule = Rule {
    id: "space-beside-quotation",
    severity: Severity::Warning,
    is_fixable: false,
    doc: include_str!("space-beside-quotation.md"),
};

/// Letters that may be an ending behind a quotation.
const LONGEST_ENDING: usize = 4;

pub(crate) fn check(block: &BlockText<'_>, quotations: &Quotations, issues: &mut Vec<Issue>) {
    let source = block.text.source();
    for (open, close) in &quotations.pairs {
        let rest = source.get(close.span().end()..).unwrap_or_default();
        let is_outside = |c: char| c.is_whitespace();
        // A straight mark behind a space opens more often than it closes.
        let is_certain = close.character != '"'
            || !source
                .get(..close.at)
                .is_some_and(|before| before.ends_with(is_outside));
        if is_certain && rest.starts_with(char::is_alphabetic) && !is_attached(rest, block) {
            push(block, *close, false, issues);
        }
        let before = source.get(..open.at).unwrap_or_default();
        // A straight mark behind a letter closes more often than it opens.
        if open.character != '"' && before.ends_with(char::is_alphabetic) {
            push(block, *open, true, issues);
        }
    }
}

fn push(block: &BlockText<'_>, mark: Mark, is_before: bool, issues: &mut Vec<Issue>) {
    let character = mark.character;
    // A tag may stand for the space.
    if block.has_code(mark.span()) {
        return;
    }
    let (right, side) = if is_before {
        (format!(" {character}"), "before")
    } else {
        (format!("{character} "), "behind")
    };
    issues.push(Issue {
        rule: &RULE,
        span: mark.span(),
        concept: None,
        suggestions: vec![right],
        message: format!("a space is missing {side} `{character}`"),
    });
}

/// Whether the letters that `rest` begins with are an ending of the quotation.
fn is_attached(rest: &str, block: &BlockText<'_>) -> bool {
    let language = block.text.language();
    let Some(word) = words(rest).next().and_then(|span| rest.get(span)) else {
        return false;
    };
    let is_short = word.chars().count() <= LONGEST_ENDING;
    if word.starts_with(casing::is_upper) {
        return word.chars().all(casing::is_upper) && is_short && language.code() == "az";
    }
    let folded = fold_word(word, language);
    match language.code() {
        "az" => az::attached(&folded) || az::is_derivation(&folded),
        "en" => matches!(
            folded.as_ref(),
            "s" | "es" | "ed" | "ing" | "d" | "ish" | "ism"
        ),
        "ru" => {
            is_short
                && !matches!(
                    folded.as_ref(),
                    "и" | "в" | "на" | "с" | "по" | "за" | "из" | "от" | "до" | "не" | "но"
                )
        }
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{finds, finds_nothing};

    const RULE: &str = "space-beside-quotation";

    #[test]
    fn words_that_touch_marks() {
        finds(
            RULE,
            "en",
            "the “Old”Town and “New” Town",
            &[("”", &["” "])],
        );
        finds(
            RULE,
            "en",
            "the paper“Echo” and \"this\"and",
            &[("“", &[" “"]), ("\"", &["\" "])],
        );
        finds(
            RULE,
            "az",
            "“Bakı”küçəsi və“Gəncə”",
            &[("”", &["” "]), ("“", &[" “"])],
        );
        finds(
            RULE,
            "ru",
            "газета«Эхо»вышла, «Заря»и",
            &[("«", &[" «"]), ("»", &["» "]), ("»", &["» "])],
        );
    }

    #[test]
    fn endings_behind_marks() {
        for (language, text) in [
            ("en", "the “A”s, “B”, (“C”) and “D”-like; rock-“n”-roll"),
            ("az", "“Azərbaycan”ın, «BP»nin, “Xəzər”dəki, “Neftçi”li"),
            ("ru", "«Газпром»а, «КамАЗ»ов и «Заря»-2"),
        ] {
            finds_nothing(RULE, language, text);
        }
    }
}
