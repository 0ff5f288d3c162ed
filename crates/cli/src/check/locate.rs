//! Places of findings in files whose readers tell where units start and no more.

use yaddash_model::{ByteSpan, Finding, LineIndex};

/// Findings of one unit: their range in the list, and the line where the unit starts, from 1.
#[derive(Clone, Copy, Debug)]
pub(super) struct UnitFindings {
    pub(super) from: usize,
    pub(super) to: usize,
    pub(super) line: usize,
}

/// Gives the findings the place of their text in `text`, the file, where the lines from their unit to the next hold it as
/// a word of its own as often as there are findings of it. All others stay at the start of their unit.
pub(super) fn locate(findings: &mut [Finding], units: &[UnitFindings], text: &str) {
    let starts: Vec<usize> = std::iter::once(0)
        .chain(text.match_indices('\n').map(|(at, _)| at + 1))
        .collect();
    let offset = |line: usize| {
        line.checked_sub(1)
            .and_then(|line| starts.get(line))
            .copied()
            .unwrap_or(text.len())
    };
    let lines = LineIndex::new(text);
    for (at, unit) in units.iter().enumerate() {
        // Units of one line share it.
        let next = units
            .get(at + 1..)
            .unwrap_or_default()
            .iter()
            .map(|other| other.line)
            .find(|line| *line > unit.line);
        let start = offset(unit.line);
        let end = next.map_or(text.len(), offset);
        let (Some(region), Some(own)) =
            (text.get(start..end), findings.get_mut(unit.from..unit.to))
        else {
            continue;
        };
        place(own, region, start, text, &lines);
    }
}

fn place(findings: &mut [Finding], region: &str, start: usize, text: &str, lines: &LineIndex) {
    let mut words: Vec<String> = findings
        .iter()
        .map(|finding| finding.text.clone())
        .filter(|text| !text.trim().is_empty())
        .collect();
    words.sort_unstable();
    words.dedup();
    for word in words {
        let places: Vec<usize> = region
            .match_indices(word.as_str())
            .map(|(at, _)| at)
            .filter(|at| stands_alone(region, *at, word.len()))
            .collect();
        let mut own: Vec<&mut Finding> = findings
            .iter_mut()
            .filter(|finding| finding.text == word)
            .collect();
        if own.len() != places.len() {
            continue;
        }
        for (finding, at) in own.iter_mut().zip(places) {
            let span = ByteSpan::new(start + at, start + at + word.len());
            finding.place.span = span;
            finding.place.start = lines.line_column(text, span.start());
            finding.place.end = lines.line_column(text, span.end());
        }
    }
}

/// Whether no letter or digit touches the words.
fn stands_alone(text: &str, at: usize, length: usize) -> bool {
    let before = text.get(..at).and_then(|text| text.chars().next_back());
    let after = text.get(at + length..).and_then(|text| text.chars().next());
    let joins = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    !joins(before) && !joins(after)
}
