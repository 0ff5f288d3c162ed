//! `trans-unit`.

use std::io::Read;

use yaddash_model::{LanguageTag, Note, Property, Segment, TranslationUnit, Variant};

use super::content;
use super::tool;
use crate::Error;
use crate::units::xliff::builder::{Marked, marked, number};
use crate::units::xliff::carried;
use crate::units::xliff::file::FileState;
use crate::units::xliff::kind;
use crate::units::xliff::nodes::{Element, Node, Nodes, Space};

/// What a `trans-unit` or an `alt-trans` holds.
#[derive(Default)]
struct Parts {
    source: Option<(LanguageTag, Segment)>,
    /// The source parted into segments.
    segmented: Option<Segment>,
    targets: Vec<Variant>,
    notes: Vec<(Option<String>, Note)>,
    /// Names and texts of contexts.
    contexts: Vec<(String, String)>,
    /// What Trados Studio says of segments.
    states: Vec<(String, Vec<Property>)>,
    matches: Vec<(Vec<Property>, Option<String>, Parts)>,
}

/// Reads a `trans-unit` whose start was read: a unit a segment, and the matches that were proposed for it.
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
            (Space::Own, "xml:space") | (Space::Sdl, _) => {}
            (Space::Own, _) => unit
                .properties
                .push(Property::new(format!("x-{name}"), value)),
            (Space::MemoQ, _) => {
                let name = name.rsplit(':').next().unwrap_or(name);
                unit.properties
                    .push(Property::new(format!("x-mq-{name}"), value));
            }
            _ => file.losses.attributes += 1,
        }
    }
    let parts = parts(nodes, file)?;
    Ok(units(&id, &unit, parts, file))
}

/// Reads what stands in a `trans-unit` or an `alt-trans` up to its end.
fn parts<R: Read>(nodes: &mut Nodes<R>, file: &mut FileState) -> Result<Parts, Error> {
    let mut parts = Parts::default();
    loop {
        let mut element = match nodes.next()? {
            Node::Start(element) => element,
            Node::End | Node::Eof => return Ok(parts),
            _ => continue,
        };
        match (element.space, element.name.as_str()) {
            (Space::Own, "source") => {
                let language = file.source(&element)?;
                let segment = content::segment(nodes, &file.tags, &mut file.losses)?;
                parts.source = Some((language, segment));
            }
            (Space::Own, "seg-source") => {
                parts.segmented = Some(content::segment(nodes, &file.tags, &mut file.losses)?);
            }
            (Space::Own, "target") => {
                let segment = content::segment(nodes, &file.tags, &mut file.losses)?;
                if segment.is_empty() {
                    continue;
                }
                let mut variant = Variant::new(file.target(&element)?, segment);
                element.take("xml:lang");
                for (name, value) in element.attributes.iter() {
                    match nodes.space_of_attribute(name) {
                        Space::Own if name == "xml:space" => {}
                        Space::Own => variant
                            .properties
                            .push(Property::new(format!("x-{name}"), value)),
                        _ => file.losses.attributes += 1,
                    }
                }
                parts.targets.push(variant);
            }
            (Space::Own, "note") => {
                let owner = element.take("annotates").filter(|owner| owner != "general");
                let mut note = Note::new(nodes.text()?);
                note.attributes = element.attributes;
                parts.notes.push((owner, note));
            }
            (Space::Own, "context-group") => contexts(nodes, &mut parts)?,
            (Space::Own, "prop-group") => properties(nodes, &mut parts)?,
            (Space::Own, "alt-trans") => {
                let proposal = proposal(nodes, element, file)?;
                parts.matches.push(proposal);
            }
            (Space::Sdl, "seg-defs") => parts.states = tool::segments(nodes)?,
            _ => {
                file.losses.elements += 1;
                nodes.skip()?;
            }
        }
    }
}

/// Contexts that XLIFF names, such as `sourcefile`, are properties `x-context-NAME`.
fn contexts<R: Read>(nodes: &mut Nodes<R>, parts: &mut Parts) -> Result<(), Error> {
    loop {
        match nodes.next()? {
            Node::Start(element) if element.is(Space::Own, "context") => {
                let name = element.attributes.get("context-type").unwrap_or_default();
                let name = if name.starts_with("x-") {
                    name.to_owned()
                } else {
                    format!("{}{name}", kind::CONTEXT_OF)
                };
                let text = nodes.text()?;
                parts.contexts.push((name, text));
            }
            Node::Start(_) => nodes.skip()?,
            Node::End | Node::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Properties of XLIFF 1.0.
fn properties<R: Read>(nodes: &mut Nodes<R>, parts: &mut Parts) -> Result<(), Error> {
    loop {
        match nodes.next()? {
            Node::Start(element) if element.is(Space::Own, "prop") => {
                let name = element.attributes.get("prop-type").unwrap_or_default();
                let name = if name.starts_with("x-") {
                    name.to_owned()
                } else {
                    format!("x-{name}")
                };
                let text = nodes.text()?;
                parts.contexts.push((name, text));
            }
            Node::Start(_) => nodes.skip()?,
            Node::End | Node::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// Reads an `alt-trans`: what it says of itself, the segment that it is for, and what it holds.
fn proposal<R: Read>(
    nodes: &mut Nodes<R>,
    mut element: Element,
    file: &mut FileState,
) -> Result<(Vec<Property>, Option<String>, Parts), Error> {
    let mid = element.take("mid");
    let mut properties = Vec::new();
    for (name, value) in element.attributes.iter() {
        let kind = match name {
            "match-quality" => kind::MATCH_QUALITY,
            "origin" => kind::MATCH_ORIGIN,
            "alttranstype" => kind::MATCH_TYPE,
            "xml:space" => continue,
            _ => {
                file.losses.attributes += 1;
                continue;
            }
        };
        properties.push(Property::new(kind, value));
    }
    Ok((properties, mid, parts(nodes, file)?))
}

fn units(
    id: &str,
    unit: &TranslationUnit,
    mut parts: Parts,
    file: &mut FileState,
) -> Vec<TranslationUnit> {
    let matches = std::mem::take(&mut parts.matches);
    let (language, source) = match parts.source.take() {
        Some((language, source)) => (Some(language), source),
        None => (
            file.source_language(),
            parts.segmented.clone().unwrap_or_default(),
        ),
    };
    let Some(language) = language else {
        file.losses.units += 1;
        return Vec::new();
    };
    let segments = parts
        .segmented
        .take()
        .and_then(|segmented| marked(&segmented));
    let mut units = if let Some((segments, texts, codes)) = segments {
        file.losses.elements += texts;
        file.losses.codes += codes;
        by_segment(id, unit, &language, segments, &parts, file)
    } else {
        let mut whole = unit.clone();
        if !id.is_empty() {
            whole.attributes.set("tuid", id);
        }
        whole
            .variants
            .push(Variant::new(language.clone(), source.clone()));
        whole.variants.extend(parts.targets.clone());
        vec![(None, whole)]
    };
    if let Some((_, first)) = units.first_mut() {
        remarks(first, parts.notes, parts.contexts, file);
    }
    let mut all = Vec::new();
    let is_empty = |unit: &TranslationUnit| {
        unit.variants
            .iter()
            .all(|variant| variant.segment.text().trim().is_empty())
            && unit
                .properties
                .iter()
                .any(|one| one.kind == kind::TRANSLATE && one.value == "no")
    };
    let mut matches: Vec<Option<_>> = matches.into_iter().map(Some).collect();
    for (mid, unit) in units {
        if file.is_of_tool && is_empty(&unit) {
            continue;
        }
        let (tuid, source) = (unit.id().map(str::to_owned), unit.variants.first().cloned());
        all.push(unit);
        for slot in &mut matches {
            let is_its = slot
                .as_ref()
                .is_some_and(|(_, of, _)| of.is_none() || mid.is_none() || *of == mid);
            if let Some((properties, _, parts)) = slot.take_if(|_| is_its) {
                all.extend(matched(
                    tuid.as_deref(),
                    source.as_ref(),
                    properties,
                    parts,
                    file,
                ));
            }
        }
    }
    file.losses.units += matches.iter().flatten().count() as u64;
    for unit in &mut all {
        let mut segments: Vec<&mut Segment> = unit
            .variants
            .iter_mut()
            .map(|variant| &mut variant.segment)
            .collect();
        number(&mut segments);
    }
    all
}

/// A unit for each segment of the source, with the segments of the target that are named alike.
fn by_segment(
    id: &str,
    unit: &TranslationUnit,
    language: &LanguageTag,
    segments: Vec<Marked>,
    parts: &Parts,
    file: &mut FileState,
) -> Vec<(Option<String>, TranslationUnit)> {
    let is_single = segments.len() == 1;
    let targets: Vec<(&Variant, Option<Vec<Marked>>)> = parts
        .targets
        .iter()
        .map(|variant| {
            let parted = marked(&variant.segment).map(|(segments, texts, codes)| {
                file.losses.elements += texts;
                file.losses.codes += codes;
                segments
            });
            (variant, parted)
        })
        .collect();
    let mut units = Vec::new();
    for Marked { id: mid, segment } in segments {
        let mut one = unit.clone();
        one.attributes.set("tuid", format!("{id}/{mid}"));
        one.properties
            .push(Property::new(kind::SEGMENT, mid.as_str()));
        let state = parts.states.iter().find(|(of, _)| *of == mid);
        one.properties
            .extend(state.map(|(_, state)| state.clone()).unwrap_or_default());
        one.variants.push(Variant::new(language.clone(), segment));
        for (variant, parted) in &targets {
            let found = match parted {
                Some(parted) => parted
                    .iter()
                    .find(|marked| marked.id == mid)
                    .map(|marked| marked.segment.clone()),
                None => is_single.then(|| variant.segment.clone()),
            };
            if let Some(segment) = found.filter(|segment| !segment.is_empty()) {
                one.variants.push(Variant {
                    segment,
                    ..(*variant).clone()
                });
            }
        }
        units.push((Some(mid), one));
    }
    let unsegmented = targets
        .iter()
        .filter(|(_, parted)| parted.is_none() && !is_single);
    file.losses.variants += unsegmented.count() as u64;
    units
}

/// Puts notes and contexts where they belong.
fn remarks(
    unit: &mut TranslationUnit,
    notes: Vec<(Option<String>, Note)>,
    contexts: Vec<(String, String)>,
    file: &mut FileState,
) {
    for (name, text) in contexts {
        if !carried::restore(unit, &name, text) {
            file.losses.properties += 1;
        }
    }
    for (owner, note) in notes {
        carried::note(unit, owner.as_deref(), note);
    }
}

/// The unit of a match; its source is that of the unit where it has none.
fn matched(
    of: Option<&str>,
    source: Option<&Variant>,
    properties: Vec<Property>,
    parts: Parts,
    file: &mut FileState,
) -> Option<TranslationUnit> {
    let mut unit = TranslationUnit::default();
    unit.properties
        .push(Property::new(kind::MATCH_OF, of.unwrap_or_default()));
    unit.properties.extend(properties);
    let source = match parts.source {
        Some((language, segment)) => Variant::new(language, segment),
        None => Variant::new(source?.language.clone(), source?.segment.clone()),
    };
    unit.variants.push(source);
    unit.variants.extend(parts.targets);
    remarks(&mut unit, parts.notes, parts.contexts, file);
    file.losses.elements += parts.matches.len() as u64;
    Some(unit)
}
