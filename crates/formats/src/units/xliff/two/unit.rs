//! `unit`.

use std::collections::HashSet;
use std::io::Read;

use yaddash_model::{Attributes, Note, Property, TranslationUnit, Variant};

use super::codes::OF_ONE;
use super::content::{self, Data};
use crate::Error;
use crate::units::losses::count;
use crate::units::xliff::assembled::{self, Proposal, Remarks, Repeated, Stray};
use crate::units::xliff::file::FileState;
use crate::units::xliff::kind;
use crate::units::xliff::nodes::{Element, Nodes, Space};

/// A `segment`, or what a match holds.
#[derive(Default)]
struct Pair {
    id: Option<String>,
    source: Option<Variant>,
    target: Option<Variant>,
}

#[derive(Default)]
struct Parts {
    data: Data,
    segments: Vec<Pair>,
    remarks: Remarks,
    matches: Vec<Proposal>,
}

/// Reads a `unit` whose start was read: a unit a segment, and the matches that were proposed for it.
pub(in super::super) fn read<R: Read>(
    nodes: &mut Nodes<R>,
    mut element: Element,
    file: &mut FileState,
) -> Result<Vec<TranslationUnit>, Error> {
    let id = element.take("id").unwrap_or_default();
    let mut unit = TranslationUnit::default();
    if let Some(name) = &file.original {
        unit.properties
            .push(Property::new(kind::FILE, name.as_str()));
    }
    for (name, value) in element.attributes.iter() {
        match (nodes.space_of_attribute(name), name) {
            (Space::Own, "xml:space") => {}
            (Space::Own, "name") => unit.properties.push(Property::new(kind::NAME, value)),
            (Space::Own, "translate") => {
                unit.properties.push(Property::new(kind::TRANSLATE, value));
            }
            _ => file.losses.attributes += 1,
        }
    }
    let parts = parts(nodes, file)?;
    units(&id, &unit, parts, Repeated::new(element.position), file)
}

fn parts<R: Read>(nodes: &mut Nodes<R>, file: &mut FileState) -> Result<Parts, Error> {
    let mut parts = Parts::default();
    while let Some(element) = nodes.child()? {
        match (element.space, element.name.as_str()) {
            (Space::Own, "originalData") => {
                content::data(nodes, &mut parts.data, &mut file.losses)?;
            }
            (Space::Own, "notes") => notes(nodes, &mut parts.remarks, file)?,
            (Space::Own, "segment") => {
                let segment = segment(nodes, &element, &parts.data, file)?;
                parts.segments.push(segment);
            }
            (Space::Own, "ignorable") => {
                file.pass_attributes(&element, &["id"]);
                let ignorable = pair(nodes, &parts.data, file)?;
                let variants = ignorable.source.iter().chain(&ignorable.target);
                for variant in variants {
                    let is_text = !variant.segment.text().trim().is_empty();
                    file.losses.elements += u64::from(is_text);
                    file.losses.codes += count(variant.segment.codes().len());
                }
            }
            (Space::Matches, "matches") => matches(nodes, &mut parts.matches, file)?,
            (Space::Metadata, "metadata") => {
                metadata(nodes, &element, &mut parts.remarks, file)?;
            }
            _ => file.pass(nodes)?,
        }
    }
    Ok(parts)
}

/// Reads `segment`; its state is said of the target.
fn segment<R: Read>(
    nodes: &mut Nodes<R>,
    element: &Element,
    data: &Data,
    file: &mut FileState,
) -> Result<Pair, Error> {
    let mut pair = pair(nodes, data, file)?;
    pair.id = element.attributes.get("id").map(str::to_owned);
    let state = element.attributes.get("state");
    let sub = element.attributes.get("subState");
    let of_one = sub.and_then(|sub| sub.strip_prefix(OF_ONE));
    let properties = [
        (kind::STATE, of_one.or(state)),
        (kind::SUB_STATE, sub.filter(|_| of_one.is_none())),
    ];
    let properties = properties
        .into_iter()
        .filter_map(|(kind, value)| Some(Property::new(kind, value?)))
        .collect();
    file.pass_attributes(element, &["id", "state", "subState"]);
    if let Some(target) = &mut pair.target {
        target.properties = properties;
    } else {
        let is_new = state.is_none_or(|state| state == "initial");
        file.losses.attributes += u64::from(!is_new) + u64::from(sub.is_some());
    }
    Ok(pair)
}

/// Reads `source` and `target` up to the end of what they stand in.
fn pair<R: Read>(nodes: &mut Nodes<R>, data: &Data, file: &mut FileState) -> Result<Pair, Error> {
    let mut pair = Pair::default();
    while let Some(element) = nodes.child()? {
        text(nodes, &element, data, file, &mut pair)?;
    }
    Ok(pair)
}

fn text<R: Read>(
    nodes: &mut Nodes<R>,
    element: &Element,
    data: &Data,
    file: &mut FileState,
    pair: &mut Pair,
) -> Result<(), Error> {
    match (element.space, element.name.as_str()) {
        (Space::Own, "source") if pair.source.is_none() => {
            file.pass_attributes(element, &["xml:lang"]);
            let language = file.source(element)?;
            let segment = content::segment(nodes, data, &mut file.losses)?;
            pair.source = Some(Variant::new(language, segment));
        }
        (Space::Own, "target") if pair.target.is_none() => {
            file.pass_attributes(element, &["xml:lang"]);
            let segment = content::segment(nodes, data, &mut file.losses)?;
            if !segment.is_empty() {
                pair.target = Some(Variant::new(file.target(element)?, segment));
            }
        }
        _ => file.pass(nodes)?,
    }
    Ok(())
}

fn notes<R: Read>(
    nodes: &mut Nodes<R>,
    remarks: &mut Remarks,
    file: &mut FileState,
) -> Result<(), Error> {
    while let Some(mut element) = nodes.child()? {
        if !element.is(Space::Own, "note") {
            file.pass(nodes)?;
            continue;
        }
        let owner = element.take("appliesTo");
        let mut attributes = Attributes::new();
        for (name, value) in element.attributes.iter() {
            match name {
                "category" => attributes.set("from", value),
                "priority" => attributes.set("priority", value),
                "id" | "xml:space" => {}
                _ => file.losses.attributes += 1,
            }
        }
        let text = nodes.text()?;
        remarks.notes.push((owner, Note { text, attributes }));
    }
    Ok(())
}

/// Reads a `metadata` or a `metaGroup`: each `meta` is a property named by its type, however deep its group.
fn metadata<R: Read>(
    nodes: &mut Nodes<R>,
    group: &Element,
    remarks: &mut Remarks,
    file: &mut FileState,
) -> Result<(), Error> {
    file.pass_attributes(group, &["id"]);
    while let Some(element) = nodes.child()? {
        match (element.space, element.name.as_str()) {
            (Space::Metadata, "metaGroup") => metadata(nodes, &element, remarks, file)?,
            (Space::Metadata, "meta") => {
                file.pass_attributes(&element, &["id", "type"]);
                let name = element.attributes.get("type").unwrap_or_default();
                let name = if name.starts_with("x-") {
                    name.to_owned()
                } else {
                    format!("x-{name}")
                };
                remarks.carried.push((name, nodes.text()?));
            }
            _ => file.pass(nodes)?,
        }
    }
    Ok(())
}

fn matches<R: Read>(
    nodes: &mut Nodes<R>,
    matches: &mut Vec<Proposal>,
    file: &mut FileState,
) -> Result<(), Error> {
    while let Some(element) = nodes.child()? {
        if element.is(Space::Matches, "match") {
            let found = proposal(nodes, &element, file)?;
            matches.push(found);
        } else {
            file.pass(nodes)?;
        }
    }
    Ok(())
}

fn proposal<R: Read>(
    nodes: &mut Nodes<R>,
    element: &Element,
    file: &mut FileState,
) -> Result<Proposal, Error> {
    let mut found = Proposal::default();
    let quality = ["similarity", "matchQuality"];
    let quality = quality
        .into_iter()
        .find_map(|name| element.attributes.get(name));
    for (kind, value) in [
        (
            kind::MATCH_QUALITY,
            quality.map(|quality| format!("{quality}%")),
        ),
        (
            kind::MATCH_ORIGIN,
            element.attributes.get("origin").map(str::to_owned),
        ),
        (
            kind::MATCH_TYPE,
            element.attributes.get("type").map(str::to_owned),
        ),
    ] {
        found
            .properties
            .extend(value.map(|value| Property::new(kind, value)));
    }
    for (name, value) in element.attributes.iter() {
        match name {
            "ref" => found.of = segment_of(value).map(str::to_owned),
            "id" | "xml:space" | "similarity" | "origin" | "type" => {}
            "matchQuality" if element.attributes.get("similarity").is_none() => {}
            _ => file.losses.attributes += 1,
        }
    }
    let (mut data, mut pair) = (Data::default(), Pair::default());
    while let Some(element) = nodes.child()? {
        match (element.space, element.name.as_str()) {
            (Space::Own, "originalData") => content::data(nodes, &mut data, &mut file.losses)?,
            (Space::Metadata, "metadata") => {
                metadata(nodes, &element, &mut found.remarks, file)?;
            }
            _ => text(nodes, &element, &data, file, &mut pair)?,
        }
    }
    found.source = pair.source;
    found.targets.extend(pair.target);
    Ok(found)
}

fn units(
    id: &str,
    unit: &TranslationUnit,
    parts: Parts,
    mut repeated: Repeated,
    file: &mut FileState,
) -> Result<Vec<TranslationUnit>, Error> {
    repeated.properties(&unit.properties, parts.segments.len())?;
    let is_single = parts.segments.len() == 1;
    let mut remarks = Some(parts.remarks);
    let (mut units, mut missing) = (Vec::new(), HashSet::new());
    for (at, segment) in parts.segments.into_iter().enumerate() {
        let name = segment.id.unwrap_or_else(|| (at + 1).to_string());
        let Some(source) = segment.source else {
            file.losses.units += 1;
            missing.insert(name);
            continue;
        };
        let mut one = unit.clone();
        assembled::name(&mut one, id, Some(name.as_str()).filter(|_| !is_single));
        one.variants.push(source);
        one.variants.extend(segment.target);
        if let Some(remarks) = remarks.take() {
            remarks.put(&mut one, &mut file.losses);
        }
        units.push((Some(name), one));
    }
    // A match may be for a code of a segment.
    assembled::with_matches(
        units,
        &missing,
        parts.matches,
        Stray::First,
        repeated,
        &mut file.losses,
    )
}

/// The segment that the reference of a match names, where it names one: what is of another kind has a prefix.
fn segment_of(reference: &str) -> Option<&str> {
    let last = reference.rsplit(['#', '/']).next()?;
    (!last.is_empty() && !last.contains('=')).then_some(last)
}
