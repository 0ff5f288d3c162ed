//! Whether the words around a term would agree with another one in its place.

use yaddash_language::Language;
use yaddash_language::casing::{self, Shape};
use yaddash_language::inflection::{Role, TermPattern, fold_word, words};
use yaddash_model::ByteSpan;

use super::BlockText;
use super::ordinary::may_be_word;

/// Whether the words before and behind `span`, a form of `term`, stay right when `replacement`, the form of
/// `replacement_term`, stands there: English articles, and the gender of Russian adjectives and verbs.
pub(super) fn stays(
    block: &BlockText<'_>,
    span: ByteSpan,
    term: &str,
    (replacement, replacement_term): (&str, &str),
) -> bool {
    match block.text.language().code() {
        "en" => article(block, span).is_none_or(|article| {
            let needs_an = begins_with_vowel(replacement, block.text.language());
            (article == "an") == needs_an
        }),
        "ru" => {
            gender(term, block.text.language()) == gender(replacement_term, block.text.language())
                || !has_agreeing_words(block, span)
        }
        _ => true,
    }
}

/// The indefinite article directly before `span`, folded.
fn article<'a>(block: &'a BlockText<'_>, span: ByteSpan) -> Option<&'a str> {
    let before = block.text.word_at(span.start())?.checked_sub(1)?;
    let word = block.text.words().get(before)?;
    let folded = block.text.folded(word);
    let is_beside = block
        .text
        .gap_behind(before)
        .is_some_and(|gap| gap.chars().all(char::is_whitespace));
    (is_beside && matches!(folded, "a" | "an")).then_some(folded)
}

/// Whether English speakers begin `text` with a vowel: by the name of the first letter where it is spelt out.
fn begins_with_vowel(text: &str, language: &Language) -> bool {
    let first = words(text)
        .next()
        .and_then(|span| text.get(span))
        .unwrap_or_default();
    let folded = fold_word(first, language);
    if Shape::of(first) == Shape::AllCaps && !may_be_word(&folded, language) {
        return folded.starts_with(|letter| "aefhilmnorsx".contains(letter));
    }
    let has_glide = ["uni", "eu", "use", "usu", "one", "once", "ut", "ur"]
        .iter()
        .any(|start| folded.starts_with(start));
    let is_silent = ["hour", "honest", "honour", "honor", "heir"]
        .iter()
        .any(|start| folded.starts_with(start));
    is_silent || !has_glide && folded.starts_with(|letter| "aeiou".contains(letter))
}

/// The gender that the ending of the head of a Russian term shows; that of an abbreviation is the gender of what it
/// stands for, so that two of one concept agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Gender {
    Masculine,
    Feminine,
    Neuter,
    Plural,
    Unclear,
}

fn gender(term: &str, language: &'static Language) -> Gender {
    let pattern = TermPattern::compile(term, language);
    let head = pattern.words().iter().find(|word| word.role == Role::Head);
    let Some(head) = head.filter(|head| !head.is_acronym) else {
        return Gender::Unclear;
    };
    let word = fold_word(&head.text, language);
    match word.chars().next_back() {
        Some('а' | 'я') => Gender::Feminine,
        Some('о' | 'е') => Gender::Neuter,
        Some('ы' | 'и') => Gender::Plural,
        Some('ь') if word.ends_with("ость") => Gender::Feminine,
        Some('ь') if word.ends_with("тель") => Gender::Masculine,
        Some(last) if "бвгджзйклмнпрстфхцчшщ".contains(last) => {
            Gender::Masculine
        }
        _ => Gender::Unclear,
    }
}

/// Whether an adjective stands before `span` or something that may be a verb in the past behind it.
fn has_agreeing_words(block: &BlockText<'_>, span: ByteSpan) -> bool {
    let text = &block.text;
    let Some(first) = text.word_at(span.start()) else {
        return true;
    };
    let last = text
        .words()
        .partition_point(|word| word.span.end <= span.end());
    let is_beside = |at: usize| {
        text.gap_behind(at)
            .is_some_and(|gap| gap.chars().all(char::is_whitespace))
    };
    let ends = |at: usize, endings: &[&str]| {
        text.words().get(at).is_some_and(|word| {
            let folded = text.folded(word);
            endings.iter().any(|ending| folded.ends_with(ending))
        })
    };
    let before = first.checked_sub(1).filter(|before| is_beside(*before));
    // The verb may stand some words behind.
    let behind = (last..last + REACH).take_while(|at| text.words().get(*at).is_some());
    before.is_some_and(|before| ends(before, ADJECTIVES))
        || behind
            .take_while(|at| at.checked_sub(1).is_some_and(is_beside))
            .any(|at| ends(at, PREDICATES) && !is_capital(block, at))
}

fn is_capital(block: &BlockText<'_>, at: usize) -> bool {
    block
        .text
        .words()
        .get(at)
        .is_some_and(|word| block.text.spelled(word).starts_with(casing::is_upper))
}

/// Words behind a term among which its verb is looked for.
const REACH: usize = 4;
const ADJECTIVES: &[&str] = &[
    "ый", "ий", "ой", "ая", "яя", "ое", "ее", "ые", "ие", "ого", "его", "ому", "ему", "ым", "им",
    "ом", "ем", "ей", "ую", "юю", "ых", "их", "ыми", "ими", "эта", "этот", "это", "эту", "наша",
    "наш", "наше", "нашу", "своя", "свою", "свой", "вся", "всю", "весь", "тот", "та", "ту",
];
const PREDICATES: &[&str] = &[
    "л", "ла", "ло", "ли", "лся", "лась", "лось", "лись", "ен", "ена", "ено", "ены", "ят", "ята",
    "ято", "яты", "ан", "ана", "ано", "аны", "ая", "ый", "ое", "ые",
];

#[cfg(test)]
mod tests {
    use crate::rules::testing::check;

    const GLOSSARY: &str = "concept,language,term,status,case\npace,en,PACE,preferred,strict\n\
        pace,en,ECPA,deprecated,strict\nosce,en,OSCE,preferred,strict\nosce,en,CSCE,deprecated,strict\n\
        pact,ru,Балтийский договор,preferred,strict\npact,ru,Балтийская конвенция,deprecated,strict\n\
        majlis,ru,Милли Меджлис,preferred,strict\nmajlis,ru,Милли Маджлис,deprecated,strict\n\
        pace,ru,ПАСЕ,preferred,strict\npace,ru,ПАСЭ,deprecated,strict\n";

    /// The sole suggestions, which are applied.
    fn sole(language: &str, text: &str) -> Option<String> {
        let found = check(GLOSSARY, language, text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        match found[0].suggestions.as_slice() {
            [only] => Some(only.clone()),
            _ => None,
        }
    }

    #[test]
    fn articles_stay_right() {
        assert_eq!(sole("en", "the ECPA report").as_deref(), Some("PACE"));
        assert_eq!(sole("en", "an ECPA report"), None);
        assert_eq!(sole("en", "a ECPA report").as_deref(), Some("PACE"));
        assert_eq!(sole("en", "an CSCE report").as_deref(), Some("OSCE"));
    }

    #[test]
    fn gender_stays_right() {
        assert_eq!(
            sole("ru", "Балтийская конвенция и мир").as_deref(),
            Some("Балтийский договор")
        );
        assert_eq!(sole("ru", "с новой Балтийской конвенцией"), None);
        assert_eq!(
            sole("ru", "Балтийская конвенция вчера вступила в силу"),
            None
        );
        assert_eq!(
            sole("ru", "нового Милли Маджлиса").as_deref(),
            Some("Милли Меджлиса")
        );
        assert_eq!(sole("ru", "новая ПАСЭ приняла").as_deref(), Some("ПАСЕ"));
    }
}
