//! A server of a small memory, called without a socket.

use std::path::Path;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use serde_json::Value;
use tower::ServiceExt as _;
use yaddash_memory::Memory;
use yaddash_memory::store::{Access, Policy};

use crate::units::of_pair;
use crate::{Options, Server};

/// A server with its memory, which is gone when this is dropped.
pub(crate) struct Testing {
    pub(crate) folder: tempfile::TempDir,
    router: Router,
}

/// An answer that has come to its end.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

/// English, Azerbaijani and context of the units that are there.
const UNITS: [(&str, &str, &str); 5] = [
    (
        "The court adopted the decision.",
        "Məhkəmə qərarı qəbul etdi.",
        "",
    ),
    (
        "The court rejected the decision.",
        "Məhkəmə qərarı rədd etdi.",
        "",
    ),
    ("and/or 100% sure? #1", "və ya 100% əmin? #1", ""),
    ("Open file", "Faylı aç", "menu"),
    ("C++ compiler", "C++ kompilyatoru", ""),
];

/// Writes the memory `name` in `folder`.
pub(crate) fn memory(folder: &Path, name: &str, units: &[(&str, &str, &str)]) {
    let memory = Memory::open(&folder.join(name), Access::Write).unwrap();
    let tag = |text: &str| text.parse().unwrap();
    let new: Vec<_> = units
        .iter()
        .map(|(en, az, context)| {
            let (en, az) = ((tag("en"), (*en).into()), (tag("az"), (*az).into()));
            of_pair(en, az, Some(context), None)
        })
        .collect();
    memory.store().write(&new, Policy::KeepAll).unwrap();
}

impl Testing {
    pub(crate) fn new() -> Self {
        Self::with(|_| {})
    }

    /// A server with further options.
    pub(crate) fn with(set: impl FnOnce(&mut Options)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        memory(folder.path(), "main", &UNITS);
        let mut options = Options::new(([127, 0, 0, 1], 0).into());
        options.folder = Some(folder.path().to_owned());
        options.jobs = 2;
        set(&mut options);
        let server = Server::open(&[], Access::Write, options).unwrap();
        Self {
            router: server.router(),
            folder,
        }
    }

    /// A server that was opened elsewhere.
    pub(crate) fn of(server: &Server) -> Self {
        Self {
            router: server.router(),
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// Calls a route with headers and a body.
    pub(crate) fn call(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answer {
        let mut request = Request::builder()
            .method(Method::from_bytes(method.as_bytes()).unwrap())
            .uri(path)
            .header(header::HOST, "localhost:7411");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body.into()).unwrap();
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let response = self.router.clone().oneshot(request).await.unwrap();
            let (parts, body) = response.into_parts();
            let bytes = to_bytes(body, usize::MAX).await.unwrap();
            Answer {
                status: parts.status,
                headers: parts.headers,
                text: String::from_utf8(bytes.to_vec()).unwrap(),
            }
        })
    }

    pub(crate) fn get(&self, path: &str) -> Answer {
        self.call("GET", path, &[], Body::empty())
    }

    pub(crate) fn send(&self, method: &str, path: &str, body: &str) -> Answer {
        self.call(method, path, &[], body.to_owned())
    }
}

impl Answer {
    /// The JSON of an answer with this status.
    #[track_caller]
    pub(crate) fn json(&self, status: u16) -> Value {
        assert_eq!(self.status, status, "{}", self.text);
        serde_json::from_str(&self.text).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}
