#![doc = include_str!("space-before-punctuation.md")]

use yaddash_model::{ByteSpan, Severity};

use super::{BlockText, Issue, Rule};

pub(super) const RULE: Rule = Rule {
    id: "space-before-punctuation",
    severity: Severity::Warning,
    is_fixable: true,
    doc: include_str!("space-before-punctuation.md"),
};

pub(crate) fn check(block: &BlockText<'_>, issues: &mut Vec<Issue>) {
    if !matches!(block.text.language().code(), "az" | "az-Cyrl" | "en" | "ru") {
        return;
    }
    let source = block.text.source();
    let bytes = source.as_bytes();
    let marks = memchr::memchr3_iter(b',', b'.', b';', bytes);
    let marks = marks.chain(memchr::memchr3_iter(b':', b'!', b'?', bytes));
    for at in marks {
        let is_behind_space = at.checked_sub(1).and_then(|at| bytes.get(at)) == Some(&b' ');
        if let Some(mark) = bytes.get(at).filter(|_| is_behind_space) {
            issues.extend(stray(block, source, at, char::from(*mark)));
        }
    }
}

/// What is to be said of the mark at byte `at`, behind a space.
fn stray(block: &BlockText<'_>, source: &str, at: usize, mark: char) -> Option<Issue> {
    let (before, after) = source.split_at_checked(at)?;
    let start = before.trim_end_matches(' ').len();
    let last = before.get(..start)?.chars().next_back()?;
    let next = after.chars().nth(1);
    // What stands for a word that is filled in is looked at with its space.
    let span = ByteSpan::new(start - last.len_utf8(), at + 1);
    let is_masked = block.text.is_masked(span);
    let span = ByteSpan::new(start, at + 1);
    let is_word = last.is_alphanumeric() || matches!(last, ')' | ']' | '»' | '”' | '"' | '’' | '%');
    if !is_word || goes_on(mark, next, last, after) || is_masked || block.has_code(span) {
        return None;
    }
    // A mark that the next word touches stands in the place of the space.
    let needs_space = next.is_some_and(char::is_alphabetic);
    let right = if needs_space {
        format!("{mark} ")
    } else {
        mark.to_string()
    };
    Some(Issue {
        rule: &RULE,
        span,
        concept: None,
        suggestions: vec![right],
        message: format!("a space stands before `{mark}`"),
    })
}

/// Whether the mark belongs to what follows: a figure, a file name, a smiley, more dots.
fn goes_on(mark: char, next: Option<char>, last: char, after: &str) -> bool {
    let rest = after.get(1..).unwrap_or_default().trim_start();
    match mark {
        '.' => {
            next.is_some_and(|next| next.is_alphanumeric() || matches!(next, '.' | '/' | '\\'))
                || rest.starts_with('.')
        }
        ':' | ';' => {
            next.is_some_and(|next| {
                matches!(
                    next,
                    ')' | '(' | '-' | '/' | '\\' | ':' | 'D' | 'P' | '=' | '*' | '|'
                )
            }) || last.is_numeric() && rest.starts_with(char::is_numeric)
        }
        '!' | '?' => next.is_some_and(|next| next.is_alphanumeric() || matches!(next, '=' | '[')),
        _ => next.is_some_and(char::is_numeric) && !last.is_alphabetic(),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{finds, finds_nothing};

    const RULE: &str = "space-before-punctuation";

    #[test]
    fn spaces_before_marks() {
        finds(
            RULE,
            "en",
            "The hall , the court .",
            &[(" ,", &[","]), (" .", &["."])],
        );
        finds(
            RULE,
            "en",
            "The hall ,the court  ?",
            &[(" ,", &[", "]), ("  ?", &["?"])],
        );
        finds(
            RULE,
            "az",
            "Bakı , Gəncə və Şəki ; sonra (Lerik) !",
            &[(" ,", &[","]), (" ;", &[";"]), (" !", &["!"])],
        );
        finds(
            RULE,
            "ru",
            "Город , «село» .",
            &[(" ,", &[","]), (" .", &["."])],
        );
    }

    #[test]
    fn marks_that_belong_there() {
        for (language, text) in [
            (
                "en",
                "wait ... and . . . a .txt file, .5 of it, 2 : 1, fine :) or ;-) or :D",
            ),
            ("en", "`a , b` and {x} , %1$s : x – , Vive\u{a0}!"),
            ("az", "hesab 3 : 2 oldu. – , deyə"),
            ("ru", "счёт 3 : 2, на то ... и .ру"),
            ("fr", "Quoi ?"),
        ] {
            finds_nothing(RULE, language, text);
        }
    }
}
