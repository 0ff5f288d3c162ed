//! Which word of a compound takes the plural.

/// Words that begin the complement of a head: `Council | of Europe`, `sister-in-law`.
const PREPOSITIONS: &[&str] = &[
    "of", "for", "in", "on", "at", "to", "with", "against", "by", "from", "under", "between",
    "without", "into", "about", "over", "as", "de", "du", "la",
];

/// Adjectives that stand behind their noun: `attorney general`, `court martial`.
const POSTPOSED: &[&str] = &[
    "general",
    "martial",
    "elect",
    "designate",
    "emeritus",
    "laureate",
    "plenipotentiary",
    "extraordinary",
    "royal",
    "apparent",
    "public",
];

/// For each folded word whether it may stand in the plural: the head before a preposition, the head before an
/// adjective that follows it, and the last word.
pub fn heads(words: &[&str]) -> Vec<bool> {
    let last = words.len().saturating_sub(1);
    let complement = words
        .iter()
        .position(|word| PREPOSITIONS.contains(word))
        .filter(|at| *at > 0);
    let head = complement.map_or(last, |at| at - 1);
    words
        .iter()
        .enumerate()
        .map(|(at, _)| {
            at == head
                || (at + 1 == head && words.get(head).is_some_and(|next| POSTPOSED.contains(next)))
        })
        .collect()
}
