#![doc = include_str!("doubled-word.md")]

use yaddash_language::casing;
use yaddash_language::inflection::Gap;
use yaddash_model::{ByteSpan, Severity};

use super::{BlockText, Issue, Rule};
use crate::matcher::Word;

pub(super) const RULE: Rule = Rule {
    id: "doubled-word",
    severity: Severity::Warning,
    is_fixable: false,
    doc: include_str!("doubled-word.md"),
};

/// Words that may stand twice: in grammar (`had had`), for emphasis (`очень очень`) or to share out (`iki iki`).
fn may_repeat(language: &str) -> &'static [&'static str] {
    match language {
        "az" => &[
            "addım", "ağır", "asta", "az", "bir", "bol", "bu", "cür", "çox", "da", "dalbadal",
            "dəfə", "dəstə", "də", "dilim", "doğru", "dönə", "düz", "gün", "günü", "ha", "hər",
            "hissə", "iki", "ildən", "ilbəil", "indi", "isti", "kənd", "ki", "köhnə", "qatar",
            "qrup", "qucaq", "maşın", "növ", "o", "olan", "olur", "ora", "öz", "para", "parça",
            "pay", "qəpik", "rəngli", "sakit", "sıra", "sinif", "söz", "tək", "tez", "tikə",
            "topa", "üç", "uca", "uzun", "uzaq", "var", "yavaş", "yaxşı", "yeni", "yenə", "yer",
            "yox", "zaman",
        ],
        "en" => &[
            "again", "big", "bye", "dear", "do", "etc", "far", "good", "ha", "had", "hear", "her",
            "hot", "how", "in", "is", "knock", "long", "many", "more", "much", "never", "night",
            "no", "now", "on", "out", "over", "really", "so", "that", "then", "there", "too",
            "very", "well", "what", "who", "yes", "you",
        ],
        "ru" => &[
            "было",
            "быстро",
            "быть",
            "вот",
            "все",
            "да",
            "давно",
            "далеко",
            "долго",
            "другу",
            "едва",
            "еле",
            "еще",
            "их",
            "как",
            "кто",
            "мало",
            "много",
            "нет",
            "но",
            "ну",
            "он",
            "очень",
            "просто",
            "рано",
            "там",
            "так",
            "такой",
            "тихо",
            "только",
            "точно",
            "тут",
            "уже",
            "хорошо",
            "чего",
            "что",
            "чтобы",
            "чуть",
            "шел",
            "эй",
        ],
        _ => &[],
    }
}

pub(crate) fn check(block: &BlockText<'_>, issues: &mut Vec<Issue>) {
    let text = &block.text;
    let words = text.words();
    for (at, pair) in words.windows(2).enumerate() {
        let [one, other] = pair else { continue };
        // Lengths differ far more often than anything else: no other look at most pairs.
        if one.span.len() != other.span.len() || text.folded(one) != text.folded(other) {
            continue;
        }
        let is_beside = |at: usize| {
            text.gap_behind(at)
                .is_some_and(|gap| is_white(gap) && !gap.contains("\n\n"))
        };
        let same_at = |index: usize| {
            words
                .get(index)
                .is_some_and(|word| text.folded(word) == text.folded(one))
        };
        let is_longer_run = at.checked_sub(1).is_some_and(same_at) || same_at(at + 2);
        let span = ByteSpan::new(one.span.start, other.span.end);
        if !is_beside(at)
            || is_longer_run
            || one.is_masked
            || other.is_masked
            || is_joined(block, at)
            || block.has_code(ByteSpan::new(one.span.end, other.span.start))
            || is_meant(block, at, one, other)
        {
            continue;
        }
        issues.push(Issue {
            rule: &RULE,
            span,
            concept: None,
            suggestions: vec![text.spelled(one).to_owned()],
            message: format!("`{}` stands twice", text.spelled(other)),
        });
    }
}

fn is_white(gap: &str) -> bool {
    !gap.is_empty() && gap.chars().all(char::is_whitespace)
}

/// Whether one of the words is only part of a compound: `wall to wall-mounted`, `Bakı-Bakı Bakı`.
fn is_joined(block: &BlockText<'_>, at: usize) -> bool {
    let joins = |at: usize| {
        block.text.gap_behind(at).is_some_and(|gap| {
            !gap.contains(char::is_whitespace)
                && matches!(Gap::of(gap), Gap::Hyphen | Gap::Apostrophe | Gap::Other(_))
                && !gap.starts_with(['.', ',', ';', ':', '!', '?', '…', ')', '»', '”', '"'])
        })
    };
    at.checked_sub(1).is_some_and(joins) || joins(at + 1)
}

/// Whether the two words can be meant: a word of the list, figures, a letter, a name or an abbreviation.
fn is_meant(block: &BlockText<'_>, at: usize, one: &Word, other: &Word) -> bool {
    let text = &block.text;
    let language = text.language().code();
    let (first, second) = (text.spelled(one), text.spelled(other));
    let folded = text.folded(one);
    let is_single = folded.chars().nth(1).is_none();
    let is_name = second.starts_with(casing::is_upper)
        && (first.starts_with(casing::is_upper) || !text.begins_sentence(at));
    may_repeat(language).contains(&folded)
        || !matches!(language, "az" | "en" | "ru")
        || !folded.chars().all(char::is_alphabetic)
        || is_single
            && !(language == "ru" && matches!(folded, "в" | "и" | "с" | "к" | "у" | "а"))
            && !(language == "en" && folded == "a")
        || is_name
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{finds, finds_nothing};

    const RULE: &str = "doubled-word";

    #[test]
    fn words_typed_twice() {
        finds(RULE, "en", "in the the hall", &[("the the", &["the"])]);
        finds(
            RULE,
            "en",
            "The the hall of\n of the town",
            &[("The the", &["The"]), ("of\n of", &["of"])],
        );
        finds(
            RULE,
            "en",
            "a a long process process.",
            &[("a a", &["a"]), ("process process", &["process"])],
        );
        finds(RULE, "az", "Şəhərin və və kəndin", &[("və və", &["və"])]);
        finds(RULE, "az", "ilin ilin sonunda", &[("ilin ilin", &["ilin"])]);
        finds(
            RULE,
            "ru",
            "Он был в в городе и и в селе",
            &[("в в", &["в"]), ("и и", &["и"])],
        );
        finds(
            RULE,
            "ru",
            "решение решение принято",
            &[("решение решение", &["решение"])],
        );
    }

    #[test]
    fn words_said_twice() {
        for (language, text) in [
            (
                "en",
                "He had had enough, and that that day; very very late, no, no.",
            ),
            (
                "en",
                "Duran Duran and New York York; 10 10, CD CD, la la la",
            ),
            (
                "en",
                "from wall to wall to-wall; the `the the` and https://the.the/the the",
            ),
            ("az", "tez-tez, bir bir, yavaş yavaş, Bakı Bakı; o o, da da"),
            ("ru", "еле-еле, чуть чуть, очень очень, да, да, что что"),
            ("de", "die die"),
        ] {
            finds_nothing(RULE, language, text);
        }
    }
}
