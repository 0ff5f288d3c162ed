//! What is answered where a request cannot be served.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use yaddash_memory::ErrorKind;

/// Why a request is not served, in words for whoever sent it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    status: StatusCode,
    message: String,
}

/// The body of the answer.
#[derive(Serialize)]
struct Shape<'a> {
    error: &'a str,
    status: u16,
}

impl Failure {
    /// A failure with the status that it is answered with.
    pub(crate) fn new(status: StatusCode, message: impl Into<String>) -> Self {
        Self {
            status,
            message: message.into(),
        }
    }

    /// 400: the request is wrong.
    pub(crate) fn bad_request(message: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, message)
    }

    /// 403: the request is not allowed, whoever sent it.
    pub(crate) fn forbidden(message: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, message)
    }

    /// 404: there is no such thing.
    pub(crate) fn not_found(message: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, message)
    }

    /// 413: what was sent is above a limit.
    pub(crate) fn too_large(message: impl Into<String>) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, message)
    }

    /// 500: the fault is here.
    pub(crate) fn internal(message: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, message)
    }

    /// 503: the server has too much to do.
    pub(crate) fn busy(message: impl Into<String>) -> Self {
        Self::new(StatusCode::SERVICE_UNAVAILABLE, message)
    }

    /// The status.
    pub(crate) fn status(&self) -> StatusCode {
        self.status
    }

    /// The words.
    pub(crate) fn message(&self) -> &str {
        &self.message
    }
}

impl From<yaddash_memory::Error> for Failure {
    fn from(error: yaddash_memory::Error) -> Self {
        // The path of the memory is nobody's business.
        let message = error.kind().to_string();
        match error.kind() {
            ErrorKind::NothingToFind | ErrorKind::Unstorable(_) => Self::bad_request(message),
            ErrorKind::ReadOnly => Self::forbidden(message),
            ErrorKind::Full => Self::new(StatusCode::INSUFFICIENT_STORAGE, message),
            ErrorKind::Busy => Self::busy(message),
            _ => Self::internal(message),
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        let body = json(&Shape {
            error: &self.message,
            status: self.status.as_u16(),
        });
        let mut response = (self.status, body).into_response();
        let headers = response.headers_mut();
        match self.status {
            StatusCode::UNAUTHORIZED => {
                headers.insert(
                    header::WWW_AUTHENTICATE,
                    HeaderValue::from_static("Bearer, Basic realm=\"yaddash\", charset=\"UTF-8\""),
                );
            }
            StatusCode::SERVICE_UNAVAILABLE => {
                headers.insert(header::RETRY_AFTER, HeaderValue::from_static("1"));
            }
            _ => {}
        }
        // Protocols with a shape of their own for errors write it from this.
        response.extensions_mut().insert(self);
        response
    }
}

/// A JSON answer, status 200.
pub(crate) fn json(value: &impl Serialize) -> Response {
    match serde_json::to_vec(value) {
        Ok(bytes) => typed("application/json", bytes),
        Err(error) => Failure::internal(error.to_string()).into_response(),
    }
}

/// An answer of this media type, status 200.
pub(crate) fn typed(media_type: &'static str, body: impl Into<Body>) -> Response {
    (
        [(header::CONTENT_TYPE, HeaderValue::from_static(media_type))],
        body.into(),
    )
        .into_response()
}

/// An answer without a body, status 204.
pub(crate) fn nothing() -> Response {
    StatusCode::NO_CONTENT.into_response()
}
