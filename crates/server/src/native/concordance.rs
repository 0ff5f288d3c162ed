//! Concordance: where a text stands in a memory.

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;
use serde_json::Value;
use yaddash_memory::concordance::{ConcordanceQuery, Hit, Mode, concordance};
use yaddash_memory::store::UnitId;
use yaddash_model::LanguageTag;

use crate::app::App;
use crate::failure::{self, Failure};
use crate::parameters::{Parameters, PathVariables, language};
use crate::units::{check_text, to_json};

/// Hits of a page where the client does not say, and at most.
const PAGE: (usize, usize) = (50, 1000);

#[derive(Serialize)]
struct Page {
    hits: Vec<ShownHit>,
    /// The `after` of the next page; null where this is the last.
    next: Option<u64>,
}

#[derive(Serialize)]
struct ShownHit {
    unit: Value,
    places: Vec<Place>,
}

/// Where the text stands in a variant, in bytes of its text.
#[derive(Serialize)]
struct Place {
    variant: usize,
    spans: Vec<[usize; 2]>,
}

/// A page of the units in which the text `q` stands.
pub(super) async fn search(
    State(app): State<App>,
    variables: PathVariables,
    parameters: Parameters,
) -> Result<Response, Failure> {
    check_text(parameters.required("q")?, app.options.limits.text)?;
    app.search(move |app| {
        let memory = app.memories.get(variables.text("memory"))?;
        let (asked, with) = (
            languages(&parameters, "language")?,
            languages(&parameters, "with")?,
        );
        let query = ConcordanceQuery {
            mode: mode(parameters.text("mode"))?,
            languages: &asked,
            with: &with,
            limit: parameters.number("limit", 1..=PAGE.1)?.unwrap_or(PAGE.0),
            after: parameters.number("after", 0..=u64::MAX)?.map(UnitId),
            ..ConcordanceQuery::new(parameters.required("q")?)
        };
        let page = concordance(memory.memory().store(), &query)?;
        let hits = page.hits.iter().map(shown).collect::<Result<_, _>>()?;
        Ok(failure::json(&Page {
            hits,
            next: page.next.map(|id| id.0),
        }))
    })
    .await
}

/// Languages parted by commas.
fn languages(parameters: &Parameters, name: &str) -> Result<Vec<LanguageTag>, Failure> {
    let text = parameters.text(name).unwrap_or_default();
    let parts = text.split(',').filter(|part| !part.is_empty());
    parts.map(language).collect()
}

fn mode(name: Option<&str>) -> Result<Mode, Failure> {
    Ok(match name {
        None | Some("substring") => Mode::Substring,
        Some("words") => Mode::Words,
        Some("stems") => Mode::Stems,
        Some("wildcard") => Mode::Wildcard,
        Some(other) => {
            return Err(Failure::bad_request(format!(
                "`mode` is substring, words, stems or wildcard, not `{other}`"
            )));
        }
    })
}

fn shown(hit: &Hit) -> Result<ShownHit, Failure> {
    let places = hit.places.iter().map(|place| Place {
        variant: place.variant,
        spans: place
            .spans
            .iter()
            .map(|span| [span.start(), span.end()])
            .collect(),
    });
    Ok(ShownHit {
        unit: to_json(&hit.unit)?,
        places: places.collect(),
    })
}
