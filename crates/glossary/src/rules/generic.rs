//! Whether small letters mean the kind of thing rather than the one that has the name.

use yaddash_language::casing;
use yaddash_language::inflection::{fold_word, words};

use super::BlockText;
use crate::matcher::Occurrence;
use crate::termbase::Term;

/// What shows that a thing of a kind is meant.
struct Generic {
    /// Words before the name, folded.
    determiners: &'static [&'static str],
    /// What adjectives made of names of countries end with: they may begin a sentence.
    adjectives: &'static [&'static str],
    /// What a word of the name ends with in the plural and in no form of the singular, as far as letters show it.
    plurals: &'static [&'static str],
}

static AZERBAIJANI: Generic = Generic {
    determiners: &[
        "başqa",
        "bəzi",
        "bir",
        "bütün",
        "çox",
        "digər",
        "əksər",
        "hansı",
        "heç",
        "hər",
        "hərhansı",
        "iki",
        "istənilən",
        "müxtəlif",
        "neçə",
        "öz",
        "üç",
    ],
    adjectives: &[],
    plurals: &["lar", "lər"],
};

static ENGLISH: Generic = Generic {
    determiners: &[
        "a", "all", "an", "another", "any", "both", "each", "either", "every", "few", "her", "his",
        "its", "many", "most", "neither", "no", "other", "our", "own", "several", "some", "such",
        "their", "three", "two", "what", "which", "whose",
    ],
    adjectives: &["ish", "ese", "ian"],
    plurals: &["s"],
};

static RUSSIAN: Generic = Generic {
    determiners: &[
        "ваш",
        "весь",
        "все",
        "всех",
        "два",
        "две",
        "другая",
        "другие",
        "другим",
        "другими",
        "другого",
        "другое",
        "другой",
        "другом",
        "других",
        "другую",
        "каждая",
        "каждого",
        "каждое",
        "каждой",
        "каждом",
        "каждому",
        "каждую",
        "каждый",
        "каждым",
        "какая",
        "какой",
        "любая",
        "любого",
        "любое",
        "любой",
        "любом",
        "любому",
        "любую",
        "любые",
        "любым",
        "любых",
        "многие",
        "многих",
        "наш",
        "некоторые",
        "некоторых",
        "один",
        "одна",
        "одного",
        "одной",
        "оба",
        "обе",
        "разные",
        "разных",
        "свое",
        "своего",
        "своей",
        "своем",
        "своему",
        "свою",
        "такая",
        "такого",
        "такое",
        "такой",
        "три",
    ],
    adjectives: &[
        "ский",
        "ского",
        "скому",
        "ским",
        "ском",
        "ская",
        "ской",
        "скую",
        "ское",
    ],
    plurals: &[
        "ые", "ие", "ых", "их", "ыми", "ими", "ам", "ям", "ами", "ями", "ах", "ях", "ов",
    ],
};

/// Whether `found`, a name in small letters, is one of many things of its kind: it stands in the plural, or behind a word
/// such as `any`, `heç` or `каждый` or the name of another country. False where nothing is known of the language.
pub(super) fn is_one_of_many(
    found: &str,
    occurrence: &Occurrence,
    term: &Term,
    block: &BlockText<'_>,
) -> bool {
    let generic = match block.text.language().code() {
        "az" => &AZERBAIJANI,
        "en" => &ENGLISH,
        "ru" => &RUSSIAN,
        _ => return false,
    };
    let before = block
        .text
        .word_at(occurrence.span.start())
        .and_then(|at| at.checked_sub(1));
    before.is_some_and(|before| generic.is_determined(before, block))
        || generic.is_plural(found, &term.text, block)
}

impl Generic {
    /// Whether the word at `before`, directly before a name, says that another one of the kind is meant: a determiner,
    /// or a word with a capital, which is the name of a country more often than not (`the Greek supreme court`).
    fn is_determined(&self, before: usize, block: &BlockText<'_>) -> bool {
        let text = &block.text;
        let Some(word) = text.words().get(before) else {
            return false;
        };
        let is_beside = text
            .gap_behind(before)
            .is_some_and(|gap| gap.chars().all(char::is_whitespace));
        let folded = text.folded(word);
        let is_capitalised = text.spelled(word).starts_with(casing::is_upper);
        let is_name = !text.begins_sentence(before)
            || self
                .adjectives
                .iter()
                .any(|ending| folded.ends_with(ending));
        is_beside && (self.determiners.contains(&folded) || is_capitalised && is_name)
    }

    /// Whether a word of `found` has an ending of the plural that the word of `term` in its place has not.
    fn is_plural(&self, found: &str, term: &str, block: &BlockText<'_>) -> bool {
        let language = block.text.language();
        let folded = |text: &str| -> Vec<String> {
            words(text)
                .filter_map(|word| text.get(word))
                .map(|word| fold_word(word, language).into_owned())
                .collect()
        };
        folded(found)
            .iter()
            .zip(&folded(term))
            .filter(|(word, singular)| word != singular)
            .any(|(word, singular)| {
                self.plurals.iter().any(|plural| {
                    // Other endings follow that of the Azerbaijani plural.
                    let is_inside = language.code() == "az" && changes_to(word, singular, plural);
                    is_inside || word.ends_with(plural) && !singular.ends_with(plural)
                })
            })
    }
}

/// Whether `word` goes on with `ending`, a letter in between or not, where it leaves the letters of `singular`.
fn changes_to(word: &str, singular: &str, ending: &str) -> bool {
    let pairs = word.chars().zip(singular.chars());
    let shared = pairs.take_while(|(one, other)| one == other).count();
    let rest = |letters| word.chars().skip(letters).collect::<String>();
    rest(shared).starts_with(ending) || rest(shared + 1).starts_with(ending)
}
