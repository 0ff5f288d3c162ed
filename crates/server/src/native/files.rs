//! Files that come in and go out.

use std::io::{self, Write};
use std::ops::ControlFlow;
use std::sync::Arc;

use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;
use yaddash_formats::units::{Languages, jsonl};
use yaddash_memory::store::{Origin, StoredUnit};
use yaddash_model::SourceLanguage;
use yaddash_tmx::{Header, TmxOptions, TmxWriter};

use crate::app::App;
use crate::body::Upload;
use crate::failure::{self, Failure};
use crate::files::FileFormat;
use crate::import::{Import, policy};
use crate::memories::Named;
use crate::parameters::{Parameters, PathVariables, language};
use crate::stream;

/// Starts the import of a file, and tells the job that does it.
pub(super) async fn import(
    State(app): State<App>,
    variables: PathVariables,
    parameters: Parameters,
    Upload(file): Upload,
) -> Result<Response, Failure> {
    app.memories.check_writable()?;
    let memory = app.memories.get(variables.text("memory"))?;
    let name = parameters.text("name");
    let format = parameters.text("format").or(name).unwrap_or("tmx");
    let tag = |name| parameters.text(name).map(language).transpose();
    let import = Import {
        file,
        format: FileFormat::of(format)?,
        languages: Languages {
            source: tag("source")?,
            target: tag("target")?,
        },
        policy: policy(parameters.text("policy"))?,
        origin: name.filter(|name| !name.is_empty()).map(Origin::from),
    };
    let job = app.jobs.start(memory, import)?;
    let mut response = failure::json(&job.progress());
    *response.status_mut() = StatusCode::ACCEPTED;
    if let Ok(place) = HeaderValue::from_str(&format!("/api/yaddash/v1/jobs/{}", job.id())) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    Ok(response)
}

/// Sends all units of a memory as TMX or JSON lines.
pub(super) async fn export(
    State(app): State<App>,
    variables: PathVariables,
    parameters: Parameters,
) -> Result<Response, Failure> {
    let memory = app.memories.get(variables.text("memory"))?;
    match parameters.text("format").unwrap_or("tmx") {
        "tmx" => Ok(failure::typed("application/xml", tmx(memory))),
        "jsonl" => Ok(failure::typed("application/jsonl", json_lines(memory))),
        other => Err(Failure::bad_request(format!(
            "`format` is tmx or jsonl, not `{other}`"
        ))),
    }
}

fn json_lines(memory: Arc<Named>) -> axum::body::Body {
    stream::answer(move |out| {
        let mut writer = jsonl::Writer::new(out);
        each(&memory, |stored| {
            writer.write(&stored.unit).map_err(io::Error::other)
        })?;
        writer.finish().map(drop).map_err(io::Error::other)
    })
}

/// A memory as TMX while it is sent.
pub(crate) fn tmx(memory: Arc<Named>) -> axum::body::Body {
    stream::answer(move |out| write_tmx(&memory, out))
}

/// Writes a memory as TMX. A unit tells its source language where it has one.
pub(crate) fn write_tmx(memory: &Named, out: impl Write) -> io::Result<()> {
    let header = Header::new(&SourceLanguage::Any);
    let writer = TmxWriter::new(out, &header, TmxOptions::default());
    let mut writer = writer.map_err(io::Error::other)?;
    each(memory, |mut stored| {
        if let SourceLanguage::Tag(source) = &stored.source {
            stored.unit.attributes.set("srclang", source.as_str());
        }
        writer.write(&stored.unit).map_err(io::Error::other)
    })?;
    let (mut out, _) = writer.finish().map_err(io::Error::other)?;
    out.flush()
}

/// Shows all units of a memory until one cannot be written.
fn each(memory: &Named, mut write: impl FnMut(StoredUnit) -> io::Result<()>) -> io::Result<()> {
    let mut result = Ok(());
    let scanned = memory.memory().store().scan(None, &mut |stored| {
        result = write(stored);
        match result {
            Ok(()) => ControlFlow::Continue(()),
            Err(_) => ControlFlow::Break(()),
        }
    });
    result?;
    scanned.map(drop).map_err(io::Error::other)
}
