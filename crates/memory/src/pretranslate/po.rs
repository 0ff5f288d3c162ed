//! PO files of gettext.

use yaddash_model::{ByteSpan, Segment};

use super::{Edit, Gap, Proposal};
use crate::store::Context;

/// Where the translation of a message goes.
#[derive(Clone, Debug)]
pub(super) struct Place {
    /// The lines of the empty `msgstr`, without the last line end.
    msgstr: ByteSpan,
    /// Where `msgctxt` or `msgid` begins.
    start: usize,
    /// The end of the line of flags, where there is one.
    flags: Option<usize>,
    line_end: &'static str,
}

/// A message as far as it was read.
#[derive(Default)]
struct Message {
    context: Option<String>,
    id: Option<String>,
    translation: Option<String>,
    msgstr: Option<ByteSpan>,
    start: Option<usize>,
    flags: Option<usize>,
    /// Whether it has plural forms or is out of use.
    is_other: bool,
    last: Last,
}

/// Which string goes on in the next line.
#[derive(Clone, Copy, Default)]
enum Last {
    #[default]
    Nothing,
    Context,
    Id,
    Translation,
}

/// The messages with an empty translation.
pub(super) fn gaps(text: &str) -> Vec<Gap> {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut found = Vec::new();
    let mut message = Message::default();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let content = line.trim_end_matches(['\n', '\r']);
        let span = ByteSpan::new(start, start + content.len());
        let is_new = content.trim().is_empty()
            || (message.msgstr.is_some()
                && !content.starts_with(['"', '#'])
                && !content.starts_with("msgstr"))
            || (message.msgstr.is_some() && content.starts_with('#'));
        if is_new {
            found.extend(std::mem::take(&mut message).gap(line_end));
        }
        message.take(content, span);
        start += line.len();
    }
    found.extend(message.gap(line_end));
    found
}

impl Message {
    fn take(&mut self, line: &str, span: ByteSpan) {
        if line.starts_with("#,") {
            self.flags = Some(span.end());
        } else if line.starts_with("#~") {
            self.is_other = true;
        } else if line.starts_with('#') {
            self.last = Last::Nothing;
        } else if let Some(value) = line.strip_prefix("msgctxt") {
            self.start.get_or_insert(span.start());
            self.context = Some(unquoted(value));
            self.last = Last::Context;
        } else if line.starts_with("msgid_plural") || line.starts_with("msgstr[") {
            self.is_other = true;
            self.last = Last::Nothing;
        } else if let Some(value) = line.strip_prefix("msgid") {
            self.start.get_or_insert(span.start());
            self.id = Some(unquoted(value));
            self.last = Last::Id;
        } else if let Some(value) = line.strip_prefix("msgstr") {
            self.translation = Some(unquoted(value));
            self.msgstr = Some(span);
            self.last = Last::Translation;
        } else if line.trim_start().starts_with('"') {
            self.go_on(&unquoted(line), span);
        }
    }

    fn go_on(&mut self, more: &str, span: ByteSpan) {
        let string = match self.last {
            Last::Nothing => return,
            Last::Context => &mut self.context,
            Last::Id => &mut self.id,
            Last::Translation => {
                self.msgstr = self
                    .msgstr
                    .map(|before| ByteSpan::new(before.start(), span.end()));
                &mut self.translation
            }
        };
        if let Some(string) = string {
            string.push_str(more);
        }
    }

    fn gap(self, line_end: &'static str) -> Option<Gap> {
        let is_empty = self.translation.as_deref() == Some("");
        let source = self.id.filter(|id| !id.is_empty())?;
        if self.is_other || !is_empty {
            return None;
        }
        Some(Gap {
            source: Segment::from(source),
            context: Context {
                id: self.context,
                ..Context::default()
            },
            place: super::Place::Po(Place {
                msgstr: self.msgstr?,
                start: self.start?,
                flags: self.flags,
                line_end,
            }),
        })
    }
}

impl Place {
    pub(super) fn fill(&self, _: &str, proposal: &Proposal, edits: &mut Vec<Edit>) {
        let end = self.line_end;
        if !proposal.is_exact {
            let previous = quoted(&proposal.source, "#| msgid", "#| ", end);
            match self.flags {
                Some(flags) => {
                    edits.push((ByteSpan::new(flags, flags), ", fuzzy".to_owned()));
                    edits.push((
                        ByteSpan::new(self.start, self.start),
                        format!("{previous}{end}"),
                    ));
                }
                None => edits.push((
                    ByteSpan::new(self.start, self.start),
                    format!("#, fuzzy{end}{previous}{end}"),
                )),
            }
        }
        edits.push((
            self.msgstr,
            quoted(proposal.target.text(), "msgstr", "", end),
        ));
    }
}

/// What a string in quotes says.
fn unquoted(line: &str) -> String {
    let line = line.trim();
    let inner = line.strip_prefix('"').unwrap_or(line);
    let inner = inner.strip_suffix('"').unwrap_or(inner);
    let mut text = String::with_capacity(inner.len());
    let mut characters = inner.chars();
    while let Some(c) = characters.next() {
        if c != '\\' {
            text.push(c);
            continue;
        }
        match characters.next() {
            Some('n') => text.push('\n'),
            Some('t') => text.push('\t'),
            Some('r') => text.push('\r'),
            Some(other) => text.push(other),
            None => text.push('\\'),
        }
    }
    text
}

/// `text` behind `keyword`, a line of the text a line where it has several; all lines begin with `prefix`, which the
/// keyword holds already.
fn quoted(text: &str, keyword: &str, prefix: &str, end: &str) -> String {
    let escaped = |text: &str| {
        let mut out = String::with_capacity(text.len() + 8);
        for c in text.chars() {
            match c {
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                '\r' => out.push_str("\\r"),
                '"' | '\\' => out.extend(['\\', c]),
                _ => out.push(c),
            }
        }
        out
    };
    let mut lines = text.split_inclusive('\n').peekable();
    let first = lines.next().unwrap_or_default();
    if lines.peek().is_none() {
        return format!("{keyword} \"{}\"", escaped(first));
    }
    let mut out = format!("{keyword} \"\"");
    for line in std::iter::once(first).chain(lines) {
        out.push_str(end);
        out.push_str(prefix);
        out.extend(["\"", &escaped(line), "\""]);
    }
    out
}
