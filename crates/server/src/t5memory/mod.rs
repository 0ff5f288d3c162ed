//! The protocol of t5memory, which translate5 speaks.
//!
//! A memory is named in the path. Bodies are JSON, errors too: `{"ReturnValue":404,"ErrorMsg":"…"}`.

mod concordance;
mod entry;
mod markup;
mod memory;
mod proposal;
#[cfg(test)]
mod tests;

use axum::http::Method;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use crate::failure::{self, Failure};
use crate::guard::Right::{Read, Write};
use crate::routes::Route;

pub(crate) fn routes() -> Vec<Route> {
    vec![
        Route::new(Method::GET, "/t5memory", Read, memory::list),
        Route::new(Method::GET, "/t5memory/", Read, memory::list),
        Route::new(Method::POST, "/t5memory", Write, memory::create),
        Route::new(Method::POST, "/t5memory/", Write, memory::create),
        Route::new(Method::GET, "/t5memory/{memory}", Read, memory::export).long(),
        Route::new(Method::GET, "/t5memory/{memory}/", Read, memory::export).long(),
        Route::new(
            Method::GET,
            "/t5memory/{memory}/download.tmx",
            Read,
            memory::export,
        )
        .long(),
        Route::new(Method::DELETE, "/t5memory/{memory}", Write, memory::delete),
        Route::new(Method::DELETE, "/t5memory/{memory}/", Write, memory::delete),
        Route::new(
            Method::GET,
            "/t5memory/{memory}/status",
            Read,
            memory::status,
        ),
        Route::new(
            Method::POST,
            "/t5memory/{memory}/import",
            Write,
            memory::import,
        )
        .long(),
        Route::new(
            Method::POST,
            "/t5memory/{memory}/clone",
            Write,
            memory::clone,
        )
        .long(),
        Route::new(
            Method::GET,
            "/t5memory/{memory}/reorganize",
            Write,
            memory::reorganize,
        ),
        Route::new(
            Method::POST,
            "/t5memory/{memory}/fuzzysearch",
            Read,
            proposal::fuzzy_search,
        ),
        Route::new(
            Method::POST,
            "/t5memory/{memory}/concordancesearch",
            Read,
            concordance::search,
        ),
        Route::new(
            Method::POST,
            "/t5memory/{memory}/entry",
            Write,
            entry::write,
        ),
        Route::new(
            Method::POST,
            "/t5memory/{memory}/entrydelete",
            Write,
            entry::delete,
        ),
    ]
}

/// Whether a path belongs to this protocol.
pub(crate) fn is_path(path: &str) -> bool {
    path.starts_with("/t5memory")
}

/// What every answer begins with.
#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Done<T> {
    return_value: u16,
    error_msg: String,
    #[serde(flatten)]
    more: T,
}

fn done(more: impl Serialize) -> Response {
    failure::json(&Done {
        return_value: 0,
        error_msg: String::new(),
        more,
    })
}

/// An error in the shape of this protocol.
pub(crate) fn failure(failure: &Failure) -> Response {
    let body = failure::json(&Done {
        return_value: failure.status().as_u16(),
        error_msg: failure.message().to_owned(),
        more: (),
    });
    (failure.status(), body).into_response()
}
