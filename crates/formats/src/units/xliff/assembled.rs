//! The units of a `trans-unit` or `unit`: one a segment, each with the matches for it behind it.

use std::collections::{HashMap, HashSet};

use yaddash_io::xml::Position;
use yaddash_model::{InlineCode, Note, Property, Segment, TranslationUnit, Variant};

use super::builder::number;
use super::nodes::error_at;
use super::{carried, kind};
use crate::Error;
use crate::units::Losses;

/// What is said about a unit beside its texts.
#[derive(Debug, Default)]
pub(super) struct Remarks {
    /// Notes, and whose they are.
    pub(super) notes: Vec<(Option<String>, Note)>,
    /// Names and texts of contexts or metadata.
    pub(super) carried: Vec<(String, String)>,
}

impl Remarks {
    /// Puts all where it belongs.
    pub(super) fn put(self, unit: &mut TranslationUnit, losses: &mut Losses) {
        for (name, text) in self.carried {
            if !carried::restore(unit, &name, text) {
                losses.properties += 1;
            }
        }
        for (owner, note) in self.notes {
            carried::note(unit, owner.as_deref(), note);
        }
    }
}

/// A match.
#[derive(Debug, Default)]
pub(super) struct Proposal {
    /// The segment that it names.
    pub(super) of: Option<String>,
    pub(super) properties: Vec<Property>,
    pub(super) source: Option<Variant>,
    pub(super) targets: Vec<Variant>,
    pub(super) remarks: Remarks,
}

impl Proposal {
    /// The unit of the match; its source is that of the unit that it is for where it has none.
    fn into_unit(self, of: &TranslationUnit, losses: &mut Losses) -> Option<TranslationUnit> {
        let source = match self.source {
            Some(source) => source,
            None => of
                .variants
                .first()
                .map(|source| Variant::new(source.language.clone(), source.segment.clone()))?,
        };
        let mut unit = TranslationUnit::default();
        unit.properties
            .push(Property::new(kind::MATCH_OF, of.id().unwrap_or_default()));
        unit.properties.extend(self.properties);
        unit.variants.push(source);
        unit.variants.extend(self.targets);
        self.remarks.put(&mut unit, losses);
        Some(unit)
    }
}

/// Names a unit by the element that it was read from, and by its segment there where it is one of several.
pub(super) fn name(unit: &mut TranslationUnit, element: &str, segment: Option<&str>) {
    if let Some(segment) = segment {
        unit.properties.push(Property::new(kind::SEGMENT, segment));
    }
    match segment {
        // What is named by nothing but its place in an element without a name has no name of its own.
        _ if element.is_empty() => {}
        Some(segment) => unit.attributes.set("tuid", format!("{element}/{segment}")),
        None => unit.attributes.set("tuid", element),
    }
}

/// What becomes of matches for segments that are not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stray {
    /// They are for the first segment.
    First,
    /// They are left out and counted.
    Lost,
}

/// The most bytes that the units of one element may repeat of each other: more comes from no real file.
const MOST_REPEATED: usize = 64 << 20;

/// How many bytes the units of an element repeat.
pub(super) struct Repeated {
    bytes: usize,
    position: Position,
}

impl Repeated {
    /// For an element that starts at `position`.
    pub(super) fn new(position: Position) -> Self {
        Self { bytes: 0, position }
    }

    /// Counts properties that are repeated so many times.
    ///
    /// # Errors
    /// [`Error::At`] above the limit.
    pub(super) fn properties(&mut self, all: &[Property], times: usize) -> Result<(), Error> {
        let lengths = all.iter().map(|one| one.kind.len() + one.value.len());
        self.add(lengths.sum(), times)
    }

    fn segment(&mut self, segment: &Segment, times: usize) -> Result<(), Error> {
        let codes = size_of::<InlineCode>().saturating_mul(segment.codes().len());
        self.add(segment.text().len().saturating_add(codes), times)
    }

    fn add(&mut self, bytes: usize, times: usize) -> Result<(), Error> {
        self.bytes = self.bytes.saturating_add(bytes.saturating_mul(times));
        if self.bytes <= MOST_REPEATED {
            return Ok(());
        }
        let message = format!(
            "segments and matches of the unit repeat {} bytes of it, above the limit of {MOST_REPEATED}",
            self.bytes
        );
        Err(error_at(self.position, message))
    }
}

/// The units with their matches behind them, all with their codes numbered. Matches that name no segment are for the
/// first unit, as are all where there are no segments. `missing` names segments that became no unit.
///
/// # Errors
/// [`Error::At`] where matches repeat more of the units than real ones do.
pub(super) fn with_matches(
    units: Vec<(Option<String>, TranslationUnit)>,
    missing: &HashSet<String>,
    proposals: Vec<Proposal>,
    stray: Stray,
    mut repeated: Repeated,
    losses: &mut Losses,
) -> Result<Vec<TranslationUnit>, Error> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (at, (name, _)) in units.iter().enumerate() {
        if let Some(name) = name {
            places.entry(name).or_insert(at);
        }
    }
    let mut of_unit: Vec<Vec<Proposal>> = units.iter().map(|_| Vec::new()).collect();
    for proposal in proposals {
        let place = match proposal.of.as_deref().filter(|_| !places.is_empty()) {
            None => Some(0),
            Some(of) => match places.get(of) {
                Some(at) => Some(*at),
                None => (stray == Stray::First && !missing.contains(of)).then_some(0),
            },
        };
        match place.and_then(|at| of_unit.get_mut(at)) {
            Some(proposals) => proposals.push(proposal),
            None => losses.units += 1,
        }
    }
    let mut all = Vec::new();
    for ((_, unit), proposals) in units.into_iter().zip(of_unit) {
        if let Some(source) = unit.variants.first() {
            let bare = proposals.iter().filter(|one| one.source.is_none());
            repeated.segment(&source.segment, bare.count())?;
        }
        let mut matches = Vec::with_capacity(proposals.len());
        for proposal in proposals {
            matches.extend(proposal.into_unit(&unit, losses));
        }
        all.push(unit);
        all.append(&mut matches);
    }
    for unit in &mut all {
        let mut segments: Vec<&mut Segment> = unit
            .variants
            .iter_mut()
            .map(|variant| &mut variant.segment)
            .collect();
        number(&mut segments);
    }
    Ok(all)
}
