//! From units to candidates.

use yaddash_model::{ByteSpan, LanguageTag};

use super::Candidate;
use super::concepts::{ProposedConcept, concepts};
use super::group::Groups;
use super::translations::{Link, links};
use super::variants::{VariantCluster, clusters};
use crate::matcher::{Matcher, Text};
use crate::termbase::Termbase;

/// What is let through.
#[derive(Clone, Debug)]
pub struct DiscoveryOptions {
    /// The least number of places of a candidate.
    pub min_count: u32,
    /// The least score of a translation, from 0 to 1.
    pub min_score: f64,
}

impl Default for DiscoveryOptions {
    fn default() -> Self {
        Self {
            min_count: 2,
            min_score: 0.3,
        }
    }
}

/// Collects the candidates of texts.
///
/// ```
/// use yaddash_glossary::discovery::{Collector, DiscoveryOptions};
/// let (en, ru) = ("en".parse()?, "ru".parse()?);
/// let mut collector = Collector::new(DiscoveryOptions::default());
/// for (english, russian) in [
///     ("Members of the Milli Majlis met.", "Депутаты Милли Меджлиса встретились."),
///     ("It was said in the Milli Majlis.", "Об этом сказали в Милли Меджлисе."),
///     ("They came to Baku.", "Они приехали в Баку."),
/// ] {
///     collector.add_unit(&[(&en, english, &[]), (&ru, russian, &[])]);
/// }
/// let concepts = collector.finish().concepts();
/// let texts: Vec<&str> = concepts[0].terms.iter().map(|term| term.text.as_str()).collect();
/// assert_eq!(texts, ["Milli Majlis", "Милли Меджлис"]);
/// # Ok::<(), yaddash_model::LanguageTagError>(())
/// ```
#[derive(Debug)]
pub struct Collector {
    options: DiscoveryOptions,
    languages: Vec<Groups>,
    units: u32,
}

/// A text in one language, with the spans, in order, that are not text.
pub type UnitText<'a> = (&'a LanguageTag, &'a str, &'a [ByteSpan]);

impl Collector {
    /// A collector without texts.
    pub const fn new(options: DiscoveryOptions) -> Self {
        Self {
            options,
            languages: Vec::new(),
            units: 0,
        }
    }

    /// Adds texts that say the same in several languages, or one text alone.
    pub fn add_unit(&mut self, texts: &[UnitText<'_>]) {
        let unit = self.units;
        self.units = self.units.saturating_add(1);
        for (language, text, masks) in texts {
            let groups = self.groups(language);
            let text = Text::new(text, masks, groups.language());
            groups.add(&text, unit);
        }
    }

    fn groups(&mut self, language: &LanguageTag) -> &mut Groups {
        let at = self
            .languages
            .iter()
            .position(|groups| groups.tag == *language);
        let at = at.unwrap_or_else(|| {
            self.languages.push(Groups::new(language));
            self.languages.len() - 1
        });
        // The position was found or pushed just now.
        #[expect(clippy::indexing_slicing, reason = "`at` is a position of the list")]
        &mut self.languages[at]
    }

    /// The candidates of all texts and their translations.
    pub fn finish(self) -> Extraction {
        let mut languages: Vec<Groups> = self.languages;
        languages.sort_by(|one, other| one.tag.cmp(&other.tag));
        let mut candidates = Vec::new();
        for groups in languages {
            candidates.extend(groups.finish(&self.options));
        }
        Extraction {
            candidates,
            min_score: self.options.min_score,
        }
    }
}

/// The candidates of texts.
#[derive(Clone, Debug)]
pub struct Extraction {
    /// By language, those that look most like terms first.
    pub candidates: Vec<Candidate>,
    min_score: f64,
}

impl Extraction {
    /// Leaves out what `termbase` knows, in any form; gives how many they were.
    pub fn leave_out_known(&mut self, termbase: &Termbase) -> usize {
        let before = self.candidates.len();
        let mut matchers: Vec<(LanguageTag, Matcher)> = Vec::new();
        self.candidates.retain(|candidate| {
            let at = matchers
                .iter()
                .position(|(tag, _)| *tag == candidate.language);
            let at = at.unwrap_or_else(|| {
                let matcher = Matcher::new(termbase, &candidate.language);
                matchers.push((candidate.language.clone(), matcher));
                matchers.len() - 1
            });
            let whole = ByteSpan::new(0, candidate.text.len());
            !matchers.get(at).is_some_and(|(_, matcher)| {
                let found = matcher.find(&candidate.text, &[]);
                found.iter().any(|occurrence| occurrence.span == whole)
            })
        });
        before - self.candidates.len()
    }

    /// Keeps the first `most` candidates of each language.
    pub fn limit(&mut self, most: usize) {
        let mut last: Option<LanguageTag> = None;
        let mut count = 0;
        self.candidates.retain(|candidate| {
            if last.as_ref() != Some(&candidate.language) {
                last = Some(candidate.language.clone());
                count = 0;
            }
            count += 1;
            count <= most
        });
    }

    /// Which candidates translate which, each once for each other language, the surest first.
    fn links(&self) -> Vec<Link> {
        links(&self.candidates, self.min_score)
    }

    /// The candidates as concepts: a term in each language where a translation was found, those with the most places
    /// first.
    pub fn concepts(&self) -> Vec<ProposedConcept> {
        concepts(&self.candidates, &self.links())
    }

    /// Candidates of one language that look like one term or name in several spellings or renderings, those with the most
    /// places first.
    pub fn variants(&self) -> Vec<VariantCluster> {
        clusters(&self.candidates, self.min_score)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn collected(min_count: u32, units: &[&[(&str, &str)]]) -> Extraction {
        let options = DiscoveryOptions {
            min_count,
            ..DiscoveryOptions::default()
        };
        let mut collector = Collector::new(options);
        for unit in units {
            let tags: Vec<LanguageTag> = unit.iter().map(|(tag, _)| tag.parse().unwrap()).collect();
            let texts: Vec<UnitText<'_>> = tags
                .iter()
                .zip(*unit)
                .map(|(tag, (_, text))| (tag, *text, &[][..]))
                .collect();
            collector.add_unit(&texts);
        }
        collector.finish()
    }

    const UNITS: &[&[(&str, &str)]] = &[
        &[
            (
                "az",
                "Milli Məclisin deputatları AŞPA-nın sessiyasına getdilər.",
            ),
            (
                "en",
                "Deputies of the Milli Majlis went to the session of PACE.",
            ),
            ("ru", "Депутаты Милли Меджлиса поехали на сессию ПАСЕ."),
        ],
        &[
            ("az", "Qanun layihəsi Milli Məclisdə müzakirə olundu."),
            ("en", "The draft law was discussed in the Milli Majlis."),
            ("ru", "В Милли Меджлисе обсудили законопроект."),
        ],
        &[
            ("az", "Dünən AŞPA-da qanun layihəsi haqqında danışdılar."),
            ("en", "Yesterday they spoke of the draft law in PACE."),
            ("ru", "Вчера в ПАСЕ говорили о законопроекте."),
        ],
    ];

    #[test]
    fn concepts_have_a_term_in_each_language() {
        let concepts = collected(2, UNITS).concepts();
        let shown: Vec<String> = concepts
            .iter()
            .map(|concept| {
                let terms: Vec<&str> = concept
                    .terms
                    .iter()
                    .map(|term| term.text.as_str())
                    .collect();
                format!("{}: {}", concept.id, terms.join(" | "))
            })
            .collect();
        assert_eq!(
            shown,
            [
                "milli-majlis: Milli Məclis | Milli Majlis | Милли Меджлис",
                "pace: AŞPA | PACE | ПАСЕ",
                "draft-law: qanun layihəsi | draft law",
            ]
        );
    }

    #[test]
    fn words_that_begin_sentences_are_no_part_of_names() {
        let units: &[&[(&str, &str)]] = &[
            &[("az", "Deputatlar Milli Məclisə gəldilər.")],
            &[("az", "Dünən Milli Məclisin iclası oldu.")],
            &[("az", "Onlar Venesiya Komissiyasına yazdılar.")],
        ];
        let extraction = collected(2, units);
        let texts: Vec<&str> = extraction
            .candidates
            .iter()
            .map(|one| one.text.as_str())
            .collect();
        assert_eq!(texts, ["Milli Məclis"]);
    }

    #[test]
    fn what_a_glossary_knows_is_left_out() {
        let csv = "concept,language,term\nmm,en,Milli Majlis\nmm,ru,Милли Меджлис\n";
        let termbase = crate::read_csv(csv).unwrap().termbase;
        let mut extraction = collected(2, UNITS);
        assert_eq!(extraction.leave_out_known(&termbase), 2);
        assert!(
            extraction
                .candidates
                .iter()
                .all(|known| known.text != "Milli Majlis")
        );
        extraction.limit(1);
        let languages: Vec<&str> = extraction
            .candidates
            .iter()
            .map(|candidate| candidate.language.as_str())
            .collect();
        assert_eq!(languages, ["az", "en", "ru"]);
    }

    #[test]
    fn spellings_of_one_name_are_a_cluster() {
        for (texts, expected) in [
            (
                &[
                    "They left Khankendi early.",
                    "He saw Khankendi again.",
                    "She came to Hankendi late.",
                ][..],
                "Khankendi 2, Hankendi 1 sound",
            ),
            (
                &[
                    "The Fact-finding Mission came.",
                    "Of the Fact Finding Mission they said:",
                    "To a Fact Finding Mission",
                ],
                "Fact Finding Mission 2, Fact-finding Mission 1 hyphen",
            ),
            (
                &[
                    "He met Josep Borrell there.",
                    "Later Josep Borrell left.",
                    "Then Josep Borell spoke.",
                ],
                "Josep Borrell 2, Josep Borell 1 sound",
            ),
            (
                &[
                    "Then Mr Smith met Mr Jones.",
                    "It is Smithsonian, not Jonestown.",
                ],
                "",
            ),
        ] {
            let units: Vec<Vec<(&str, &str)>> =
                texts.iter().map(|text| vec![("en", *text)]).collect();
            let units: Vec<&[(&str, &str)]> = units.iter().map(Vec::as_slice).collect();
            let clusters = collected(1, &units).variants();
            let shown: Vec<String> = clusters
                .iter()
                .map(|cluster| {
                    let variants = cluster.variants.iter().map(|variant| {
                        let kind = variant.kind.map(|kind| format!(" {}", kind.name()));
                        format!(
                            "{} {}{}",
                            variant.text,
                            variant.count,
                            kind.unwrap_or_default()
                        )
                    });
                    variants.collect::<Vec<_>>().join(", ")
                })
                .collect();
            assert_eq!(shown.join("; "), expected);
        }
    }

    #[test]
    fn two_renderings_of_one_name_are_a_cluster() {
        let unit = |english: &'static str| -> Vec<(&'static str, &'static str)> {
            vec![("az", "Bu barədə AŞPA danışdı."), ("en", english)]
        };
        let units = [
            unit("Of this PACE spoke."),
            unit("Of this ECPA spoke."),
            unit("Then PACE spoke."),
            unit("Then ECPA spoke."),
            unit("Here PACE spoke."),
        ];
        let units: Vec<&[(&str, &str)]> = units.iter().map(Vec::as_slice).collect();
        let clusters = collected(2, &units).variants();
        assert_eq!(clusters.len(), 1);
        let texts: Vec<&str> = clusters[0]
            .variants
            .iter()
            .map(|one| one.text.as_str())
            .collect();
        assert_eq!(texts, ["PACE", "ECPA"]);
        assert_eq!(
            clusters[0].variants[1].kind,
            Some(super::super::VariantKind::Translation)
        );
    }
}
