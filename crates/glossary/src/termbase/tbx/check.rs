//! What a dialect of TBX demands of a file: elements and their order, data categories with their levels and values,
//! identifiers and references. The structure is that of ISO 30042 (2008 annex A, 2019 clause 9), the categories are
//! those of the modules.

use std::io::Read;

use rustc_hash::FxHashSet;
use yaddash_model::{LineColumn, Severity};

use super::super::ReadTermbase;
use super::super::category::{Level, category};
use super::super::detail::DetailKind;
use super::super::problem::{Problem, ProblemKind};
use super::super::xml::XmlElement;
use super::dialect::{TbxDialect, TbxStyle, TbxVersion};
use super::reader::read_with;
use crate::Result;

/// Reads TBX as [`read_tbx`](super::read_tbx) does and adds to its problems what the dialect forbids. What was found
/// before an error goes to `found`.
pub(crate) fn read_checked(input: impl Read, found: &mut Vec<Problem>) -> Result<ReadTermbase> {
    let mut check = Check::default();
    let read = read_with(input, &mut |element| check.part(element));
    check.references();
    found.append(&mut check.problems);
    read
}

/// Elements that may stand at every level.
const ANYWHERE: [&str; 8] = [
    "descrip",
    "descripGrp",
    "admin",
    "adminGrp",
    "transacGrp",
    "note",
    "ref",
    "xref",
];

#[derive(Default)]
struct Check {
    problems: Vec<Problem>,
    version: TbxVersion,
    style: TbxStyle,
    dialect: Option<TbxDialect>,
    ids: FxHashSet<String>,
    targets: Vec<(String, LineColumn)>,
    concept: String,
}

impl Check {
    fn say(&mut self, kind: ProblemKind, place: LineColumn, what: impl Into<String>, text: &str) {
        let problem = Problem::new(kind, place, what);
        self.problems
            .push(problem.of(text).in_concept(&self.concept));
    }

    /// Looks at the root, the header, an entry or the back matter.
    fn part(&mut self, element: &XmlElement) {
        match element.local() {
            "tbx" | "martif" | "TBX" => self.root(element),
            "conceptEntry" | "termEntry" => {
                element
                    .attribute("id")
                    .unwrap_or_default()
                    .clone_into(&mut self.concept);
                self.entry(element);
                self.concept.clear();
            }
            _ => self.identifiers(element),
        }
    }

    fn root(&mut self, root: &XmlElement) {
        self.version = match root.local() {
            "martif" => TbxVersion::V2,
            _ => TbxVersion::V3,
        };
        let kind = ProblemKind::WrongDialect;
        let name = root.attribute("type").unwrap_or_default();
        self.dialect = TbxDialect::parse(name);
        if name.is_empty() {
            let what = "the root has no `type`, which names the dialect, such as TBX-Basic";
            self.say(kind, root.place, what, "");
        }
        if root.attribute("xml:lang").is_none() {
            let what = format!("`{}` has no xml:lang", root.name);
            self.say(ProblemKind::WrongElement, root.place, what, "");
        }
        if self.version == TbxVersion::V2 {
            return;
        }
        match root.attribute("style") {
            Some("dca") => {}
            Some("dct") => self.style = TbxStyle::Elements,
            Some(style) => {
                let what = format!("`{style}` is no style of TBX; use dca or dct");
                self.say(kind, root.place, what, "");
            }
            None => {
                let what = "the root has no `style`; use dca or dct";
                self.say(kind, root.place, what, "");
            }
        }
    }

    fn entry(&mut self, entry: &XmlElement) {
        let (entry_name, section, term) = match self.version {
            TbxVersion::V2 => ("termEntry", "langSet", ["tig", "ntig"].as_slice()),
            TbxVersion::V3 => ("conceptEntry", "langSec", ["termSec"].as_slice()),
        };
        self.identifiers(entry);
        if entry.local() != entry_name {
            let what = format!(
                "`{}` is no element of this version; use `{entry_name}`",
                entry.name
            );
            self.say(ProblemKind::WrongElement, entry.place, what, "");
        }
        self.level(entry, Level::Concept, &[section]);
        for inner in entry.elements() {
            if !matches!(inner.local(), "langSec" | "langSet") {
                continue;
            }
            self.level(inner, Level::Language, term);
            let mut has_term = false;
            for inner in inner.elements() {
                if matches!(inner.local(), "termSec" | "tig" | "ntig") {
                    has_term = true;
                    self.term(inner);
                }
            }
            if !has_term {
                let what = format!("`{}` has no term", inner.name);
                self.say(ProblemKind::WrongElement, inner.place, what, "");
            }
        }
    }

    /// Statements first, then the elements of the next level.
    fn level(&mut self, element: &XmlElement, level: Level, next: &[&str]) {
        let mut has_next = false;
        for child in element.elements() {
            let local = child.local();
            if next.contains(&local) {
                has_next = true;
                continue;
            }
            let is_other = matches!(local, "langSec" | "langSet" | "termSec" | "tig" | "ntig");
            if is_other || !self.is_statement(child) {
                self.misplaced(child, element);
                continue;
            }
            if has_next {
                let what = format!(
                    "`{}` stands behind `{}`; statements about the {} come first",
                    child.name,
                    next.first().copied().unwrap_or_default(),
                    level.word()
                );
                self.say(ProblemKind::WrongOrder, child.place, what, "");
            }
            self.statement(child, level);
        }
    }

    fn misplaced(&mut self, child: &XmlElement, parent: &XmlElement) {
        let what = format!("`{}` may not stand in `{}`", child.name, parent.name);
        self.say(ProblemKind::WrongElement, child.place, what, "");
    }

    /// Whether an element may be a statement at any level: a generic one, or one with the name of a category.
    fn is_statement(&self, element: &XmlElement) -> bool {
        let local = element.local();
        ANYWHERE.contains(&local)
            || (self.version == TbxVersion::V3
                && DetailKind::of_element(local).is_none()
                && (category(local).is_some() || element.name.contains(':')))
    }

    fn term(&mut self, element: &XmlElement) {
        let is_grouped = element.local() == "ntig";
        let mut stage = 0;
        let mut terms = 0;
        for child in element.elements() {
            let next = match child.local() {
                "term" if !is_grouped => {
                    terms += 1;
                    0
                }
                "termGrp" if is_grouped => {
                    self.term_group(child);
                    terms += 1;
                    0
                }
                "termNote" | "termNoteGrp" if !is_grouped => {
                    self.statement(child, Level::Term);
                    1
                }
                _ if self.is_statement(child) => {
                    self.statement(child, Level::Term);
                    // Elements of categories stand among notes of terms and others.
                    if DetailKind::of_element(child.local()).is_none()
                        && category(child.local())
                            .is_some_and(|known| known.kind == DetailKind::TermNote)
                    {
                        1
                    } else {
                        2
                    }
                }
                _ => {
                    self.misplaced(child, element);
                    continue;
                }
            };
            if next < stage && (next == 0 || self.style == TbxStyle::Attributes) {
                let what = match next {
                    0 => "the term stands behind what is said of it; it comes first",
                    _ => {
                        "a note of the term stands behind other statements; notes of the term come first"
                    }
                };
                self.say(ProblemKind::WrongOrder, child.place, what, "");
            }
            stage = stage.max(next);
        }
        if terms > 1 {
            let what = format!(
                "`{}` has {terms} terms; each has an element of its own",
                element.name
            );
            self.say(ProblemKind::WrongElement, element.place, what, "");
        }
    }

    fn term_group(&mut self, group: &XmlElement) {
        for child in group.elements() {
            match child.local() {
                "term" | "termCompList" => {}
                "termNote" | "termNoteGrp" => self.statement(child, Level::Term),
                _ => self.misplaced(child, group),
            }
        }
    }

    /// A statement or a group of them.
    fn statement(&mut self, element: &XmlElement, level: Level) {
        let inside: &[&str] = match element.local() {
            "descripGrp" => &[
                "descrip",
                "descripNote",
                "admin",
                "adminGrp",
                "transacGrp",
                "note",
                "ref",
                "xref",
            ],
            "adminGrp" => &["admin", "adminNote", "note", "ref", "xref"],
            "transacGrp" => &["transac", "transacNote", "date", "note", "ref", "xref"],
            "termNoteGrp" => &[
                "termNote",
                "admin",
                "adminGrp",
                "transacGrp",
                "note",
                "ref",
                "xref",
            ],
            _ => return self.value(element, Some(level)),
        };
        for (at, child) in element.elements().enumerate() {
            let local = child.local();
            let is_category =
                self.version == TbxVersion::V3 && DetailKind::of_element(local).is_none();
            let is_inside = inside.contains(&local) || (is_category && category(local).is_some());
            if !is_inside {
                self.misplaced(child, element);
                continue;
            }
            let main = inside.first().copied().unwrap_or_default();
            if at == 0 && local != main && !is_category {
                let what = format!(
                    "`{}` begins with `{}`; it begins with `{main}`",
                    element.name, child.name
                );
                self.say(ProblemKind::WrongOrder, child.place, what, "");
            }
            if local.ends_with("Grp") {
                self.statement(child, level);
            } else {
                self.value(child, (at == 0).then_some(level));
            }
        }
    }

    /// A single statement: its category, where that may stand, and its value. Inside of groups any level will do.
    fn value(&mut self, element: &XmlElement, level: Option<Level>) {
        let local = element.local();
        let place = element.place;
        let Some(kind) = DetailKind::of_element(local) else {
            if self.style == TbxStyle::Attributes {
                let what = format!(
                    "`{}` is an element of the style dct, and the file is dca; use an attribute `type`",
                    element.name
                );
                self.say(ProblemKind::WrongDialect, place, what, "");
            }
            return self.category(element, local, None, level);
        };
        match kind {
            DetailKind::Note => return,
            DetailKind::Date => {
                let date = element.value();
                if !is_date(&date) {
                    let what = format!("`{date}` is no date such as 2020-01-31");
                    self.say(ProblemKind::UnknownValue, element.text_place(), what, &date);
                }
                return;
            }
            _ => {}
        }
        if self.style == TbxStyle::Elements {
            let what = format!(
                "`{local}` is an element of the style dca, and the file is dct; name the category by an element"
            );
            self.say(ProblemKind::WrongDialect, place, what, "");
        }
        match element.attribute("type") {
            Some(name) if !name.is_empty() => self.category(element, name, Some(kind), level),
            _ => {
                let what = format!("`{local}` has no `type`, which names its category");
                self.say(ProblemKind::WrongElement, place, what, "");
            }
        }
    }

    fn category(
        &mut self,
        element: &XmlElement,
        name: &str,
        kind: Option<DetailKind>,
        level: Option<Level>,
    ) {
        let Some(dialect) = self.dialect else { return };
        let place = element.place;
        let Some(known) = category(name).filter(|known| dialect.has(known.module)) else {
            let what = format!("{} has no category `{name}`", dialect.name());
            return self.say(ProblemKind::UnknownCategory, place, what, "");
        };
        if kind.is_some_and(|kind| kind != known.kind) {
            let element = known.kind.element().unwrap_or_default();
            let what = format!("the category `{name}` stands in `{element}`");
            return self.say(ProblemKind::WrongElement, place, what, "");
        }
        if let Some(level) = level
            && !known.levels.contains(&level)
            && self.version == TbxVersion::V3
        {
            let what = format!(
                "the category `{name}` may not stand at the level of the {}",
                level.word()
            );
            self.say(ProblemKind::WrongLevel, place, what, "");
        }
        let value = element.value();
        // The second version has values of its own beside those of the third.
        let is_checked = self.version == TbxVersion::V3 || name == "administrativeStatus";
        if is_checked && !known.values.is_empty() && !known.values.contains(&value.as_str()) {
            let what = format!(
                "`{value}` is no value of `{name}`; use {}",
                known.values.join(", ")
            );
            self.say(
                ProblemKind::UnknownValue,
                element.text_place(),
                what,
                &value,
            );
        }
    }

    /// Identifiers stand once in a file, and references name one.
    fn identifiers(&mut self, element: &XmlElement) {
        if let Some(id) = element.attribute("id") {
            let is_entry = matches!(element.local(), "conceptEntry" | "termEntry");
            // Entries of one identifier are told of by the reader.
            if !self.ids.insert(id.to_owned()) && !is_entry {
                let what = format!("the identifier `{id}` stands before already");
                self.say(ProblemKind::DuplicateId, element.place, what, "");
            }
        }
        if let Some(target) = element.attribute("target")
            && matches!(
                element.local(),
                "ref" | "transacNote" | "hi" | "crossReference" | "responsibility"
            )
        {
            self.targets.push((target.to_owned(), element.place));
        }
        for child in element.elements() {
            self.identifiers(child);
        }
    }

    fn references(&mut self) {
        for (target, place) in std::mem::take(&mut self.targets) {
            if !self.ids.contains(target.trim_start_matches('#')) {
                let what = format!("nothing in the file has the identifier `{target}`");
                let problem = Problem::new(ProblemKind::WrongReference, place, what);
                self.problems.push(problem.with_severity(Severity::Info));
            }
        }
    }
}

/// Whether a text is a date of XML Schema, such as `2020-01-31`.
fn is_date(text: &str) -> bool {
    let mut parts = text.split('-');
    let mut number = |length: usize, range: std::ops::RangeInclusive<u16>| {
        parts
            .next()
            .filter(|part| part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit()))
            .and_then(|part| part.parse::<u16>().ok())
            .is_some_and(|number| range.contains(&number))
    };
    number(4, 1..=9999) && number(2, 1..=12) && number(2, 1..=31) && parts.next().is_none()
}
