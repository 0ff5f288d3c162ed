//! Concordance, a page at a time: where the next one begins is told as `NewSearchPosition` and sent back.

use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use yaddash_memory::concordance::{ConcordanceQuery, Hit, concordance};
use yaddash_memory::store::UnitId;
use yaddash_model::LanguageTag;

use super::done;
use super::proposal::{Proposal, proposal};
use crate::app::App;
use crate::body::Json;
use crate::failure::Failure;
use crate::parameters::PathVariables;
use crate::units::check_text;

/// Hits where the client does not say how many, and at most.
const HITS: (usize, usize) = (5, 200);

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Asked {
    #[serde(rename = "searchString")]
    text: String,
    /// `source`, `target`, or both in one word.
    #[serde(rename = "searchType", default)]
    side: String,
    /// Where the page before ended; empty for the first.
    #[serde(rename = "searchPosition")]
    position: Option<String>,
    source_lang: LanguageTag,
    target_lang: LanguageTag,
    num_results: Option<usize>,
}

#[derive(Serialize)]
struct Found {
    #[serde(rename = "NewSearchPosition")]
    position: Option<String>,
    results: Vec<Proposal>,
}

pub(super) async fn search(
    State(app): State<App>,
    variables: PathVariables,
    Json(search): Json<Asked>,
) -> Result<Response, Failure> {
    check_text(&search.text, app.options.limits.text)?;
    app.search(move |app| {
        let memory = app.memories.get(variables.text("memory"))?;
        let pair = [search.source_lang, search.target_lang];
        let [source, target] = &pair;
        let kind = search.side.to_ascii_lowercase();
        let languages = match (kind.contains("source"), kind.contains("target")) {
            (false, true) => std::slice::from_ref(target),
            (true, true) => pair.as_slice(),
            _ => std::slice::from_ref(source),
        };
        let query = ConcordanceQuery {
            languages,
            with: &pair,
            limit: search
                .num_results
                .filter(|number| *number > 0)
                .map_or(HITS.0, |number| number.min(HITS.1)),
            after: position(search.position.as_deref())?,
            ..ConcordanceQuery::new(&search.text)
        };
        let page = concordance(memory.memory().store(), &query)?;
        let results = page.hits.iter();
        Ok(done(Found {
            results: results
                .filter_map(|hit| shown(hit, source, target))
                .collect(),
            position: page.next.map(|id| id.to_string()),
        }))
    })
    .await
}

fn shown(hit: &Hit, source: &LanguageTag, target: &LanguageTag) -> Option<Proposal> {
    let unit = &hit.unit.unit;
    Some(proposal(
        &hit.unit,
        unit.variant(source)?,
        unit.variant(target)?,
    ))
}

fn position(text: Option<&str>) -> Result<Option<UnitId>, Failure> {
    match text {
        None | Some("") => Ok(None),
        Some(text) => text.parse().map(|id| Some(UnitId(id))).map_err(|_| {
            Failure::bad_request("`searchPosition` is what `NewSearchPosition` told before")
        }),
    }
}
