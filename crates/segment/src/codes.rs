//! Cutting text with inline codes.

use yaddash_model::{CodeContent, CodePlacement, InlineCode, PlacedCode, Segment};

use crate::{Error, Segmenter};

impl Segmenter {
    /// Cuts a segment with inline codes. The rules see the text without codes; codes that stand at a break go by the
    /// file's `formathandle`. [`Segment::join`] gives the segment back.
    ///
    /// # Errors
    /// As [`Segmenter::try_segments`].
    pub fn split_segment(&self, segment: &Segment) -> Result<Vec<Segment>, Error> {
        let codes = self.code_placement();
        let cuts: Vec<usize> = self
            .try_segments(segment.text())?
            .into_iter()
            .skip(1)
            .map(|span| cut_before_code(segment, span.start(), codes))
            .collect();
        Ok(segment.split(&cuts, codes))
    }

    /// The sub-flows of text inside the codes of a segment, in reading order, those inside others behind them. Each is cut
    /// as [`Segmenter::split_segment`] does where the file's `segmentsubflows` says so; else it is one segment.
    ///
    /// # Errors
    /// As [`Segmenter::try_segments`].
    pub fn split_subflows(&self, segment: &Segment) -> Result<Vec<Vec<Segment>>, Error> {
        let mut cut = Vec::new();
        let contents = segment
            .codes()
            .iter()
            .flat_map(|placed| &placed.code.content);
        for content in contents {
            if let CodeContent::Sub { segment, .. } = content {
                cut.push(if self.segment_subflows() {
                    self.split_segment(segment)?
                } else {
                    vec![segment.clone()]
                });
                cut.extend(self.split_subflows(segment)?);
            }
        }
        Ok(cut)
    }
}

/// Where to cut so that a code between the last word and the white space before `offset` that belongs to the next
/// segment goes there: `One.<b> Two</b>`.
fn cut_before_code(segment: &Segment, offset: usize, placement: CodePlacement) -> usize {
    let end = segment
        .text()
        .get(..offset)
        .map_or(offset, |before| before.trim_end().len());
    let stays = |code: &InlineCode| {
        if code.is_start() {
            placement.start_before
        } else if code.is_end() {
            placement.end_before
        } else {
            placement.isolated_before
        }
    };
    let between = |placed: &&PlacedCode| end <= placed.offset && placed.offset < offset;
    let codes: Vec<&PlacedCode> = segment.codes().iter().filter(between).collect();
    // Codes keep their order: only what comes after the last one that stays can go to the next segment.
    let staying = codes
        .iter()
        .rposition(|placed| stays(&placed.code))
        .map_or(0, |at| at + 1);
    codes.get(staying).map_or(offset, |placed| placed.offset)
}
