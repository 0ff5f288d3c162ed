#![doc = include_str!("lost-diacritics.md")]

use std::borrow::Cow;
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use yaddash_language::Language;
use yaddash_language::casing::{self, Shape};
use yaddash_language::inflection::{Gap, Stem, TermPattern, az, fold_word};
use yaddash_model::{ByteSpan, LanguageTag, Severity};

use super::spelling::recased;
use super::vocabulary::{Spot, Writing};
use super::{BlockText, Issue, Rule};
use crate::matcher::{TermRef, Word};
use crate::termbase::Termbase;

pub(super) const RULE: Rule = Rule {
    id: "lost-diacritics",
    severity: Severity::Warning,
    is_fixable: true,
    doc: include_str!("lost-diacritics.md"),
};

/// Letters of a term of one word in small letters.
const SHORTEST_TERM: usize = 5;
/// Letters of a name, and of the first word of a longer term.
const SHORTEST: usize = 3;
/// Letters of a word that no glossary has.
const SHORTEST_WORD: usize = 6;
/// The longest ending that is looked for.
const LONGEST_ENDING: usize = 12;

/// The Azerbaijani terms of a termbase by their letters without diacritics.
#[derive(Debug, Default)]
pub(crate) struct PlainTerms {
    list: Vec<PlainTerm>,
    /// Terms by the stems of their first words.
    by_first: FxHashMap<String, Vec<u32>>,
    /// The first letters of these stems.
    beginnings: FxHashSet<String>,
}

#[derive(Debug)]
struct PlainTerm {
    term: TermRef,
    words: Vec<PlainWord>,
    gaps: Vec<Gap>,
}

#[derive(Debug)]
struct PlainWord {
    text: String,
    /// Stems with their letters and without.
    stems: Vec<(Stem, String)>,
}

impl PlainTerms {
    /// The terms for `tag`; none where the language is not Azerbaijani in Latin letters.
    pub(crate) fn new(termbase: &Termbase, tag: &LanguageTag) -> Self {
        let language = Language::of(tag);
        let mut terms = Self::default();
        if language.code() != "az" {
            return terms;
        }
        for (concept, entry) in termbase.concepts.iter().enumerate() {
            for (section, list) in entry.sections.iter().enumerate() {
                if !tag.accepts(&list.language) {
                    continue;
                }
                for (at, term) in list.terms.iter().enumerate() {
                    let reference = TermRef {
                        concept,
                        section,
                        term: at,
                    };
                    if term.status.is_approved() && Shape::of(&term.text) != Shape::AllCaps {
                        terms.add(&term.text, reference, language);
                    }
                }
            }
        }
        terms
    }

    fn add(&mut self, text: &str, term: TermRef, language: &'static Language) {
        let folded = fold_word(text, language);
        let is_short = !text.contains(' ')
            && !text.starts_with(casing::is_upper)
            && folded.chars().count() < SHORTEST_TERM;
        if is_short || az::without_diacritics(&folded) == folded.as_ref() {
            return;
        }
        let pattern = TermPattern::compile(text, language);
        let words: Vec<PlainWord> = pattern
            .words()
            .iter()
            .map(|word| PlainWord {
                text: word.text.clone(),
                stems: word
                    .stems
                    .iter()
                    .map(|stem| (stem.clone(), az::without_diacritics(&stem.text)))
                    .collect(),
            })
            .collect();
        let Some(first) = words.first() else { return };
        let id = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        for (_, plain) in &first.stems {
            if plain.chars().count() < SHORTEST {
                continue;
            }
            self.beginnings.insert(beginning(plain).to_owned());
            let ids = self.by_first.entry(plain.clone()).or_default();
            if !ids.contains(&id) {
                ids.push(id);
            }
        }
        self.list.push(PlainTerm {
            term,
            words,
            gaps: pattern.gaps().to_vec(),
        });
    }
}

/// The letters by which most words are passed over.
fn beginning(word: &str) -> &str {
    word.get(..SHORTEST).unwrap_or(word)
}

/// Looks for terms in plain letters.
pub(crate) fn check(block: &BlockText<'_>, terms: &PlainTerms, issues: &mut Vec<Issue>) {
    if terms.list.is_empty() {
        return;
    }
    for (at, word) in block.text.words().iter().enumerate() {
        if word.is_masked {
            continue;
        }
        let is_begun =
            plain(block, word).is_some_and(|plain| terms.beginnings.contains(beginning(&plain)));
        if !is_begun {
            continue;
        }
        let span = ByteSpan::from(word.span.clone());
        let is_term = block
            .occurrences
            .iter()
            .any(|term| term.span.overlaps(span) && !term.lookalike);
        if !is_term {
            issues.extend(term_at(block, terms, at));
        }
    }
}

/// The folded letters of a word that has plain ones only. `I` is folded to `ı` and may stand for `İ`.
fn plain<'a>(block: &'a BlockText<'_>, word: &Word) -> Option<Cow<'a, str>> {
    let folded = block.text.folded(word);
    if folded.is_ascii() {
        return Some(Cow::Borrowed(folded));
    }
    block
        .text
        .spelled(word)
        .is_ascii()
        .then(|| Cow::Owned(az::without_diacritics(folded)))
}

/// The longest term that the words from `at` on are in plain letters.
fn term_at(block: &BlockText<'_>, terms: &PlainTerms, at: usize) -> Option<Issue> {
    let first = block.text.words().get(at)?;
    let folded = plain(block, first)?;
    let length = folded.len();
    let mut best: Option<(&PlainTerm, Vec<String>)> = None;
    for end in SHORTEST.max(length.saturating_sub(LONGEST_ENDING))..=length {
        let ids = folded.get(..end).and_then(|stem| terms.by_first.get(stem));
        for id in ids.into_iter().flatten() {
            let Some(term) = terms.list.get(*id as usize) else {
                continue;
            };
            if let Some(forms) = forms_at(block, term, at)
                && best
                    .as_ref()
                    .is_none_or(|(_, known)| known.len() < forms.len())
            {
                best = Some((term, forms));
            }
        }
    }
    let (plain, forms) = best?;
    let last = block.text.words().get((at + forms.len()).checked_sub(1)?)?;
    let span = ByteSpan::new(first.span.start, last.span.end);
    let mut suggestion = String::new();
    for (offset, form) in forms.iter().enumerate() {
        if offset > 0 {
            suggestion.push_str(block.text.gap_behind(at + offset - 1)?);
        }
        suggestion.push_str(form);
    }
    let (concept, _, term) = block.termbase.get(plain.term)?;
    (suggestion != block.text_of(span)).then(|| Issue {
        rule: &RULE,
        span,
        concept: Some(concept.id.clone()),
        suggestions: vec![suggestion],
        message: format!("`{}` lacks letters of `{}`", block.text_of(span), term.text),
    })
}

/// The words from `at` on with the letters of `term`.
fn forms_at(block: &BlockText<'_>, term: &PlainTerm, at: usize) -> Option<Vec<String>> {
    let mut forms = Vec::with_capacity(term.words.len());
    for (offset, word) in term.words.iter().enumerate() {
        if let Some(gap) = offset.checked_sub(1).and_then(|gap| term.gaps.get(gap)) {
            let between = block.text.gap_behind(at + offset - 1)?;
            if !gap.allows(between, block.text.language()) {
                return None;
            }
        }
        let found = block.text.words().get(at + offset)?;
        if found.is_masked {
            return None;
        }
        let (spelled, folded) = (block.text.spelled(found), plain(block, found)?);
        // A name in small letters may be another word.
        let is_lower_name =
            word.text.starts_with(casing::is_upper) && spelled.starts_with(casing::is_lower);
        if is_lower_name {
            return None;
        }
        let form = word.stems.iter().find_map(|(stem, plain)| {
            let rest = folded.strip_prefix(plain.as_str())?;
            let ending = restored(rest, stem)?;
            Some(format!("{}{ending}", stem.text))
        })?;
        let right = if spelled.chars().all(|c| !casing::is_lower(c)) && spelled.len() > 1 {
            casing::upper(&form, block.text.language()).into_owned()
        } else {
            let form = recased(&form, &word.text, block.text.language());
            with_first(spelled, form, block.text.language())
        };
        forms.push(right);
    }
    Some(forms)
}

/// `form` with a capital at the beginning where `spelled` has one.
fn with_first(spelled: &str, form: String, language: &Language) -> String {
    let length = form.chars().next().map_or(0, char::len_utf8);
    match form.split_at_checked(length) {
        Some((first, rest)) if spelled.starts_with(casing::is_upper) => {
            format!("{}{rest}", casing::upper(first, language))
        }
        _ => form,
    }
}

/// The ending that `rest`, in plain letters, is behind `stem`.
fn restored(rest: &str, stem: &Stem) -> Option<String> {
    // Endings have no `e` of their own, and their close vowels follow the word.
    let ways = [
        ('i', 'u', 'g'),
        ('ı', 'u', 'g'),
        ('i', 'ü', 'g'),
        ('i', 'u', 'ğ'),
        ('ı', 'u', 'ğ'),
        ('i', 'ü', 'ğ'),
    ];
    ways.into_iter()
        .map(|(i, u, g)| -> String {
            rest.chars()
                .map(|letter| match letter {
                    'e' => 'ə',
                    'i' => i,
                    'u' => u,
                    'g' => g,
                    other => other,
                })
                .collect()
        })
        .find(|ending| stem.endings.accept(ending))
}

/// What `spots`, by key, say of words that a document has with their letters and without.
pub(super) fn in_document<'a>(
    spots: &[Spot],
    language: &Language,
    text: &dyn Fn(&Spot) -> &'a str,
) -> Vec<(usize, Issue)> {
    let mut groups: BTreeMap<String, Vec<&[Spot]>> = BTreeMap::new();
    if language.code() != "az" {
        return Vec::new();
    }
    for group in spots.chunk_by(|one, next| one.key == next.key) {
        let Some(first) = group.iter().find(|spot| spot.writing == Writing::Solid) else {
            continue;
        };
        let folded = fold_word(text(first), language);
        if folded.chars().count() >= SHORTEST_WORD {
            let plain = az::without_diacritics(&folded);
            groups.entry(plain).or_default().push(group);
        }
    }
    let mut issues = Vec::new();
    for (plain, forms) in groups {
        let is_plain = |group: &&[Spot]| {
            group
                .first()
                .is_some_and(|spot| fold_word(text(spot), language) == plain.as_str())
        };
        let Some(lacking) = forms.iter().find(|group| is_plain(group)) else {
            continue;
        };
        let others: Vec<&&[Spot]> = forms.iter().filter(|group| !is_plain(group)).collect();
        // Two words with letters of their own may have the same plain ones.
        let [whole] = others.as_slice() else { continue };
        let count = |group: &[Spot]| {
            group
                .iter()
                .filter(|spot| spot.writing == Writing::Solid)
                .count()
        };
        if count(whole) < 2 * count(lacking) {
            continue;
        }
        let Some(right) = whole.first().map(text) else {
            continue;
        };
        let lacking = lacking
            .iter()
            .filter(|spot| spot.writing == Writing::Solid && !spot.is_term);
        issues.extend(lacking.map(|spot| {
            let found = text(spot);
            let form = recased(&fold_word(right, language), right, language);
            let suggestion = with_first(found, fold_word(&form, language).into_owned(), language);
            let issue = Issue {
                rule: &RULE,
                span: spot.span,
                concept: None,
                suggestions: vec![suggestion],
                message: format!("elsewhere the document spells this `{right}`"),
            };
            (spot.block, issue)
        }));
    }
    issues
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{check, finds, finds_nothing};

    const RULE: &str = "lost-diacritics";
    const GLOSSARY: &str = "concept,language,term,status\nkhankendi,az,Xankəndi,preferred\n\
        az,az,Azərbaycan Respublikası,preferred\nbill,az,qanun layihəsi,preferred\n\
        municipality,az,bələdiyyə,preferred\nbaku,az,Bakı,preferred\nbaku,az,Baki,deprecated\nten,az,ön,preferred\n";

    fn found(text: &str) -> Vec<(String, Vec<String>)> {
        check(GLOSSARY, "az", text)
            .into_iter()
            .filter(|finding| finding.rule.as_str() == RULE)
            .map(|finding| (finding.text, finding.suggestions))
            .collect()
    }

    #[test]
    fn terms_in_plain_letters() {
        for (text, wrong, right) in [
            ("Xankendi gözəldir", "Xankendi", "Xankəndi"),
            ("dünən Xankendide", "Xankendide", "Xankəndidə"),
            ("XANKENDI", "XANKENDI", "XANKƏNDİ"),
            (
                "Azerbaycan Respublikasinin",
                "Azerbaycan Respublikasinin",
                "Azərbaycan Respublikasının",
            ),
            (
                "yeni qanun layihesini",
                "qanun layihesini",
                "qanun layihəsini",
            ),
            ("Belediyyelerin işi", "Belediyyelerin", "Bələdiyyələrin"),
        ] {
            assert_eq!(
                found(text),
                [(wrong.to_owned(), vec![right.to_owned()])],
                "{text}"
            );
        }
    }

    #[test]
    fn other_words_and_known_spellings() {
        for text in [
            "Xankəndidə, bələdiyyə, qanun layihəsi",
            "Baki şəhəri, on gün, xankendi",
            "`Xankendi`, https://xankendi.az/Xankendi",
        ] {
            assert_eq!(found(text), [], "{text}");
        }
    }

    #[test]
    fn words_that_the_document_spells_otherwise() {
        finds(
            RULE,
            "az",
            "Azərbaycan dağlıdır. Azerbaycan gözəldir. Azərbaycan böyükdür.",
            &[("Azerbaycan", &["Azərbaycan"])],
        );
        finds_nothing(RULE, "az", "Azərbaycan dağlıdır. Azerbaycan gözəldir.");
        finds_nothing(RULE, "en", "resume, résumé, résumé");
    }
}
