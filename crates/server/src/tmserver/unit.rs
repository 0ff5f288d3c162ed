//! Units: looked up, written and removed.

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use yaddash_memory::lookup::{Match, Query};
use yaddash_memory::store::{Context, Policy};
use yaddash_model::{LanguageTag, Segment};

use super::style::{mark, without_mark};
use super::{check_differ, check_pair, has, jsonp, tag_of};
use crate::app::App;
use crate::body::Json;
use crate::failure::{self, Failure};
use crate::memories::look_up as search;
use crate::parameters::{Parameters, PathVariables};
use crate::{pairs, routes, units};

/// The least similarity of what is answered where the client does not say.
const LEAST_SIMILARITY: f64 = 70.0;
/// How many matches are answered where the client does not say.
const CANDIDATES: usize = 5;
/// And at most.
const MOST_CANDIDATES: usize = 100;

/// A match as clients read it.
#[derive(Debug, Serialize)]
struct Candidate<'a> {
    source: &'a str,
    target: &'a str,
    /// 0 to 100, never rounded up: clients drop what is below their threshold.
    quality: f64,
    /// What amaGama adds.
    rank: f64,
    context: String,
}

/// A unit as clients send it. What else they send is not needed.
#[derive(Debug, Deserialize)]
pub(super) struct Sent {
    pub(super) source: String,
    pub(super) target: String,
    #[serde(default)]
    pub(super) context: Option<String>,
}

/// The languages and the text of a call.
struct Asked {
    source: LanguageTag,
    target: LanguageTag,
    text: String,
}

impl Asked {
    /// The text stands in the path, or in the query as `source`.
    fn read(
        app: &App,
        variables: &PathVariables,
        parameters: &Parameters,
    ) -> Result<Self, Failure> {
        let text = match variables.text("text") {
            "" => parameters
                .text("source")
                .filter(|text| !text.is_empty())
                .ok_or_else(|| Failure::not_found("no text is asked for"))?,
            text => text,
        };
        units::check_text(text, app.options.limits.text)?;
        Ok(Self {
            source: variables.language("source")?,
            target: variables.language("target")?,
            text: without_mark(text, mark(parameters)),
        })
    }
}

pub(super) async fn look_up(
    State(app): State<App>,
    headers: HeaderMap,
    variables: PathVariables,
    parameters: Parameters,
) -> Result<Response, Failure> {
    let asked = Asked::read(&app, &variables, &parameters)?;
    let min = parameters.number("min_similarity", 0.0..=100.0)?;
    let limit = parameters.number("max_candidates", 0..=usize::MAX)?;
    let limit = limit.unwrap_or(CANDIDATES).min(MOST_CANDIDATES);
    app.read(move |app| {
        let memories = app.memories.all();
        check_pair(&memories, &asked.source, &asked.target)?;
        let tag = tag_of(&memories)?;
        if has(&headers, &tag) {
            return Ok(routes::unchanged(&tag));
        }
        let segment = Segment::from(asked.text);
        let mut query = Query::new(&segment, &asked.source, &asked.target);
        query.min = min.unwrap_or(LEAST_SIMILARITY);
        query.limit = limit;
        let found = search(&memories, &query)?;
        let candidates: Vec<Candidate<'_>> =
            found.iter().map(|found| candidate(&found.found)).collect();
        jsonp::answer(&candidates, &parameters, Some(&tag))
    })
    .await
}

fn candidate(found: &Match) -> Candidate<'_> {
    let source = found.source();
    // 102 and 101 are exact matches in context, which this protocol does not know.
    let quality = (found.score.value.min(100.0) * 100.0).floor() / 100.0;
    Candidate {
        source: source.segment.text(),
        target: found.target().segment.text(),
        quality,
        rank: quality,
        context: Context::of(&found.unit.unit, &source.language)
            .id
            .unwrap_or_default(),
    }
}

/// Adds a unit, or puts it in the place of an older one with the same source and context. The body is what counts; the
/// text in the path is what clients repeat of it.
pub(super) async fn write(
    State(app): State<App>,
    variables: PathVariables,
    parameters: Parameters,
    Json(sent): Json<Sent>,
) -> Result<Response, Failure> {
    let languages = (variables.language("source")?, variables.language("target")?);
    check_differ(&languages.0, &languages.1)?;
    let limit = app.options.limits.text;
    let mark = mark(&parameters);
    let unit = sent.into_unit(&languages, mark, limit, None)?;
    app.write(move |app| {
        let memory = app.memories.first()?;
        memory.memory().store().write(&[unit], Policy::NewestWins)?;
        Ok(())
    })
    .await?;
    Ok(failure::json(&"added 1 unit"))
}

/// Removes the translations of a text into the target language.
pub(super) async fn delete(
    State(app): State<App>,
    variables: PathVariables,
    parameters: Parameters,
) -> Result<Response, Failure> {
    let asked = Asked::read(&app, &variables, &parameters)?;
    check_differ(&asked.source, &asked.target)?;
    let removed = app
        .write(move |app| {
            let mut removed = 0;
            for memory in app.memories.all() {
                let pair = (&asked.source, &asked.target);
                removed += pairs::remove_text(memory.memory(), pair, &asked.text)?;
            }
            Ok(removed)
        })
        .await?;
    if removed == 0 {
        return Err(Failure::not_found(
            "no memory has a translation of this text",
        ));
    }
    Ok(failure::json(&format!("removed {removed} units")))
}

impl Sent {
    /// The unit that was sent.
    pub(super) fn into_unit(
        self,
        languages: &(LanguageTag, LanguageTag),
        mark: Option<char>,
        limit: usize,
        origin: Option<yaddash_memory::store::Origin>,
    ) -> Result<yaddash_memory::store::NewUnit, Failure> {
        units::check_text(&self.source, limit)?;
        units::check_text(&self.target, limit)?;
        if self.source.is_empty() || self.target.is_empty() {
            return Err(Failure::bad_request("a unit has a source and a target"));
        }
        let segment = |text: &str| Segment::from(without_mark(text, mark));
        Ok(units::of_pair(
            (languages.0.clone(), segment(&self.source)),
            (languages.1.clone(), segment(&self.target)),
            self.context.as_deref(),
            origin,
        ))
    }
}
