//! A message as it stands in the file.

use yaddash_model::Property;

use super::kind;
use super::string::{self, Fault};
use crate::units::Losses;
use crate::units::losses::count;

/// The most plural forms that a message may have; real languages have at most six.
pub(super) const MOST_FORMS: usize = 32;

/// The texts of a message before it was changed: context, text, plural text.
pub(super) type Previous = [Option<String>; 3];

/// A message with all that is said about it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// The line of its first field, or of its first comment where it has none yet.
    pub(super) line: u64,
    pub(super) comments: Vec<String>,
    pub(super) extracted: Vec<String>,
    pub(super) references: Vec<String>,
    pub(super) flags: Vec<String>,
    pub(super) previous: Previous,
    pub(super) context: Option<String>,
    pub(super) id: Option<String>,
    pub(super) plural: Option<String>,
    pub(super) strings: Vec<Option<String>>,
    pub(super) is_obsolete: bool,
    /// The field that a string on a line of its own continues.
    last: Option<Field>,
}

/// What a string is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    Context,
    Id,
    Plural,
    Form(usize),
    Previous(usize),
}

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    Blank,
    Comment(String),
    Extracted(String),
    References(Vec<String>),
    Flags(Vec<String>),
    Text {
        /// `None`: more of the text before.
        field: Option<Field>,
        text: String,
        is_obsolete: bool,
    },
    /// `domain`, which has no place in a unit.
    Domain,
}

impl Line {
    pub(super) fn read(line: &str) -> Result<Self, Fault> {
        let start = line.len() - line.trim_start_matches([' ', '\t']).len();
        let Some(rest) = line.get(start..).filter(|rest| !rest.trim().is_empty()) else {
            return Ok(Self::Blank);
        };
        let Some(comment) = rest.strip_prefix('#') else {
            return text(line, start, false, false);
        };
        let behind = start + 2;
        Ok(match comment.chars().next() {
            Some('~') if comment.starts_with("~|") => return text(line, behind + 1, true, true),
            Some('~') => return text(line, behind, true, false),
            Some('|') => return text(line, behind, false, true),
            Some('.') => Self::Extracted(comment_text(line, behind)),
            Some(':') => Self::References(references(line.get(behind..).unwrap_or_default())),
            Some(',' | '=') => Self::Flags(
                line.get(behind..)
                    .unwrap_or_default()
                    .split(',')
                    .map(|flag| flag.trim().to_owned())
                    .filter(|flag| !flag.is_empty())
                    .collect(),
            ),
            _ => Self::Comment(comment_text(line, start + 1)),
        })
    }
}

/// The text of a comment without the space before it.
fn comment_text(line: &str, from: usize) -> String {
    let text = line.get(from..).unwrap_or_default();
    text.strip_prefix(' ').unwrap_or(text).to_owned()
}

/// References are parted by spaces; those that hold some stand between U+2068 and U+2069.
fn references(mut rest: &str) -> Vec<String> {
    let mut found = Vec::new();
    loop {
        rest = rest.trim_start();
        if rest.is_empty() {
            return found;
        }
        let mut is_isolated = false;
        let end = rest
            .find(|character: char| {
                match character {
                    '\u{2068}' => is_isolated = true,
                    '\u{2069}' => is_isolated = false,
                    _ => {}
                }
                character.is_whitespace() && !is_isolated
            })
            .unwrap_or(rest.len());
        let (reference, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
        found.push(reference.replace(['\u{2068}', '\u{2069}'], ""));
        rest = behind;
    }
}

/// A line that holds a string.
fn text(line: &str, from: usize, is_obsolete: bool, is_previous: bool) -> Result<Line, Fault> {
    let rest = line.get(from..).unwrap_or_default();
    let start = from + (rest.len() - rest.trim_start_matches([' ', '\t']).len());
    let rest = line.get(start..).unwrap_or_default();
    if rest.is_empty() {
        return Ok(Line::Blank);
    }
    let end = rest
        .find(|character: char| !(character.is_ascii_alphabetic() || character == '_'))
        .unwrap_or(rest.len());
    let (name, behind) = rest.split_at_checked(end).unwrap_or((rest, ""));
    let mut at = start + end;
    let field = match (name, is_previous) {
        ("", _) => None,
        ("msgctxt", false) => Some(Field::Context),
        ("msgid", false) => Some(Field::Id),
        ("msgid_plural", false) => Some(Field::Plural),
        ("msgctxt", true) => Some(Field::Previous(0)),
        ("msgid", true) => Some(Field::Previous(1)),
        ("msgid_plural", true) => Some(Field::Previous(2)),
        ("msgstr", false) => {
            let (form, length) = form(behind).ok_or((at, FORM))?;
            at += length;
            Some(Field::Form(form))
        }
        ("domain", false) => return Ok(Line::Domain),
        _ => {
            return Err((
                start,
                "a line starts with #, msgctxt, msgid, msgid_plural, msgstr or a quotation mark",
            ));
        }
    };
    Ok(Line::Text {
        field,
        text: string::read(line, at)?,
        is_obsolete,
    })
}

const FORM: &str = "the number of a plural form is expected, as in msgstr[0], below 32";

/// The number of the form behind `msgstr`, and how many bytes it takes; 0 where there is none.
fn form(behind: &str) -> Option<(usize, usize)> {
    let trimmed = behind.trim_start_matches([' ', '\t']);
    let Some(inside) = trimmed.strip_prefix('[') else {
        return Some((0, 0));
    };
    let (number, rest) = inside.split_once(']')?;
    let form = number
        .trim()
        .parse()
        .ok()
        .filter(|form| *form < MOST_FORMS)?;
    Some((form, behind.len() - rest.len()))
}

impl Entry {
    /// Whether `line` belongs to the next message.
    pub(super) fn ends_before(&self, line: &Line) -> bool {
        if self.strings.is_empty() {
            return false;
        }
        match line {
            Line::Blank | Line::Domain => false,
            Line::Text { field, .. } => !matches!(field, None | Some(Field::Form(_))),
            _ => true,
        }
    }

    /// Takes a line up; the message says why it does not fit.
    pub(super) fn add(&mut self, line: Line, number: u64) -> Result<(), &'static str> {
        match line {
            Line::Blank | Line::Domain => {}
            Line::Comment(text) => self.comments.push(text),
            Line::Extracted(text) => self.extracted.push(text),
            Line::References(references) => self.references.extend(references),
            Line::Flags(flags) => self.flags.extend(flags),
            Line::Text {
                field: None, text, ..
            } => match self.last.and_then(|field| self.place(field)) {
                Some(place) => place.get_or_insert_default().push_str(&text),
                None => return Err("a string stands before msgid"),
            },
            Line::Text {
                field: Some(field),
                text,
                is_obsolete,
            } => {
                let is_first = self.context.is_none() && self.id.is_none();
                if is_first && !matches!(field, Field::Previous(_)) {
                    self.line = number;
                }
                if matches!(field, Field::Plural | Field::Form(_)) && self.id.is_none() {
                    return Err("msgid is missing before this");
                }
                self.is_obsolete |= is_obsolete;
                self.last = Some(field);
                match self.place(field) {
                    Some(place) if place.is_none() => *place = Some(text),
                    _ => return Err("this stands twice in one message: is msgstr missing?"),
                }
            }
        }
        Ok(())
    }

    fn place(&mut self, field: Field) -> Option<&mut Option<String>> {
        match field {
            Field::Context => Some(&mut self.context),
            Field::Id => Some(&mut self.id),
            Field::Plural => Some(&mut self.plural),
            Field::Previous(which) => self.previous.get_mut(which),
            Field::Form(form) => {
                if self.strings.len() <= form {
                    self.strings.resize(form + 1, None);
                }
                self.strings.get_mut(form)
            }
        }
    }

    /// What is said about it beside its texts and the comment of people.
    pub(super) fn properties(&self) -> Vec<Property> {
        let mut properties = Vec::new();
        let mut add = |kind: &str, value: &str| properties.push(Property::new(kind, value));
        if let Some(context) = &self.context {
            add(kind::CONTEXT, context);
        }
        if let Some(extracted) = joined(&self.extracted) {
            add(kind::EXTRACTED, &extracted);
        }
        for reference in &self.references {
            add(kind::REFERENCE, reference);
        }
        for flag in &self.flags {
            add(kind::FLAG, flag);
        }
        for (kind, text) in kind::PREVIOUS.into_iter().zip(&self.previous) {
            if let Some(text) = text {
                add(kind, text);
            }
        }
        if self.is_obsolete {
            add(kind::OBSOLETE, kind::YES);
        }
        properties
    }

    /// The comment of people.
    pub(super) fn note(&self) -> Option<String> {
        joined(&self.comments)
    }

    /// How much is said about it, to be counted where there is no message.
    pub(super) fn remarks(&self) -> Losses {
        Losses {
            notes: count(self.comments.len()),
            properties: count(self.properties().len()),
            ..Losses::default()
        }
    }

    /// Whether it is the header.
    pub(super) fn is_header(&self) -> bool {
        self.context.is_none() && self.id.as_deref() == Some("") && !self.is_obsolete
    }
}

fn joined(lines: &[String]) -> Option<String> {
    (!lines.is_empty()).then(|| lines.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_with_spaces_are_isolated() {
        assert_eq!(
            references(" a.c:1  \u{2068}b c.c\u{2069}:2 d"),
            ["a.c:1", "b c.c:2", "d"]
        );
    }

    #[test]
    fn lines_say_what_they_are() {
        let form = |line: &str| match Line::read(line) {
            Ok(Line::Text { field, text, .. }) => Some((field, text)),
            _ => None,
        };
        assert_eq!(
            form("msgstr [ 2 ] \"x\""),
            Some((Some(Field::Form(2)), "x".into()))
        );
        assert_eq!(
            form("#~| msgid \"x\""),
            Some((Some(Field::Previous(1)), "x".into()))
        );
        assert_eq!(form("#~\"x\""), Some((None, "x".into())));
        assert_eq!(Line::read("#"), Ok(Line::Comment(String::new())));
        assert_eq!(Line::read("# a"), Ok(Line::Comment("a".into())));
        assert_eq!(Line::read(" \t"), Ok(Line::Blank));
        for (line, at) in [("msgstr[99] \"\"", 6), ("msgidd \"\"", 0), ("  x", 2)] {
            assert_eq!(Line::read(line).unwrap_err().0, at, "{line}");
        }
    }
}
