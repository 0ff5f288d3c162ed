//! Lists of abbreviations: plain text that anybody can extend, made into rules.

use std::sync::Arc;

use crate::srx::{Rule, RulePlace};
use crate::{Error, ErrorKind, ErrorPlace, pattern};
use yaddash_model::LineColumn;

/// What an abbreviation says of the place behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[non_exhaustive]
pub enum AbbreviationClass {
    /// `[never]`: no sentence ends with it, whatever follows (`məs.`, `e.g.`).
    Never,
    /// `[title]`: stands before a name (`akad.`, `Mr.`).
    Title,
    /// `[number]`: stands before a number, an ordinal or a Roman numeral (`səh.`, `No.`).
    Number,
    /// `[end]`: a sentence may end with it; the case of the next word decides (`və s.`, `etc.`).
    End,
    /// `[foreign]`: names the language of the foreign words that follow (`англ.`, `lat.`).
    Foreign,
    /// `[place]`: stands before or behind the name of a place (`küç.`, `обл.`); a sentence may end with it.
    Place,
    /// `[unit]`: follows a number; may end a sentence, but not before an acronym or another number (`mlrd.`, `млн.`).
    Unit,
}

impl AbbreviationClass {
    /// All classes, in the order of their rules.
    pub const ALL: [Self; 7] = [
        Self::Never,
        Self::Title,
        Self::Number,
        Self::End,
        Self::Foreign,
        Self::Place,
        Self::Unit,
    ];

    /// The name that lists and built-in rules use.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::Title => "title",
            Self::Number => "number",
            Self::End => "end",
            Self::Foreign => "foreign",
            Self::Place => "place",
            Self::Unit => "unit",
        }
    }
}

/// A list of abbreviations by class.
///
/// One abbreviation a line, as it is written with its dots; `#` starts a comment; `[title]` and the other class names
/// in brackets start a class, and what comes before the first is [`AbbreviationClass::Never`]. An entry that starts with
/// a small letter also stands for the same with a capital. Spaces between parts may be absent or of any kind in the text,
/// and a space may stand after any dot inside (`т.е.` is also `т. е.`).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AbbreviationList {
    entries: Vec<Entry>,
}

/// An abbreviation of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    class: AbbreviationClass,
    text: String,
    /// Where it stands.
    place: RulePlace,
}

impl AbbreviationList {
    /// Reads a list; `file` is its name for error messages.
    ///
    /// # Errors
    /// An unknown class, and an entry without a letter.
    pub fn parse(text: &str, file: Option<&str>) -> Result<Self, Error> {
        let mut list = Self::default();
        let mut class = AbbreviationClass::Never;
        let name: Option<Arc<str>> = file.map(Arc::from);
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        for (number, line) in text.lines().enumerate() {
            let entry = line.split('#').next().unwrap_or_default().trim();
            if entry.is_empty() {
                continue;
            }
            let indent = line.chars().take_while(|c| c.is_whitespace()).count();
            let fault = |problem| {
                Error::new(ErrorKind::Abbreviation(problem)).at(ErrorPlace {
                    file: file.map(str::to_owned),
                    position: Some(LineColumn {
                        line: number + 1,
                        column: indent + 1,
                    }),
                    ..ErrorPlace::default()
                })
            };
            if let Some(name) = entry
                .strip_prefix('[')
                .and_then(|rest| rest.strip_suffix(']'))
            {
                class = AbbreviationClass::ALL
                    .into_iter()
                    .find(|class| class.name() == name)
                    .ok_or_else(|| {
                        fault(format!(
                            "the class `[{name}]` is not one of [never], [title], [number], [end], [foreign], [place], [unit]"
                        ))
                    })?;
                continue;
            }
            if !entry.chars().any(char::is_alphanumeric) {
                return Err(fault(format!("the abbreviation `{entry}` has no letter")));
            }
            list.entries.push(Entry {
                class,
                text: entry.to_owned(),
                place: RulePlace {
                    file: name.clone(),
                    line: number + 1,
                    number: list.entries.len() + 1,
                },
            });
        }
        Ok(list)
    }

    /// Adds what another list has.
    pub fn append(&mut self, other: Self) {
        self.entries.extend(other.entries);
    }

    /// Whether there is no entry.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries with their classes, in the order of the list.
    pub fn entries(&self) -> impl Iterator<Item = (AbbreviationClass, &str)> {
        self.entries
            .iter()
            .map(|entry| (entry.class, entry.text.as_str()))
    }

    /// A pattern that matches every entry of the class, with its last dot; `None` where there is none.
    pub(crate) fn pattern(&self, class: AbbreviationClass) -> Option<String> {
        let mut out = String::from("(?:");
        for entry in self.of_class(class) {
            if out.len() > 3 {
                out.push('|');
            }
            entry_pattern(&entry.text, &mut out);
        }
        out.push(')');
        (out.len() > 4).then_some(out)
    }

    fn of_class(&self, class: AbbreviationClass) -> impl Iterator<Item = &Entry> {
        self.entries
            .iter()
            .filter(move |entry| entry.class == class)
    }

    /// Rules that hold after the entries, one for each class, to stand before all other rules.
    pub(crate) fn rules(&self) -> Vec<Rule> {
        AbbreviationClass::ALL
            .into_iter()
            .filter_map(|class| Some((class, self.of_class(class).next()?, self.pattern(class)?)))
            .enumerate()
            .map(|(at, (class, first, pattern))| Rule {
                breaks: false,
                before: before(&pattern),
                after: after(class).to_owned(),
                description: format!("Abbreviations of the user's list, class {}.", class.name()),
                place: RulePlace {
                    number: at + 1,
                    ..first.place.clone()
                },
            })
            .collect()
    }

    /// The same as one rule for each entry, in the same order of precedence, to tell which entry it was that held. They
    /// break, since an engine looks only at positions where some rule does.
    pub(crate) fn rules_by_entry(&self) -> Vec<Rule> {
        AbbreviationClass::ALL
            .into_iter()
            .flat_map(|class| self.of_class(class))
            .map(|entry| {
                let mut pattern = String::new();
                entry_pattern(&entry.text, &mut pattern);
                Rule {
                    breaks: true,
                    before: before(&pattern),
                    after: after(entry.class).to_owned(),
                    description: format!(
                        "The abbreviation `{}`, class {}.",
                        entry.text,
                        entry.class.name()
                    ),
                    place: entry.place.clone(),
                }
            })
            .collect()
    }
}

/// What stands before a position that an abbreviation holds. White space counts too: rules of a file may break behind it.
fn before(pattern: &str) -> String {
    format!(r"\b{pattern}[^\S\r\n]*")
}

/// What stands behind an abbreviation of the class where it holds.
const fn after(class: AbbreviationClass) -> &'static str {
    match class {
        AbbreviationClass::Never => "",
        AbbreviationClass::Title => r"\s*[\p{L}(\u201C\u00AB]",
        AbbreviationClass::Number => r"\s*(?:[\u2116\u00A7(]|\p{N}|[IVXLCDM]+\b)",
        AbbreviationClass::End => r"\s*[\p{Ll}\p{N}(]",
        AbbreviationClass::Foreign => r#"\s*["“«‘'(A-Za-z\u00C0-\u024F]"#,
        AbbreviationClass::Place => r"\s*(?:\p{L}|\p{N})",
        AbbreviationClass::Unit => r"\s*(?:[\p{Ll}\p{N}(]|\p{Lu}\p{Lu})",
    }
}

/// Writes the pattern of one entry.
fn entry_pattern(entry: &str, out: &mut String) {
    let mut characters = entry.chars().peekable();
    let mut first = true;
    while let Some(character) = characters.next() {
        let is_last = characters.peek().is_none();
        match character {
            '.' if is_last => out.push_str(r"\."),
            '.' => out.push_str(r"\.\s?"),
            // After a dot a space is allowed anyway.
            _ if character.is_whitespace() && out.ends_with(r"\s?") => {}
            _ if character.is_whitespace() => out.push_str(r"\s"),
            _ if first => first_letter(character, out),
            _ => literal(character, out),
        }
        first = false;
        if is_last && character.is_alphanumeric() {
            out.push_str(r"\.");
        }
    }
}

/// A small letter stands for the capital too; `i` for both `I` and `İ`, as the language is not known here.
fn first_letter(character: char, out: &mut String) {
    if !character.is_lowercase() {
        literal(character, out);
        return;
    }
    out.push('[');
    for other in pattern::cases(character) {
        out.push(other);
    }
    if character == 'i' {
        out.push('İ');
    }
    out.push(']');
}

/// Signs of ASCII are escaped; no other character means anything in a pattern.
fn literal(character: char, out: &mut String) {
    if character.is_ascii_punctuation() {
        out.push('\\');
    }
    out.push(character);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_become_patterns() {
        let list = AbbreviationList::parse(
            "# comment\nməs. # why\n[title]\nprof.\nм. н. с.\n[unit]\nmln\n",
            None,
        )
        .unwrap();
        for (class, pattern) in [
            (AbbreviationClass::Never, Some(r"(?:[Mm]əs\.)")),
            (
                AbbreviationClass::Title,
                Some(r"(?:[Pp]rof\.|[Мм]\.\s?н\.\s?с\.)"),
            ),
            (AbbreviationClass::Unit, Some(r"(?:[Mm]ln\.)")),
            (AbbreviationClass::End, None),
        ] {
            assert_eq!(list.pattern(class).as_deref(), pattern);
        }
    }

    #[test]
    fn a_wrong_class_is_told_with_its_line() {
        let error = AbbreviationList::parse("a.\n[titel]\n", Some("mine.txt")).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("mine.txt:2:1: the class `[titel]`")
        );
        assert!(AbbreviationList::parse("...\n", None).is_err());
    }
}
