//! XLIFF 1.2 and 2.

use quick_xml::Reader;
use quick_xml::escape::unescape;
use quick_xml::events::{BytesStart, Event};
use yaddash_model::{ByteSpan, CodeContent, CodeKind, InlineCode, Segment};

use super::{Edit, Gap, Malformed, Proposal};
use crate::store::Context;

/// Where a translation goes.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The empty `target`; an empty span behind the source where there is none.
    target: ByteSpan,
    /// The start tag of the `segment`, where the file is XLIFF 2.
    segment: Option<ByteSpan>,
    /// The prefix of the elements, with its colon.
    prefix: String,
}

/// A unit as far as it was read.
struct Unit {
    depth: usize,
    /// The start tag.
    tag: ByteSpan,
    is_two: bool,
    prefix: String,
    id: Option<String>,
    source: Option<ByteSpan>,
    /// The end of the source element.
    source_end: usize,
    target: Option<ByteSpan>,
    has_text: bool,
    is_parted: bool,
}

/// The units whose target is empty.
pub(super) fn gaps(text: &str) -> Result<Vec<Gap>, Malformed> {
    let mut units = Scan {
        text,
        found: Vec::new(),
        unit: None,
        depth: 0,
        hidden: None,
        inner: None,
    };
    let mut reader = Reader::from_str(text);
    loop {
        let before = place(reader.buffer_position());
        let event = reader.read_event().map_err(|error| Malformed {
            byte: reader.error_position(),
            message: error.to_string(),
        })?;
        let span = ByteSpan::new(before, place(reader.buffer_position()));
        match event {
            Event::Start(tag) => units.start(&tag, span, false),
            Event::Empty(tag) => units.start(&tag, span, true),
            Event::End(_) => units.end(span),
            Event::Text(_) | Event::CData(_) | Event::GeneralRef(_) => units.content(span),
            Event::Eof => return Ok(units.found),
            _ => {}
        }
    }
}

fn place(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

struct Scan<'a> {
    text: &'a str,
    found: Vec<Gap>,
    unit: Option<Unit>,
    depth: usize,
    /// The depth of an element with `translate="no"`.
    hidden: Option<usize>,
    /// Which part of the unit is read, and where its content begins.
    inner: Option<(Part, usize, usize)>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Source,
    Target,
}

impl Scan<'_> {
    fn start(&mut self, tag: &BytesStart<'_>, span: ByteSpan, is_empty: bool) {
        let name = tag.local_name();
        let attribute = |wanted: &str| {
            let found = tag.try_get_attribute(wanted).ok().flatten()?;
            unescape(&found.value)
                .ok()
                .map(std::borrow::Cow::into_owned)
        };
        self.depth += 1;
        if attribute("translate").as_deref() == Some("no") && !self.is_inside() {
            self.hidden.get_or_insert(self.depth);
        }
        match name.as_ref() {
            "trans-unit" | "segment" if self.inner.is_none() && !is_empty => {
                let full = tag.name().as_ref().to_owned();
                let length = full.rfind(':').map_or(0, |colon| colon + 1);
                self.unit = Some(Unit {
                    depth: self.depth,
                    tag: span,
                    is_two: name.as_ref() == "segment",
                    prefix: full.get(..length).unwrap_or_default().to_owned(),
                    id: attribute("resname").or_else(|| attribute("id")),
                    source: None,
                    source_end: 0,
                    target: None,
                    has_text: false,
                    is_parted: false,
                });
            }
            part => self.part(part, span, is_empty),
        }
        if is_empty {
            self.close();
        }
    }

    /// Whether a part of a unit is being read.
    const fn is_inside(&self) -> bool {
        self.inner.is_some()
    }

    fn part(&mut self, name: &str, span: ByteSpan, is_empty: bool) {
        let depth = self.depth;
        let Some(unit) = self.unit.as_mut() else {
            return;
        };
        if let Some((Part::Target, ..)) = self.inner {
            unit.has_text = true;
        }
        if depth != unit.depth + 1 {
            return;
        }
        match name {
            "source" if unit.source.is_none() && !is_empty => {
                self.inner = Some((Part::Source, depth, span.end()));
            }
            "seg-source" => unit.is_parted = true,
            "target" => {
                unit.target.get_or_insert(span);
                if !is_empty {
                    self.inner = Some((Part::Target, depth, span.end()));
                }
            }
            _ => {}
        }
    }

    fn content(&mut self, span: ByteSpan) {
        if let (Some((Part::Target, ..)), Some(unit)) = (self.inner, self.unit.as_mut()) {
            let is_blank = span.of(self.text).is_none_or(|text| text.trim().is_empty());
            unit.has_text |= !is_blank;
        }
    }

    fn end(&mut self, span: ByteSpan) {
        if let (Some((part, depth, start)), Some(unit)) = (self.inner, self.unit.as_mut())
            && depth == self.depth
        {
            match part {
                Part::Source => {
                    unit.source = Some(ByteSpan::new(start, span.start()));
                    unit.source_end = span.end();
                }
                Part::Target => {
                    unit.target = unit
                        .target
                        .map(|tag| ByteSpan::new(tag.start(), span.end()));
                }
            }
            self.inner = None;
        }
        if self
            .unit
            .as_ref()
            .is_some_and(|unit| unit.depth == self.depth)
        {
            let gap = self.unit.take().and_then(|unit| unit.gap(self.text));
            if self.hidden.is_none() {
                self.found.extend(gap);
            }
        }
        self.close();
    }

    /// Leaves an element.
    fn close(&mut self) {
        self.hidden = self.hidden.filter(|depth| *depth < self.depth);
        self.depth = self.depth.saturating_sub(1);
    }
}

impl Unit {
    fn gap(self, text: &str) -> Option<Gap> {
        let source = segment(self.source?.of(text)?)?;
        if self.has_text || self.is_parted || source.text().trim().is_empty() {
            return None;
        }
        let behind = ByteSpan::new(self.source_end, self.source_end);
        Some(Gap {
            source,
            context: Context {
                id: self.id.filter(|_| !self.is_two),
                ..Context::default()
            },
            place: super::Place::Xliff(Place {
                target: self.target.unwrap_or(behind),
                segment: self.is_two.then_some(self.tag),
                prefix: self.prefix,
            }),
        })
    }
}

/// Content of a `source` as text and codes, each code with its own markup; `None` where it cannot be told apart.
fn segment(content: &str) -> Option<Segment> {
    let mut reader = Reader::from_str(content);
    reader.config_mut().check_end_names = false;
    let mut segment = Segment::new();
    // Where an element with native content began, and how deep it is.
    let mut native: Option<(usize, usize)> = None;
    let mut open: Vec<CodeKind> = Vec::new();
    loop {
        let before = place(reader.buffer_position());
        let event = reader.read_event().ok()?;
        let after = place(reader.buffer_position());
        let raw = content.get(before..after)?;
        match event {
            Event::Eof => return Some(segment),
            Event::Start(tag) => match (&mut native, kind(tag.local_name().as_ref())) {
                (Some((_, depth)), _) => *depth += 1,
                (None, Kind::Around(start, end)) => {
                    segment.push_code(code(start, raw));
                    open.push(end);
                }
                (None, Kind::Alone(_)) => native = Some((before, 1)),
            },
            Event::Empty(tag) if native.is_none() => match kind(tag.local_name().as_ref()) {
                Kind::Alone(kind) | Kind::Around(kind, _) => segment.push_code(code(kind, raw)),
            },
            Event::End(tag) => match native {
                Some((start, 1)) => {
                    let Kind::Alone(kind) = kind(tag.local_name().as_ref()) else {
                        return None;
                    };
                    segment.push_code(code(kind, content.get(start..after)?));
                    native = None;
                }
                Some((start, depth)) => native = Some((start, depth - 1)),
                None => segment.push_code(code(open.pop()?, raw)),
            },
            Event::Text(_) | Event::GeneralRef(_) if native.is_none() => {
                segment.push_text(&unescape(raw).ok()?);
            }
            Event::CData(data) if native.is_none() => {
                segment.push_text(&data);
            }
            _ => {}
        }
    }
}

/// What an inline element is.
enum Kind {
    /// It stands alone, whatever is inside.
    Alone(CodeKind),
    /// It has text of the segment inside.
    Around(CodeKind, CodeKind),
}

fn kind(name: &str) -> Kind {
    match name {
        "g" | "pc" => Kind::Around(CodeKind::Bpt, CodeKind::Ept),
        "mrk" => Kind::Around(CodeKind::HiStart, CodeKind::HiEnd),
        "bx" | "bpt" | "sc" => Kind::Alone(CodeKind::Bpt),
        "ex" | "ept" | "ec" => Kind::Alone(CodeKind::Ept),
        "it" => Kind::Alone(CodeKind::It),
        _ => Kind::Alone(CodeKind::Ph),
    }
}

fn code(kind: CodeKind, markup: &str) -> InlineCode {
    InlineCode::new(kind).with_native(markup)
}

impl Place {
    pub(super) fn fill(&self, text: &str, proposal: &Proposal, edits: &mut Vec<Edit>) {
        let content = written(&proposal.target);
        let prefix = &self.prefix;
        let indent = self.indent(text);
        let lead = if self.target.is_empty() {
            indent.as_str()
        } else {
            ""
        };
        let (state, more) = match (proposal.is_exact, self.segment) {
            (true, None) => ("translated", " state-qualifier=\"exact-match\""),
            (false, None) => (
                "needs-review-translation",
                " state-qualifier=\"fuzzy-match\"",
            ),
            (true, Some(_)) => ("translated", " subState=\"yaddash:exact-match\""),
            (false, Some(_)) => ("initial", " subState=\"yaddash:fuzzy-match\""),
        };
        let kept = self.kept_attributes(text);
        let target = match self.segment {
            Some(segment) => {
                let tag = segment.of(text).unwrap_or_default();
                let inside = tag.strip_suffix('>').unwrap_or(tag);
                let inside = without(inside, &["state", "subState"]);
                edits.push((segment, format!("{inside} state=\"{state}\"{more}>")));
                format!("{lead}<{prefix}target{kept}>{content}</{prefix}target>")
            }
            None => {
                format!(
                    "{lead}<{prefix}target{kept} state=\"{state}\"{more}>{content}</{prefix}target>{indent}\
                     <{prefix}alt-trans match-quality=\"{}%\" origin=\"{}\"><{prefix}source>{}</{prefix}source>\
                     <{prefix}target>{}</{prefix}target></{prefix}alt-trans>",
                    shown(proposal.score),
                    escaped(&proposal.origin).replace('"', "&quot;"),
                    escaped(&proposal.source),
                    escaped(proposal.target.text()),
                )
            }
        };
        edits.push((self.target, target));
    }

    /// A line end, and the white space before the element that the target stands beside; nothing where that element does not
    /// begin its line.
    fn indent(&self, text: &str) -> String {
        let before = text.get(..self.target.start()).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        let line = before.get(start..).unwrap_or_default();
        let space = line
            .get(..line.len() - line.trim_start().len())
            .unwrap_or_default();
        let rest = line.trim_start();
        let source = format!("<{}source", self.prefix);
        let is_broken = start > 0 && (rest.is_empty() || rest.starts_with(&source));
        match (
            is_broken,
            before
                .get(..start)
                .is_some_and(|text| text.ends_with("\r\n")),
        ) {
            (false, _) => String::new(),
            (true, true) => format!("\r\n{space}"),
            (true, false) => format!("\n{space}"),
        }
    }

    /// The attributes of the empty target but for its state.
    fn kept_attributes(&self, text: &str) -> String {
        let element = self.target.of(text).unwrap_or_default();
        let tag = element
            .split('>')
            .next()
            .unwrap_or_default()
            .trim_end_matches('/');
        let name = format!("<{}target", self.prefix);
        let attributes = tag.strip_prefix(name.as_str()).unwrap_or_default();
        without(attributes, &["state", "state-qualifier"])
            .trim_end()
            .to_owned()
    }
}

/// The start of a tag without some of its attributes.
fn without(tag: &str, names: &[&str]) -> String {
    let mut left = tag.to_owned();
    for name in names {
        let wanted = format!("{name}=");
        let found = left.match_indices(&wanted).map(|(at, _)| at).find(|at| {
            left.get(..*at)
                .is_some_and(|before| before.ends_with(char::is_whitespace))
        });
        let Some(at) = found else {
            continue;
        };
        let (before, rest) = left.split_at(at);
        let value = rest.get(wanted.len()..).unwrap_or_default();
        let quote = value.chars().next().unwrap_or('"');
        let after = value.splitn(3, quote).nth(2).unwrap_or_default();
        left = format!("{}{after}", before.trim_end());
    }
    left
}

/// A score without needless decimals.
fn shown(score: f64) -> String {
    let text = format!("{score:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

/// A segment whose codes hold their own markup.
fn written(segment: &Segment) -> String {
    let mut out = String::new();
    for item in segment.items() {
        match item {
            yaddash_model::Item::Text(text) => out.push_str(&escaped(text)),
            yaddash_model::Item::Code(code) => {
                for content in &code.content {
                    if let CodeContent::Native(markup) = content {
                        out.push_str(markup);
                    }
                }
            }
        }
    }
    out
}

fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            _ if c.is_control() && !matches!(c, '\n' | '\t' | '\r') => out.push('\u{FFFD}'),
            _ => out.push(c),
        }
    }
    out
}
