//! Ladders: alignments as numbers of segments, a bead a line.

use std::fmt;
use std::str::FromStr;

use thiserror::Error;

/// One bead: for each side the numbers of its segments, from 0.
pub type Rung = Vec<Vec<usize>>;

/// Beads as numbers of segments; the text form is `[0, 1]:[0]` a line, with as many sides as there are versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ladder {
    rungs: Vec<Rung>,
}

/// A line that is not a rung.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
#[error("line {line}: `{text}` is not a rung such as `[0, 1]:[0]`")]
pub struct LadderError {
    line: usize,
    text: String,
}

impl Ladder {
    /// The ladder of these rungs.
    #[must_use]
    pub const fn new(rungs: Vec<Rung>) -> Self {
        Self { rungs }
    }

    /// The rungs in order.
    pub fn rungs(&self) -> &[Rung] {
        &self.rungs
    }

    /// The rungs without those that are on one side alone.
    pub fn linked(&self) -> impl Iterator<Item = &Rung> {
        self.rungs
            .iter()
            .filter(|rung| rung.iter().filter(|side| !side.is_empty()).count() > 1)
    }
}

impl fmt::Display for Ladder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for rung in &self.rungs {
            for (at, side) in rung.iter().enumerate() {
                f.write_str(if at == 0 { "[" } else { ":[" })?;
                for (at, segment) in side.iter().enumerate() {
                    if at > 0 {
                        f.write_str(", ")?;
                    }
                    write!(f, "{segment}")?;
                }
                f.write_str("]")?;
            }
            f.write_str("\n")?;
        }
        Ok(())
    }
}

impl FromStr for Ladder {
    type Err = LadderError;

    /// Reads a ladder; empty lines and lines that start with `#` are passed over, and so is a score after the last side.
    fn from_str(text: &str) -> Result<Self, LadderError> {
        let mut rungs = Vec::new();
        for (at, line) in text.lines().enumerate() {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let rung = rung(line).ok_or_else(|| LadderError {
                line: at + 1,
                text: line.to_owned(),
            })?;
            rungs.push(rung);
        }
        Ok(Self { rungs })
    }
}

fn rung(line: &str) -> Option<Rung> {
    let mut sides = Vec::new();
    for part in line.split(':') {
        match part
            .trim()
            .strip_prefix('[')
            .and_then(|part| part.strip_suffix(']'))
        {
            Some(numbers) => {
                let numbers = numbers
                    .split(',')
                    .map(str::trim)
                    .filter(|number| !number.is_empty());
                sides.push(
                    numbers
                        .map(|number| number.parse().ok())
                        .collect::<Option<Vec<usize>>>()?,
                );
            }
            None => {
                return (sides.len() > 1 && part.trim().parse::<f64>().is_ok()).then_some(sides);
            }
        }
    }
    (sides.len() > 1).then_some(sides)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn reads_what_others_write() {
        let ladder: Ladder = "# gold\n[0, 1]:[0]:0.5\n\n[]:[2]\r\n".parse().unwrap();
        assert_eq!(
            ladder.rungs(),
            [vec![vec![0, 1], vec![0]], vec![vec![], vec![2]]]
        );
        assert_eq!(
            "[0]\n".parse::<Ladder>().unwrap_err().to_string(),
            "line 1: `[0]` is not a rung such as `[0, 1]:[0]`"
        );
        assert!("[0]:[a]".parse::<Ladder>().is_err());
    }

    proptest! {
        #[test]
        fn reading_undoes_writing(rungs in prop::collection::vec(prop::collection::vec(prop::collection::vec(0..999_usize, 0..4), 2..4), 0..9)) {
            let ladder = Ladder::new(rungs);
            prop_assert_eq!(ladder.to_string().parse::<Ladder>().unwrap(), ladder);
        }

        #[test]
        fn any_text_is_read_or_refused(text in "[0-9\\[\\], :a\\n.]{0,40}") {
            let _ = text.parse::<Ladder>();
        }
    }
}
