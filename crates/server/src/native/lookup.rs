//! Look-ups of one text or of many.

use std::sync::Arc;

use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use yaddash_memory::lookup::Query;
use yaddash_memory::score::{Differences, MatchKind, Penalty, Score, Scoring};
use yaddash_memory::store::Context;
use yaddash_model::{LanguageTag, Segment};

use crate::app::App;
use crate::body::Json;
use crate::failure::{self, Failure};
use crate::memories::{Found, Named, look_up};
use crate::parameters::Parameters;
use crate::units;

/// Matches of a text at most.
const MOST: usize = 1000;
/// Texts of a bulk look-up between which others have their turn.
const TURN: usize = 20;

/// A bulk look-up.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Asked {
    from: LanguageTag,
    to: LanguageTag,
    queries: Vec<AskedText>,
    #[serde(default = "least")]
    min: f64,
    #[serde(default = "limit")]
    limit: usize,
    #[serde(default)]
    exact: bool,
    #[serde(default)]
    scoring: AskedScoring,
    /// The names of memories in their order; none: all.
    #[serde(default)]
    memories: Vec<String>,
}

fn least() -> f64 {
    70.0
}

fn limit() -> usize {
    5
}

/// A text, or a text with its surroundings.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum AskedText {
    Text(String),
    InContext(AskedInContext),
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct AskedInContext {
    text: String,
    previous: Option<String>,
    next: Option<String>,
    id: Option<String>,
}

#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
enum AskedScoring {
    #[default]
    Blend,
    Word,
    Char,
    OmegaT,
}

#[derive(Serialize)]
struct Answer {
    results: Vec<TextAnswer>,
}

#[derive(Serialize)]
struct TextAnswer {
    query: String,
    matches: Vec<MatchAnswer>,
}

#[derive(Serialize)]
struct MatchAnswer {
    memory: String,
    id: u64,
    source: String,
    target: String,
    source_language: String,
    target_language: String,
    score: f64,
    breakdown: Breakdown,
    origin: Option<String>,
    changed: Option<String>,
}

/// What a score is made of, each from 0 to 100.
#[derive(Serialize)]
struct Breakdown {
    kind: MatchKind,
    words: f64,
    stems: f64,
    characters: f64,
    differences: Differences,
    penalties: Vec<Penalty>,
}

impl From<Score> for Breakdown {
    fn from(score: Score) -> Self {
        Self {
            kind: score.kind,
            words: score.words,
            stems: score.stems,
            characters: score.characters,
            differences: score.differences,
            penalties: score.penalties,
        }
    }
}

impl Asked {
    fn check(&self, app: &App) -> Result<(), Failure> {
        let limits = &app.options.limits;
        if self.queries.len() > limits.queries {
            return Err(Failure::too_large(format!(
                "{} texts are above the limit of {}",
                self.queries.len(),
                limits.queries
            )));
        }
        if !(0.0..=102.0).contains(&self.min) {
            return Err(Failure::bad_request("`min` is a number from 0 to 102"));
        }
        if self.limit > MOST {
            return Err(Failure::bad_request(format!("`limit` is at most {MOST}")));
        }
        let mut texts = self.queries.iter();
        texts.try_for_each(|text| units::check_text(text.text(), limits.text))
    }
}

impl AskedText {
    fn text(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::InContext(asked) => &asked.text,
        }
    }

    fn into_parts(self) -> (String, Context) {
        match self {
            Self::Text(text) => (text, Context::default()),
            Self::InContext(asked) => {
                let context = Context {
                    previous: asked.previous,
                    next: asked.next,
                    id: asked.id,
                };
                (asked.text, context)
            }
        }
    }
}

impl AskedScoring {
    fn read(name: Option<&str>) -> Result<Self, Failure> {
        Ok(match name {
            None | Some("blend") => Self::Blend,
            Some("word") => Self::Word,
            Some("char") => Self::Char,
            Some("omegat") => Self::OmegaT,
            Some(other) => {
                return Err(Failure::bad_request(format!(
                    "`scoring` is blend, word, char or omegat, not `{other}`"
                )));
            }
        })
    }

    fn scoring(self) -> Scoring {
        match self {
            Self::Blend => Scoring::Blend,
            Self::Word => Scoring::Word,
            Self::Char => Scoring::Char,
            Self::OmegaT => Scoring::OmegaT,
        }
    }
}

/// Looks one text up, that of the parameter `q`.
pub(super) async fn one(
    State(app): State<App>,
    parameters: Parameters,
) -> Result<Response, Failure> {
    let own = |name| parameters.text(name).map(str::to_owned);
    let asked = Asked {
        from: parameters.language("from")?,
        to: parameters.language("to")?,
        queries: vec![AskedText::InContext(AskedInContext {
            text: parameters.required("q")?.to_owned(),
            previous: own("previous"),
            next: own("next"),
            id: own("id"),
        })],
        min: parameters.number("min", 0.0..=102.0)?.unwrap_or_else(least),
        limit: parameters.number("limit", 0..=MOST)?.unwrap_or_else(limit),
        exact: parameters.flag("exact")?,
        scoring: AskedScoring::read(parameters.text("scoring"))?,
        memories: own("memory").into_iter().collect(),
    };
    answer(app, asked).await
}

/// Looks many texts up.
pub(super) async fn many(
    State(app): State<App>,
    Json(asked): Json<Asked>,
) -> Result<Response, Failure> {
    answer(app, asked).await
}

async fn answer(app: App, mut asked: Asked) -> Result<Response, Failure> {
    asked.check(&app)?;
    let memories = app.memories.chosen(&asked.memories)?;
    let mut left = std::mem::take(&mut asked.queries).into_iter();
    let asked = Arc::new(asked);
    let mut results = Vec::new();
    loop {
        let turn: Vec<AskedText> = left.by_ref().take(TURN).collect();
        if turn.is_empty() {
            break;
        }
        let (asked, memories) = (Arc::clone(&asked), memories.clone());
        let work = move |_: &App| {
            let texts = turn.into_iter();
            texts
                .map(|text| look_one_up(&memories, &asked, text))
                .collect()
        };
        let answers: Vec<TextAnswer> = app.read(work).await?;
        results.extend(answers);
    }
    Ok(failure::json(&Answer { results }))
}

fn look_one_up(
    memories: &[Arc<Named>],
    asked: &Asked,
    text: AskedText,
) -> Result<TextAnswer, Failure> {
    let (text, context) = text.into_parts();
    let segment = Segment::from(text);
    let mut query = Query::new(&segment, &asked.from, &asked.to);
    query.min = asked.min;
    query.limit = asked.limit;
    query.exact = asked.exact;
    query.scoring = asked.scoring.scoring();
    query.context = context;
    let found = look_up(memories, &query)?;
    Ok(TextAnswer {
        matches: found.into_iter().map(MatchAnswer::from).collect(),
        query: segment.text().to_owned(),
    })
}

impl From<Found> for MatchAnswer {
    fn from(Found { memory, found }: Found) -> Self {
        let (source, target) = (found.source(), found.target());
        let attributes = &found.unit.unit.attributes;
        let changed = attributes
            .get("changedate")
            .or_else(|| attributes.get("creationdate"));
        Self {
            memory: memory.name().to_owned(),
            id: found.unit.id.0,
            source: source.segment.text().to_owned(),
            target: target.segment.text().to_owned(),
            source_language: source.language.as_str().to_owned(),
            target_language: target.language.as_str().to_owned(),
            score: found.score.value,
            origin: found.unit.origin.as_deref().map(str::to_owned),
            changed: changed.map(str::to_owned),
            breakdown: Breakdown::from(found.score),
        }
    }
}
