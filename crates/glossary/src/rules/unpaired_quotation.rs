#![doc = include_str!("unpaired-quotation.md")]

use yaddash_model::Severity;

use super::quotations::{Mark, Quotations};
use super::{BlockText, Issue, Rule};

pub(super) const RULE: Rule = Rule {
    id: "unpaired-quotation",
    severity: Severity::Warning,
    is_fixable: false,
    doc: include_str!("unpaired-quotation.md"),
};

/// Blocks that a quotation goes on for at most.
const LONGEST: usize = 40;

/// Quotations of a document that are open or lack their beginning.
#[derive(Debug, Default)]
pub(crate) struct OpenQuotations {
    /// Opening marks that wait for a closing one, with their blocks.
    waiting: Vec<(usize, Mark)>,
    found: Vec<(usize, Issue)>,
}

impl OpenQuotations {
    /// Takes the block with the number `at` up, behind those before it.
    pub(crate) fn add(&mut self, at: usize, quotations: &Quotations) {
        if let Some(first) = quotations.first {
            self.resolve(at, first);
        }
        for mark in &quotations.closing {
            let openers: &[char] = match mark.character {
                '»' => &['«'],
                '"' => &['"'],
                _ => &['“', '„', '”'],
            };
            if !openers.iter().any(|opener| self.resolve(at, *opener)) {
                self.found.push((at, closing(*mark)));
            }
        }
        self.waiting
            .extend(quotations.open.iter().map(|mark| (at, *mark)));
    }

    /// Drops the last mark that waits for the quotation to go on or to end.
    fn resolve(&mut self, at: usize, opener: char) -> bool {
        // They stand in the order of their blocks.
        let from = self
            .waiting
            .partition_point(|(block, _)| block + LONGEST < at);
        let near = self.waiting.get(from..).unwrap_or_default();
        let position = near
            .iter()
            .rposition(|(block, mark)| mark.character == opener && *block < at);
        if let Some(position) = position {
            self.waiting.remove(from + position);
        }
        position.is_some()
    }

    /// What is left at the end of the document.
    pub(crate) fn issues(self) -> Vec<(usize, Issue)> {
        let mut found = self.found;
        found.extend(self.waiting.iter().map(|(at, mark)| (*at, opening(*mark))));
        found
    }
}

/// Reports the marks of a target whose source has all its marks in pairs.
pub(crate) fn check_target(
    source: &BlockText<'_>,
    target: &BlockText<'_>,
    issues: &mut Vec<Issue>,
) {
    let of = |block: &BlockText<'_>| {
        Quotations::of(block.text.source(), |span| block.text.is_masked(span))
    };
    let target = of(target);
    if target.open.is_empty() && target.closing.is_empty() {
        return;
    }
    let source = of(source);
    if source.pairs.is_empty() || !source.open.is_empty() || !source.closing.is_empty() {
        return;
    }
    issues.extend(target.open.iter().map(|mark| opening(*mark)));
    issues.extend(target.closing.iter().map(|mark| closing(*mark)));
}

fn opening(mark: Mark) -> Issue {
    issue(mark, format!("`{}` is not closed", mark.character))
}

fn closing(mark: Mark) -> Issue {
    issue(
        mark,
        format!("`{}` closes what was not opened", mark.character),
    )
}

fn issue(mark: Mark, message: String) -> Issue {
    Issue {
        rule: &RULE,
        span: mark.span(),
        concept: None,
        suggestions: Vec::new(),
        message,
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{finds, finds_nothing};

    const RULE: &str = "unpaired-quotation";

    #[test]
    fn lonely_marks() {
        finds(
            RULE,
            "en",
            "He said: “It is open.\n\nShe left.",
            &[("“", &[])],
        );
        finds(
            RULE,
            "en",
            "It is open,” he said, \"fine.",
            &[("”", &[]), ("\"", &[])],
        );
        finds(RULE, "az", "«Bakı şəhəri, “Gəncə”", &[("«", &[])]);
        finds(
            RULE,
            "ru",
            "Газета „Вестник» вышла",
            &[("„", &[]), ("»", &[])],
        );
    }

    #[test]
    fn marks_in_pairs() {
        for (language, text) in [
            ("en", "“One.\n\n“Two.\n\n“Three,” he said."),
            (
                "en",
                "A 5\" pipe, 6'2\" tall, the “Who’s who”; `\"` and don’t",
            ),
            ("az", "“Azərbaycan”ın «Xəzər»i\n\n«Bir.\n\nİki»"),
            ("ru", "«Газета „Вестник“», «Первый.\n\nВторой.\n\nТретий»"),
        ] {
            finds_nothing(RULE, language, text);
        }
    }
}
