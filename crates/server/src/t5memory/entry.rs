//! Entries: written and removed.

use axum::extract::State;
use axum::response::Response;
use serde::{Deserialize, Serialize};
use yaddash_memory::lookup::Query;
use yaddash_memory::store::{Origin, Policy};
use yaddash_model::LanguageTag;

use super::{done, markup};
use crate::app::App;
use crate::body::Json;
use crate::dates;
use crate::failure::Failure;
use crate::pairs::MOST_TRANSLATIONS;
use crate::parameters::PathVariables;
use crate::units::{check_text, of_pair};

/// An entry as clients send it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Entry {
    source: String,
    target: String,
    source_lang: LanguageTag,
    target_lang: LanguageTag,
    #[serde(default)]
    document_name: String,
    #[serde(default)]
    author: String,
    #[serde(default, alias = "timestamp")]
    time_stamp: String,
    #[serde(default)]
    context: String,
}

/// The entry as it was written.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Written {
    source: String,
    target: String,
    source_lang: String,
    target_lang: String,
    document_name: String,
    author: String,
    timestamp: String,
    context: String,
}

fn check(app: &App, entry: &Entry) -> Result<(), Failure> {
    check_text(&entry.source, app.options.limits.text)?;
    check_text(&entry.target, app.options.limits.text)?;
    if entry.source.is_empty() || entry.target.is_empty() {
        return Err(Failure::bad_request("an entry has a source and a target"));
    }
    Ok(())
}

pub(super) async fn write(
    State(app): State<App>,
    variables: PathVariables,
    Json(entry): Json<Entry>,
) -> Result<Response, Failure> {
    check(&app, &entry)?;
    let document = (!entry.document_name.is_empty()).then(|| Origin::from(&*entry.document_name));
    let mut new = of_pair(
        (entry.source_lang.clone(), markup::read(&entry.source)),
        (entry.target_lang.clone(), markup::read(&entry.target)),
        Some(&entry.context),
        document,
    );
    let timestamp = match &*entry.time_stamp {
        "" => dates::now(),
        given => given.to_owned(),
    };
    let attributes = &mut new.unit.attributes;
    attributes.set("changedate", timestamp.clone());
    if !entry.author.is_empty() {
        attributes.set("changeid", entry.author.clone());
    }
    app.write(move |app| {
        let memory = app.memories.get(variables.text("memory"))?;
        memory.memory().store().write(&[new], Policy::NewestWins)?;
        Ok(())
    })
    .await?;
    Ok(done(Written {
        source: entry.source,
        target: entry.target,
        source_lang: entry.source_lang.as_str().to_owned(),
        target_lang: entry.target_lang.as_str().to_owned(),
        document_name: entry.document_name,
        author: entry.author,
        timestamp,
        context: entry.context,
    }))
}

/// Removes the units that have this source and this target, and, where they are told, this document and context.
pub(super) async fn delete(
    State(app): State<App>,
    variables: PathVariables,
    Json(entry): Json<Entry>,
) -> Result<Response, Failure> {
    check(&app, &entry)?;
    app.write(move |app| {
        let memory = app.memories.get(variables.text("memory"))?;
        let (source, target) = (markup::read(&entry.source), markup::read(&entry.target));
        let mut query = Query::new(&source, &entry.source_lang, &entry.target_lang);
        query.exact = true;
        query.min = 0.0;
        query.limit = MOST_TRANSLATIONS;
        let is_meant = |given: &str, has: Option<&str>| given.is_empty() || has == Some(given);
        let found = memory.memory().lookup(&query)?.into_iter().filter(|found| {
            let context = yaddash_memory::store::Context::of(&found.unit.unit, &entry.source_lang);
            found.source().segment == source
                && found.target().segment == target
                && is_meant(&entry.document_name, found.unit.origin.as_deref())
                && is_meant(&entry.context, context.id.as_deref())
        });
        let ids: Vec<_> = found.map(|found| found.unit.id).collect();
        if ids.is_empty() {
            return Err(Failure::not_found("the memory has no such entry"));
        }
        memory.memory().store().remove(&ids)?;
        Ok(done(()))
    })
    .await
}
