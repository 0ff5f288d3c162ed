#![doc = include_str!("number-mismatch.md")]

use yaddash_language::numbers::Number;
use yaddash_model::Severity;

use super::figures::{self, Figures, is_certain};
use super::{BlockText, Issue, Rule};

pub(super) const RULE: Rule = Rule {
    id: "number-mismatch",
    severity: Severity::Warning,
    is_fixable: false,
    doc: include_str!("number-mismatch.md"),
};

/// Numbers up to this one have words of many kinds: `both`, `hər iki`, `дюжина`.
const LARGEST_SMALL: u64 = 12;

pub(crate) fn check(
    source: (&BlockText<'_>, &Figures),
    target: (&BlockText<'_>, &Figures),
    issues: &mut Vec<Issue>,
) {
    let (source, wanted) = source;
    let (target, found) = target;
    let missing = unmatched(source, wanted, found);
    let mut extra = unmatched(target, found, wanted).into_iter().peekable();
    for number in missing {
        let written = source.text_of(number.span);
        if let Some(other) = extra.next() {
            let there = target.text_of(other.span);
            issues.push(figures::issue(
                &RULE,
                other.span,
                format!("the source has `{written}` where this has `{there}`"),
            ));
        } else if !is_small(number) {
            let whole = figures::whole(target);
            issues.push(figures::issue(
                &RULE,
                whole,
                format!("the source has the number `{written}`, and this has not"),
            ));
        }
    }
    for number in extra.filter(|number| !is_small(number)) {
        let there = target.text_of(number.span);
        issues.push(figures::issue(
            &RULE,
            number.span,
            format!("the source has no number `{there}`"),
        ));
    }
}

/// The numbers of one side that the other has not.
fn unmatched<'a>(block: &BlockText<'_>, figures: &'a Figures, other: &Figures) -> Vec<&'a Number> {
    figures
        .numbers
        .iter()
        .filter(|number| is_certain(number) && !block.text.is_masked(number.span))
        .filter(|number| !other.has(number, block.text.source()))
        .collect()
}

fn is_small(number: &Number) -> bool {
    number
        .value
        .as_u64()
        .is_some_and(|value| value <= LARGEST_SMALL)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{agrees, differs};

    const RULE: &str = "number-mismatch";

    #[test]
    fn numbers_that_differ() {
        differs(
            RULE,
            ("en", "1,250 pupils"),
            ("az", "1520 şagird"),
            &["1520"],
        );
        differs(
            RULE,
            ("en", "They built 45 schools."),
            ("ru", "Построены школы."),
            &["Построены школы."],
        );
        differs(
            RULE,
            ("ru", "Приехали гости."),
            ("az", "350 qonaq gəldi."),
            &["350"],
        );
        differs(RULE, ("az", "3 məktəb"), ("en", "4 schools"), &["4"]);
        differs(
            RULE,
            ("en", "a rise of 2.5%"),
            ("ru", "рост на 3,5 %"),
            &["3,5"],
        );
    }

    #[test]
    fn one_number_written_otherwise() {
        for (one, other) in [
            (("en", "1,250,000 people"), ("ru", "1 250 000 человек")),
            (("en", "1.5 million manats"), ("az", "1,5 milyon manat")),
            (("en", "the 20th century"), ("az", "XX əsr")),
            (("en", "25 members"), ("az", "iyirmi beş üzv")),
            (("en", "both sides of 2 rivers"), ("ru", "обе стороны рек")),
            (("az", "90-cı illər"), ("en", "the 1990s")),
            (("az", "3-cü yer"), ("en", "the third place")),
            (("ru", "на 5 процентов"), ("az", "5%")),
            (("en", "1. The hall"), ("az", "Zal")),
            (
                ("en", "On 5 March 2021 and at 3 p.m."),
                ("ru", "5 марта 2021 года в 15:00"),
            ),
            (
                ("en", "the $150K case"),
                ("ru", "дело о 150 тысячах долларов"),
            ),
            (("en", "call 800-555-0204"), ("ru", "звоните 800 555-02-04")),
            (("en", "720x480 points"), ("ru", "720 x 480 точек")),
            (("en", "see https://a.org/2024/55"), ("az", "bax")),
        ] {
            agrees(one, other);
        }
    }
}
