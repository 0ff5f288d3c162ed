//! Writing XLIFF 2.0.

use std::io::Write;

use yaddash_io::xml::{ForbiddenCharacters, XmlWriteError, XmlWriter, is_xml_character};
use yaddash_model::{
    Attributes, CodeContent, CodeKind, InlineCode, Item, LanguageTag, Note, Segment,
    TranslationUnit, Variant,
};

use super::codes::{OF_ONE, mark_of, state_of, type_of};
use super::content::OVERLAPPING;
use crate::Error;
use crate::units::seen::Seen;
use crate::units::xliff::carried::{self, Owner};
use crate::units::xliff::kind;
use crate::units::xliff::shape::{self, Names, Shape};
use crate::units::{Losses, columns};

/// What a match is (module for matches, `type`).
const MATCH_TYPES: [&str; 8] = ["am", "mt", "icm", "idm", "ice", "tb", "tm", "other"];

/// Writes units in two languages as XLIFF 2.0 in UTF-8, with the modules for matches and metadata.
///
/// Each unit is a `unit` of one segment; one that is marked as a match of the unit before it (`x-match-of`) is an
/// `mtc:match` of that, and units are held until the next one that is none. Units whose property `x-file` differs from
/// that of the unit before start a new `file`. Units without a source text are left out and counted.
pub struct Writer<W> {
    xml: XmlWriter<W>,
    source: LanguageTag,
    target: Option<LanguageTag>,
    file: Option<String>,
    files: u64,
    pending: Option<(TranslationUnit, Vec<TranslationUnit>)>,
    ids: Seen,
    written: u64,
    losses: Losses,
}

/// Native code of the codes of a unit, by the numbers in their names.
#[derive(Default)]
struct Data(Vec<String>);

impl Data {
    /// The name of a native code; `None` where there is none.
    fn name(&mut self, code: &InlineCode) -> Option<String> {
        let native = shape::native(code);
        if native.is_empty() {
            return None;
        }
        let at = self.0.iter().position(|known| *known == native);
        let at = at.unwrap_or_else(|| {
            self.0.push(native);
            self.0.len() - 1
        });
        Some(format!("d{}", at + 1))
    }

    fn of(segments: &[&Segment]) -> Self {
        let mut data = Self::default();
        for segment in segments {
            let (segment, _) = shape::without_foreign(segment);
            for placed in segment.codes() {
                if !matches!(
                    placed.code.kind,
                    CodeKind::Comment | CodeKind::ProcessingInstruction
                ) {
                    data.name(&placed.code);
                }
            }
        }
        data
    }
}

impl<W: Write> Writer<W> {
    /// Starts a file from `source` to `target`, or to no language yet. The output should be buffered.
    ///
    /// # Errors
    /// [`Error::Write`], as of every method that writes.
    pub fn new(output: W, source: LanguageTag, target: Option<LanguageTag>) -> Result<Self, Error> {
        let mut xml = XmlWriter::new(output).with_forbidden(ForbiddenCharacters::Remove);
        xml.declaration()?;
        xml.start("xliff")?;
        xml.attribute("xmlns", "urn:oasis:names:tc:xliff:document:2.0")?;
        xml.attribute("xmlns:mtc", "urn:oasis:names:tc:xliff:matches:2.0")?;
        xml.attribute("xmlns:mda", "urn:oasis:names:tc:xliff:metadata:2.0")?;
        xml.attribute("version", "2.0")?;
        xml.attribute("srcLang", &dashed(&source))?;
        if let Some(target) = &target {
            xml.attribute("trgLang", &dashed(target))?;
        }
        Ok(Self {
            xml,
            source,
            target,
            file: None,
            files: 0,
            pending: None,
            ids: Seen::default(),
            written: 0,
            losses: Losses::default(),
        })
    }

    /// Writes one unit, when the next one is known.
    ///
    /// # Errors
    /// [`Error::Write`]; the output is then of no use.
    pub fn write(&mut self, unit: &TranslationUnit) -> Result<(), Error> {
        if let (Some((pending, matches)), Some(of)) =
            (&mut self.pending, property(unit, kind::MATCH_OF))
            && pending.id().unwrap_or_default() == of
            && unit.variants.len() > 1
        {
            matches.push(unit.clone());
            return Ok(());
        }
        self.write_pending()?;
        self.pending = Some((unit.clone(), Vec::new()));
        Ok(())
    }

    /// Ends the file, and gives the output, flushed, with what was lost.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn finish(mut self) -> Result<(W, Losses), Error> {
        self.write_pending()?;
        if self.file.is_none() {
            // A file has at least one unit in a `file`; one without text says that there is none.
            self.enter_file(kind::NO_FILE)?;
            self.line(4)?;
            self.xml.start("unit")?;
            self.xml.attribute("id", "1")?;
            self.xml.start("segment")?;
            self.xml.start("source")?;
            self.xml.end()?;
            self.xml.end()?;
            self.xml.end()?;
        }
        self.leave_file()?;
        self.xml.text("\n")?;
        self.xml.end()?;
        self.xml.text("\n")?;
        self.losses.characters += self.xml.forbidden();
        Ok((self.xml.finish()?, self.losses))
    }

    fn write_pending(&mut self) -> Result<(), Error> {
        let Some((unit, matches)) = self.pending.take() else {
            return Ok(());
        };
        let Some((source, target)) = self.pair(&unit) else {
            self.losses.units += 1 + matches.len() as u64;
            return Ok(());
        };
        self.enter_file(property(&unit, kind::FILE).unwrap_or(kind::NO_FILE))?;
        self.line(4)?;
        self.xml.start("unit")?;
        let id = self.id(&unit);
        self.xml.attribute("id", &id)?;
        if let Some(name) = property(&unit, kind::NAME) {
            self.xml.attribute("name", name)?;
        }
        let translate = property(&unit, kind::TRANSLATE).filter(|value| is_yes_or_no(value));
        if let Some(value) = translate {
            self.xml.attribute("translate", value)?;
        }
        self.xml.attribute("xml:space", "preserve")?;
        self.matches(&matches)?;
        let own_id = Some(id.as_str()) == unit.id();
        self.metadata(&unit, source, target, !own_id, 6, |kind, value| {
            matches!(kind, kind::FILE | kind::NAME)
                || kind == kind::TRANSLATE && is_yes_or_no(value)
        })?;
        self.notes(&unit, source, target)?;
        let segments: Vec<&Segment> = [Some(source), target]
            .into_iter()
            .flatten()
            .map(|variant| &variant.segment)
            .collect();
        let mut data = Data::of(&segments);
        self.original_data(&data, 6)?;
        self.line(6)?;
        self.xml.start("segment")?;
        self.state(target)?;
        self.texts(source, target, &mut data, 8)?;
        self.line(6)?;
        self.xml.end()?;
        self.line(4)?;
        Ok(self.xml.end()?)
    }

    /// The variants that are written; `None` where there is no source. What is left out is counted.
    fn pair<'u>(
        &mut self,
        unit: &'u TranslationUnit,
    ) -> Option<(&'u Variant, Option<&'u Variant>)> {
        let mut languages = vec![self.source.clone()];
        languages.extend(self.target.clone());
        let mut passed = Losses::default();
        let mut places = columns::arranged(unit, &languages, &mut passed).into_iter();
        let (source, target) = (places.next().flatten(), places.next().flatten());
        let source = source.filter(|source| !source.segment.is_empty())?;
        self.losses.variants += passed.variants;
        let is_empty = target.is_some_and(|target| target.segment.is_empty());
        self.losses.variants += u64::from(is_empty);
        Some((source, target.filter(|_| !is_empty)))
    }

    fn matches(&mut self, matches: &[TranslationUnit]) -> Result<(), Error> {
        if matches.is_empty() {
            return Ok(());
        }
        self.line(6)?;
        self.xml.start("mtc:matches")?;
        for unit in matches {
            let Some((source, Some(target))) = self.pair(unit) else {
                self.losses.units += 1;
                continue;
            };
            let quality = property(unit, kind::MATCH_QUALITY);
            let similarity = quality.and_then(similarity);
            self.line(8)?;
            self.xml.start("mtc:match")?;
            self.xml.attribute("ref", "#s1")?;
            if let Some(similarity) = similarity {
                self.xml.attribute("similarity", similarity)?;
            }
            if let Some(origin) = property(unit, kind::MATCH_ORIGIN) {
                self.xml.attribute("origin", origin)?;
            }
            let match_type = property(unit, kind::MATCH_TYPE);
            if let Some(name) = match_type.filter(|name| MATCH_TYPES.contains(name)) {
                self.xml.attribute("type", name)?;
            }
            self.metadata(unit, source, Some(target), false, 10, |kind, value| {
                matches!(kind, kind::MATCH_OF | kind::MATCH_ORIGIN)
                    || kind == kind::MATCH_TYPE && MATCH_TYPES.contains(&value)
                    || kind == kind::MATCH_QUALITY && similarity.is_some()
            })?;
            self.losses.notes += unit.notes.len() as u64;
            let mut data = Data::of(&[&source.segment, &target.segment]);
            self.original_data(&data, 10)?;
            self.texts(source, Some(target), &mut data, 10)?;
            self.line(8)?;
            self.xml.end()?;
        }
        self.line(6)?;
        Ok(self.xml.end()?)
    }

    fn metadata(
        &mut self,
        unit: &TranslationUnit,
        source: &Variant,
        target: Option<&Variant>,
        with_id: bool,
        space: usize,
        is_written: impl Fn(&str, &str) -> bool,
    ) -> Result<(), Error> {
        let mut carried = Vec::new();
        if let Some(id) = unit.id().filter(|_| with_id) {
            carried.push((carried::attribute(Owner::Unit, "tuid"), id));
        }
        let is_state = |owner: Owner, kind: &str, value: &str| {
            owner == Owner::Target && is_state_attribute(target, kind, value)
        };
        carried::all(
            unit,
            source,
            target,
            &mut self.losses,
            |owner, kind, value| {
                owner == Owner::Unit && is_written(kind, value) || is_state(owner, kind, value)
            },
            &mut carried,
        );
        let named = carried.iter().filter(|(name, _)| name.is_some()).count();
        self.losses.properties += (carried.len() - named) as u64;
        if named == 0 {
            return Ok(());
        }
        self.line(space)?;
        self.xml.start("mda:metadata")?;
        self.line(space + 2)?;
        self.xml.start("mda:metaGroup")?;
        for (name, value) in carried {
            let Some(name) = name else { continue };
            self.line(space + 4)?;
            self.xml.start("mda:meta")?;
            self.xml.attribute("type", &name)?;
            self.xml.text(value)?;
            self.xml.end()?;
        }
        self.line(space + 2)?;
        self.xml.end()?;
        self.line(space)?;
        Ok(self.xml.end()?)
    }

    fn notes(
        &mut self,
        unit: &TranslationUnit,
        source: &Variant,
        target: Option<&Variant>,
    ) -> Result<(), Error> {
        let of = |owner: Option<&'static str>, notes: &'_ [Note]| {
            notes
                .iter()
                .cloned()
                .map(|note| (owner, note))
                .collect::<Vec<_>>()
        };
        let mut notes = of(None, &unit.notes);
        notes.extend(of(Some("source"), &source.notes));
        notes.extend(of(
            Some("target"),
            target.map_or(&[], |target| &target.notes),
        ));
        if notes.is_empty() {
            return Ok(());
        }
        self.line(6)?;
        self.xml.start("notes")?;
        for (owner, note) in notes {
            self.line(8)?;
            self.xml.start("note")?;
            for (name, value) in note.attributes.iter() {
                match name {
                    "from" => self.xml.attribute("category", value)?,
                    "priority"
                        if value
                            .parse()
                            .is_ok_and(|number: u8| (1..=10).contains(&number)) =>
                    {
                        self.xml.attribute("priority", value)?;
                    }
                    _ => self.losses.attributes += 1,
                }
            }
            if let Some(owner) = owner {
                self.xml.attribute("appliesTo", owner)?;
            }
            self.xml.text(&note.text)?;
            self.xml.end()?;
        }
        self.line(6)?;
        Ok(self.xml.end()?)
    }

    fn original_data(&mut self, data: &Data, space: usize) -> Result<(), Error> {
        if data.0.is_empty() {
            return Ok(());
        }
        self.line(space)?;
        self.xml.start("originalData")?;
        for (at, native) in data.0.iter().enumerate() {
            self.line(space + 2)?;
            self.xml.start("data")?;
            self.xml.attribute("id", &format!("d{}", at + 1))?;
            self.text(native)?;
            self.xml.end()?;
        }
        self.line(space)?;
        Ok(self.xml.end()?)
    }

    /// The state of the target, which the segment has as attributes.
    fn state(&mut self, target: Option<&Variant>) -> Result<(), Error> {
        self.xml.attribute("id", "s1")?;
        let state = target.and_then(|target| value(target, kind::STATE));
        let Some((name, is_same)) = state.and_then(state_of) else {
            return Ok(());
        };
        self.xml.attribute("state", name)?;
        let sub = target.and_then(|target| value(target, kind::SUB_STATE));
        match (is_same, state, sub.filter(|sub| is_sub_state(sub))) {
            (false, Some(state), _) => self
                .xml
                .attribute("subState", &format!("{OF_ONE}{state}"))?,
            (true, _, Some(sub)) => self.xml.attribute("subState", sub)?,
            _ => {}
        }
        Ok(())
    }

    fn texts(
        &mut self,
        source: &Variant,
        target: Option<&Variant>,
        data: &mut Data,
        space: usize,
    ) -> Result<(), Error> {
        let segments = [Some(&source.segment), target.map(|target| &target.segment)];
        for (name, variant) in [("source", Some(source)), ("target", target)] {
            let Some(variant) = variant else { continue };
            self.line(space)?;
            self.xml.start(name)?;
            let own = if name == "source" {
                Some(&self.source)
            } else {
                self.target.as_ref()
            };
            if own != Some(&variant.language) {
                let language = dashed(&variant.language);
                self.xml.attribute("xml:lang", &language)?;
            }
            let names = Names::new(segments.into_iter().flatten());
            self.content(&variant.segment, names, data)?;
            self.xml.end()?;
        }
        Ok(())
    }

    fn content(&mut self, segment: &Segment, names: Names, data: &mut Data) -> Result<(), Error> {
        let (segment, foreign) = shape::without_foreign(segment);
        self.losses.rewritten += foreign;
        let shapes = shape::shapes(&segment);
        let codes: Vec<&InlineCode> = segment.codes().iter().map(|placed| &placed.code).collect();
        let mut used = UniqueNames {
            names,
            used: Vec::new(),
        };
        let mut written: Vec<String> = Vec::new();
        let depth = self.xml.depth();
        for item in segment.items() {
            let code = match item {
                Item::Text(text) => {
                    self.text(text)?;
                    continue;
                }
                Item::Code(code) => code,
            };
            let at = written.len();
            let shape = shapes.get(at).copied().unwrap_or(Shape::Lost);
            let start = match shape {
                Shape::End(start) | Shape::Close(start) => written.get(start).cloned(),
                _ => None,
            };
            let partner = match shape {
                Shape::Open(other)
                | Shape::Begin(other)
                | Shape::Close(other)
                | Shape::End(other) => codes.get(other).copied(),
                _ => None,
            };
            let name = self.code(code, shape, partner, start, &mut used, data)?;
            written.push(name);
        }
        while self.xml.depth() > depth {
            self.xml.end()?;
        }
        Ok(())
    }

    /// Writes a code and gives its name; `start` is that of the code that it ends.
    fn code(
        &mut self,
        code: &InlineCode,
        shape: Shape,
        partner: Option<&InlineCode>,
        start: Option<String>,
        names: &mut UniqueNames,
        data: &mut Data,
    ) -> Result<String, Error> {
        let subs = code
            .content
            .iter()
            .filter(|content| matches!(content, CodeContent::Sub { .. }));
        self.losses.rewritten += subs.count() as u64;
        let is_mark = |code: Option<&InlineCode>| {
            let kind = code.and_then(|code| code.attributes.get("type"));
            kind.and_then(|kind| kind.strip_prefix(OVERLAPPING))
                .map(str::to_owned)
        };
        match shape {
            Shape::Open(_) | Shape::Begin(_) if is_mark(Some(code)).is_some() => {
                let id = names.of(code);
                self.xml.start("sm")?;
                self.mark(&id, is_mark(Some(code)).as_deref(), &code.attributes)?;
                self.xml.end()?;
                Ok(id)
            }
            Shape::Close(_) | Shape::End(_) if is_mark(partner).is_some() => {
                self.xml.start("em")?;
                self.xml.attribute("startRef", &start.unwrap_or_default())?;
                self.xml.end()?;
                Ok(String::new())
            }
            Shape::Open(_) => {
                let id = names.of(code);
                self.xml.start("pc")?;
                self.xml.attribute("id", &id)?;
                let refs = [
                    ("dataRefStart", data.name(code)),
                    ("dataRefEnd", partner.and_then(|end| data.name(end))),
                ];
                for (name, reference) in refs {
                    if let Some(reference) = reference {
                        self.xml.attribute(name, &reference)?;
                    }
                }
                self.attributes(&code.attributes, "Start")?;
                if let Some(end) = partner {
                    self.end_attributes(&end.attributes)?;
                }
                Ok(id)
            }
            Shape::Close(_) | Shape::Unwrap => {
                self.xml.end()?;
                Ok(String::new())
            }
            Shape::Wrap => {
                let id = names.of(code);
                self.xml.start("mrk")?;
                let kind = code.attributes.get("type").map(str::to_owned);
                self.mark(&id, kind.as_deref(), &code.attributes)?;
                Ok(id)
            }
            Shape::Begin(_) | Shape::End(_) | Shape::Half => {
                let is_end =
                    matches!(shape, Shape::End(_)) || shape == Shape::Half && code.is_end();
                self.xml.start(if is_end { "ec" } else { "sc" })?;
                let mut id = String::new();
                if let Some(start) = start.as_ref() {
                    self.xml.attribute("startRef", start)?;
                } else {
                    id = names.of(code);
                    self.xml.attribute("id", &id)?;
                }
                if shape == Shape::Half {
                    self.xml.attribute("isolated", "yes")?;
                }
                self.placed(code, data)?;
                Ok(id)
            }
            Shape::Alone => self.alone(code, names, data),
            Shape::Lost => {
                self.losses.codes += 1;
                Ok(String::new())
            }
        }
    }

    fn alone(
        &mut self,
        code: &InlineCode,
        names: &mut UniqueNames,
        data: &mut Data,
    ) -> Result<String, Error> {
        let text = shape::native(code);
        let done = match code.kind {
            CodeKind::Comment => self.xml.comment(&text),
            CodeKind::ProcessingInstruction => {
                let (target, data) = text.split_once(' ').unwrap_or((&text, ""));
                self.xml.processing_instruction(target, data)
            }
            _ => {
                let id = names.of(code);
                self.xml.start("ph")?;
                self.xml.attribute("id", &id)?;
                if code.kind == CodeKind::Ut {
                    self.kind("x-ut", None)?;
                }
                self.placed(code, data)?;
                return Ok(id);
            }
        };
        match done {
            Ok(()) => {}
            Err(XmlWriteError::Io(error)) => return Err(error.into()),
            Err(_) => self.losses.codes += 1,
        }
        Ok(String::new())
    }

    /// Ends an empty code with its native code and attributes.
    fn placed(&mut self, code: &InlineCode, data: &mut Data) -> Result<(), Error> {
        if let Some(reference) = data.name(code) {
            self.xml.attribute("dataRef", &reference)?;
        }
        self.attributes(&code.attributes, "")?;
        Ok(self.xml.end()?)
    }

    fn kind(&mut self, kind: &str, sub: Option<&str>) -> Result<(), Error> {
        let Some((kind, sub)) = type_of(kind, sub) else {
            self.losses.attributes += 1;
            return Ok(());
        };
        self.xml.attribute("type", &kind)?;
        if let Some(sub) = sub {
            self.xml.attribute("subType", &sub)?;
        }
        Ok(())
    }

    /// Writes the attributes of a code; those of the start of an element end with `suffix`.
    fn attributes(&mut self, attributes: &Attributes, suffix: &str) -> Result<(), Error> {
        for (name, value) in attributes.iter() {
            match name {
                "i" | "x" | "id" | "pos" | "subType" => {}
                "type" => self.kind(value, attributes.get("subType"))?,
                "equiv-text" => self.xml.attribute(&format!("equiv{suffix}"), value)?,
                "disp" => self.xml.attribute(&format!("disp{suffix}"), value)?,
                "canCopy" | "canDelete" | "canReorder" | "canOverlap" | "copyOf" | "dir" => {
                    self.xml.attribute(name, value)?;
                }
                _ => self.losses.attributes += 1,
            }
        }
        Ok(())
    }

    fn end_attributes(&mut self, attributes: &Attributes) -> Result<(), Error> {
        for (name, value) in attributes.iter() {
            match name {
                "i" => {}
                "equiv-text" => self.xml.attribute("equivEnd", value)?,
                "disp" => self.xml.attribute("dispEnd", value)?,
                _ => self.losses.attributes += 1,
            }
        }
        Ok(())
    }

    fn mark(&mut self, id: &str, kind: Option<&str>, attributes: &Attributes) -> Result<(), Error> {
        self.xml.attribute("id", id)?;
        let kind = kind.filter(|kind| !kind.is_empty());
        let known = kind.and_then(mark_of);
        self.losses.attributes += u64::from(kind.is_some() && known.is_none());
        if let Some(kind) = known {
            self.xml.attribute("type", &kind)?;
        }
        for (name, value) in attributes.iter() {
            match name {
                "type" | "i" => {}
                "comment" => self.xml.attribute("value", value)?,
                "ref" => self.xml.attribute("ref", value)?,
                "translate" if is_yes_or_no(value) => self.xml.attribute("translate", value)?,
                _ => self.losses.attributes += 1,
            }
        }
        Ok(())
    }

    /// Writes text; characters that XML cannot hold are `cp`.
    fn text(&mut self, text: &str) -> Result<(), Error> {
        let mut from = 0;
        for (at, character) in text.char_indices() {
            if is_xml_character(character) {
                continue;
            }
            self.xml.text(text.get(from..at).unwrap_or_default())?;
            self.xml.start("cp")?;
            self.xml
                .attribute("hex", &format!("{:04X}", u32::from(character)))?;
            self.xml.end()?;
            from = at + character.len_utf8();
        }
        Ok(self.xml.text(text.get(from..).unwrap_or_default())?)
    }

    fn id(&mut self, unit: &TranslationUnit) -> String {
        let own = unit.id().filter(|id| is_name_token(id));
        if let Some(id) = own.filter(|id| self.ids.insert(*id)) {
            return id.to_owned();
        }
        loop {
            self.written += 1;
            let id = format!("u{}", self.written);
            if self.ids.insert(id.as_str()) {
                return id;
            }
        }
    }

    fn enter_file(&mut self, name: &str) -> Result<(), Error> {
        if self.file.as_deref() == Some(name) {
            return Ok(());
        }
        self.leave_file()?;
        self.files += 1;
        self.line(2)?;
        self.xml.start("file")?;
        self.xml.attribute("id", &format!("f{}", self.files))?;
        if name != kind::NO_FILE {
            self.xml.attribute("original", name)?;
        }
        self.file = Some(name.to_owned());
        self.ids.clear();
        self.written = 0;
        Ok(())
    }

    fn leave_file(&mut self) -> Result<(), Error> {
        if self.file.take().is_some() {
            self.line(2)?;
            self.xml.end()?;
        }
        Ok(())
    }

    fn line(&mut self, space: usize) -> Result<(), Error> {
        Ok(self.xml.text(&format!("\n{:space$}", ""))?)
    }
}

/// Names of codes in a segment, each once, as XLIFF 2 asks.
struct UniqueNames {
    names: Names,
    used: Vec<String>,
}

impl UniqueNames {
    fn of(&mut self, code: &InlineCode) -> String {
        let mut name = self.names.of(code);
        while !is_name_token(&name) || self.used.contains(&name) {
            name = self.names.of(&InlineCode::new(CodeKind::Ph));
        }
        self.used.push(name.clone());
        name
    }
}

fn property<'u>(unit: &'u TranslationUnit, kind: &str) -> Option<&'u str> {
    let mut known = unit
        .properties
        .iter()
        .filter(|property| property.kind == kind);
    known.next().map(|property| property.value.as_str())
}

fn value<'v>(variant: &'v Variant, kind: &str) -> Option<&'v str> {
    let mut known = variant
        .properties
        .iter()
        .filter(|property| property.kind == kind);
    known.next().map(|property| property.value.as_str())
}

/// Whether a property of the target is said by the state of the segment.
fn is_state_attribute(target: Option<&Variant>, kind: &str, text: &str) -> bool {
    match kind {
        kind::STATE => state_of(text).is_some(),
        kind::SUB_STATE => {
            let state = target.and_then(|target| value(target, kind::STATE));
            is_sub_state(text) && state.and_then(state_of).is_some_and(|(_, is_same)| is_same)
        }
        _ => false,
    }
}

fn is_sub_state(text: &str) -> bool {
    let is_own = text
        .split_once(':')
        .is_some_and(|(prefix, rest)| !prefix.is_empty() && !rest.is_empty());
    is_own && !text.starts_with(OF_ONE) && !text.chars().any(char::is_whitespace)
}

/// A quality as a number from 0 to 100.
fn similarity(quality: &str) -> Option<&str> {
    let number = quality.strip_suffix('%')?;
    let is_plain = number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    let value: f64 = number.parse().ok().filter(|_| is_plain)?;
    (0.0..=100.0).contains(&value).then_some(number)
}

/// Whether a text is a name token of XML.
fn is_name_token(text: &str) -> bool {
    yaddash_io::xml::is_xml_name(&format!("n{text}")) && !text.is_empty() && !text.contains(':')
}

fn is_yes_or_no(value: &str) -> bool {
    matches!(value, "yes" | "no")
}

fn dashed(language: &LanguageTag) -> String {
    language.as_str().replace('_', "-")
}
