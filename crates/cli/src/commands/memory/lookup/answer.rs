//! The answer to a query, for programs and for people.

use std::fmt::Write as _;

use anyhow::Result;
use serde::Serialize;
use yaddash_memory::repair::Repaired;
use yaddash_memory::score::{Differences, MatchKind, Penalty};
use yaddash_memory::{Found, Memories};
use yaddash_model::{Attributes, Property};

/// An answer; `query`, `matches` and the names in a match are a contract.
#[derive(Serialize)]
pub(super) struct Answer<'a> {
    query: &'a str,
    matches: Vec<MatchFound<'a>>,
}

#[derive(Serialize)]
struct MatchFound<'a> {
    source: &'a str,
    target: &'a str,
    /// The target made to fit, where that is safe.
    #[serde(skip_serializing_if = "Option::is_none")]
    proposal: Option<Proposal<'a>>,
    score: f64,
    breakdown: Breakdown<'a>,
    /// Whether the context is the same too.
    context: bool,
    id: u64,
    /// The directory of the memory, where several are asked.
    #[serde(skip_serializing_if = "Option::is_none")]
    memory: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    origin: Option<&'a str>,
    attributes: &'a Attributes,
    properties: Properties<'a>,
}

#[derive(Serialize)]
struct Proposal<'a> {
    text: &'a str,
    repaired: Vec<&'static str>,
}

#[derive(Serialize)]
struct Breakdown<'a> {
    kind: MatchKind,
    words: f64,
    stems: f64,
    characters: f64,
    differences: Differences,
    penalties: &'a [Penalty],
}

/// Properties of the unit and its two variants as a map; of several of one type all values stand in a list.
struct Properties<'a>(Vec<&'a Property>);

impl Serialize for Properties<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut kinds: Vec<&str> = Vec::new();
        for property in &self.0 {
            if !kinds.contains(&property.kind.as_str()) {
                kinds.push(&property.kind);
            }
        }
        serializer.collect_map(kinds.into_iter().map(|kind| {
            let values: Vec<&str> = self
                .0
                .iter()
                .filter(|property| property.kind == kind)
                .map(|property| property.value.as_str())
                .collect();
            (kind, Values(values))
        }))
    }
}

/// One value, or a list of several.
struct Values<'a>(Vec<&'a str>);

impl Serialize for Values<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_slice() {
            [value] => value.serialize(serializer),
            values => values.serialize(serializer),
        }
    }
}

impl<'a> Answer<'a> {
    /// The answer to `query`.
    pub(super) fn new(query: &'a str, matches: &'a [Found], memories: &'a Memories) -> Self {
        let several = memories.attached().len() > 1;
        Self {
            query,
            matches: matches
                .iter()
                .map(|found| MatchFound::new(found, several.then_some(memories)))
                .collect(),
        }
    }

    /// As a line of JSON.
    pub(super) fn json(&self) -> Result<Vec<u8>> {
        let mut line = serde_json::to_vec(self)?;
        line.push(b'\n');
        Ok(line)
    }

    /// As people read it.
    pub(super) fn text(&self) -> Vec<u8> {
        let mut text = format!("{}\n", self.query);
        if self.matches.is_empty() {
            text.push_str("  no match\n");
        }
        for found in &self.matches {
            found.write(&mut text);
        }
        text.into_bytes()
    }
}

impl<'a> MatchFound<'a> {
    fn new(found: &'a Found, memories: Option<&'a Memories>) -> Self {
        let (unit, score) = (&found.found.unit, &found.found.score);
        let (source, target) = (found.found.source(), found.found.target());
        let properties = unit
            .unit
            .properties
            .iter()
            .chain(&source.properties)
            .chain(&target.properties);
        Self {
            source: source.segment.text(),
            target: target.segment.text(),
            proposal: found.found.repaired.as_ref().map(Proposal::new),
            score: rounded(score.value),
            breakdown: Breakdown {
                kind: score.kind,
                words: rounded(score.words),
                stems: rounded(score.stems),
                characters: rounded(score.characters),
                differences: score.differences,
                penalties: &score.penalties,
            },
            context: score.kind == MatchKind::Context,
            id: unit.id.0,
            memory: memories
                .and_then(|memories| memories.attached().get(found.memory))
                .map(|attached| attached.name.as_str()),
            origin: unit.origin.as_deref(),
            attributes: &unit.unit.attributes,
            properties: Properties(properties.collect()),
        }
    }

    fn write(&self, text: &mut String) {
        // Writing to a string does not fail.
        let _ = writeln!(text, "  {:>6.2}  {}", self.score, self.source);
        let _ = writeln!(text, "          {}", self.target);
        if let Some(proposal) = &self.proposal {
            let _ = writeln!(
                text,
                "          {}  (repaired: {})",
                proposal.text,
                proposal.repaired.join(", ")
            );
        }
    }
}

impl<'a> Proposal<'a> {
    fn new(repaired: &'a Repaired) -> Self {
        Self {
            text: repaired.segment.text(),
            repaired: repaired
                .what
                .iter()
                .map(yaddash_memory::repair::Repair::name)
                .collect(),
        }
    }
}

/// With two digits behind the point; never rounded up to a higher class of match.
fn rounded(score: f64) -> f64 {
    (score * 100.0 + 1e-6).floor() / 100.0
}
