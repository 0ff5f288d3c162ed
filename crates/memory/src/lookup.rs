//! Fuzzy match: what is asked, and what is found.

use std::cmp::Ordering;

use yaddash_language::Language;
use yaddash_model::{LanguageTag, Segment, Variant};

use crate::penalty::{PenaltyRule, penalised};
use crate::repair::{Repaired, repair};
use crate::score::{Comparison, Differences, MatchKind, Score, Scoring, Text};
use crate::store::{Context, StoredUnit};
use crate::words::Forms;

/// A segment whose translation is looked up.
#[derive(Clone, Debug)]
pub struct Query<'a> {
    /// The segment.
    pub segment: &'a Segment,
    /// Its language.
    pub from: &'a LanguageTag,
    /// The language of the translation.
    pub to: &'a LanguageTag,
    /// The least score of a match, 0 to 100.
    pub min: f64,
    /// The most matches.
    pub limit: usize,
    /// Whether only the same text is a match.
    pub exact: bool,
    /// How matches are scored.
    pub scoring: Scoring,
    /// What stands around the segment.
    pub context: Context,
    /// What is taken off for what units are.
    pub penalties: &'a [PenaltyRule],
}

impl<'a> Query<'a> {
    /// A query for five matches of 70 or more.
    #[must_use]
    pub fn new(segment: &'a Segment, from: &'a LanguageTag, to: &'a LanguageTag) -> Self {
        Self {
            segment,
            from,
            to,
            min: 70.0,
            limit: 5,
            exact: false,
            scoring: Scoring::default(),
            context: Context::default(),
            penalties: &[],
        }
    }
}

/// A unit that was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Match {
    /// The unit.
    pub unit: StoredUnit,
    /// Which variant is like the query.
    source: Variant,
    /// Which variant is its translation.
    target: Variant,
    /// What it is worth.
    pub score: Score,
    /// The translation made to fit, where only numbers, codes, case, signs or white space differ and that is safe.
    pub repaired: Option<Repaired>,
}

impl Match {
    /// The variant that is like the query.
    pub fn source(&self) -> &Variant {
        &self.source
    }

    /// The variant that is its translation.
    pub fn target(&self) -> &Variant {
        &self.target
    }

    /// The translation to propose: the repaired one where there is one.
    pub fn proposal(&self) -> &Segment {
        match &self.repaired {
            Some(repaired) => &repaired.segment,
            None => &self.target.segment,
        }
    }

    /// The better match first; of equal ones that which is also more like in other measures, then the newer, then the
    /// one that the store has longer.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        let other_measures = |found: &Self| found.score.characters + found.score.words;
        other
            .score
            .value
            .total_cmp(&self.score.value)
            .then_with(|| other_measures(other).total_cmp(&other_measures(self)))
            .then_with(|| other.date().cmp(self.date()))
            .then_with(|| self.unit.id.cmp(&other.unit.id))
    }

    /// When the unit was changed last, as far as it tells; dates of TMX sort as text.
    fn date(&self) -> &str {
        let attributes = &self.unit.unit.attributes;
        let changed = attributes.get("changedate");
        changed
            .or_else(|| attributes.get("creationdate"))
            .unwrap_or_default()
    }
}

/// A query made ready to score units.
#[derive(Debug)]
pub(crate) struct Judge<'a> {
    query: &'a Query<'a>,
    forms: Forms,
    comparison: Comparison<'a>,
}

impl<'a> Judge<'a> {
    pub(crate) fn new(query: &'a Query<'a>) -> Self {
        let mut forms = Forms::new(Language::of(query.from));
        let text = Text::new(query.segment.text(), &mut forms);
        Self {
            query,
            forms,
            comparison: Comparison::new(text),
        }
    }

    /// The match that a unit is, where it has both languages and is worth it.
    pub(crate) fn judge(&mut self, unit: StoredUnit) -> Option<Match> {
        let target = unit.unit.variant(self.query.to)?.clone();
        let sources = unit
            .unit
            .variants
            .iter()
            .filter(|variant| self.query.from.fit(&variant.language).is_some());
        let mut best: Option<(Score, Variant)> = None;
        for source in sources {
            let Some(score) = score(
                self.query,
                &mut self.comparison,
                &mut self.forms,
                [source, &target],
                &unit,
            ) else {
                continue;
            };
            if best.as_ref().is_none_or(|best| score.value > best.0.value) {
                best = Some((score, source.clone()));
            }
        }
        let (score, source) = best?;
        let repaired = (score.kind == MatchKind::Near)
            .then(|| {
                repair(
                    self.query.segment,
                    &source.segment,
                    &target.segment,
                    self.query.from,
                    self.query.to,
                )
            })
            .flatten();
        Some(Match {
            unit,
            source,
            target,
            score,
            repaired,
        })
    }
}

/// What a unit is worth by its source and target; `None` where that is less than the query asks for.
fn score(
    query: &Query<'_>,
    comparison: &mut Comparison<'_>,
    forms: &mut Forms,
    [source, target]: [&Variant; 2],
    unit: &StoredUnit,
) -> Option<Score> {
    let text = Text::new(source.segment.text(), forms);
    let measures = comparison.measures(&text);
    if query.exact && !measures.is_same {
        return None;
    }
    let asked = comparison.query();
    let mut differences = Differences::default();
    if measures.is_same || measures.has_same_words {
        differences = Differences::between((&asked.text, &asked.words), (&text.text, &text.words));
        differences.codes = !has_same_codes(query.segment, &source.segment);
    }
    let ways = ways_in_context(&query.context, unit, source);
    let score = Score::new(&measures, differences, query.scoring).in_context(ways);
    let score = penalised(score, query.penalties, unit, [source, target]);
    (score.value >= query.min).then_some(score)
}

/// Whether two segments have codes of the same kinds in the same order, however they are numbered.
fn has_same_codes(one: &Segment, other: &Segment) -> bool {
    let kinds = |segment: &Segment| -> Vec<_> {
        let codes = segment.codes().iter();
        codes.map(|placed| placed.code.kind.clone()).collect()
    };
    kinds(one) == kinds(other)
}

/// In how many ways the contexts are the same: by what stands around, and by name.
fn ways_in_context(asked: &Context, unit: &StoredUnit, source: &Variant) -> u8 {
    if *asked == Context::default() {
        return 0;
    }
    let context = Context::of(&unit.unit, &source.language);
    let has_around = asked.previous.is_some() || asked.next.is_some();
    let around = has_around && asked.previous == context.previous && asked.next == context.next;
    let id = asked.id.is_some() && asked.id == context.id;
    u8::from(around) + u8::from(id)
}
