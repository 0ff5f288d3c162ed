//! Code between equal runs of backticks.

use yaddash_model::ByteSpan;

/// The runs of backticks of a text, found once, so that many that open nothing do not make the search slow.
#[derive(Debug)]
pub(super) struct Backticks {
    /// In order.
    runs: Vec<Run>,
    /// Where the signs begin that close a quotation opened by backticks, in order.
    closings: Vec<usize>,
}

#[derive(Clone, Copy, Debug)]
struct Run {
    start: usize,
    length: usize,
    /// The number of the next run that is longer than this.
    longer: Option<usize>,
}

/// Backticks also open quotations that these close.
const CLOSINGS: [&[u8]; 2] = [b"''", b"&#39;"];

impl Backticks {
    /// Takes time linear in `bytes`.
    pub(super) fn of(bytes: &[u8]) -> Self {
        let (mut runs, mut closings) = (Vec::<Run>::new(), Vec::new());
        for (at, byte) in bytes.iter().enumerate() {
            match byte {
                b'`' => match runs.last_mut().filter(|run| run.end() == at) {
                    Some(run) => run.length += 1,
                    None => runs.push(Run {
                        start: at,
                        length: 1,
                        longer: None,
                    }),
                },
                b'\'' | b'&' => {
                    let rest = bytes.get(at..).unwrap_or_default();
                    if CLOSINGS.iter().any(|closing| rest.starts_with(closing)) {
                        closings.push(at);
                    }
                }
                _ => {}
            }
        }
        link_longer(&mut runs);
        Self { runs, closings }
    }

    /// The code that the backtick at `start` or one after it in the same run opens, or else where that run ends.
    ///
    /// As many backticks as can be closed open it; the first run that holds as many closes it. All calls for rising places
    /// together take time linear in the backticks.
    pub(super) fn code(&self, start: usize) -> Result<ByteSpan, usize> {
        let number = self.runs.partition_point(|run| run.end() <= start);
        let Some(opening) = self.runs.get(number) else {
            return Err(start + 1);
        };
        let ticks = opening.end().saturating_sub(start);
        let quotation_ends = self
            .closings
            .get(self.closings.partition_point(|at| *at < opening.end()));
        // Each run that is longer than those between, up to one that holds all backticks; the last holds the most.
        let mut best = None;
        let mut next = (number + 1 < self.runs.len()).then_some(number + 1);
        while let Some(closing) = next.and_then(|number| self.runs.get(number)) {
            if quotation_ends.is_some_and(|end| *end < closing.start) {
                break;
            }
            best = Some(closing);
            next = closing.longer.filter(|_| closing.length < ticks);
        }
        let closing = best.ok_or(opening.end())?;
        let held = closing.length.min(ticks);
        Ok(ByteSpan::new(opening.end() - held, closing.start + held))
    }
}

impl Run {
    const fn end(&self) -> usize {
        self.start + self.length
    }
}

/// Notes for each run which later one is the first that is longer.
fn link_longer(runs: &mut [Run]) {
    // Numbers and lengths of the runs seen from the end that none nearer outgrows.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for (number, run) in runs.iter_mut().enumerate().rev() {
        while open.last().is_some_and(|(_, length)| *length <= run.length) {
            open.pop();
        }
        run.longer = open.last().map(|(number, _)| *number);
        open.push((number, run.length));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What [`Backticks::code`] promises, said plainly.
    fn by_definition(text: &str, start: usize) -> Option<ByteSpan> {
        let run = text
            .get(start..)?
            .bytes()
            .take_while(|byte| *byte == b'`')
            .count();
        let end = start + run;
        (1..=run).rev().find_map(|ticks| {
            let inside = text.get(end..)?.split_once(&"`".repeat(ticks))?.0;
            let is_quotation = inside.contains("''") || inside.contains("&#39;");
            (!is_quotation).then(|| ByteSpan::new(end - ticks, end + inside.len() + ticks))
        })
    }

    proptest! {
        #[test]
        fn code_is_what_equal_runs_enclose(text in "([a`]|``|'|&#39;|``` ){0,24}") {
            let backticks = Backticks::of(text.as_bytes());
            for (start, _) in text.match_indices('`') {
                prop_assert_eq!(backticks.code(start).ok(), by_definition(&text, start));
            }
        }
    }
}
