//! Writing XLIFF 1.2.

use std::io::Write;

use yaddash_io::xml::{ForbiddenCharacters, XmlWriteError, XmlWriter};
use yaddash_model::{
    Attributes, CodeContent, CodeKind, InlineCode, Item, LanguageTag, Note, Segment,
    TranslationUnit, Variant,
};

use super::codes::{ASSOCIATIONS, POSITIONS, ctype_of, mtype_of, other};
use crate::Error;
use crate::units::seen::Seen;
use crate::units::xliff::carried::{self, Carried, Owner};
use crate::units::xliff::kind;
use crate::units::xliff::shape::{self, Names, Shape};
use crate::units::{Losses, columns};

/// States of a translation (XLIFF 1.2, section 2.3, `state`).
const STATES: [&str; 10] = [
    "final",
    "needs-adaptation",
    "needs-l10n",
    "needs-review-adaptation",
    "needs-review-l10n",
    "needs-review-translation",
    "needs-translation",
    "new",
    "signed-off",
    "translated",
];
/// Where a translation came from (`state-qualifier`).
const QUALIFIERS: [&str; 13] = [
    "exact-match",
    "fuzzy-match",
    "id-match",
    "leveraged-glossary",
    "leveraged-inherited",
    "leveraged-mt",
    "leveraged-repository",
    "leveraged-tm",
    "mt-suggestion",
    "rejected-grammar",
    "rejected-inaccurate",
    "rejected-length",
    "rejected-spelling",
];
/// What an `alt-trans` is (`alttranstype`).
const MATCH_TYPES: [&str; 5] = [
    "accepted",
    "previous-version",
    "proposal",
    "rejected",
    "reference",
];
/// Contexts that tell a place in a document; each `sourcefile` begins a new one.
const LOCATION: [&str; 2] = ["sourcefile", "linenumber"];
/// Contexts that XLIFF 1.2 names (`context-type`).
const CONTEXTS: [&str; 9] = [
    "database",
    "element",
    "elementtitle",
    "linenumber",
    "numparams",
    "paramnotes",
    "record",
    "recordtitle",
    "sourcefile",
];

/// Writes units in two languages as XLIFF 1.2 in UTF-8, valid against the strict schema.
///
/// Each unit is a `trans-unit`; one that is marked as a match of the unit before it (`x-match-of`) is an `alt-trans`
/// of that. Units whose property `x-file` differs from that of the unit before start a new `file`. Units without a
/// source text are left out and counted.
pub struct Writer<W> {
    xml: XmlWriter<W>,
    source: LanguageTag,
    target: Option<LanguageTag>,
    /// The name of the document that is open.
    file: Option<String>,
    /// The `tuid` of the unit that is open, empty where it has none: matches name it.
    open: Option<String>,
    ids: Seen,
    written: u64,
    losses: Losses,
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
        xml.attribute("xmlns", "urn:oasis:names:tc:xliff:document:1.2")?;
        xml.attribute("version", "1.2")?;
        Ok(Self {
            xml,
            source,
            target,
            file: None,
            open: None,
            ids: Seen::default(),
            written: 0,
            losses: Losses::default(),
        })
    }

    /// Writes one unit.
    ///
    /// # Errors
    /// [`Error::Write`]; the output is then of no use.
    pub fn write(&mut self, unit: &TranslationUnit) -> Result<(), Error> {
        let mut languages = vec![self.source.clone()];
        languages.extend(self.target.clone());
        let mut passed = Losses::default();
        let mut places = columns::arranged(unit, &languages, &mut passed).into_iter();
        let (source, target) = (places.next().flatten(), places.next().flatten());
        let Some(source) = source.filter(|source| !source.segment.is_empty()) else {
            self.losses.units += 1;
            return Ok(());
        };
        self.losses.variants += passed.variants;
        let target = target.filter(|target| {
            let is_empty = target.segment.is_empty();
            self.losses.variants += u64::from(is_empty);
            !is_empty
        });
        if let (Some(target), true) = (target, self.is_match(unit)) {
            return self.proposal(unit, source, target);
        }
        self.close_unit()?;
        self.enter_file(property(unit, kind::FILE).unwrap_or(kind::NO_FILE))?;
        self.line(6)?;
        self.xml.start("trans-unit")?;
        let id = self.id(unit);
        self.xml.attribute("id", &id)?;
        for name in ["approved", "translate"] {
            if let Some(value) =
                property(unit, &format!("x-{name}")).filter(|value| is_yes_or_no(value))
            {
                self.xml.attribute(name, value)?;
            }
        }
        if let Some(name) = property(unit, kind::NAME) {
            self.xml.attribute("resname", name)?;
        }
        self.xml.attribute("xml:space", "preserve")?;
        self.open = Some(unit.id().unwrap_or_default().to_owned());
        self.texts(source, target, 8)?;
        self.carried(unit, source, target, 8, |kind, value| {
            matches!(kind, kind::FILE | kind::NAME)
                || matches!(kind, "x-approved" | "x-translate") && is_yes_or_no(value)
        })
    }

    /// Ends the file, and gives the output, flushed, with what was lost.
    ///
    /// # Errors
    /// [`Error::Write`].
    pub fn finish(mut self) -> Result<(W, Losses), Error> {
        self.close_unit()?;
        // A file has at least one `file`.
        if self.file.is_none() {
            self.enter_file(kind::NO_FILE)?;
        }
        self.leave_file()?;
        self.xml.text("\n")?;
        self.xml.end()?;
        self.xml.text("\n")?;
        self.losses.characters += self.xml.forbidden();
        Ok((self.xml.finish()?, self.losses))
    }

    /// Whether the unit is a match of the one that is open.
    fn is_match(&self, unit: &TranslationUnit) -> bool {
        match (&self.open, property(unit, kind::MATCH_OF)) {
            (Some(open), Some(of)) => open == of,
            _ => false,
        }
    }

    fn proposal(
        &mut self,
        unit: &TranslationUnit,
        source: &Variant,
        target: &Variant,
    ) -> Result<(), Error> {
        self.line(8)?;
        self.xml.start("alt-trans")?;
        for (kind, name) in [
            (kind::MATCH_QUALITY, "match-quality"),
            (kind::MATCH_ORIGIN, "origin"),
        ] {
            if let Some(value) = property(unit, kind) {
                self.xml.attribute(name, value)?;
            }
        }
        let is_type = |value: &str| MATCH_TYPES.contains(&value) || is_own(value);
        if let Some(value) = property(unit, kind::MATCH_TYPE).filter(|value| is_type(value)) {
            self.xml.attribute("alttranstype", value)?;
        }
        self.xml.attribute("xml:space", "preserve")?;
        self.texts(source, Some(target), 10)?;
        self.carried(unit, source, Some(target), 10, |kind, value| {
            matches!(
                kind,
                kind::MATCH_OF | kind::MATCH_QUALITY | kind::MATCH_ORIGIN
            ) || kind == kind::MATCH_TYPE && is_type(value)
        })?;
        self.line(8)?;
        Ok(self.xml.end()?)
    }

    /// The name of a unit: its own where no other unit of the file has it.
    fn id(&mut self, unit: &TranslationUnit) -> String {
        let own = unit.id().filter(|id| !id.is_empty());
        if let Some(id) = own.filter(|id| self.ids.insert(*id)) {
            return id.to_owned();
        }
        self.losses.attributes += u64::from(own.is_some());
        loop {
            self.written += 1;
            let id = self.written.to_string();
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
        self.line(2)?;
        self.xml.start("file")?;
        self.xml.attribute("original", name)?;
        self.xml
            .attribute("source-language", &dashed(&self.source))?;
        if let Some(target) = &self.target {
            self.xml.attribute("target-language", &dashed(target))?;
        }
        self.xml.attribute("datatype", "plaintext")?;
        self.line(4)?;
        self.xml.start("body")?;
        self.xml.text("")?;
        self.file = Some(name.to_owned());
        self.ids.clear();
        self.written = 0;
        Ok(())
    }

    fn leave_file(&mut self) -> Result<(), Error> {
        if self.file.take().is_some() {
            self.line(4)?;
            self.xml.end()?;
            self.line(2)?;
            self.xml.end()?;
        }
        Ok(())
    }

    fn close_unit(&mut self) -> Result<(), Error> {
        if self.open.take().is_some() {
            self.line(6)?;
            self.xml.end()?;
        }
        Ok(())
    }

    fn texts(
        &mut self,
        source: &Variant,
        target: Option<&Variant>,
        space: usize,
    ) -> Result<(), Error> {
        let segments = [Some(&source.segment), target.map(|target| &target.segment)];
        self.line(space)?;
        self.xml.start("source")?;
        if source.language != self.source {
            self.xml.attribute("xml:lang", &dashed(&source.language))?;
        }
        self.content(
            &source.segment,
            &mut Names::new(segments.into_iter().flatten()),
        )?;
        self.xml.end()?;
        let Some(target) = target else {
            return Ok(());
        };
        self.line(space)?;
        self.xml.start("target")?;
        if Some(&target.language) != self.target.as_ref() {
            self.xml.attribute("xml:lang", &dashed(&target.language))?;
        }
        for kind in [kind::STATE, kind::STATE_QUALIFIER] {
            let property = target.properties.iter().find(|one| one.kind == kind);
            if let Some(property) = property.filter(|one| is_target_attribute(kind, &one.value)) {
                let name = kind.strip_prefix("x-").unwrap_or_default();
                self.xml.attribute(name, &property.value)?;
            }
        }
        self.content(
            &target.segment,
            &mut Names::new(segments.into_iter().flatten()),
        )?;
        Ok(self.xml.end()?)
    }

    /// Writes notes, properties and attributes of the unit and its variants, but for properties that `is_written`.
    fn carried(
        &mut self,
        unit: &TranslationUnit,
        source: &Variant,
        target: Option<&Variant>,
        space: usize,
        is_written: impl Fn(&str, &str) -> bool,
    ) -> Result<(), Error> {
        let mut contexts = Vec::new();
        carried::all(
            unit,
            source,
            target,
            &mut self.losses,
            |owner, kind, value| match owner {
                Owner::Unit => is_written(kind, value),
                Owner::Source => false,
                Owner::Target => is_target_attribute(kind, value),
            },
            &mut contexts,
        );
        self.contexts(&contexts, space)?;
        self.notes(&unit.notes, None, space)?;
        self.notes(&source.notes, Some("source"), space)?;
        self.notes(
            target.map_or(&[], |target| &target.notes),
            Some("target"),
            space,
        )
    }

    /// Writes contexts in groups: each place in a document is one, and what stands between places.
    fn contexts(&mut self, contexts: &[Carried<'_>], space: usize) -> Result<(), Error> {
        let mut purpose = None;
        for (name, value) in contexts {
            let Some(name) = name.as_deref() else {
                self.losses.properties += 1;
                continue;
            };
            let known = name.strip_prefix(kind::CONTEXT_OF);
            let name = known
                .filter(|known| CONTEXTS.contains(known))
                .unwrap_or(name);
            let wanted = if LOCATION.contains(&name) {
                "location"
            } else {
                "information"
            };
            if purpose != Some(wanted) || name == "sourcefile" {
                if purpose.is_some() {
                    self.line(space)?;
                    self.xml.end()?;
                }
                self.line(space)?;
                self.xml.start("context-group")?;
                self.xml.attribute("purpose", wanted)?;
                purpose = Some(wanted);
            }
            self.line(space + 2)?;
            self.xml.start("context")?;
            self.xml.attribute("context-type", name)?;
            self.xml.text(value)?;
            self.xml.end()?;
        }
        if purpose.is_some() {
            self.line(space)?;
            self.xml.end()?;
        }
        Ok(())
    }

    fn notes(&mut self, notes: &[Note], owner: Option<&str>, space: usize) -> Result<(), Error> {
        for note in notes {
            self.line(space)?;
            self.xml.start("note")?;
            for (name, value) in note.attributes.iter() {
                let is_valid = match name {
                    "from" => true,
                    "xml:lang" => LanguageTag::parse(value).is_ok(),
                    "priority" => value
                        .parse()
                        .is_ok_and(|number: u8| (1..=10).contains(&number)),
                    _ => false,
                };
                if is_valid {
                    self.xml.attribute(name, value)?;
                } else {
                    self.losses.attributes += 1;
                }
            }
            if let Some(owner) = owner {
                self.xml.attribute("annotates", owner)?;
            }
            self.xml.text(&note.text)?;
            self.xml.end()?;
        }
        Ok(())
    }

    fn content(&mut self, segment: &Segment, names: &mut Names) -> Result<(), Error> {
        let (segment, foreign) = shape::without_foreign(segment);
        self.losses.rewritten += foreign;
        let shapes = shape::shapes(&segment);
        let codes: Vec<&InlineCode> = segment.codes().iter().map(|placed| &placed.code).collect();
        // The element and the name of each code that was written.
        let mut written: Vec<(&'static str, String)> = Vec::new();
        let depth = self.xml.depth();
        for item in segment.items() {
            let code = match item {
                Item::Text(text) => {
                    self.xml.text(text)?;
                    continue;
                }
                Item::Code(code) => code,
            };
            let at = written.len();
            let shape = shapes.get(at).copied().unwrap_or(Shape::Lost);
            let start = match shape {
                Shape::Close(start) | Shape::End(start) => written.get(start).cloned(),
                _ => None,
            };
            let partner = match shape {
                Shape::Open(other) | Shape::Begin(other) => codes.get(other).copied(),
                _ => None,
            };
            let entry = self.code(code, shape, partner, start.as_ref(), names)?;
            written.push(entry);
        }
        while self.xml.depth() > depth {
            self.xml.end()?;
        }
        Ok(())
    }

    /// Writes a code; gives its element and its name. `start` is those of the start that it ends, `partner` the end of
    /// what it starts.
    fn code(
        &mut self,
        code: &InlineCode,
        shape: Shape,
        partner: Option<&InlineCode>,
        start: Option<&(&'static str, String)>,
        names: &mut Names,
    ) -> Result<(&'static str, String), Error> {
        let is_bare = code.content.is_empty();
        let element = match (shape, &code.kind) {
            (Shape::Open(_), _) => {
                let end_is_bare = partner.is_some_and(|end| end.content.is_empty());
                let end_says_nothing = partner.is_some_and(|end| end.attributes.len() <= 1);
                match (is_bare && end_is_bare, end_says_nothing) {
                    (true, true) => "g",
                    (true, false) => "bx",
                    _ => "bpt",
                }
            }
            (Shape::Begin(_), _) => {
                let end_is_bare = partner.is_some_and(|end| end.content.is_empty());
                if is_bare && end_is_bare { "bx" } else { "bpt" }
            }
            (Shape::Close(_) | Shape::End(_), _) => match start.map(|(element, _)| *element) {
                Some("g") => {
                    self.xml.end()?;
                    return Ok(("g", String::new()));
                }
                Some("bx") => "ex",
                _ => "ept",
            },
            (Shape::Half, _) if !is_bare => "it",
            (Shape::Half, _) if code.is_end() => "ex",
            (Shape::Half, _) => "bx",
            (Shape::Wrap, _) => return self.mark(code),
            (Shape::Unwrap, _) => {
                self.xml.end()?;
                return Ok(("mrk", String::new()));
            }
            (Shape::Alone, CodeKind::Comment | CodeKind::ProcessingInstruction) => {
                return self.remark(code);
            }
            (Shape::Alone, CodeKind::Ut | CodeKind::Ph) => {
                if is_bare {
                    "x"
                } else {
                    "ph"
                }
            }
            _ => {
                self.losses.codes += 1;
                return Ok(("", String::new()));
            }
        };
        let own = code
            .attributes
            .get("id")
            .or_else(|| code.attributes.get("x"));
        let id = match (start, own) {
            (Some((_, id)), None) => id.clone(),
            _ => names.of(code),
        };
        self.xml.start(element)?;
        self.xml.attribute("id", &id)?;
        if element == "it" {
            let position = if code.is_end() { "end" } else { "begin" };
            self.xml
                .attribute("pos", other(&POSITIONS, position, false).unwrap_or("open"))?;
        }
        if code.kind == CodeKind::Ut {
            self.xml.attribute("ctype", "x-ut")?;
        }
        self.code_attributes(element, &code.attributes)?;
        self.contained(element, code, names)?;
        if element != "g" {
            self.xml.end()?;
        }
        Ok((element, id))
    }

    fn mark(&mut self, code: &InlineCode) -> Result<(&'static str, String), Error> {
        self.xml.start("mrk")?;
        let kind = code.attributes.get("type");
        let mtype = kind.filter(|kind| *kind != "seg").and_then(mtype_of);
        self.losses.attributes += u64::from(kind.is_some() && mtype.is_none());
        self.xml
            .attribute("mtype", mtype.as_deref().unwrap_or("x-hi"))?;
        for (name, value) in code.attributes.iter().filter(|(name, _)| *name != "type") {
            if matches!(name, "mid" | "comment" | "ts") {
                self.xml.attribute(name, value)?;
            } else {
                self.losses.attributes += 1;
            }
        }
        Ok(("mrk", String::new()))
    }

    fn remark(&mut self, code: &InlineCode) -> Result<(&'static str, String), Error> {
        let text = shape::native(code);
        let (target, data) = text.split_once(' ').unwrap_or((&text, ""));
        let done = match code.kind {
            CodeKind::Comment => self.xml.comment(&text),
            _ => self.xml.processing_instruction(target, data),
        };
        match done {
            Ok(()) => {}
            Err(XmlWriteError::Io(error)) => return Err(error.into()),
            Err(_) => self.losses.codes += 1,
        }
        Ok(("", String::new()))
    }

    fn code_attributes(&mut self, element: &str, attributes: &Attributes) -> Result<(), Error> {
        let is_delimiter = matches!(element, "g" | "bx" | "bpt" | "it" | "sub");
        let is_placeholder = matches!(element, "x" | "ph" | "it" | "sub");
        let has_kind = is_delimiter || is_placeholder;
        for (name, value) in attributes.iter() {
            let done = match name {
                "i" | "x" | "id" | "pos" => continue,
                "type" if has_kind => {
                    ctype_of(value, is_delimiter, is_placeholder).map(|ctype| ("ctype", ctype))
                }
                "assoc" if element == "ph" => {
                    other(&ASSOCIATIONS, value, false).map(|value| ("assoc", value.to_owned()))
                }
                "rid" if matches!(element, "bx" | "ex" | "bpt" | "ept" | "it") => {
                    Some(("rid", value.to_owned()))
                }
                "clone" if matches!(element, "g" | "x" | "bx") && is_yes_or_no(value) => {
                    Some(("clone", value.to_owned()))
                }
                "crc" if matches!(element, "bpt" | "ept" | "ph" | "it") => {
                    Some(("crc", value.to_owned()))
                }
                "xid" if element != "sub" => Some(("xid", value.to_owned())),
                "equiv-text" if element != "sub" => Some(("equiv-text", value.to_owned())),
                "ts" if element != "sub" => Some(("ts", value.to_owned())),
                "datatype" if element == "sub" => Some(("datatype", value.to_owned())),
                _ => None,
            };
            match done {
                Some((name, value)) => self.xml.attribute(name, &value)?,
                None => self.losses.attributes += 1,
            }
        }
        Ok(())
    }

    /// Writes what is in a code; `names` go on, since names are those of one unit.
    fn contained(
        &mut self,
        element: &str,
        code: &InlineCode,
        names: &mut Names,
    ) -> Result<(), Error> {
        if matches!(element, "g" | "x" | "bx" | "ex") {
            return Ok(());
        }
        for content in &code.content {
            match content {
                CodeContent::Native(native) => self.xml.text(native)?,
                CodeContent::Sub {
                    attributes,
                    segment,
                } => {
                    self.xml.start("sub")?;
                    self.code_attributes("sub", attributes)?;
                    self.content(segment, names)?;
                    self.xml.end()?;
                }
                _ => self.losses.codes += 1,
            }
        }
        Ok(())
    }

    fn line(&mut self, space: usize) -> Result<(), Error> {
        Ok(self.xml.text(&format!("\n{:space$}", ""))?)
    }
}

fn property<'u>(unit: &'u TranslationUnit, kind: &str) -> Option<&'u str> {
    unit.properties
        .iter()
        .find(|property| property.kind == kind)
        .map(|property| property.value.as_str())
}

/// Whether a property of the target is an attribute of `target`.
fn is_target_attribute(kind: &str, value: &str) -> bool {
    match kind {
        kind::STATE => STATES.contains(&value) || is_own(value),
        kind::STATE_QUALIFIER => QUALIFIERS.contains(&value) || is_own(value),
        _ => false,
    }
}

fn is_yes_or_no(value: &str) -> bool {
    matches!(value, "yes" | "no")
}

/// A value of the user's.
fn is_own(value: &str) -> bool {
    value.len() > 2 && value.starts_with("x-") && !value.chars().any(char::is_whitespace)
}

fn dashed(language: &LanguageTag) -> String {
    language.as_str().replace('_', "-")
}
