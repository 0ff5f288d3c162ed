//! Memories: listed, made, filled, copied and removed.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use yaddash_formats::units::Languages;
use yaddash_memory::store::Policy;

use super::done;
use crate::app::App;
use crate::body::{Json, Upload, parse};
use crate::failure::{self, Failure};
use crate::files::FileFormat;
use crate::import::{self, Import};
use crate::jobs::State as JobState;
use crate::native::{tmx, write_tmx};
use crate::parameters::PathVariables;

/// Bytes of a body in which a file stands as base64, which is held in main memory.
const ENCODED_LIMIT: u64 = 128 << 20;

#[derive(Serialize)]
struct Listed {
    name: String,
}

/// All memories are open, and none is only on disk.
#[derive(Serialize)]
struct List {
    #[serde(rename = "Open")]
    open: Vec<Listed>,
    #[serde(rename = "Available on disk")]
    on_disk: Vec<Listed>,
}

/// A memory to be made, empty or with a file of TMX in base64.
#[derive(Deserialize)]
pub(super) struct NewMemory {
    name: String,
    #[serde(default, alias = "tmxData")]
    data: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct EncodedFile {
    tmx_data: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct NewName {
    new_name: String,
}

/// How far the last import of a memory is.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Status {
    #[serde(rename = "status")]
    memory: &'static str,
    #[serde(rename = "tmxImportStatus")]
    import: &'static str,
    imported: u64,
    #[serde(rename = "importErrorMsg")]
    import_error: String,
}

#[derive(Serialize)]
struct Message {
    msg: String,
}

pub(super) async fn list(State(app): State<App>) -> Response {
    let all = app.memories.all();
    let open = all.iter().map(|memory| Listed {
        name: memory.name().to_owned(),
    });
    failure::json(&List {
        open: open.collect(),
        on_disk: Vec::new(),
    })
}

pub(super) async fn create(
    State(app): State<App>,
    Json(new): Json<NewMemory>,
) -> Result<Response, Failure> {
    let data = match &*new.data {
        "" => None,
        data => Some(file_of(&decode(data)?)?),
    };
    app.write(move |app| {
        let memory = app.memories.create(&new.name)?;
        if let Some(file) = data {
            import::run(memory.memory(), tmx_import(file), |_| true).1?;
        }
        let mut response = done(Listed { name: new.name });
        *response.status_mut() = StatusCode::CREATED;
        Ok(response)
    })
    .await
}

pub(super) async fn delete(
    State(app): State<App>,
    variables: PathVariables,
) -> Result<Response, Failure> {
    app.write(move |app| {
        let name = variables.text("memory");
        app.memories.delete(name)?;
        Ok(done(Message {
            msg: format!("{name} was deleted"),
        }))
    })
    .await
}

/// Sends a memory as TMX; its files on disk are not for others.
pub(super) async fn export(
    State(app): State<App>,
    headers: HeaderMap,
    variables: PathVariables,
) -> Result<Response, Failure> {
    let memory = app.memories.get(variables.text("memory"))?;
    let accepted = headers
        .get(header::ACCEPT)
        .and_then(|accepted| accepted.to_str().ok());
    if accepted == Some("application/zip") {
        return Err(Failure::new(
            StatusCode::NOT_ACCEPTABLE,
            "a memory is exported as TMX alone: accept application/xml",
        ));
    }
    Ok(failure::typed("application/xml", tmx(memory)))
}

pub(super) async fn status(
    State(app): State<App>,
    variables: PathVariables,
) -> Result<Response, Failure> {
    let name = variables.text("memory");
    app.memories.get(name)?;
    let last = app.jobs.last_of(name);
    let import = match last.as_ref().map(|job| &job.state) {
        None | Some(JobState::Done) => "available",
        Some(JobState::Waiting | JobState::Running) => "import",
        Some(JobState::Cancelled) => "cancelled",
        Some(JobState::Failed) => "error",
    };
    let (imported, messages) = last.map_or((0, Vec::new()), |job| {
        (job.summary.read, job.summary.messages)
    });
    Ok(failure::json(&Status {
        memory: "available",
        import,
        imported,
        import_error: messages.join("\n"),
    }))
}

/// Takes TMX in, as it is or in base64 in JSON, after the answer was given; `status` tells how far it is.
pub(super) async fn import(
    State(app): State<App>,
    variables: PathVariables,
    Upload(file): Upload,
) -> Result<Response, Failure> {
    app.memories.check_writable()?;
    let memory = app.memories.get(variables.text("memory"))?;
    let file = app.aside(move |_| decoded(file)).await?;
    app.jobs.start(memory, tmx_import(file))?;
    let mut response = done(());
    *response.status_mut() = StatusCode::CREATED;
    Ok(response)
}

/// Makes a memory with the units of another.
pub(super) async fn clone(
    State(app): State<App>,
    variables: PathVariables,
    Json(new): Json<NewName>,
) -> Result<Response, Failure> {
    app.write(move |app| {
        let memory = app.memories.get(variables.text("memory"))?;
        let copy = app.memories.create(&new.new_name)?;
        let kept = |error: std::io::Error| Failure::internal(format!("cannot copy: {error}"));
        let mut file = tempfile::tempfile().map_err(kept)?;
        write_tmx(&memory, std::io::BufWriter::new(&file)).map_err(kept)?;
        file.rewind().map_err(kept)?;
        let mut all = tmx_import(file);
        all.policy = Policy::KeepAll;
        import::run(copy.memory(), all, |_| true).1?;
        Ok(done(Message {
            msg: format!("{} was cloned to {}", memory.name(), copy.name()),
        }))
    })
    .await
}

/// Says that there is nothing to do: stores keep themselves in order.
pub(super) async fn reorganize(
    State(app): State<App>,
    variables: PathVariables,
) -> Result<Response, Failure> {
    let memory = app.memories.get(variables.text("memory"))?;
    Ok(done(Message {
        msg: format!("{} needs no reorganization", memory.name()),
    }))
}

fn tmx_import(file: File) -> Import {
    Import {
        file,
        format: FileFormat::Tmx,
        languages: Languages::default(),
        policy: Policy::NewestWins,
        origin: None,
    }
}

/// The file that a body is or has in it.
fn decoded(mut file: File) -> Result<File, Failure> {
    let kept = |error: std::io::Error| Failure::internal(format!("cannot keep the file: {error}"));
    let mut first = [0; 64];
    let read = file.read(&mut first).map_err(kept)?;
    let start = first
        .get(..read)
        .unwrap_or_default()
        .trim_ascii_start()
        .first();
    let length = file.seek(SeekFrom::End(0)).map_err(kept)?;
    file.rewind().map_err(kept)?;
    if start != Some(&b'{') {
        return Ok(file);
    }
    if length > ENCODED_LIMIT {
        return Err(Failure::too_large(format!(
            "a file in JSON is at most {ENCODED_LIMIT} bytes; send the file itself"
        )));
    }
    let mut body = Vec::new();
    file.read_to_end(&mut body).map_err(kept)?;
    let EncodedFile { tmx_data } = parse(&body)?;
    drop(body);
    file_of(&decode(&tmx_data)?)
}

fn decode(text: &str) -> Result<Vec<u8>, Failure> {
    STANDARD
        .decode(text)
        .map_err(|error| Failure::bad_request(format!("the file is not base64: {error}")))
}

fn file_of(bytes: &[u8]) -> Result<File, Failure> {
    let write = || {
        let mut file = tempfile::tempfile()?;
        file.write_all(bytes)?;
        file.rewind()?;
        Ok(file)
    };
    write().map_err(|error: std::io::Error| {
        Failure::internal(format!("cannot keep the file: {error}"))
    })
}
