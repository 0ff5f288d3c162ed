#![doc = include_str!("date-mismatch.md")]

use yaddash_language::dates::Date;
use yaddash_model::Severity;

use super::figures::{self, Figures};
use super::{BlockText, Issue, Rule};

pub(super) const RULE: Rule = Rule {
    id: "date-mismatch",
    severity: Severity::Warning,
    is_fixable: false,
    doc: include_str!("date-mismatch.md"),
};

pub(crate) fn check(
    source: (&BlockText<'_>, &Figures),
    target: (&BlockText<'_>, &Figures),
    issues: &mut Vec<Issue>,
) {
    let (source, wanted) = source;
    let (target, found) = target;
    let missing = unmatched(wanted, found);
    let mut extra = unmatched(found, wanted).into_iter();
    for date in missing {
        let written = source.text_of(date.span);
        let (span, message) = match extra.next() {
            Some(other) => (
                other.span,
                format!(
                    "the source has `{written}` where this has `{}`",
                    target.text_of(other.span)
                ),
            ),
            // `at 1 p.m.` may be `в час дня`, noon and midnight are words.
            None if is_hour(date) => continue,
            None => (
                figures::whole(target),
                format!("the source has the date `{written}`, and this has not"),
            ),
        };
        issues.push(figures::issue(&RULE, span, message));
    }
    for date in extra.filter(|date| !is_hour(date)) {
        let message = format!("the source has no date `{}`", target.text_of(date.span));
        issues.push(figures::issue(&RULE, date.span, message));
    }
}

/// Whether the date is an hour without minutes.
fn is_hour(date: &Date) -> bool {
    date.value.time.is_some_and(|time| time.minute == 0)
}

/// The dates of one side that the other has not.
fn unmatched<'a>(figures: &'a Figures, other: &Figures) -> Vec<&'a Date> {
    figures
        .dates
        .iter()
        .filter(|date| !other.has_date(date))
        .collect()
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{agrees, differs};

    const RULE: &str = "date-mismatch";

    #[test]
    fn dates_that_differ() {
        differs(
            RULE,
            ("en", "on 15 May 2024"),
            ("az", "16 may 2024-cü ildə"),
            &["16 may 2024-cü ildə"],
        );
        differs(
            RULE,
            ("ru", "15 мая 2024 года"),
            ("en", "on 15 June 2024"),
            &["15 June 2024"],
        );
        differs(
            RULE,
            ("az", "saat 12.30-da"),
            ("en", "at 12:45"),
            &["12:45"],
        );
    }

    #[test]
    fn one_date_written_otherwise() {
        for (one, other) in [
            (("en", "on May 15, 2024"), ("az", "2024-cü il mayın 15-də")),
            (("en", "on 15 May"), ("ru", "15 мая 2024 года")),
            (("az", "15.05.2024"), ("en", "on 15 May 2024")),
            (("en", "at 3 p.m."), ("ru", "в 15:00")),
            (("en", "at about 1 a.m."), ("ru", "примерно в час ночи")),
            (("en", "in 2024"), ("az", "2024-cü ildə")),
        ] {
            agrees(one, other);
        }
    }
}
