//! Which element stands where.

use yaddash_io::xml::{Doctype, Tag};
use yaddash_model::{Finding, LanguageTag, SourceLanguage};

use super::attributes::{AttributeChecks, EncodingNoted, Noted};
use super::report::{Report, Stretch};
use super::rule;
use super::segment::SegmentChecks;
use super::unit::UnitChecks;
use crate::schema::Element;

/// The elements that are open, and what was met in each.
#[derive(Clone, Default)]
pub(super) struct Structure {
    open: Vec<Open>,
    attributes: AttributeChecks,
    segment: SegmentChecks,
    unit: UnitChecks,
    source: Option<SourceLanguage>,
    unit_source: Option<SourceLanguage>,
    units: u64,
    doctype: Option<DoctypeSeen>,
    /// The name of the tag that was just checked.
    name: String,
    is_foreign: bool,
}

#[derive(Clone)]
struct Open {
    element: Element,
    depth: usize,
    stretch: Stretch,
    /// `header`, `tuv`, `seg` or `map` was met: what must come before or be there at the end.
    has_first: bool,
    /// `body`, for `tmx`.
    has_second: bool,
    encoding: EncodingNoted,
}

#[derive(Clone)]
struct DoctypeSeen {
    name: String,
    system_id: Option<String>,
    has_internal_subset: bool,
    stretch: Option<Stretch>,
}

impl Structure {
    pub(super) fn units(&self) -> u64 {
        self.units
    }

    /// Whether the place is in `body`, between two units.
    pub(super) fn is_between_units(&self) -> bool {
        matches!(&*self.open, [root, body] if root.element == Element::Tmx && body.element == Element::Body)
    }

    /// Takes up that others have seen `units` units.
    pub(super) fn pass_units(&mut self, units: u64) {
        self.units += units;
    }

    /// Whether a finding that was made apart from this is to be reported, which some are once for each value.
    pub(super) fn admits(&mut self, finding: &Finding) -> bool {
        self.attributes.admits(finding)
    }

    /// Whether the document turned out not to be TMX at all.
    pub(super) fn is_foreign(&self) -> bool {
        self.is_foreign
    }

    /// Checks the attributes of a tag.
    pub(super) fn tag(&mut self, tag: &Tag<'_>) -> (Element, Noted) {
        let element = Element::of(tag.name());
        if element == Element::Foreign || self.open.is_empty() {
            tag.name().clone_into(&mut self.name);
        }
        if self.open.is_empty() && element == Element::Tmx {
            let version = tag.attribute("version");
            self.attributes.is_old = matches!(version.as_deref(), Some("1.1" | "1.2"));
        }
        (element, self.attributes.check(tag, element))
    }

    pub(super) fn doctype(&mut self, doctype: &Doctype<'_>) {
        self.doctype = Some(DoctypeSeen {
            name: doctype.name().to_owned(),
            system_id: doctype.system_id().map(str::to_owned),
            has_internal_subset: doctype.has_internal_subset(),
            stretch: None,
        });
    }

    pub(super) fn doctype_at(&mut self, stretch: Stretch) {
        if let Some(doctype) = &mut self.doctype {
            doctype.stretch = Some(stretch);
        }
    }

    /// An element starts at `depth`, the number of elements around it.
    pub(super) fn open(
        &mut self,
        element: Element,
        noted: Noted,
        depth: usize,
        stretch: Stretch,
        report: &mut Report<'_>,
    ) {
        let parent = self.open.last().map(|open| open.element);
        for breach in std::mem::take(&mut self.attributes.breaches) {
            let language = self.language();
            report.add(breach.rule, stretch, language, &breach.text, breach.message);
        }
        match parent {
            None => self.root(element, &noted, stretch, report),
            // Inside what is foreign nothing is known.
            Some(Element::Foreign) => {}
            Some(parent) => self.place(parent, element, stretch, report),
        }
        if let Some(open) = self.open.last_mut() {
            open.encoding.has_code |= element == Element::Map && noted.encoding.has_code;
        }
        self.open.push(Open {
            element,
            depth,
            stretch,
            has_first: false,
            has_second: false,
            encoding: noted.encoding,
        });
        self.enter(parent, element, noted, stretch, report);
    }

    /// Elements end until `depth` are left; the last one ends before byte `end`.
    pub(super) fn close(&mut self, depth: usize, end: usize, report: &mut Report<'_>) {
        while let Some(open) = self.open.pop_if(|open| open.depth >= depth) {
            self.leave(&open, end, report);
        }
    }

    /// Gives up on what is open after a fault; gives the element to go on with and how many stay open around it.
    pub(super) fn give_up(&mut self) -> (&'static str, usize) {
        let is_in_body = self
            .open
            .iter()
            .take(2)
            .any(|open| open.element == Element::Body);
        let (name, depth) = match self.open.len() {
            0 => ("tmx", 0),
            _ if is_in_body => ("tu", 2),
            _ => ("body", 1),
        };
        self.open.truncate(depth);
        self.attributes.breaches.clear();
        (name, depth)
    }

    /// Whether text stands where none may.
    pub(super) fn is_text_misplaced(&mut self, text: &str) -> bool {
        let Some(open) = self.open.last() else {
            return false;
        };
        match open.element {
            // The text of `sub` is no text of the segment.
            Element::Seg => self.segment.text(text),
            Element::Hi if !self.open.iter().any(|open| open.element == Element::Sub) => {
                self.segment.text(text);
            }
            _ => {}
        }
        !open.element.allows_text() && !text.bytes().all(|byte| byte.is_ascii_whitespace())
    }

    fn root(&mut self, element: Element, noted: &Noted, stretch: Stretch, report: &mut Report<'_>) {
        let doctype = self.doctype.take();
        if element != Element::Tmx {
            self.is_foreign = true;
            let message = format!("the document's element is `{}`, not `tmx`", self.name);
            report.add(rule::ROOT, stretch, None, &self.name, message);
            return;
        }
        let version = noted.version.as_deref();
        if let Some(version) = version
            && !matches!(version, "1.1" | "1.2" | "1.3" | "1.4")
        {
            let message = match version {
                "1.4a" | "1.4b" => {
                    format!("the version is `{version}`, which its DTD writes `1.4`")
                }
                _ => format!("the version is `{version}`, not one of 1.1, 1.2, 1.3, 1.4"),
            };
            report.add(rule::VERSION, stretch, None, version, message);
        }
        if let Some(doctype) = doctype {
            doctype.check(version.unwrap_or_default(), report);
        }
    }

    /// Checks that `element` may stand in `parent`, and here.
    fn place(
        &mut self,
        parent: Element,
        element: Element,
        stretch: Stretch,
        report: &mut Report<'_>,
    ) {
        if element == Element::Foreign {
            let language = self.language();
            let message = format!("`{}` is no element of TMX 1.4b", self.name);
            report.add(
                rule::UNKNOWN_ELEMENT,
                stretch,
                language,
                &self.name,
                message,
            );
            return;
        }
        if !parent.allows(element) {
            let language = self.language();
            let message = format!("`{}` does not stand in `{}`", element.name(), parent.name());
            report.add(
                rule::MISPLACED_ELEMENT,
                stretch,
                language,
                element.name(),
                message,
            );
            return;
        }
        let Some(open) = self.open.last_mut() else {
            return;
        };
        match (parent, element) {
            (Element::Tmx, Element::Header) | (Element::Tuv, Element::Seg) if open.has_first => {
                repeated(element, stretch, report);
            }
            (Element::Tmx, Element::Header) => {
                if open.has_second {
                    late(element, Element::Body, stretch, report);
                }
                open.has_first = true;
            }
            (Element::Tmx, Element::Body) => {
                if open.has_second {
                    repeated(element, stretch, report);
                }
                open.has_second = true;
            }
            (Element::Tu, Element::Tuv)
            | (Element::Tuv, Element::Seg)
            | (Element::Ude, Element::Map) => {
                open.has_first = true;
            }
            (Element::Tu, _) if open.has_first => late(element, Element::Tuv, stretch, report),
            (Element::Tuv, _) if open.has_first => late(element, Element::Seg, stretch, report),
            _ => {}
        }
    }

    /// Notes what later checks need of an element that starts.
    fn enter(
        &mut self,
        parent: Option<Element>,
        element: Element,
        noted: Noted,
        stretch: Stretch,
        report: &mut Report<'_>,
    ) {
        match (parent, element) {
            (_, Element::Header) => {
                self.source = noted
                    .source
                    .as_deref()
                    .and_then(crate::header::valid_source_language);
            }
            (Some(_), Element::Tu) if !self.in_foreign() => {
                self.units += 1;
                self.unit.start();
                self.unit_source = noted
                    .source
                    .as_deref()
                    .and_then(crate::header::valid_source_language);
                if let Some(tuid) = &noted.tuid {
                    report.tuid(tuid, stretch);
                }
            }
            (Some(Element::Tu), Element::Tuv) => self.unit.variant(noted.language, stretch),
            (Some(Element::Tuv), Element::Seg) => self.segment.start(),
            (
                Some(_),
                Element::Bpt
                | Element::Ept
                | Element::It
                | Element::Ph
                | Element::Hi
                | Element::Ut
                | Element::Sub,
            ) if self.in_segment() => {
                let language = self.unit.language();
                self.segment.open(element, noted, stretch, language, report);
            }
            _ => {}
        }
    }

    fn leave(&mut self, open: &Open, end: usize, report: &mut Report<'_>) {
        let missing = |what: &str, report: &mut Report<'_>| {
            let message = format!("`{}` has no `{what}`", open.element.name());
            report.add(rule::MISSING_ELEMENT, open.stretch, None, "", message);
        };
        let parent = self.open.last().map(|open| open.element);
        match (parent, open.element) {
            (None, Element::Tmx) => {
                if !open.has_first {
                    missing("header", report);
                }
                if !open.has_second {
                    missing("body", report);
                }
            }
            (_, Element::Ude) => {
                if !open.has_first {
                    missing("map", report);
                }
                if open.encoding.has_code && !open.encoding.has_base {
                    let message = "`ude` has no `base`, though a `map` has `code`".to_owned();
                    report.add(rule::UDE_BASE, open.stretch, None, "", message);
                }
            }
            (Some(_), Element::Tu) if !self.in_foreign() => {
                let source = self.unit_source.as_ref().or(self.source.as_ref());
                self.unit.end(open.stretch, source, report);
            }
            (_, Element::Tuv) if !open.has_first => missing("seg", report),
            (Some(Element::Tuv), Element::Seg) => {
                let language = self.unit.language();
                let mut stretch = open.stretch;
                // The tag alone is shown; the bytes reach to the end of the segment.
                stretch.end.byte = end;
                self.segment.end(stretch, language, report);
                self.unit.ties(&mut self.segment.ties);
            }
            (Some(_), Element::Hi | Element::Sub) if self.in_segment() => {
                let language = self.unit.language();
                self.segment.close_scope(language, report);
            }
            _ => {}
        }
    }

    fn in_variant(&self) -> bool {
        self.open.iter().any(|open| open.element == Element::Tuv)
    }

    fn in_segment(&self) -> bool {
        self.open.iter().any(|open| open.element == Element::Seg) && !self.in_foreign()
    }

    fn in_foreign(&self) -> bool {
        self.open
            .iter()
            .any(|open| open.element == Element::Foreign)
    }

    /// The language of the variant that is open.
    fn language(&self) -> Option<&LanguageTag> {
        self.unit.language().filter(|_| self.in_variant())
    }
}

impl DoctypeSeen {
    fn check(&self, version: &str, report: &mut Report<'_>) {
        let Some(stretch) = self.stretch else {
            return;
        };
        if self.name != "tmx" {
            let message = format!("DOCTYPE names the root `{}`, not `tmx`", self.name);
            report.add(rule::DOCTYPE, stretch, None, &self.name, message);
        }
        if let Some(system_id) = &self.system_id {
            let file = system_id.rsplit(['/', '\\']).next().unwrap_or_default();
            let digits: String = version.chars().filter(char::is_ascii_digit).collect();
            let expected = format!("tmx{digits}.dtd");
            if file != expected && !digits.is_empty() {
                let message = format!(
                    "DOCTYPE names `{system_id}`, but the version is {version}: write `{expected}`"
                );
                report.add(rule::DOCTYPE, stretch, None, system_id, message);
            }
        }
        if self.has_internal_subset {
            let message = "the file makes declarations of its own in DOCTYPE".to_owned();
            report.add(rule::INTERNAL_SUBSET, stretch, None, "", message);
        }
    }
}

fn repeated(element: Element, stretch: Stretch, report: &mut Report<'_>) {
    let message = format!("a second `{}` stands here", element.name());
    report.add(
        rule::REPEATED_ELEMENT,
        stretch,
        None,
        element.name(),
        message,
    );
}

fn late(element: Element, behind: Element, stretch: Stretch, report: &mut Report<'_>) {
    let message = format!(
        "`{}` stands behind `{}`, not before it",
        element.name(),
        behind.name()
    );
    report.add(rule::ELEMENT_ORDER, stretch, None, element.name(), message);
}
