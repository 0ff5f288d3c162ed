//! Cutting paragraphs into segments.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use yaddash_model::{ByteSpan, CodePlacement, LanguageTag};

use crate::abbreviations::AbbreviationList;
use crate::engine::Engine;
use crate::explain::{Candidate, RuleReference, Verdict};
use crate::srx::{Header, Rule, SrxDocument};
use crate::{Error, RuleSetId};

/// The name of the rules that are made of the user's abbreviations.
const ABBREVIATIONS: &str = "abbreviations";

/// Cuts paragraphs of one language into segments. Cheap to clone; threads may share one.
///
/// ```
/// use yaddash_segment::Segmenter;
/// let segmenter = Segmenter::builtin(&"az".parse()?);
/// let text = "Layihə 97.5-ci maddəyə aiddir. Prof. M.Ə.Rəsulzadə çıxış edib.";
/// let segments: Vec<&str> = segmenter.trimmed_segments(text).iter().filter_map(|span| span.of(text)).collect();
/// assert_eq!(segments, ["Layihə 97.5-ci maddəyə aiddir.", "Prof. M.Ə.Rəsulzadə çıxış edib."]);
/// # Ok::<(), yaddash_model::LanguageTagError>(())
/// ```
#[derive(Clone, Debug)]
pub struct Segmenter(Arc<Compiled>);

#[derive(Debug)]
struct Compiled {
    engine: Engine,
    /// Each rule with the name of its set, in order of precedence.
    rules: Vec<(Arc<str>, Rule)>,
    header: Header,
    identity: RuleSetId,
    abbreviations: Option<UserList>,
}

/// The abbreviations whose rules stand before all others.
#[derive(Debug)]
struct UserList {
    list: AbbreviationList,
    /// How many rules were made of them.
    count: usize,
    /// A rule for each entry, compiled when somebody asks which of them it was.
    by_entry: OnceLock<Option<(Engine, Vec<Rule>)>>,
}

impl Segmenter {
    /// The built-in rules for a language; a language without rules of its own gets those that hold for all.
    ///
    /// The rules of a language are compiled when they are first asked for, in a few milliseconds.
    pub fn builtin(language: &LanguageTag) -> &'static Self {
        crate::builtin::segmenter(language)
    }

    /// The rules that a file has for a language; where no map fits, nothing breaks, and the name is `none`.
    ///
    /// # Errors
    /// A pattern that cannot be compiled, with the line and number of its rule; a map to rules that are not there.
    pub fn from_srx(document: &SrxDocument, language: &LanguageTag) -> Result<Self, Error> {
        let sets = document.rules_for(language)?;
        let mut names: Vec<&str> = sets.iter().map(|set| set.name.as_str()).collect();
        if names.is_empty() {
            names.push("none");
        }
        let name = names.join("+");
        let rules = sets
            .into_iter()
            .flat_map(|set| {
                let name: Arc<str> = Arc::from(set.name.as_str());
                set.rules
                    .iter()
                    .map(move |rule| (Arc::clone(&name), rule.clone()))
            })
            .collect();
        Self::compile(name, rules, document.header, None)
    }

    pub(crate) fn compile(
        name: String,
        rules: Vec<(Arc<str>, Rule)>,
        header: Header,
        abbreviations: Option<AbbreviationList>,
    ) -> Result<Self, Error> {
        let engine = Engine::compile(rules.iter().map(|(set, rule)| (&**set, rule)))?;
        let identity = RuleSetId::new(name, rules.iter().map(|(_, rule)| rule), header.codes);
        Ok(Self(Arc::new(Compiled {
            engine,
            rules,
            header,
            identity,
            abbreviations: abbreviations.map(|list| UserList {
                count: list.rules().len(),
                list,
                by_entry: OnceLock::new(),
            }),
        })))
    }

    /// The same rules, with those of a list of abbreviations before them.
    ///
    /// # Errors
    /// None of [`AbbreviationList`]'s own making; those of compiling.
    pub fn with_abbreviations(&self, list: &AbbreviationList) -> Result<Self, Error> {
        if list.is_empty() {
            return Ok(self.clone());
        }
        let set: Arc<str> = Arc::from(ABBREVIATIONS);
        let rules = list
            .rules()
            .into_iter()
            .map(|rule| (Arc::clone(&set), rule))
            .chain(self.0.rules.iter().cloned())
            .collect();
        let name = format!("{}+{ABBREVIATIONS}", self.0.identity.name);
        Self::compile(name, rules, self.0.header, Some(list.clone()))
    }

    /// Name and fingerprint of the rules.
    pub fn identity(&self) -> &RuleSetId {
        &self.0.identity
    }

    /// Whether text of sub-flows inside inline codes is to be segmented too.
    pub fn segment_subflows(&self) -> bool {
        self.0.header.segment_subflows
    }

    /// On which side of a break inline codes fall.
    pub fn code_placement(&self) -> CodePlacement {
        self.0.header.codes
    }

    /// The rules in order of precedence.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.0.rules.iter().map(|(_, rule)| rule)
    }

    /// Cuts a paragraph. The spans tile it exactly: white space between two segments belongs to the first of them, and
    /// no segment is blank unless the whole paragraph is. An empty paragraph has no segment.
    ///
    /// Time is linear in the length of the paragraph with the built-in rules, and with those of a file that have no
    /// look-around inside, no back-reference and no possessive repetition. Others may read the whole paragraph at each place
    /// where they could decide. Where one needs more backtracking than allowed, the paragraph stays whole;
    /// [`Segmenter::try_segments`] tells. Built-in rules never backtrack.
    pub fn segments(&self, paragraph: &str) -> Vec<ByteSpan> {
        self.try_segments(paragraph).unwrap_or_else(|_| {
            (!paragraph.is_empty())
                .then_some(ByteSpan::new(0, paragraph.len()))
                .into_iter()
                .collect()
        })
    }

    /// As [`Segmenter::segments`].
    ///
    /// # Errors
    /// [`crate::ErrorKind::Backtracking`] where a rule needs more steps than allowed on this paragraph.
    pub fn try_segments(&self, paragraph: &str) -> Result<Vec<ByteSpan>, Error> {
        let mut spans = Vec::new();
        let mut start = 0;
        let mut starts = Starts::new(paragraph);
        self.0.engine.decide(paragraph, |decision| {
            if decision.breaks
                && let Some(offset) = starts.after(decision.position)
                && offset > start
            {
                spans.push(ByteSpan::new(start, offset));
                start = offset;
            }
        })?;
        if start < paragraph.len() {
            spans.push(ByteSpan::new(start, paragraph.len()));
        }
        Ok(spans)
    }

    /// The segments without white space at their ends; none is blank.
    pub fn trimmed_segments(&self, paragraph: &str) -> Vec<ByteSpan> {
        self.segments(paragraph)
            .into_iter()
            .filter_map(|span| trimmed(paragraph, span))
            .collect()
    }

    /// Each place where a rule would break, in order, with the rule that decided. For an abbreviation of the user's list
    /// that is the line of the list.
    ///
    /// # Errors
    /// As [`Segmenter::try_segments`].
    pub fn explain(&self, paragraph: &str) -> Result<Vec<Candidate>, Error> {
        let mut candidates: Vec<Candidate> = Vec::new();
        let mut entries = None;
        let mut starts = Starts::new(paragraph);
        self.0.engine.decide(paragraph, |decision| {
            let Some(offset) = starts.after(decision.position) else {
                return;
            };
            let Some((_, rule)) = self.0.rules.get(decision.rule) else {
                return;
            };
            let entry = self.0.abbreviations.as_ref().and_then(|user| {
                let entries = entries.get_or_insert_with(|| user.entries_in(paragraph));
                entries
                    .get(&decision.position)
                    .filter(|_| decision.rule < user.count)
            });
            let candidate = Candidate {
                offset,
                verdict: if decision.breaks {
                    Verdict::Break
                } else {
                    Verdict::Hold
                },
                rule: entry.map_or_else(|| RuleReference::of(rule), |rule| RuleReference::of(rule)),
            };
            match candidates.last_mut().filter(|last| last.offset == offset) {
                Some(last) if decision.breaks && last.verdict == Verdict::Hold => *last = candidate,
                Some(_) => {}
                None => candidates.push(candidate),
            }
        })?;
        Ok(candidates)
    }
}

impl UserList {
    /// The entry that holds at each position of the paragraph where one does.
    fn entries_in(&self, paragraph: &str) -> BTreeMap<usize, &Rule> {
        let compiled = self.by_entry.get_or_init(|| {
            let rules = self.list.rules_by_entry();
            let engine = Engine::compile(rules.iter().map(|rule| (ABBREVIATIONS, rule))).ok()?;
            Some((engine, rules))
        });
        let mut found = BTreeMap::new();
        if let Some((engine, rules)) = compiled {
            // Rules of literals never backtrack.
            let _ = engine.decide(paragraph, |decision| {
                if let Some(rule) = rules.get(decision.rule) {
                    found.insert(decision.position, rule);
                }
            });
        }
        found
    }
}

/// Where segments start after breaks, asked in order of the breaks.
struct Starts<'a> {
    paragraph: &'a str,
    /// Where the first text is.
    text: usize,
    /// The end of the white space behind the last break.
    space: usize,
}

impl<'a> Starts<'a> {
    fn new(paragraph: &'a str) -> Self {
        Self {
            paragraph,
            text: paragraph.len() - paragraph.trim_start().len(),
            space: 0,
        }
    }

    /// Where the next segment starts after a break at a position: behind the white space. `None` where either segment
    /// would be blank.
    fn after(&mut self, position: usize) -> Option<usize> {
        if position <= self.text {
            return None;
        }
        // Long white space with many breaks is read once.
        if position > self.space {
            let after = self.paragraph.get(position..)?;
            self.space = self.paragraph.len() - after.trim_start().len();
        }
        Some(self.space).filter(|end| *end < self.paragraph.len())
    }
}

/// The span without white space at both ends, or `None` where nothing is left.
fn trimmed(paragraph: &str, span: ByteSpan) -> Option<ByteSpan> {
    let text = span.of(paragraph)?;
    let start = span.start() + (text.len() - text.trim_start().len());
    let trimmed = text.trim();
    (!trimmed.is_empty()).then_some(ByteSpan::new(start, start + trimmed.len()))
}
