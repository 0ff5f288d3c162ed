//! A term put in the form in which another one was found.

use std::ops::Range;

use super::gap::{is_apostrophe, is_closing_quote};
use super::term::{is_all_capitals, respell};
use super::{Endings, Role, TermPattern, WordPattern, az, en, fold_word, ru, words};
use crate::{Language, casing};

/// `replacement` in the form in which `found` stands, which is a form of the term `found_term`; `None` where the
/// form, or what it would be of the replacement, is not certain.
///
/// ```
/// use yaddash_language::{Language, inflection::inflect_like};
/// let az = Language::of(&"az".parse()?);
/// assert_eq!(inflect_like("ECPA-nın", "ECPA", "AŞPA", az).as_deref(), Some("AŞPA-nın"));
/// let ru = Language::of(&"ru".parse()?);
/// assert_eq!(
///     inflect_like("Милли Маджлиса", "Милли Маджлис", "Милли Меджлис", ru).as_deref(),
///     Some("Милли Меджлиса")
/// );
/// # Ok::<(), yaddash_model::LanguageTagError>(())
/// ```
pub fn inflect_like(
    found: &str,
    found_term: &str,
    replacement: &str,
    language: &'static Language,
) -> Option<String> {
    let mut found_pattern = TermPattern::compile(found_term, language);
    let new_pattern = TermPattern::compile(replacement, language);
    found_pattern.take_endings_of(&new_pattern);
    let form = match language.code() {
        "az" => azerbaijani(found, &found_pattern, replacement, &new_pattern),
        "ru" => russian(found, &found_pattern, replacement, &new_pattern),
        "en" => english(found, &found_pattern, replacement, &new_pattern),
        _ => (found == found_term).then(|| replacement.to_owned()),
    }?;
    Some(cased_like(found, &found_pattern, form, &new_pattern))
}

/// `form` in capitals where all of `found` is, and with a capital at the start where only there.
fn cased_like(
    found: &str,
    found_pattern: &TermPattern,
    form: String,
    new_pattern: &TermPattern,
) -> String {
    let language = found_pattern.language();
    let has_acronym = |pattern: &TermPattern| pattern.words().iter().any(|word| word.is_acronym);
    if is_all_capitals(found) && !has_acronym(found_pattern) && !has_acronym(new_pattern) {
        return casing::upper(&form, language).into_owned();
    }
    let term_is_small = found_pattern
        .words()
        .first()
        .is_some_and(|word| word.text.starts_with(casing::is_lower));
    if term_is_small && found.starts_with(casing::is_upper) {
        return casing::title(&form, language).into_owned();
    }
    form
}

/// The words of a found form: as many as the term has, and an ending that stands apart.
struct Found<'a> {
    words: Vec<&'a str>,
    /// What stands before the ending, and the ending.
    apart: Option<(&'a str, &'a str)>,
}

impl<'a> Found<'a> {
    fn of(text: &'a str, pattern: &TermPattern) -> Option<Self> {
        let spans: Vec<Range<usize>> = words(text).collect();
        let count = pattern.words().len();
        let texts: Vec<&str> = spans
            .iter()
            .filter_map(|span| text.get(span.clone()))
            .collect();
        let apart = match (spans.get(count.checked_sub(1)?), spans.get(count)) {
            (Some(word), Some(ending)) if spans.len() == count + 1 => {
                Some((text.get(word.end..ending.start)?, text.get(ending.clone())?))
            }
            (Some(_), None) => None,
            _ => return None,
        };
        Some(Self {
            words: texts.into_iter().take(count).collect(),
            apart,
        })
    }
}

/// The single value of `candidates`, equal ones taken as one.
fn unanimous(candidates: impl IntoIterator<Item = String>) -> Option<String> {
    let mut candidates = candidates.into_iter();
    let first = candidates.next()?;
    candidates.all(|other| other == first).then_some(first)
}

fn azerbaijani(
    found: &str,
    found_pattern: &TermPattern,
    replacement: &str,
    new_pattern: &TermPattern,
) -> Option<String> {
    let language = found_pattern.language();
    let parts = Found::of(found, found_pattern)?;
    let head = found_pattern.words().last()?;
    let new_head = new_pattern.words().last()?;
    let token = fold_word(parts.words.last()?, language).into_owned();
    let mut paths: Vec<az::Path> = Vec::new();
    for stem in &head.stems {
        let Endings::Harmonic(start) = stem.endings else {
            continue;
        };
        if let Some(rest) = token.strip_prefix(stem.text.as_str()) {
            match parts.apart {
                Some((_, ending)) if rest.is_empty() => {
                    paths.extend(az::paths_attached(&fold_word(ending, language)));
                }
                None => paths.extend(az::paths(start, rest)),
                Some(_) => {}
            }
        }
    }
    if paths.iter().any(Vec::is_empty) {
        return Some(replacement.to_owned());
    }
    if paths
        .iter()
        .any(|path| !path.iter().any(|name| name.is_rare()))
    {
        paths.retain(|path| !path.iter().any(|name| name.is_rare()));
    }
    let endings: Option<Vec<String>> = paths
        .iter()
        .map(|path| with_path(path, new_head, language))
        .collect();
    let last = unanimous(endings?)?;
    let before = replacement.strip_suffix(new_head.text.as_str())?;
    let folded = fold_word(&new_head.text, language);
    let separator = match parts.apart {
        Some((marks, _)) if marks.chars().any(is_quote) => marks,
        Some((marks, _)) if new_head.is_acronym => marks,
        _ if new_head.is_acronym => "-",
        _ => "",
    };
    if separator.is_empty() {
        Some(format!(
            "{before}{}",
            respell(&new_head.text, &folded, &last)
        ))
    } else {
        // Behind a mark the word stands as it is.
        let ending = last.strip_prefix(folded.as_ref())?;
        let ending = match parts.apart {
            Some((_, found)) if is_all_capitals(found) => casing::upper(ending, language),
            _ => ending.into(),
        };
        Some(format!("{replacement}{separator}{ending}"))
    }
}

fn is_quote(mark: char) -> bool {
    is_closing_quote(mark) && !is_apostrophe(mark)
}

/// The folded word `head` with the endings of `path`.
fn with_path(path: &az::Path, head: &WordPattern, language: &Language) -> Option<String> {
    let folded = fold_word(&head.text, language);
    if head.is_acronym {
        let start = az::acronym_start(&folded)?;
        return az::generate(start, path).map(|ending| format!("{folded}{ending}"));
    }
    let forms: Vec<(az::StemKind, String)> = head
        .stems
        .iter()
        .filter_map(|stem| match stem.endings {
            Endings::Harmonic(start) => az::generate(start, path)
                .map(|ending| (start.kind, format!("{}{ending}", stem.text))),
            _ => None,
        })
        .collect();
    let softened = forms
        .iter()
        .find(|(kind, _)| *kind == az::StemKind::BeforeVowel);
    match softened {
        Some((_, form)) if az::is_softening_certain(&folded) || !folded.ends_with(['k', 'q']) => {
            Some(form.clone())
        }
        Some(_) => None,
        None => unanimous(forms.into_iter().map(|(_, form)| form)),
    }
}

fn russian(
    found: &str,
    found_pattern: &TermPattern,
    replacement: &str,
    new_pattern: &TermPattern,
) -> Option<String> {
    let language = found_pattern.language();
    let parts = Found::of(found, found_pattern)?;
    let is_dictionary_form = parts
        .words
        .iter()
        .zip(found_pattern.words())
        .all(|(form, word)| fold_word(form, language) == fold_word(&word.text, language));
    if is_dictionary_form {
        return Some(replacement.to_owned());
    }
    if let Some(form) = word_by_word(&parts, found_pattern, replacement, new_pattern) {
        return Some(form);
    }
    let (at, head) = head_of(found_pattern)?;
    let cells = cells_of(parts.words.get(at)?, head, language);
    let cells = match cells & !ru::ACCUSATIVE {
        0 => cells,
        others => others,
    };
    unanimous(
        (0..NOUN_CELLS)
            .filter(|cell| cells & (1 << cell) != 0)
            .map(|cell| in_cell(replacement, new_pattern, cell))
            .collect::<Option<Vec<String>>>()?,
    )
}

const NOUN_CELLS: u32 = 12;

fn head_of(pattern: &TermPattern) -> Option<(usize, &WordPattern)> {
    pattern
        .words()
        .iter()
        .enumerate()
        .find(|(_, word)| word.role == Role::Head)
}

fn cells_of(token: &str, word: &WordPattern, language: &Language) -> u32 {
    let folded = fold_word(token, language);
    word.stems
        .iter()
        .filter_map(|stem| Some(stem.endings.cells(folded.strip_prefix(stem.text.as_str())?)))
        .fold(0, |all, cells| all | cells)
}

/// The replacement with the endings of the found form, where each word that inflects has the same endings in both.
fn word_by_word(
    parts: &Found<'_>,
    found_pattern: &TermPattern,
    replacement: &str,
    new_pattern: &TermPattern,
) -> Option<String> {
    let language = found_pattern.language();
    if found_pattern.words().len() != new_pattern.words().len() {
        return None;
    }
    let mut forms = Vec::with_capacity(parts.words.len());
    for ((token, old), new) in parts
        .words
        .iter()
        .zip(found_pattern.words())
        .zip(new_pattern.words())
    {
        let token = fold_word(token, language);
        if token == fold_word(&old.text, language) {
            forms.push(new.text.clone());
            continue;
        }
        let folded = fold_word(&new.text, language);
        let candidates = old.stems.iter().enumerate().filter_map(|(at, stem)| {
            let rest = token.strip_prefix(stem.text.as_str())?;
            if !stem.endings.accept(rest) {
                return None;
            }
            let same = new
                .stems
                .get(at)
                .filter(|new| new.endings == stem.endings)?;
            Some(respell(&new.text, &folded, &format!("{}{rest}", same.text)))
        });
        forms.push(unanimous(candidates.collect::<Vec<_>>())?);
    }
    Some(respelled(replacement, &forms))
}

/// `term` with `forms` in the places of its words.
fn respelled(term: &str, forms: &[String]) -> String {
    let mut text = String::with_capacity(term.len() + 8);
    let mut from = 0;
    for (span, form) in words(term).zip(forms) {
        text.push_str(term.get(from..span.start).unwrap_or_default());
        text.push_str(form);
        from = span.end;
    }
    text.push_str(term.get(from..).unwrap_or_default());
    text
}

/// The term of `pattern` in the noun cell `cell`.
fn in_cell(term: &str, pattern: &TermPattern, cell: u32) -> Option<String> {
    let language = pattern.language();
    let is_plural = cell >= 6;
    let mut forms = Vec::with_capacity(pattern.words().len());
    for (at, word) in pattern.words().iter().enumerate() {
        let wanted = match word.role {
            Role::Frozen => {
                forms.push(word.text.clone());
                continue;
            }
            Role::Head => 1 << cell,
            Role::Apposition => return None,
            Role::Modifier => {
                let gender = if is_plural {
                    ru::Gender::Plural
                } else {
                    ru::gender_of(&fold_word(&pattern.head_of(at)?.text, language))?
                };
                let block = match gender {
                    ru::Gender::Masculine => 0,
                    ru::Gender::Feminine => 1,
                    ru::Gender::Neuter => 2,
                    ru::Gender::Plural => 3,
                };
                1 << (block * 6 + cell % 6)
            }
        };
        forms.push(word_in_cell(word, wanted, language)?);
    }
    Some(respelled(term, &forms))
}

/// The form of `word` in the cell `wanted` (a bit), where there is one.
fn word_in_cell(word: &WordPattern, wanted: u32, language: &Language) -> Option<String> {
    let folded = fold_word(&word.text, language);
    let mut forms = Vec::new();
    for stem in &word.stems {
        if stem.endings == Endings::Bare {
            forms.push(stem.text.clone());
        }
        for ending in stem.endings.list() {
            let is_obsolete = matches!(ending.as_ref(), "ою" | "ею");
            if stem.endings.cells(&ending) & wanted != 0 && !is_obsolete {
                forms.push(format!("{}{ending}", stem.text));
            }
        }
    }
    unanimous(forms).map(|form| respell(&word.text, &folded, &form))
}

fn english(
    found: &str,
    found_pattern: &TermPattern,
    replacement: &str,
    new_pattern: &TermPattern,
) -> Option<String> {
    let language = found_pattern.language();
    let parts = Found::of(found, found_pattern)?;
    let mut number = en::SINGULAR | en::PLURAL;
    for (token, word) in parts.words.iter().zip(found_pattern.words()) {
        let cells = cells_of(token, word, language);
        if word.role == Role::Head && cells != 0 && number & cells != 0 {
            number &= cells;
        }
        if word.role == Role::Head && cells == en::PLURAL {
            number = en::PLURAL;
        }
    }
    let base = if number & en::SINGULAR != 0 {
        replacement.to_owned()
    } else {
        let mut changed = false;
        let forms: Option<Vec<String>> = new_pattern
            .words()
            .iter()
            .map(|word| {
                if word.role != Role::Head || changed {
                    return Some(word.text.clone());
                }
                changed = true;
                word_in_plural(word, language)
            })
            .collect();
        respelled(replacement, &forms?)
    };
    Some(match parts.apart {
        Some((marks, ending)) => format!("{base}{marks}{ending}"),
        None => base,
    })
}

/// The plural of `word` in its own spelling, where it has one alone.
fn word_in_plural(word: &WordPattern, language: &Language) -> Option<String> {
    let folded = fold_word(&word.text, language);
    let plurals = word.stems.iter().filter(|stem| {
        // Other spellings of the word are not asked for.
        folded.starts_with(stem.text.as_str()) || word.stems.len() == 1
    });
    let forms = plurals.flat_map(|stem| {
        stem.endings
            .list()
            .into_iter()
            .filter(|ending| stem.endings.cells(ending) == en::PLURAL)
            .map(|ending| format!("{}{ending}", stem.text))
    });
    let forms: Vec<String> = forms.collect();
    forms
        .first()
        .filter(|_| forms.len() == 1 || word.is_acronym)
        .map(|form| respell(&word.text, &folded, form))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn replacements_take_the_form() {
        for (language, found, term, new, expected) in [
            ("az", "ECPA-nın", "ECPA", "AŞPA", Some("AŞPA-nın")),
            (
                "az",
                "AŞPA-da",
                "AŞPA",
                "Avropa Şurası",
                Some("Avropa Şurasında"),
            ),
            (
                "az",
                "Avropa Şurasının",
                "Avropa Şurası",
                "AŞPA",
                Some("AŞPA-nın"),
            ),
            (
                "az",
                "Milli Meclisin",
                "Milli Meclis",
                "Milli Məclis",
                Some("Milli Məclisin"),
            ),
            (
                "az",
                "Milli Meclisi",
                "Milli Meclis",
                "Milli Məclis",
                Some("Milli Məclisi"),
            ),
            (
                "az",
                "MİLLİ MECLİSDƏ",
                "Milli Meclis",
                "Milli Məclis",
                Some("MİLLİ MƏCLİSDƏ"),
            ),
            ("az", "Bakidan", "Baki", "Bakı", Some("Bakıdan")),
            ("az", "Bakidə", "Baki", "Bakı", Some("Bakıda")),
            ("az", "Laçina", "Laçin", "Laçın", Some("Laçına")),
            ("az", "Laçindan", "Laçin", "Şuşa", None),
            ("az", "kitabı", "kitab", "alma", None),
            ("az", "BMT-yə", "BMT", "ATƏT", Some("ATƏT-ə")),
            (
                "ru",
                "Милли Маджлиса",
                "Милли Маджлис",
                "Милли Меджлис",
                Some("Милли Меджлиса"),
            ),
            ("ru", "Советом Европы", "Совет Европы", "ПАСЕ", Some("ПАСЕ")),
            (
                "ru",
                "Верховного суда",
                "Верховный суд",
                "Конституционный суд",
                Some("Конституционного суда"),
            ),
            ("ru", "комиссии", "комиссия", "суд", None),
            ("ru", "Комиссией", "комиссия", "суд", Some("Судом")),
            ("en", "ECPA's", "ECPA", "PACE", Some("PACE's")),
            (
                "en",
                "Milli Mejlises",
                "Milli Mejlis",
                "Milli Majlis",
                Some("Milli Majlises"),
            ),
            (
                "en",
                "member states",
                "member state",
                "Contracting Party",
                Some("Contracting Parties"),
            ),
        ] {
            let language = Language::of(&language.parse().unwrap());
            assert_eq!(
                inflect_like(found, term, new, language).as_deref(),
                expected,
                "{found}"
            );
        }
    }
}
