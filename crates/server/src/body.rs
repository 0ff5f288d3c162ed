//! The bodies of requests.

use std::fs::File;
use std::future::poll_fn;
use std::io::{Seek, Write};
use std::pin::Pin;

use axum::body::{Body, Bytes, HttpBody};
use axum::extract::{FromRequest, Request};
use axum::http::{StatusCode, header};
use serde::de::DeserializeOwned;

use crate::app::App;
use crate::failure::Failure;

/// A body of JSON, whatever its media type is said to be: clients of tmserver say nothing or something else.
pub(crate) struct Json<T>(pub(crate) T);

/// A body of any kind up to the limit of [`crate::Limits::body`].
pub(crate) struct Whole(pub(crate) Vec<u8>);

/// A file that was sent, up to the limit of [`crate::Limits::upload`]. It is on disk, and gone when this is dropped.
pub(crate) struct Upload(pub(crate) File);

impl<T: DeserializeOwned> FromRequest<App> for Json<T> {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        let Whole(bytes) = Whole::from_request(request, app).await?;
        parse(&bytes).map(Self)
    }
}

/// Reads JSON.
pub(crate) fn parse<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Failure> {
    serde_json::from_slice(bytes)
        .map_err(|error| Failure::bad_request(format!("the body is not what is expected: {error}")))
}

impl FromRequest<App> for Whole {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        let limit = app.options.limits.body;
        check_length(&request, u64::try_from(limit).unwrap_or(u64::MAX))?;
        let mut body = request.into_body();
        let mut bytes = Vec::new();
        while let Some(piece) = next(&mut body).await? {
            if bytes.len() + piece.len() > limit {
                return Err(above(limit));
            }
            bytes.extend_from_slice(&piece);
        }
        Ok(Self(bytes))
    }
}

impl FromRequest<App> for Upload {
    type Rejection = Failure;

    async fn from_request(request: Request, app: &App) -> Result<Self, Failure> {
        let limits = app.options.limits;
        check_length(&request, limits.upload)?;
        let mut body = request.into_body();
        let kept =
            |error: std::io::Error| Failure::internal(format!("cannot keep the file: {error}"));
        let mut file = tempfile::tempfile().map_err(kept)?;
        let mut length = 0;
        loop {
            let piece = tokio::time::timeout(limits.time, next(&mut body)).await;
            let piece = piece.map_err(|_| {
                Failure::new(
                    StatusCode::REQUEST_TIMEOUT,
                    "the rest of the file did not come",
                )
            })?;
            let Some(piece) = piece? else {
                break;
            };
            length += u64::try_from(piece.len()).unwrap_or(u64::MAX);
            if length > limits.upload {
                return Err(above(limits.upload));
            }
            file.write_all(&piece).map_err(kept)?;
        }
        file.rewind().map_err(kept)?;
        Ok(Self(file))
    }
}

/// The next bytes of a body.
async fn next(body: &mut Body) -> Result<Option<Bytes>, Failure> {
    loop {
        let frame = poll_fn(|context| Pin::new(&mut *body).poll_frame(context)).await;
        match frame {
            None => return Ok(None),
            Some(Err(error)) => {
                return Err(Failure::bad_request(format!(
                    "the body breaks off: {error}"
                )));
            }
            Some(Ok(frame)) => {
                // Trailers say nothing that is used.
                if let Ok(bytes) = frame.into_data() {
                    return Ok(Some(bytes));
                }
            }
        }
    }
}

/// Refuses a body that says of itself that it is too long, before any of it is read.
fn check_length(request: &Request, limit: u64) -> Result<(), Failure> {
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse().ok());
    match length {
        Some(length) if limit < length => Err(above(limit)),
        _ => Ok(()),
    }
}

fn above(limit: impl std::fmt::Display) -> Failure {
    Failure::too_large(format!("the body is above the limit of {limit} bytes"))
}
