//! The lexicon of a batch: what the beads of all its documents teach about words.

use yaddash_align::Bead;
use yaddash_lexicon::Sample;
use yaddash_model::LanguageTag;

use super::Aligned;

/// Beads below this score teach nothing: most of them are wrong in part.
const LEAST_SCORE: f64 = 0.5;
/// The beads of a document as pairs of texts, a sample for each pair of languages.
pub(crate) fn samples(aligned: &Aligned) -> Vec<Sample> {
    let languages: Vec<&LanguageTag> = aligned.languages().collect();
    let mut samples = Vec::new();
    for (second, target) in languages.iter().enumerate() {
        for (first, source) in languages.iter().enumerate().take(second) {
            let mut sample = Sample::new(source, target);
            for bead in aligned.alignment.beads.iter().filter(|bead| teaches(bead)) {
                let text = |side: usize| {
                    let range = bead.sides.get(side).cloned().unwrap_or_default();
                    aligned
                        .versions
                        .get(side)
                        .map(|version| version.plain_text(range))
                };
                if let (Some(source), Some(target)) = (text(first), text(second)) {
                    sample.push(&source, &target);
                }
            }
            samples.push(sample);
        }
    }
    samples
}

fn teaches(bead: &Bead) -> bool {
    bead.filled() > 1 && bead.score.value() >= LEAST_SCORE
}
