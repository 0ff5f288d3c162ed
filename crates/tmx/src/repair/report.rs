//! The list of what was mended or lost.

use serde::Serialize;
use yaddash_model::LineColumn;

use super::kind::Kind;

/// Entries that are held back at most.
const HELD: usize = 10_000;
/// Characters of lost text that an entry quotes.
const QUOTED: usize = 80;

/// What became of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Action {
    /// Put right, and nothing was lost.
    Mended,
    /// Put right, and something was lost: the entry quotes it.
    Lost,
    /// Left as it is; someone has to look.
    Kept,
}

impl Action {
    /// The name as it is written in lists.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Mended => "mended",
            Self::Lost => "lost",
            Self::Kept => "kept",
        }
    }
}

/// A unit of the file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct UnitName {
    /// Its number in the file, from 1.
    pub number: u64,
    /// Its `tuid`, where it has one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tuid: Option<String>,
}

/// An entry of the list: one fault and what was done about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Repair {
    /// The line, from 1.
    pub line: usize,
    /// The column in characters, from 1.
    pub column: usize,
    /// The kind of fault: an `id` of [`KINDS`](super::KINDS).
    pub kind: &'static str,
    /// What became of it.
    pub action: Action,
    /// What was wrong and what was done, in words.
    pub message: String,
    /// What was lost, shortened; or what it is about.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The unit that it stands in.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit: Option<UnitName>,
}

/// What a repair came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Repaired {
    /// Units in the output.
    pub units: u64,
    /// Units in the output that something was done to.
    pub mended_units: u64,
    /// Units that are not in the output.
    pub lost_units: u64,
    /// Faults that were put right without loss.
    pub mended: u64,
    /// Faults at which something was lost.
    pub lost: u64,
    /// Faults that were left as they are.
    pub kept: u64,
    /// Characters that are not in the output, of text and of markup whose meaning is lost.
    pub lost_characters: u64,
}

impl Repaired {
    /// Whether the output differs from the input by more than its encoding.
    pub const fn is_changed(&self) -> bool {
        self.mended > 0 || self.lost > 0
    }
}

/// Counts entries and hands them on, once it is clear that the file is a memory.
pub(super) struct Report<'f> {
    receive: &'f mut dyn FnMut(Repair),
    held: Option<Vec<Repair>>,
    pub(super) done: Repaired,
    /// The unit that is being read.
    unit: Option<UnitName>,
    is_unit_touched: bool,
}

impl<'f> Report<'f> {
    pub(super) fn new(receive: &'f mut dyn FnMut(Repair)) -> Self {
        Self {
            receive,
            held: Some(Vec::new()),
            done: Repaired::default(),
            unit: None,
            is_unit_touched: false,
        }
    }

    /// Hands on what was held back, and from now on all at once.
    pub(super) fn release(&mut self) {
        for entry in self.held.take().into_iter().flatten() {
            (self.receive)(entry);
        }
    }

    /// A unit starts.
    pub(super) fn start_unit(&mut self) {
        self.unit = Some(UnitName {
            number: self.done.units + self.done.lost_units + 1,
            tuid: None,
        });
        self.is_unit_touched = false;
    }

    /// The unit has this `tuid`.
    pub(super) fn name_unit(&mut self, tuid: &str) {
        if let Some(unit) = &mut self.unit {
            unit.tuid = Some(shortened(tuid));
        }
    }

    /// The unit ends; `is_kept` says whether it is in the output.
    pub(super) fn end_unit(&mut self, is_kept: bool) {
        self.unit = None;
        if is_kept {
            self.done.units += 1;
            self.done.mended_units += u64::from(self.is_unit_touched);
        } else {
            self.done.lost_units += 1;
        }
    }

    /// Nothing was lost.
    pub(super) fn mended(&mut self, kind: &'static Kind, at: LineColumn, message: String) {
        self.done.mended += 1;
        self.add(kind, at, Action::Mended, message, String::new());
    }

    /// `text` was lost; white space around it does not count.
    pub(super) fn lost(
        &mut self,
        kind: &'static Kind,
        at: LineColumn,
        message: String,
        text: &str,
    ) {
        self.done.lost += 1;
        self.done.lost_characters += text.trim().chars().count() as u64;
        self.add(kind, at, Action::Lost, message, shortened(text));
    }

    /// Nothing was done about `text`.
    pub(super) fn kept(
        &mut self,
        kind: &'static Kind,
        at: LineColumn,
        message: String,
        text: &str,
    ) {
        self.done.kept += 1;
        let was_touched = self.is_unit_touched;
        self.add(kind, at, Action::Kept, message, shortened(text));
        self.is_unit_touched = was_touched;
    }

    fn add(
        &mut self,
        kind: &'static Kind,
        at: LineColumn,
        action: Action,
        message: String,
        text: String,
    ) {
        self.is_unit_touched = true;
        let entry = Repair {
            line: at.line,
            column: at.column,
            kind: kind.id,
            action,
            message,
            text,
            unit: self.unit.clone(),
        };
        match &mut self.held {
            Some(held) => {
                held.push(entry);
                if held.len() == HELD {
                    self.release();
                }
            }
            None => (self.receive)(entry),
        }
    }
}

/// The start of a text without the white space around it, on one line.
pub(super) fn shortened(text: &str) -> String {
    let mut characters = text.trim().chars();
    let mut short: String = characters
        .by_ref()
        .take(QUOTED)
        .map(|character| {
            if character.is_control() {
                ' '
            } else {
                character
            }
        })
        .collect();
    if characters.next().is_some() {
        short.push('…');
    }
    short
}
