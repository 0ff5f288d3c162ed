//! The tables of cases: each line is a paragraph cut where it should be.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use yaddash_segment::{Segmenter, Verdict};

/// One line of a table.
struct Case {
    line: usize,
    segments: Vec<String>,
    paragraph: String,
    known_miss: bool,
}

/// Reads a table: ` ¦ ` is a boundary with a space, `¦` one without; `#` starts a comment, `~` a known miss; what comes
/// before `=>`, where it stands, only shows the paragraph as it is written.
fn cases(language: &str) -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/cases/{language}.txt"));
    let text = fs::read_to_string(path).expect("the table is there");
    let mut cases = Vec::new();
    for (at, line) in text.lines().enumerate() {
        let (known_miss, line_text) = match line.strip_prefix('~') {
            Some(rest) => (true, rest),
            None => (false, line),
        };
        if line_text.trim().is_empty() || line.starts_with("# ") {
            continue;
        }
        let cut = line_text.split(" => ").last().unwrap_or_default();
        let segments = cut
            .split('¦')
            .map(|piece| piece.trim().to_owned())
            .collect();
        let paragraph = cut.replace(" ¦ ", " ").replace('¦', "");
        cases.push(Case {
            line: at + 1,
            segments,
            paragraph: paragraph.trim().to_owned(),
            known_miss,
        });
    }
    cases
}

fn check(language: &str, least: usize, most_misses: usize) {
    let cases = cases(language);
    let segmenter = Segmenter::builtin(&language.parse().expect("a tag"));
    let (mut wrong, mut misses) = (Vec::new(), 0);
    for case in &cases {
        let found: Vec<&str> = segmenter
            .trimmed_segments(&case.paragraph)
            .iter()
            .filter_map(|span| span.of(&case.paragraph))
            .collect();
        if found == case.segments {
            assert!(
                !case.known_miss,
                "{language}.txt:{} is no miss any more",
                case.line
            );
            continue;
        }
        misses += 1;
        if !case.known_miss {
            let reasons: Vec<String> = segmenter
                .explain(&case.paragraph)
                .expect("no backtracking")
                .iter()
                .map(|candidate| {
                    let mark = if candidate.verdict == Verdict::Break {
                        '+'
                    } else {
                        '-'
                    };
                    format!("{mark}{} {}", candidate.offset, candidate.rule)
                })
                .collect();
            wrong.push(format!(
                "{language}.txt:{}\n  want {:?}\n  have {found:?}\n  {}",
                case.line,
                case.segments,
                reasons.join("\n  ")
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
    assert!(cases.len() >= least, "only {} cases", cases.len());
    assert!(misses <= most_misses, "{misses} known misses");
}

#[test]
fn azerbaijani() {
    check("az", 800, 6);
}

#[test]
fn english() {
    check("en", 200, 3);
}

#[test]
fn russian() {
    check("ru", 250, 3);
}
