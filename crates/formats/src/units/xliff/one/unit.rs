//! `trans-unit`.

use std::collections::{HashMap, HashSet, VecDeque};
use std::io::Read;

use yaddash_model::{LanguageTag, Note, Property, Segment, TranslationUnit, Variant};

use super::content;
use super::tool;
use crate::Error;
use crate::units::losses::count;
use crate::units::xliff::assembled::{self, Proposal, Remarks, Stray};
use crate::units::xliff::builder::{Mark, Marked, marked};
use crate::units::xliff::file::FileState;
use crate::units::xliff::kind;
use crate::units::xliff::nodes::{Element, Node, Nodes, Space};

/// What a `trans-unit` or an `alt-trans` holds.
#[derive(Default)]
struct Parts {
    source: Option<Variant>,
    /// The source parted into segments.
    segmented: Option<Segment>,
    targets: Vec<Variant>,
    remarks: Remarks,
    /// What Trados Studio says of segments.
    states: HashMap<String, Vec<Property>>,
    matches: Vec<Proposal>,
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
                parts.source = Some(Variant::new(language, segment));
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
                parts.remarks.notes.push((owner, note));
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
                parts.remarks.carried.push((name, text));
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
                parts.remarks.carried.push((name, text));
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
) -> Result<Proposal, Error> {
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
    let parts = parts(nodes, file)?;
    file.losses.elements += count(parts.matches.len());
    Ok(Proposal {
        of: mid,
        properties,
        source: parts.source,
        targets: parts.targets,
        remarks: parts.remarks,
    })
}

fn units(
    id: &str,
    unit: &TranslationUnit,
    mut parts: Parts,
    file: &mut FileState,
) -> Vec<TranslationUnit> {
    let (language, source) = match parts.source.take() {
        Some(source) => (Some(source.language), source.segment),
        None => (
            file.source_language(),
            parts.segmented.clone().unwrap_or_default(),
        ),
    };
    let Some(language) = language else {
        file.losses.units += 1 + count(parts.matches.len());
        return Vec::new();
    };
    let segments = parts.segmented.as_ref().and_then(marked);
    let mut units = if let Some((segments, outside)) = segments {
        file.losses += outside;
        by_segment(id, unit, &language, segments, &mut parts, file)
    } else {
        let mut whole = unit.clone();
        assembled::name(&mut whole, id, None);
        whole.variants.push(Variant::new(language, source));
        whole.variants.append(&mut parts.targets);
        vec![(None, whole)]
    };
    if let Some((_, first)) = units.first_mut() {
        parts.remarks.put(first, &mut file.losses);
    }
    if file.is_of_tool {
        units.retain(|(_, unit)| !is_empty(unit));
    }
    assembled::with_matches(
        units,
        &HashSet::new(),
        parts.matches,
        Stray::Lost,
        &mut file.losses,
    )
}

/// Whether a unit that is not to be translated has no text: Trados Studio keeps the structure of documents so.
fn is_empty(unit: &TranslationUnit) -> bool {
    unit.variants
        .iter()
        .all(|variant| variant.segment.text().trim().is_empty())
        && unit
            .properties
            .iter()
            .any(|one| one.kind == kind::TRANSLATE && one.value == "no")
}

/// The segments of a target by their marks, those of the same mark in their order.
type ByMark = HashMap<Mark, VecDeque<Segment>>;

/// A unit for each segment of the source, with the segments of the targets that are marked alike.
fn by_segment(
    id: &str,
    unit: &TranslationUnit,
    language: &LanguageTag,
    segments: Vec<Marked>,
    parts: &mut Parts,
    file: &mut FileState,
) -> Vec<(Option<String>, TranslationUnit)> {
    let is_single = segments.len() == 1;
    // Targets that are not parted are for a source of one segment.
    let mut targets: Vec<(Variant, Option<ByMark>)> = Vec::new();
    for mut target in parts.targets.drain(..) {
        let segment = std::mem::take(&mut target.segment);
        let Some((parted, outside)) = marked(&segment) else {
            target.segment = segment;
            if is_single {
                targets.push((target, None));
            } else {
                file.losses.variants += 1;
            }
            continue;
        };
        file.losses += outside;
        let mut by_mark = ByMark::new();
        for Marked { mark, segment } in parted {
            by_mark.entry(mark).or_default().push_back(segment);
        }
        targets.push((target, Some(by_mark)));
    }
    let mut units = Vec::with_capacity(segments.len());
    for Marked { mark, segment } in segments {
        let mut one = unit.clone();
        let name = mark.name();
        assembled::name(&mut one, id, Some(&name));
        one.properties
            .extend(parts.states.remove(&name).unwrap_or_default());
        one.variants.push(Variant::new(language.clone(), segment));
        for (target, parted) in &mut targets {
            let found = match parted {
                Some(parted) => parted.get_mut(&mark).and_then(VecDeque::pop_front),
                None => Some(std::mem::take(&mut target.segment)),
            };
            if let Some(segment) = found.filter(|segment| !segment.is_empty()) {
                one.variants.push(Variant {
                    segment,
                    ..target.clone()
                });
            }
        }
        units.push((Some(name), one));
    }
    for (_, parted) in &targets {
        let left = parted.iter().flat_map(HashMap::values).flatten();
        assembled::left_over(left, &mut file.losses);
    }
    units
}
