//! Annotated source for people, in the manner of compilers.

use std::io::{self, Write};

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{
    AnnotationKind, Group, Level, Origin, Renderer, Snippet, normalize_untrusted_str,
};
use anstyle::{AnsiColor, Style};
use yaddash_model::{Finding, Severity};

use super::excerpt::Excerpt;
use super::sources::LastSource;
use super::tally::{Tally, counted};
use super::{FindingsReport, path_text};

/// How [`super::FindingsFormat::Human`] writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Terminal {
    /// Whether to write colours as ANSI escape sequences.
    pub color: bool,
    /// Columns of a line; source lines that are longer are cut around the marked text. At least 40 is taken.
    pub width: usize,
}

impl Default for Terminal {
    /// No colours, 100 columns.
    fn default() -> Self {
        Self {
            color: false,
            width: 100,
        }
    }
}

const NARROWEST: usize = 40;

/// Characters of a line that the renderer gets on each side of the marked text, to cut them to the width. The work grows
/// with it in files that are one huge line; what a terminal shows of a line is less.
const CONTEXT: usize = 400;

pub(super) fn write(report: &FindingsReport<'_>, out: &mut dyn Write) -> io::Result<()> {
    let renderer = renderer(report.terminal);
    let mut sources = LastSource::new(report.sources);
    let mut tally = Tally::new(report.files_checked);
    report.findings.each(&mut |finding| {
        tally.add(finding);
        let excerpt = sources
            .of(&finding.place.path)
            .and_then(|source| source.excerpt(&finding.place, CONTEXT));
        let group = group(finding, excerpt.as_ref());
        let mut text = renderer.render(&[group]);
        if excerpt.is_some_and(|excerpt| excerpt.cut_before) {
            text = without_second_place(&text);
        }
        writeln!(out, "{text}\n")
    })?;
    write_verdict(&tally, report.terminal, out)
}

/// The renderer begins an excerpt without a path by `:::`, though the place stands on its own just before.
fn without_second_place(text: &str) -> String {
    let mut is_behind_place = false;
    let is_kept = |line: &&str| {
        let is_second = is_behind_place && line.contains("::: ") && !line.contains('|');
        is_behind_place |= line.contains("--> ");
        !is_second
    };
    text.split_inclusive('\n').filter(is_kept).collect()
}

fn renderer(terminal: Terminal) -> Renderer {
    let renderer = if terminal.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer
        .decor_style(DecorStyle::Ascii)
        .term_width(terminal.width.max(NARROWEST))
}

/// The finding with its place and source. The renderer counts the column in the excerpt, so the place is given on its own
/// where the excerpt starts within the line, or where there is none.
fn group<'a>(finding: &'a Finding, excerpt: Option<&Excerpt<'_>>) -> Group<'a> {
    let place = &finding.place;
    let title = level(finding.severity)
        .primary_title(finding.message.as_str())
        .id(finding.rule.as_str());
    let mut group = Group::with_title(title);
    let path = path_text(&place.path);
    let origin = |path| {
        Origin::path(path)
            .line(place.start.line)
            .char_column(place.start.column)
    };
    group = match excerpt.map(|excerpt| (snippet(excerpt, place.start.line), excerpt.cut_before)) {
        Some((snippet, false)) => group.element(snippet.path(path)),
        Some((snippet, true)) => group.element(origin(path)).element(snippet),
        None => group.element(origin(path)),
    };
    if let Some(advice) = advice(&finding.suggestions) {
        group = group.element(Level::HELP.message(normalize_untrusted_str(&advice)));
    }
    if let Some(concept) = &finding.concept {
        let note = format!("concept `{concept}` of the termbase");
        group = group.element(Level::NOTE.message(normalize_untrusted_str(&note)));
    }
    group
}

fn snippet<'a>(
    excerpt: &Excerpt<'_>,
    line: usize,
) -> Snippet<'a, annotate_snippets::Annotation<'a>> {
    let mut source = String::new();
    if excerpt.cut_before {
        source.push('…');
    }
    source.push_str(excerpt.before);
    let start = source.len();
    source.push_str(excerpt.marked);
    let end = source.len();
    source.push_str(excerpt.after);
    if excerpt.cut_after {
        source.push('…');
    }
    Snippet::source(source)
        .line_start(line)
        .annotation(AnnotationKind::Primary.span(start..end))
}

fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Info => Level::INFO,
    }
}

/// What to write instead, such as ``write `PACE` or `the Assembly` ``.
fn advice(suggestions: &[String]) -> Option<String> {
    let quoted: Vec<_> = suggestions.iter().map(|text| format!("`{text}`")).collect();
    let (last, others) = quoted.split_last()?;
    Some(if others.is_empty() {
        format!("write {last}")
    } else {
        format!("write {} or {last}", others.join(", "))
    })
}

fn write_verdict(tally: &Tally, terminal: Terminal, out: &mut dyn Write) -> io::Result<()> {
    let files = counted(tally.files_checked, "file");
    let (color, verdict) = if tally.errors > 0 {
        (
            AnsiColor::BrightRed,
            format!("{} in {files}", tally.by_severity()),
        )
    } else if tally.findings > 0 {
        (
            AnsiColor::Yellow,
            format!("{} in {files}", tally.by_severity()),
        )
    } else {
        (AnsiColor::BrightGreen, format!("nothing found in {files}"))
    };
    let style = if terminal.color {
        color.on_default().bold()
    } else {
        Style::new()
    };
    writeln!(out, "{style}{verdict}{style:#}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use yaddash_model::LineColumn;

    use super::super::FindingsFormat;
    use super::super::samples::{Sample, hard};
    use super::*;

    #[test]
    fn a_report_of_hard_cases() {
        insta::assert_snapshot!(hard().written(FindingsFormat::Human), @r#"
        error[deprecated-term]: `ECPA` is a deprecated term
         --> sənəd/giriş.az.md:2:9
          |
        2 | İclasda ECPA, sonra ECPA
          |         ^^^^
          |
          = help: write `AŞPA`
          = note: concept `pace` of the termbase

        warning[number-mismatch]: <script> & "quotes",
                                  second line: 100%
         --> doc/вступление.md:1:15
          |
        1 | Депутаты    ПАСЕ <script>alert('&')</script>
          |                  ^^^^^^^^
          |
          = help: write `<b>` or `a, b: 100%`

        info[unlisted-rule]: `ECPA` is a deprecated term
        --> gone.txt:2:3
         = note: concept `pace` of the termbase

        error[deprecated-term]: `ECPA` is a deprecated term
        --> ./ok%FF 100%25/ə.txt:1:1
         = help: write `AŞPA`
         = note: concept `pace` of the termbase

        2 errors, 1 warning, 1 info in 7 files
        "#);
    }

    #[test]
    #[expect(clippy::unicode_not_nfc, reason = "decomposed text is what is tested")]
    fn columns_are_right_under_marks_and_tabs() {
        let sample = Sample::empty()
            .with("a", "I\u{307}clas gələn və\u{301} ECPA", "ECPA")
            .but(|finding| finding.concept = None)
            .with("b", "\tи\u{306}\tПАСЕ", "ПАСЕ")
            .but(|finding| finding.concept = None);
        insta::assert_snapshot!(sample.written(FindingsFormat::Human), @r"
        error[deprecated-term]: `ECPA` is a deprecated term
         --> a:1:18
          |
        1 | İclas gələn və́ ECPA
          |                ^^^^
          |
          = help: write `AŞPA`

        error[deprecated-term]: `ПАСЕ` is a deprecated term
         --> b:1:5
          |
        1 |     й    ПАСЕ
          |          ^^^^
          |
          = help: write `AŞPA`

        2 errors in 7 files
        ");
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let sample = Sample::empty()
            .with("a", "議会 \u{200d}ə ECPA 議会", "ECPA")
            .but(|finding| finding.concept = None)
            .with("b", "ПАСЕ 議会", "議会")
            .but(|finding| finding.concept = None);
        insta::assert_snapshot!(sample.written(FindingsFormat::Human), @r"
        error[deprecated-term]: `ECPA` is a deprecated term
         --> a:1:7
          |
        1 | 議会 ə ECPA 議会
          |        ^^^^
          |
          = help: write `AŞPA`

        error[deprecated-term]: `議会` is a deprecated term
         --> b:1:6
          |
        1 | ПАСЕ 議会
          |      ^^^^
          |
          = help: write `AŞPA`

        2 errors in 7 files
        ");
    }

    #[test]
    fn several_lines_and_empty_marks() {
        let sample = Sample::empty()
            .with("a", "bir\r\niki\r\nüç", "ir\r\niki\r\nü")
            .with("b", "bir\niki\n", "\n")
            .but(|finding| {
                finding.place.end = finding.place.start;
                finding.text.clear();
                finding.message = "full stop is missing".to_owned();
                finding.suggestions = vec![".".to_owned(), "!".to_owned(), "?".to_owned()];
                finding.severity = Severity::Warning;
            });
        insta::assert_snapshot!(sample.written(FindingsFormat::Human), @r"
        error[deprecated-term]: `ir␍
                                iki␍
                                ü` is a deprecated term
         --> a:1:2
          |
        1 |   bir
          |  __^
        2 | | iki
        3 | | üç
          | |_^
          |
          = help: write `AŞPA`
          = note: concept `pace` of the termbase

        warning[deprecated-term]: full stop is missing
         --> b:1:4
          |
        1 | bir
          |    ^
          |
          = help: write `.`, `!` or `?`
          = note: concept `pace` of the termbase

        1 error, 1 warning in 7 files
        ");
    }

    #[test]
    fn long_lines_are_cut_and_keep_their_columns() {
        let line = format!("{}ECPA{}", "söz ".repeat(500), " слово".repeat(500));
        let sample = Sample::empty().with("a", &line, "ECPA");
        let terminal = Terminal {
            color: false,
            width: 60,
        };
        insta::assert_snapshot!(sample.written_to(FindingsFormat::Human, terminal), @r"
        error[deprecated-term]: `ECPA` is a deprecated term
         --> a:1:2001
          |
        1 | ...öz söz söz söz söz söz ECPA слово слово слово слов...
          |                           ^^^^
          |
          = help: write `AŞPA`
          = note: concept `pace` of the termbase

        1 error in 7 files
        ");
    }

    #[test]
    fn huge_lines_are_not_handed_on_whole() {
        let line = format!("{}ECPA{}", "söz ".repeat(5_000), " слово".repeat(5_000));
        let written = Sample::empty()
            .with("a", &line, "ECPA")
            .written(FindingsFormat::Human);
        assert!(written.contains("--> a:1:20001"), "{written}");
        assert!(
            written.lines().all(|line| line.chars().count() < 120),
            "{written}"
        );
    }

    #[test]
    fn colours_only_on_demand() {
        let plain = hard().written(FindingsFormat::Human);
        assert!(!plain.contains('\u{1b}'));
        let coloured = hard().written_to(
            FindingsFormat::Human,
            Terminal {
                color: true,
                width: 100,
            },
        );
        assert!(
            coloured.contains("\u{1b}[1m\u{1b}[91merror") || coloured.contains("\u{1b}[91m"),
            "{coloured:?}"
        );
        let mut stripped = String::new();
        let mut rest = coloured.as_str();
        while let Some((before, after)) = rest.split_once('\u{1b}') {
            stripped.push_str(before);
            rest = after.split_once('m').unwrap().1;
        }
        stripped.push_str(rest);
        assert_eq!(stripped, plain, "colours change nothing else");
    }

    #[test]
    fn text_cannot_send_escape_sequences_to_the_terminal() {
        let sample = Sample::empty()
            .with("a", "x\u{1b}[31mECPA", "\u{1b}[31mECPA")
            .but(|finding| {
                finding.suggestions = vec!["\u{1b}[0m".to_owned()];
                finding.concept = Some("\u{1b}]0;title\u{7}".to_owned());
                finding.place.path = "\u{1b}[2J".into();
            });
        assert!(!sample.written(FindingsFormat::Human).contains('\u{1b}'));
    }

    #[test]
    fn nothing_found() {
        assert_eq!(
            Sample::empty().written(FindingsFormat::Human),
            "nothing found in 7 files\n"
        );
    }

    proptest! {
        #[test]
        fn never_panics(
            text in "[aəİ\u{307}\t\r\n <\u{2028}\u{202e}\u{0}中]{0,60}",
            start in (0_usize..6, 0_usize..30),
            end in (0_usize..6, 0_usize..30),
            width in 0_usize..120,
        ) {
            let sample = Sample::empty().with("a", &text, "").but(|finding| {
                finding.place.start = LineColumn { line: start.0, column: start.1 };
                finding.place.end = LineColumn { line: end.0, column: end.1 };
            });
            let written = sample.written_to(FindingsFormat::Human, Terminal { color: false, width });
            prop_assert!(written.contains("1 error in 7 files"));
        }
    }
}
