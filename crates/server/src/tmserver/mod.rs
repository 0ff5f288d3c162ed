//! The protocol of tmserver (translate-toolkit up to 3.18) and amaGama, as their clients use it.
//!
//! tmserver is served under `/tmserver`, amaGama under `/api/v1`; the calls are the same. Where the two differ, or fail
//! their own clients, the answer is the one that clients of both can read: JSON in every case.

mod jsonp;
mod store;
mod style;
#[cfg(test)]
mod tests;
mod unit;

use axum::extract::State;
use axum::http::{HeaderMap, Method, header};
use axum::response::Response;
use serde::Serialize;
use yaddash_memory::store::Moment;
use yaddash_model::LanguageTag;

use crate::app::App;
use crate::failure::Failure;
use crate::guard::Right::{Read, Write};
use crate::memories::{Named, any_has};
use crate::parameters::Parameters;
use crate::routes::{self, Route};

/// The routes under a prefix.
macro_rules! under {
    ($prefix:literal) => {{
        const LANGUAGES: [&str; 2] = [
            concat!($prefix, "/languages/"),
            concat!($prefix, "/languages"),
        ];
        // The text stands in the path, or in the query as `source`.
        const UNIT: [&str; 2] = [
            concat!($prefix, "/{source}/{target}/unit/{*text}"),
            concat!($prefix, "/{source}/{target}/unit/"),
        ];
        const STORE: &str = concat!($prefix, "/{source}/{target}/store/{*name}");
        const WHOLE_STORE: &str = concat!($prefix, "/store/{*name}");
        let mut routes = vec![
            Route::new(Method::GET, STORE, Read, store::show).long(),
            Route::new(Method::PUT, STORE, Write, store::upload).long(),
            Route::new(Method::POST, STORE, Write, store::write),
            Route::new(Method::DELETE, STORE, Write, store::delete).long(),
            Route::new(Method::GET, WHOLE_STORE, Read, store::count).long(),
            Route::new(Method::DELETE, WHOLE_STORE, Write, store::delete_all).long(),
        ];
        for path in LANGUAGES {
            routes.push(Route::new(Method::GET, path, Read, languages));
        }
        for path in UNIT {
            routes.push(Route::new(Method::GET, path, Read, unit::look_up));
            routes.push(Route::new(Method::PUT, path, Write, unit::write));
            routes.push(Route::new(Method::POST, path, Write, unit::write));
            routes.push(Route::new(Method::DELETE, path, Write, unit::delete));
        }
        routes
    }};
}

/// The routes of tmserver and of amaGama.
pub(crate) fn routes() -> Vec<Route> {
    let mut routes = under!("/tmserver");
    routes.extend(under!("/api/v1"));
    routes
}

/// The languages of the memories, as clients compare them: in lower case and with `_`.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Languages<'a> {
    source_languages: &'a [String],
    target_languages: &'a [String],
}

async fn languages(
    State(app): State<App>,
    headers: HeaderMap,
    parameters: Parameters,
) -> Result<Response, Failure> {
    app.read(move |app| {
        let memories = app.memories.all();
        let tag = tag_of(&memories)?;
        if has(&headers, &tag) {
            return Ok(routes::unchanged(&tag));
        }
        let mut names = Vec::new();
        for memory in &memories {
            for language in &*memory.languages()? {
                names.push(name_of(language));
                // `az` is served where there is `az-AZ`.
                if language.script().is_none() {
                    names.push(language.language().to_owned());
                }
            }
        }
        names.sort();
        names.dedup();
        let languages = Languages {
            source_languages: &names,
            target_languages: &names,
        };
        jsonp::answer(&languages, &parameters, Some(&tag))
    })
    .await
}

/// A language as clients of this protocol write it.
fn name_of(language: &LanguageTag) -> String {
    language.normal().replace('-', "_").to_ascii_lowercase()
}

/// Refuses a pair of languages that cannot be served: 404, as amaGama does.
fn check_pair(
    memories: &[std::sync::Arc<Named>],
    source: &LanguageTag,
    target: &LanguageTag,
) -> Result<(), Failure> {
    check_differ(source, target)?;
    if !any_has(memories, source)? {
        return Err(Failure::not_found(format!(
            "no memory has texts in `{source}`"
        )));
    }
    Ok(())
}

fn check_differ(source: &LanguageTag, target: &LanguageTag) -> Result<(), Failure> {
    if source == target {
        return Err(Failure::not_found(format!(
            "`{source}` is the language of the source and of the target"
        )));
    }
    Ok(())
}

/// Names the state of memories (`ETag`).
fn tag_of(memories: &[std::sync::Arc<Named>]) -> Result<String, Failure> {
    let counters = memories.iter().map(|memory| {
        let store = memory.memory().store();
        let Moment { counter, stamp } = store.moment()?;
        Ok(format!("{}-{counter}-{stamp}", store.identity()?.0))
    });
    let counters: Result<Vec<String>, Failure> = counters.collect();
    Ok(format!("W/\"{}\"", counters?.join("-")))
}

/// Whether a client has the answer of this state.
fn has(headers: &HeaderMap, tag: &str) -> bool {
    let known = headers.get(header::IF_NONE_MATCH);
    known.is_some_and(|known| known == tag)
}
