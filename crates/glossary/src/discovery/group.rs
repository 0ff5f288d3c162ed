//! The forms of candidates, counted.

use rustc_hash::FxHashMap;
use yaddash_language::inflection::TermPattern;
use yaddash_language::stem::stem;
use yaddash_language::{Language, casing};
use yaddash_model::LanguageTag;

use super::mention::{Mention, Place};
use super::names::names;
use super::phrases::phrases;
use super::{Candidate, CandidateKind, DiscoveryOptions};
use crate::matcher::Text;
use yaddash_language::FunctionWords;

/// How many groups are kept; beyond them those that were met once are forgotten.
const MOST_GROUPS: usize = 1 << 20;
/// How many units of a candidate are kept, to find its translations.
const MOST_UNITS: usize = 4096;
/// How many forms of a candidate are kept.
const MOST_FORMS: usize = 64;

/// The candidates of one language.
#[derive(Debug)]
pub(super) struct Groups {
    pub(super) tag: LanguageTag,
    language: &'static Language,
    all: Vec<Group>,
    by_key: FxHashMap<(CandidateKind, String), usize>,
    /// Stems of words in small letters, to tell common nouns with a capital from names.
    small: FxHashMap<String, u32>,
}

/// Mentions with the same stems.
#[derive(Debug)]
struct Group {
    kind: CandidateKind,
    key: String,
    forms: Vec<(String, u32)>,
    count: u32,
    /// Places within sentences.
    within: u32,
    units: Vec<u32>,
}

impl Groups {
    pub(super) fn new(tag: &LanguageTag) -> Self {
        Self {
            tag: tag.clone(),
            language: Language::of(tag),
            all: Vec::new(),
            by_key: FxHashMap::default(),
            small: FxHashMap::default(),
        }
    }

    pub(super) const fn language(&self) -> &'static Language {
        self.language
    }

    /// Takes the mentions of a text up, which belongs to the unit with that number.
    pub(super) fn add(&mut self, text: &Text<'_>, unit: u32) {
        for mention in names(text) {
            self.count(&mention, text, unit);
        }
        for mention in phrases(text) {
            self.count(&mention, text, unit);
        }
        for word in text.words() {
            let spelled = text.spelled(word);
            if !word.is_masked && spelled.starts_with(casing::is_lower) {
                let stem = stem(spelled, self.language);
                match self.small.get_mut(stem.as_ref()) {
                    Some(count) => *count += 1,
                    None => _ = self.small.insert(stem.into_owned(), 1),
                }
            }
        }
        if self.all.len() > MOST_GROUPS {
            self.forget();
        }
    }

    fn count(&mut self, mention: &Mention, text: &Text<'_>, unit: u32) {
        let Some(spelled) = mention.spelled(text) else {
            return;
        };
        let key = (mention.kind, mention.key(text));
        let at = *self.by_key.entry(key).or_insert_with_key(|(kind, key)| {
            self.all.push(Group {
                key: key.clone(),
                ..Group::empty(*kind)
            });
            self.all.len() - 1
        });
        if let Some(group) = self.all.get_mut(at) {
            group.add(spelled, mention.place, unit);
        }
    }

    /// Leaves out what was met once.
    fn forget(&mut self) {
        self.all.retain(|group| group.count > 1);
        self.by_key = self
            .all
            .iter()
            .enumerate()
            .map(|(at, group)| ((group.kind, group.key.clone()), at))
            .collect();
    }

    /// The candidates that `options` let through, those that look most like terms first.
    pub(super) fn finish(mut self, options: &DiscoveryOptions) -> Vec<Candidate> {
        self.cut_beginnings();
        let longer = Longer::of(&self.all);
        let mut candidates: Vec<Candidate> = self
            .all
            .iter()
            .filter(|group| group.count >= options.min_count && group.is_named())
            .filter(|group| !self.is_common_noun(group))
            .filter_map(|group| {
                let weight = longer.weight(group);
                (weight >= f64::from(options.min_count)).then(|| group.candidate(&self, weight))
            })
            .collect();
        candidates.sort_by(|one, other| {
            let by_weight = other.weight.total_cmp(&one.weight);
            by_weight.then_with(|| one.text.cmp(&other.text))
        });
        candidates
    }

    /// Gives the places of names that only begin sentences to the name without their first word, where that stands within
    /// sentences too or behind several such words.
    fn cut_beginnings(&mut self) {
        let links = FunctionWords::of(self.language);
        let mut longer: FxHashMap<(CandidateKind, String), Vec<usize>> = FxHashMap::default();
        for (at, group) in self.all.iter().enumerate() {
            if let Some(key) = group.without_first(links) {
                longer.entry(key).or_default().push(at);
            }
        }
        let mut longer: Vec<_> = longer.into_iter().collect();
        longer.sort_unstable();
        for ((kind, key), groups) in longer {
            let known = self.by_key.get(&(kind, key.clone())).copied();
            let known = known.filter(|at| self.all.get(*at).is_some_and(|group| group.within > 0));
            if known.is_none() && groups.len() < 2 {
                continue;
            }
            let mut name = known
                .and_then(|at| self.all.get_mut(at))
                .map_or(Group::empty(kind), |group| {
                    std::mem::replace(group, Group::empty(kind))
                });
            for at in groups {
                if let Some(group) = self.all.get_mut(at) {
                    let beginning = std::mem::replace(group, Group::empty(kind));
                    name.absorb(&beginning, links);
                }
            }
            name.key = key;
            self.all.push(name);
        }
    }

    /// Whether a single word stands in small letters as often as with a capital.
    fn is_common_noun(&self, group: &Group) -> bool {
        group.kind == CandidateKind::Name
            && !group.key.contains([' ', '-'])
            && self
                .small
                .get(&group.key)
                .is_some_and(|small| *small >= group.count)
    }
}

impl Group {
    const fn empty(kind: CandidateKind) -> Self {
        Self {
            kind,
            key: String::new(),
            forms: Vec::new(),
            count: 0,
            within: 0,
            units: Vec::new(),
        }
    }

    /// Whether the capitals are sure to be those of a name: within a sentence, or on several words at its beginning.
    fn is_named(&self) -> bool {
        self.within > 0 || self.key.contains([' ', '-'])
    }

    fn add(&mut self, spelled: &str, place: Place, unit: u32) {
        self.count += 1;
        self.within += u32::from(place == Place::Within);
        if self.units.last() != Some(&unit) && self.units.len() < MOST_UNITS {
            self.units.push(unit);
        }
        self.add_form(spelled, 1);
    }

    fn add_form(&mut self, spelled: &str, places: u32) {
        if let Some((_, count)) = self.forms.iter_mut().find(|(form, _)| form == spelled) {
            *count += places;
        } else if self.forms.len() < MOST_FORMS {
            self.forms.push((spelled.to_owned(), places));
        }
    }

    /// The key of what is left without the first word, where that only begins sentences and may be no part of the name:
    /// `Yesterday PACE`.
    fn without_first(&self, links: &FunctionWords) -> Option<(CandidateKind, String)> {
        if self.kind != CandidateKind::Name || self.within > 0 {
            return None;
        }
        let skipped = self.skipped(links);
        // What a link joins to the first word is a name of its own only where the two stand together once.
        if skipped > 1 && self.count > 1 {
            return None;
        }
        let rest = behind(&self.key, skipped)?;
        let spelled = behind(&self.forms.first()?.0, skipped)?;
        Some(if is_all_capitals(spelled) {
            (CandidateKind::Acronym, spelled.to_owned())
        } else {
            (CandidateKind::Name, rest.to_owned())
        })
    }

    /// How many words at the beginning are the first one and the links behind it.
    fn skipped(&self, links: &FunctionWords) -> usize {
        let words = self.key.split(' ').skip(1);
        1 + words.take_while(|word| links.is_link(word)).count()
    }

    /// Takes the places of `longer` over, whose first word is no part of the name.
    fn absorb(&mut self, longer: &Self, links: &FunctionWords) {
        self.count += longer.count;
        let skipped = longer.skipped(links);
        for (form, places) in &longer.forms {
            if let Some(rest) = behind(form, skipped) {
                self.add_form(rest, *places);
            }
        }
        self.units.extend(&longer.units);
        self.units.sort_unstable();
        self.units.dedup();
    }

    fn words(&self) -> usize {
        self.key.split(' ').count()
    }

    fn candidate(&self, groups: &Groups, weight: f64) -> Candidate {
        let mut forms = self.forms.clone();
        forms.sort_by(|(one, few), (other, many)| many.cmp(few).then_with(|| one.cmp(other)));
        Candidate {
            language: groups.tag.clone(),
            kind: self.kind,
            text: dictionary_form(&forms, groups.language),
            count: self.count,
            forms,
            weight,
            units: self.units.clone(),
        }
    }
}

/// `text` without its first words.
fn behind(text: &str, words: usize) -> Option<&str> {
    let (at, _) = text.match_indices(' ').nth(words.checked_sub(1)?)?;
    text.get(at + 1..)
}

fn is_all_capitals(text: &str) -> bool {
    !text.contains(' ') && text.chars().count() > 1 && !text.chars().any(casing::is_lower)
}

/// Of `forms` and what they have in common, the one that the most places are inflections of; of several the shortest, then
/// the most frequent.
fn dictionary_form(forms: &[(String, u32)], language: &'static Language) -> String {
    let covered = |form: &str| -> u32 {
        let pattern = TermPattern::compile(form, language);
        let is_form = |(other, _): &&(String, u32)| pattern.is_form(other);
        forms.iter().filter(is_form).map(|(_, count)| count).sum()
    };
    let rank = |(form, count): &(&str, u32)| {
        let capitals = form
            .chars()
            .filter(|letter| casing::is_upper(*letter))
            .count();
        (
            covered(form),
            std::cmp::Reverse(form.chars().count()),
            *count,
            std::cmp::Reverse(capitals),
        )
    };
    let common = common_base(forms, language);
    let feminine = common.and_then(|base| feminine(base, forms, language));
    let common = common.filter(|_| feminine.is_none());
    let bare = forms
        .iter()
        .filter_map(|(form, _)| without_case(form, language));
    let spelled = forms.iter().map(|(form, count)| (form.as_str(), *count));
    spelled
        .chain(common.map(|base| (base, 0)))
        .chain(feminine.as_deref().map(|base| (base, u32::MAX)))
        .chain(bare.map(|base| (base, 1)))
        .max_by_key(rank)
        .map(|(form, _)| form.to_owned())
        .unwrap_or_default()
}

/// A compound with a possessive without the case behind that: `Mədəniyyət Nazirliyi-nin`.
fn without_case<'f>(form: &'f str, language: &Language) -> Option<&'f str> {
    const CASES: &[&str] = &[
        "ndan", "ndən", "nın", "nin", "nun", "nün", "nda", "ndə", "na", "nə", "nı", "ni", "nu",
        "nü",
    ];
    if language.code() != "az" || !form.contains(' ') {
        return None;
    }
    let base = CASES.iter().find_map(|case| form.strip_suffix(case))?;
    let before = base.strip_suffix(['ı', 'i', 'u', 'ü'])?;
    before
        .ends_with(|letter: char| {
            !matches!(letter, 'a' | 'ə' | 'e' | 'ı' | 'i' | 'o' | 'ö' | 'u' | 'ü')
        })
        .then_some(base)
}

/// The Russian noun in `-а` that begins with `base` and has endings that no other has in the singular: `Гянджи`, `Гянджой`.
fn feminine(base: &str, forms: &[(String, u32)], language: &Language) -> Option<String> {
    let has = |endings: &[&str]| {
        let of_form = |(form, _): &(String, u32)| form.strip_prefix(base).map(str::to_owned);
        let mut found = forms.iter().filter_map(of_form);
        found.any(|ending| endings.contains(&ending.as_str()))
    };
    let is_noun = language.code() == "ru" && has(&["и", "ы", "ой", "ей"]) && has(&["е", "у"]);
    is_noun.then(|| format!("{base}а"))
}

/// What all `forms` begin with, where they are two or more and end with the same word: the dictionary form of a noun that
/// was met with endings alone (`Məclisin`, `Məclisdə`).
fn common_base<'f>(forms: &'f [(String, u32)], language: &Language) -> Option<&'f str> {
    let (first, _) = forms.first().filter(|_| forms.len() > 1)?;
    let shared = forms
        .iter()
        .skip(1)
        .fold(first.as_str(), |shared, (form, _)| {
            let pairs = shared.char_indices().zip(form.chars());
            let end = pairs
                .take_while(|((_, a), b)| a == b)
                .last()
                .map_or(0, |((at, c), _)| at + c.len_utf8());
            shared.get(..end).unwrap_or_default()
        });
    let words = |text: &str| text.split(' ').count();
    if words(shared) != words(first) || shared.ends_with([' ', '-']) {
        return None;
    }
    // The n before the endings of a possessive is no part of it: `Şurası`, `Şurasın-da`, `İttifaqın-da`.
    let is_compound = shared.contains(' ');
    let is_possessive = |base: &&str| {
        let vowel = base.strip_suffix(['ı', 'i', 'u', 'ü']);
        vowel.is_some_and(|rest| is_compound || rest.ends_with('s'))
    };
    let without_n = shared
        .strip_suffix('n')
        .filter(|base| language.code() == "az" && is_possessive(base));
    Some(without_n.unwrap_or(shared))
}

/// How often the terms stand within longer ones.
struct Longer<'a> {
    /// For the stems of a term: the places of longer ones that hold it, and their number.
    within: FxHashMap<&'a str, (u32, u32)>,
    /// For a stem: the most places of a longer candidate that has it.
    most: FxHashMap<&'a str, u32>,
}

impl<'a> Longer<'a> {
    fn of(groups: &'a [Group]) -> Self {
        let mut within: FxHashMap<&str, (u32, u32)> = FxHashMap::default();
        let mut most: FxHashMap<&str, u32> = FxHashMap::default();
        for group in groups.iter().filter(|group| group.count > 1) {
            let parts = group
                .key
                .split([' ', '-'])
                .filter(|part| *part != group.key);
            for part in parts {
                let places = most.entry(part).or_default();
                *places = group.count.max(*places);
            }
            if group.kind != CandidateKind::Term {
                continue;
            }
            for inner in inner_runs(&group.key) {
                let (places, number) = within.entry(inner).or_default();
                *places += group.count;
                *number += 1;
            }
        }
        Self { within, most }
    }

    /// The C-value of a term (section 2.1 of the paper), with one added to the number of its words so that two count as
    /// more than nothing; of others the number of places.
    fn weight(&self, group: &Group) -> f64 {
        let count = f64::from(group.count);
        // A word that a longer candidate has in all of its places is part of that one.
        let is_part = || self.most.get(group.key.as_str()) >= Some(&group.count);
        match group.kind {
            CandidateKind::Term => {}
            CandidateKind::Name if is_part() => return 0.0,
            CandidateKind::Name | CandidateKind::Acronym => return count,
        }
        let alone = match self.within.get(group.key.as_str()) {
            Some((places, number)) => count - f64::from(*places) / f64::from(*number),
            None => count,
        };
        (group.words() as f64).log2() * alone
    }
}

/// The runs of words of `key` that are shorter than it and have two words or more.
fn inner_runs(key: &str) -> impl Iterator<Item = &str> {
    let spaces: Vec<usize> = key.match_indices(' ').map(|(at, _)| at).collect();
    let count = spaces.len() + 1;
    (0..count).flat_map(move |first| {
        let start = first
            .checked_sub(1)
            .and_then(|at| spaces.get(at))
            .map_or(0, |at| at + 1);
        let spaces = spaces.clone();
        (first + 1..count).filter_map(move |last| {
            let end = spaces.get(last).copied().unwrap_or(key.len());
            let is_inner = last - first + 1 < count;
            key.get(start..end).filter(|_| is_inner)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inner_runs_are_shorter() {
        let found: Vec<&str> = inner_runs("a b c").collect();
        assert_eq!(found, ["a b", "b c"]);
        assert_eq!(inner_runs("a b").count(), 0);
    }

    #[test]
    fn the_form_that_explains_the_others_is_shown() {
        let language = |code: &str| Language::of(&code.parse().unwrap());
        let forms = |forms: &[(&str, u32)]| -> Vec<(String, u32)> {
            forms
                .iter()
                .map(|(form, count)| ((*form).to_owned(), *count))
                .collect()
        };
        let russian = forms(&[
            ("Милли Меджлиса", 5),
            ("Милли Меджлис", 1),
            ("Милли Меджлисом", 1),
        ]);
        assert_eq!(dictionary_form(&russian, language("ru")), "Милли Меджлис");
        let azerbaijani = forms(&[("Avropa Şurasının", 3), ("Avropa Şurası", 1)]);
        assert_eq!(
            dictionary_form(&azerbaijani, language("az")),
            "Avropa Şurası"
        );
        let endings = forms(&[("Avropa Şurasının", 3), ("Avropa Şurasında", 1)]);
        assert_eq!(dictionary_form(&endings, language("az")), "Avropa Şurası");
        let alone = forms(&[("Mədəniyyət Nazirliyinin", 2)]);
        assert_eq!(
            dictionary_form(&alone, language("az")),
            "Mədəniyyət Nazirliyi"
        );
        let endings = forms(&[("Milli Məclisin", 1), ("Milli Məclisdə", 1)]);
        assert_eq!(dictionary_form(&endings, language("az")), "Milli Məclis");
        let feminine = forms(&[("Гяндже", 5), ("Гянджи", 3)]);
        assert_eq!(dictionary_form(&feminine, language("ru")), "Гянджа");
        let english = forms(&[("draft laws", 4), ("draft law", 1), ("Draft law", 1)]);
        assert_eq!(dictionary_form(&english, language("en")), "draft law");
    }
}
