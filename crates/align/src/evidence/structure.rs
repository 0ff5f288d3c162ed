//! Structure: paragraphs and headings of translations mostly begin together. A soft hint: versions that are cut into
//! paragraphs differently lose by it nothing that other evidence could not win back.

use yaddash_model::BlockKind;

use super::Span;
use super::features::Features;

/// Both sides begin a block, or neither does.
const BEGIN_TOGETHER: f64 = 1.2;
const INSIDE_TOGETHER: f64 = 0.15;
/// One side begins a block in the middle of a block of the other.
const BEGIN_ALONE: f64 = -0.7;
/// A side takes in the border of two blocks.
const ACROSS_BLOCKS: f64 = -2.0;
/// The blocks are of different kinds, such as a heading and a paragraph.
const OTHER_KIND: f64 = -1.5;

#[derive(Debug)]
pub(crate) struct Structure<'a> {
    /// `None` where either side knows nothing of blocks.
    blocks: Option<(Blocks<'a>, Blocks<'a>)>,
}

type Blocks<'a> = &'a [(usize, BlockKind)];

impl<'a> Structure<'a> {
    pub(crate) fn new(source: &'a Features, target: &'a Features) -> Self {
        let known = source.has_blocks && target.has_blocks;
        Self {
            blocks: known.then_some((source.blocks.as_slice(), target.blocks.as_slice())),
        }
    }

    /// What the borders of blocks say of a bead.
    pub(crate) fn score(&self, bead: Span) -> f64 {
        let Some((source, target)) = self.blocks else {
            return 0.0;
        };
        let begin = match (
            begins_block(source, bead.source.0),
            begins_block(target, bead.target.0),
        ) {
            (true, true) => BEGIN_TOGETHER,
            (false, false) => INSIDE_TOGETHER,
            _ => BEGIN_ALONE,
        };
        let across = (borders_inside(source, bead.source) + borders_inside(target, bead.target))
            as f64
            * ACROSS_BLOCKS;
        let kinds = match (source.get(bead.source.0), target.get(bead.target.0)) {
            (Some((_, one)), Some((_, other))) if !is_same_kind(*one, *other) => OTHER_KIND,
            _ => 0.0,
        };
        begin + across + kinds
    }
}

fn begins_block(blocks: Blocks<'_>, at: usize) -> bool {
    let block = |at: usize| blocks.get(at).map(|(block, _)| block);
    at == 0 || block(at) != block(at - 1)
}

fn borders_inside(blocks: Blocks<'_>, (from, to): (usize, usize)) -> usize {
    (from + 1..to)
        .filter(|at| begins_block(blocks, *at))
        .count()
}

fn is_same_kind(one: BlockKind, other: BlockKind) -> bool {
    matches!((one, other), (BlockKind::Heading(_), BlockKind::Heading(_))) || one == other
}
