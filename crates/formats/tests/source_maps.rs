//! Source maps are exact, and no text makes a reader panic.

use proptest::prelude::*;
use yaddash_formats::document::{self, DocumentFormat, ReadOptions};
use yaddash_model::{CodeKind, Document};

/// Reads `source` and checks what holds for every document.
fn check(format: DocumentFormat, source: &str, options: ReadOptions) -> Result<(), TestCaseError> {
    let document = document::read(format, source.as_bytes(), options)
        .map_err(|error| TestCaseError::fail(error.to_string()))?;
    for block in &document.blocks {
        let text = block.content.text();
        prop_assert!(!text.trim().is_empty(), "a block without text");
        if block.kind.is_text() {
            prop_assert_eq!(text.trim(), text);
        }
        let mut plain_end = 0;
        for run in block.source.runs() {
            prop_assert!(run.plain.start() >= plain_end, "runs overlap: {:?}", run);
            plain_end = run.plain.end();
            let plain = run.plain.of(text);
            let raw = run.source.of(source);
            prop_assert!(
                plain.is_some() && raw.is_some(),
                "a run cuts a character: {:?}",
                run
            );
            if run.is_verbatim() {
                prop_assert_eq!(plain, raw);
            }
        }
        let mut end = 0;
        for span in &block.not_text {
            prop_assert!(span.start() >= end && span.of(text).is_some());
            end = span.end();
        }
        let offsets: Vec<usize> = block
            .content
            .codes()
            .iter()
            .map(|placed| placed.offset)
            .collect();
        prop_assert!(offsets.is_sorted());
    }
    check_pairs(&document)
}

/// Every `bpt` has its `ept` behind it in the same block.
fn check_pairs(document: &Document) -> Result<(), TestCaseError> {
    for block in &document.blocks {
        let mut open = Vec::new();
        for placed in block.content.codes() {
            let pair = placed.code.attributes.get("i");
            match placed.code.kind {
                CodeKind::Bpt => open.push(pair),
                CodeKind::Ept => {
                    let before = open.len();
                    open.retain(|name| *name != pair);
                    prop_assert_eq!(
                        open.len() + 1,
                        before,
                        "a closing code alone: {:?}",
                        block.content
                    );
                }
                _ => {}
            }
        }
        prop_assert!(
            open.is_empty(),
            "an opening code alone: {:?}",
            block.content
        );
    }
    Ok(())
}

const OPTIONS: [bool; 2] = [false, true];

proptest! {
    #[test]
    fn plain_text(source in "([a-zəİ .–-]|\r|\n|\r\n|\u{2028}|\u{a0}|\\PC){0,60}", unwrap in prop::sample::select(&OPTIONS)) {
        check(DocumentFormat::Text, &source, ReadOptions::default().with_unwrap(unwrap))?;
    }

    #[test]
    fn markdown(source in "(\\*|_|`|~|\\[|\\]\\(u\\)|!|<b>|</b>|<br>|<div>|&amp;|&#601;|\\\\|\\||\n\\|-\\|-\\|\n|#|> |- |1\\. |    |---|\n|\r\n|\n\n| |a|ə|İ|\\^|:|@|\\.|\\PC){0,50}") {
        check(DocumentFormat::Markdown, &source, ReadOptions::default())?;
    }

    #[test]
    fn html(source in "(<|>|/|&|;|<p>|</p>|<b>|</b>|<i class='a'>|</i>|<br>|<li>|<ul>|</ul>|<pre>|</pre>|<code>|</code>|<td>|<script>|</script>|<!--|-->|<title>|</title>|<p translate=no>|&amp;|&nbsp;|&#601;|&ngE;|\0| |\n|\r\n|\t|a|ə|İ|\\PC){0,50}") {
        check(DocumentFormat::Html, &source, ReadOptions::default())?;
    }

    #[test]
    fn any_bytes(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        for format in [DocumentFormat::Text, DocumentFormat::Markdown, DocumentFormat::Html] {
            let _ = document::read(format, &bytes, ReadOptions::default());
        }
    }
}
