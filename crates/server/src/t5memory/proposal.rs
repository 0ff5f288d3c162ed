//! Proposals: what is found, as this protocol shows it.

use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use yaddash_memory::lookup::{Match, Query};
use yaddash_memory::score::MatchKind;
use yaddash_memory::store::{Context, StoredUnit};
use yaddash_model::{LanguageTag, Variant};

use super::{done, markup};
use crate::app::App;
use crate::body::Json;
use crate::failure::Failure;
use crate::parameters::PathVariables;
use crate::units::check_text;

/// Proposals where the client does not say how many, and at most.
const PROPOSALS: (usize, usize) = (5, 20);
/// The least score of a proposal; t5memory has no way to ask for another.
const LEAST: f64 = 50.0;

/// A fuzzy search. The other fields that clients send say how texts are to be shown.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Search {
    source: String,
    source_lang: LanguageTag,
    target_lang: LanguageTag,
    #[serde(default)]
    document_name: String,
    #[serde(default)]
    context: String,
    num_of_proposals: Option<usize>,
}

/// A unit as this protocol shows it.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Proposal {
    source: String,
    target: String,
    segment_number: u64,
    id: String,
    document_name: String,
    document_short_name: String,
    source_lang: String,
    target_lang: String,
    #[serde(rename = "type")]
    kind: &'static str,
    author: String,
    timestamp: String,
    markup_table: &'static str,
    context: String,
    additional_info: String,
    #[serde(flatten)]
    rated: Option<Rated>,
}

/// How good a proposal is.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
struct Rated {
    match_type: &'static str,
    match_rate: u8,
    /// Words of the text that was asked for, and how many of them differ.
    fuzzy_words: usize,
    fuzzy_diffs: usize,
}

#[derive(Serialize)]
struct Proposals {
    #[serde(rename = "NumOfFoundProposals")]
    number: usize,
    results: Vec<Proposal>,
}

pub(super) async fn fuzzy_search(
    State(app): State<App>,
    variables: PathVariables,
    Json(search): Json<Search>,
) -> Result<Response, Failure> {
    check_text(&search.source, app.options.limits.text)?;
    app.read(move |app| {
        let memory = app.memories.get(variables.text("memory"))?;
        let segment = markup::read(&search.source);
        let mut query = Query::new(&segment, &search.source_lang, &search.target_lang);
        query.min = LEAST;
        query.limit = search
            .num_of_proposals
            .filter(|number| *number > 0)
            .map_or(PROPOSALS.0, |number| number.min(PROPOSALS.1));
        query.context = Context {
            id: Some(search.context).filter(|context| !context.is_empty()),
            ..Context::default()
        };
        let words = segment.text().split_whitespace().count();
        let found = memory.memory().lookup(&query)?;
        let results: Vec<Proposal> = found
            .iter()
            .map(|found| rated(found, words, &search.document_name))
            .collect();
        Ok(done(Proposals {
            number: results.len(),
            results,
        }))
    })
    .await
}

fn rated(found: &Match, words: usize, document: &str) -> Proposal {
    let mut proposal = proposal(&found.unit, found.source(), found.target());
    let score = &found.score;
    let is_same_document = !document.is_empty() && document == proposal.document_name;
    let match_type = match score.kind {
        MatchKind::Context => "ExactExact",
        MatchKind::Exact if is_same_document => "ExactSameDoc",
        MatchKind::Exact => "Exact",
        _ => "Fuzzy",
    };
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "scores are from 0 to 102, shares of words from 0 to 1"
    )]
    let (match_rate, fuzzy_diffs) = (
        score.value.clamp(0.0, 102.0).floor() as u8,
        (words as f64 * (1.0 - score.words.clamp(0.0, 100.0) / 100.0)).round() as usize,
    );
    proposal.rated = Some(Rated {
        match_type,
        match_rate,
        fuzzy_words: words,
        fuzzy_diffs,
    });
    proposal
}

/// A unit of two of its variants.
pub(super) fn proposal(stored: &StoredUnit, source: &Variant, target: &Variant) -> Proposal {
    let unit = &stored.unit;
    let attribute = |names: [&str; 2]| {
        let of = |names: [&str; 2]| names.into_iter().find_map(|name| unit.attributes.get(name));
        of(names).unwrap_or_default().to_owned()
    };
    let document = stored.origin.as_deref().unwrap_or_default();
    Proposal {
        source: markup::write(&source.segment),
        target: markup::write(&target.segment),
        segment_number: stored.id.0,
        id: stored.id.to_string(),
        document_name: document.to_owned(),
        document_short_name: document
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default()
            .to_owned(),
        source_lang: source.language.as_str().to_owned(),
        target_lang: target.language.as_str().to_owned(),
        kind: "Manual",
        author: attribute(["changeid", "creationid"]),
        timestamp: attribute(["changedate", "creationdate"]),
        markup_table: "OTMXUXLF",
        context: Context::of(unit, &source.language).id.unwrap_or_default(),
        additional_info: String::new(),
        rated: None,
    }
}
