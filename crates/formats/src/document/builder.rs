//! Building one block after the other.

use yaddash_model::{
    Block, BlockKind, ByteSpan, CodeKind, InlineCode, PlacedCode, Segment, SourceMap, SourceRun,
};

use super::not_text;

/// Collects the text, codes and source runs of one block.
///
/// Everything is added at the end, in reading order; [`BlockBuilder::finish`] trims the text, makes whole what is
/// left open, and gives the block.
#[derive(Debug)]
pub(super) struct BlockBuilder<'s> {
    /// The file's text, or nothing where the text of blocks is not in it byte for byte.
    source: &'s str,
    text: String,
    codes: Vec<PlacedCode>,
    runs: Vec<SourceRun>,
    not_text: Vec<ByteSpan>,
    is_not_text: bool,
    open: Vec<OpenPair>,
    pairs: usize,
}

/// A code that waits for its closing half.
#[derive(Debug)]
struct OpenPair {
    key: String,
    number: usize,
    code_at: usize,
}

/// How many open pairs are searched for the one that a closing code belongs to, so that hostile markup takes linear
/// time.
const SEARCHED_PAIRS: usize = 256;

impl<'s> BlockBuilder<'s> {
    pub(super) const fn new(source: &'s str) -> Self {
        Self {
            source,
            text: String::new(),
            codes: Vec::new(),
            runs: Vec::new(),
            not_text: Vec::new(),
            is_not_text: false,
            open: Vec::new(),
            pairs: 0,
        }
    }

    /// Whether what is added from now on is text; stays as it is for the next block.
    pub(super) const fn set_not_text(&mut self, is_not_text: bool) {
        self.is_not_text = is_not_text;
    }

    /// Adds text that has no place in the source.
    pub(super) fn unmapped(&mut self, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        if self.is_not_text && !text.is_empty() {
            self.not_text.push(ByteSpan::new(start, self.text.len()));
        }
    }

    /// Adds the text of `source` as it stands.
    pub(super) fn verbatim(&mut self, source: ByteSpan) {
        if let Some(text) = source.of(self.source) {
            self.mapped(text, source);
        }
    }

    /// Adds `text`, which `source` stands for: verbatim, or as a reference or an escape.
    pub(super) fn mapped(&mut self, text: &str, source: ByteSpan) {
        let start = self.text.len();
        self.unmapped(text);
        let plain = ByteSpan::new(start, self.text.len());
        // Runs of equal length are taken for verbatim, so one that is not must be left out.
        let is_sound = plain.len() != source.len() || source.of(self.source) == Some(text);
        if is_sound && !plain.is_empty() && !source.is_empty() {
            self.runs.push(SourceRun { plain, source });
        }
    }

    /// Adds `text`, which equals the text of `source` but for single characters; what is equal is mapped.
    pub(super) fn similar(&mut self, text: &str, source: ByteSpan) {
        let raw = source.of(self.source).unwrap_or_default();
        if raw.len() != text.len() {
            self.mapped(text, source);
            return;
        }
        for (at, character) in text.char_indices() {
            let span = ByteSpan::new(at, at + character.len_utf8());
            let piece = span.of(text).unwrap_or_default();
            self.mapped(piece, span.shifted(source.start()));
        }
    }

    /// Adds white space of any length: one space, or nothing at the start of the block and behind another space.
    pub(super) fn space(&mut self, source: Option<ByteSpan>) {
        if self.text.is_empty() || self.text.ends_with(' ') {
            return;
        }
        match source {
            Some(span) if span.of(self.source).is_some_and(|raw| raw.starts_with(' ')) => {
                self.verbatim(ByteSpan::new(span.start(), span.start() + 1));
            }
            Some(span) => self.mapped(" ", span),
            None => self.unmapped(" "),
        }
    }

    /// Adds a code that stands alone.
    pub(super) fn placeholder(&mut self, code: InlineCode) {
        self.codes.push(PlacedCode {
            offset: self.text.len(),
            code,
        });
    }

    /// Adds the opening half of a pair; `key` names what closes it, `kind` is the `type` attribute (TMX 1.4b section
    /// 3.1) where there is one.
    pub(super) fn open(&mut self, key: &str, native: &str, kind: Option<&str>) {
        self.pairs += 1;
        self.open.push(OpenPair {
            key: key.to_owned(),
            number: self.pairs,
            code_at: self.codes.len(),
        });
        let mut code = InlineCode::new(CodeKind::Bpt).with_attribute("i", self.pairs.to_string());
        if let Some(kind) = kind {
            code = code.with_attribute("type", kind);
        }
        self.placeholder(code.with_native(native));
    }

    /// Adds the closing half of the last open pair with `key`, or an isolated code where there is none.
    pub(super) fn close(&mut self, key: &str, native: &str) {
        let found = self
            .open
            .iter()
            .enumerate()
            .rev()
            .take(SEARCHED_PAIRS)
            .find(|(_, pair)| pair.key == key)
            .map(|(at, _)| at);
        let code = match found {
            Some(at) => {
                let pair = self.open.remove(at);
                InlineCode::new(CodeKind::Ept).with_attribute("i", pair.number.to_string())
            }
            None => InlineCode::new(CodeKind::It).with_attribute("pos", "end"),
        };
        self.placeholder(code.with_native(native));
    }

    /// Ends the block: `None` where it has no text.
    pub(super) fn finish(&mut self, kind: BlockKind) -> Option<Block> {
        let next = Self {
            is_not_text: self.is_not_text,
            ..Self::new(self.source)
        };
        let mut done = std::mem::replace(self, next);
        let kept = done.kept(kind);
        if kept.is_empty() {
            return None;
        }
        done.isolate_open();
        Some(Block {
            kind,
            not_text: done.not_text_within(kind, kept),
            source: done.map_within(kept),
            content: done.content_within(kept),
        })
    }

    /// The text without white space around it; code keeps the indentation of its first line.
    fn kept(&self, kind: BlockKind) -> ByteSpan {
        let text = self.text.as_str();
        if text.trim().is_empty() {
            return ByteSpan::default();
        }
        let from_start = if kind.is_text() {
            text.trim_start()
        } else {
            text.trim_start_matches(['\r', '\n'])
        };
        ByteSpan::new(text.len() - from_start.len(), text.trim_end().len())
    }

    /// Makes isolated codes of the pairs that are still open.
    fn isolate_open(&mut self) {
        for pair in self.open.drain(..) {
            if let Some(placed) = self.codes.get_mut(pair.code_at) {
                placed.code.kind = CodeKind::It;
                placed.code.attributes.remove("i");
                placed.code.attributes.set("pos", "begin");
            }
        }
    }

    fn content_within(self, kept: ByteSpan) -> Segment {
        let mut content = Segment::new();
        let mut at = kept.start();
        for placed in self.codes {
            let offset = placed.offset.clamp(kept.start(), kept.end());
            content.push_text(self.text.get(at..offset).unwrap_or_default());
            content.push_code(placed.code);
            at = offset;
        }
        content.push_text(self.text.get(at..kept.end()).unwrap_or_default());
        content
    }

    fn map_within(&self, kept: ByteSpan) -> SourceMap {
        let mut map = SourceMap::none();
        for run in &self.runs {
            let plain = intersection(run.plain, kept);
            if plain.is_empty() {
                continue;
            }
            let source = if run.is_verbatim() {
                let start = run.source.start() + (plain.start() - run.plain.start());
                ByteSpan::new(start, start + plain.len())
            } else if plain == run.plain {
                run.source
            } else {
                continue;
            };
            map.push(SourceRun {
                plain: ByteSpan::new(plain.start() - kept.start(), plain.end() - kept.start()),
                source,
            });
        }
        map
    }

    fn not_text_within(&self, kind: BlockKind, kept: ByteSpan) -> Vec<ByteSpan> {
        let text = kept.of(&self.text).unwrap_or_default();
        let mut spans: Vec<ByteSpan> = self
            .not_text
            .iter()
            .map(|span| intersection(*span, kept))
            .filter(|span| !span.is_empty())
            .map(|span| ByteSpan::new(span.start() - kept.start(), span.end() - kept.start()))
            .collect();
        if kind.is_text() {
            spans.extend(not_text::spans(text));
        }
        merged(spans)
    }
}

/// The part of `span` inside `bounds`, empty where there is none.
fn intersection(span: ByteSpan, bounds: ByteSpan) -> ByteSpan {
    let start = span.start().max(bounds.start());
    ByteSpan::new(start, span.end().min(bounds.end()).max(start))
}

/// The spans in order, those that touch or overlap as one.
pub(super) fn merged(mut spans: Vec<ByteSpan>) -> Vec<ByteSpan> {
    spans.sort_unstable();
    let mut result: Vec<ByteSpan> = Vec::with_capacity(spans.len());
    for span in spans {
        match result.last_mut() {
            Some(last) if span.start() <= last.end() => {
                *last = ByteSpan::new(last.start(), last.end().max(span.end()));
            }
            _ => result.push(span),
        }
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn space_collapses_and_edges_are_trimmed() {
        let source = "  a \n b&amp;  ";
        let mut builder = BlockBuilder::new(source);
        builder.space(Some(ByteSpan::new(0, 2)));
        builder.verbatim(ByteSpan::new(2, 3));
        builder.space(Some(ByteSpan::new(3, 6)));
        builder.verbatim(ByteSpan::new(6, 7));
        builder.mapped("&", ByteSpan::new(7, 12));
        builder.space(Some(ByteSpan::new(12, 14)));
        let block = builder.finish(BlockKind::Paragraph).unwrap();
        assert_eq!(block.content.text(), "a b&");
        assert_eq!(
            block.source.to_source(ByteSpan::new(0, 4)),
            Some(ByteSpan::new(2, 12))
        );
        assert!(builder.finish(BlockKind::Paragraph).is_none());
    }

    #[test]
    fn halves_of_pairs_are_isolated() {
        let mut builder = BlockBuilder::new("");
        builder.close("b", "</b>");
        builder.unmapped("a");
        builder.open("i", "<i>", Some("italic"));
        builder.unmapped("b");
        let block = builder.finish(BlockKind::Paragraph).unwrap();
        let positions: Vec<_> = block
            .content
            .codes()
            .iter()
            .map(|placed| (placed.offset, placed.code.attributes.get("pos")))
            .collect();
        assert_eq!(positions, [(0, Some("end")), (1, Some("begin"))]);
    }
}
