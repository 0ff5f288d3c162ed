//! `trans-unit`.

use std::collections::{HashMap, HashSet, VecDeque};
use std::io::Read;

use yaddash_model::{Attributes, LanguageTag, Note, Property, Segment, TranslationUnit, Variant};

use super::content;
use super::tool;
use crate::Error;
use crate::units::Losses;
use crate::units::losses::count;
use crate::units::xliff::assembled::{self, Proposal, Remarks, Repeated, Stray};
use crate::units::xliff::builder::{Mark, Marked, marked};
use crate::units::xliff::file::FileState;
use crate::units::xliff::kind;
use crate::units::xliff::nodes::{Element, Nodes, Space};

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
            (Space::Own, "xml:space") => {}
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
    units(&id, &unit, parts, Repeated::new(element.position), file)
}

/// Reads what stands in a `trans-unit` or an `alt-trans` up to its end.
fn parts<R: Read>(nodes: &mut Nodes<R>, file: &mut FileState) -> Result<Parts, Error> {
    let mut parts = Parts::default();
    while let Some(element) = nodes.child()? {
        match (element.space, element.name.as_str()) {
            (Space::Own, "source") if parts.source.is_none() => {
                file.pass_attributes(&element, &["xml:lang"]);
                let language = file.source(&element)?;
                let segment = content::segment(nodes, &file.tags, &mut file.losses)?;
                parts.source = Some(Variant::new(language, segment));
            }
            (Space::Own, "seg-source") if parts.segmented.is_none() => {
                file.pass_attributes(&element, &[]);
                parts.segmented = Some(content::segment(nodes, &file.tags, &mut file.losses)?);
            }
            (Space::Own, "target") => {
                let target = target(nodes, &element, file)?;
                parts.targets.extend(target);
            }
            (Space::Own, "note") => {
                let note = note(nodes, element, file)?;
                parts.remarks.notes.push(note);
            }
            (Space::Own, "context-group") => {
                file.pass_attributes(&element, &["purpose"]);
                let list = ("context", "context-type", kind::CONTEXT_OF);
                named_texts(nodes, list, &mut parts.remarks, file)?;
            }
            // Properties of XLIFF 1.0.
            (Space::Own, "prop-group") => {
                file.pass_attributes(&element, &[]);
                let list = ("prop", "prop-type", "x-");
                named_texts(nodes, list, &mut parts.remarks, file)?;
            }
            (Space::Own, "alt-trans") => {
                let proposal = proposal(nodes, element, file)?;
                parts.matches.push(proposal);
            }
            (Space::Sdl, "seg-defs") if parts.states.is_empty() => {
                parts.states = tool::segments(nodes, file)?;
            }
            _ => file.pass(nodes)?,
        }
    }
    Ok(parts)
}

/// Reads a `target`; `None` where it is empty.
fn target<R: Read>(
    nodes: &mut Nodes<R>,
    element: &Element,
    file: &mut FileState,
) -> Result<Option<Variant>, Error> {
    let segment = content::segment(nodes, &file.tags, &mut file.losses)?;
    let mut properties = Vec::new();
    for (name, value) in element.attributes.iter() {
        match nodes.space_of_attribute(name) {
            Space::Own if matches!(name, "xml:space" | "xml:lang") => {}
            Space::Own => properties.push(Property::new(format!("x-{name}"), value)),
            _ => file.losses.attributes += 1,
        }
    }
    if segment.is_empty() {
        // That there is no translation yet is what an empty target says itself.
        let said = properties.iter().filter(|one| {
            one.kind != kind::STATE || !matches!(one.value.as_str(), "new" | "needs-translation")
        });
        file.losses.attributes += count(said.count());
        return Ok(None);
    }
    let mut variant = Variant::new(file.target(element)?, segment);
    variant.properties = properties;
    Ok(Some(variant))
}

/// Reads a note, and whose it is.
fn note<R: Read>(
    nodes: &mut Nodes<R>,
    mut element: Element,
    file: &mut FileState,
) -> Result<(Option<String>, Note), Error> {
    let owner = element.take("annotates").filter(|owner| owner != "general");
    let mut attributes = Attributes::new();
    for (name, value) in element.attributes.iter() {
        match nodes.space_of_attribute(name) {
            Space::Own if name == "xml:space" => {}
            Space::Own => attributes.set(name, value),
            _ => file.losses.attributes += 1,
        }
    }
    let text = nodes.text()?;
    Ok((owner, Note { text, attributes }))
}

/// Reads a list of texts: their element, the attribute with their name, and what stands before names in the types of
/// properties, unless these are the user's own.
fn named_texts<R: Read>(
    nodes: &mut Nodes<R>,
    (element, attribute, before): (&str, &str, &str),
    remarks: &mut Remarks,
    file: &mut FileState,
) -> Result<(), Error> {
    while let Some(mut text) = nodes.child()? {
        if !text.is(Space::Own, element) {
            file.pass(nodes)?;
            continue;
        }
        let name = text.take(attribute).unwrap_or_default();
        let name = if name.starts_with("x-") {
            name
        } else {
            format!("{before}{name}")
        };
        file.pass_attributes(&text, &[]);
        remarks.carried.push((name, nodes.text()?));
    }
    Ok(())
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
    file.losses.elements += count(parts.matches.len()) + u64::from(parts.segmented.is_some());
    file.losses.properties += count(parts.states.values().flatten().count());
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
    mut repeated: Repeated,
    file: &mut FileState,
) -> Result<Vec<TranslationUnit>, Error> {
    let (language, source) = match parts.source.take() {
        Some(source) => (Some(source.language), source.segment),
        None => (
            file.source_language(),
            parts.segmented.clone().unwrap_or_default(),
        ),
    };
    let Some(language) = language else {
        file.losses.units += 1 + count(parts.matches.len());
        return Ok(Vec::new());
    };
    let segments = parts.segmented.as_ref().and_then(marked);
    if segments.is_none() {
        let other = parts.segmented.as_ref();
        let is_other = other.is_some_and(|other| other.text() != source.text());
        file.losses.elements += u64::from(is_other);
        file.losses.properties += count(parts.states.values().flatten().count());
    }
    let mut units = if let Some((segments, outside)) = segments {
        file.losses += outside;
        repeated.properties(&unit.properties, segments.len())?;
        for target in &parts.targets {
            repeated.properties(&target.properties, segments.len())?;
        }
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
        repeated,
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

/// A target that is parted into segments, or is one.
struct Parted {
    /// The target without its text.
    target: Variant,
    text: Text,
    /// Whether a segment of the source had a text in it.
    is_used: bool,
}

enum Text {
    /// The segments by their marks, those of the same mark in their order.
    Marked(HashMap<Mark, VecDeque<Segment>>),
    Whole(Segment),
}

impl Parted {
    /// `None` where the target is not parted and the source is.
    fn new(mut target: Variant, is_single: bool, losses: &mut Losses) -> Option<Self> {
        let segment = std::mem::take(&mut target.segment);
        let text = if let Some((parted, outside)) = marked(&segment) {
            *losses += outside;
            let mut by_mark: HashMap<Mark, VecDeque<Segment>> = HashMap::new();
            for Marked { mark, segment } in parted {
                by_mark.entry(mark).or_default().push_back(segment);
            }
            Text::Marked(by_mark)
        } else if is_single {
            Text::Whole(segment)
        } else {
            losses.variants += 1;
            return None;
        };
        Some(Self {
            target,
            text,
            is_used: false,
        })
    }

    /// The translation of the next segment of this mark.
    fn next(&mut self, mark: &Mark) -> Option<Variant> {
        let segment = match &mut self.text {
            Text::Marked(by_mark) => by_mark.get_mut(mark)?.pop_front()?,
            Text::Whole(segment) => std::mem::take(segment),
        };
        if segment.is_empty() {
            return None;
        }
        self.is_used = true;
        Some(Variant {
            segment,
            ..self.target.clone()
        })
    }

    /// Counts what no segment of the source had.
    fn finish(&self, losses: &mut Losses) {
        if !self.is_used {
            losses.attributes += count(self.target.properties.len());
        }
        if let Text::Marked(by_mark) = &self.text {
            let left = by_mark.values().flatten();
            losses.variants += count(left.filter(|segment| !segment.is_empty()).count());
        }
    }
}

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
    let mut targets: Vec<Parted> = parts
        .targets
        .drain(..)
        .filter_map(|target| Parted::new(target, is_single, &mut file.losses))
        .collect();
    let mut units = Vec::with_capacity(segments.len());
    for Marked { mark, segment } in segments {
        let mut one = unit.clone();
        let name = mark.name();
        assembled::name(&mut one, id, Some(&name));
        one.properties
            .extend(parts.states.remove(&name).unwrap_or_default());
        one.variants.push(Variant::new(language.clone(), segment));
        let translations = targets.iter_mut().filter_map(|target| target.next(&mark));
        one.variants.extend(translations);
        units.push((Some(name), one));
    }
    for target in &targets {
        target.finish(&mut file.losses);
    }
    file.losses.properties += count(parts.states.values().flatten().count());
    units
}
