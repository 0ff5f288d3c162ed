//! What English looks like in writing.

use crate::detect::Writing;
use crate::script::Script;

pub(super) static WRITING: Writing = Writing::new(
    Script::Latin,
    "abcdefghijklmnopqrstuvwxyz",
    "",
    &[
        "the", "of", "and", "to", "in", "a", "is", "that", "for", "it", "as", "was", "with", "be",
        "by", "on", "not", "he", "his", "but", "at", "are", "this", "have", "from", "or", "had",
        "an", "they", "which", "one", "you", "were", "all", "her", "she", "there", "would",
        "their", "we", "him", "been", "has", "when", "who", "will", "no", "more", "if", "out",
        "so", "up", "what", "its", "about", "than", "into", "them", "can", "only", "other", "your",
        "my", "i", "do", "does", "did", "may", "shall", "any", "these", "those", "our", "under",
        "between",
    ],
    include_str!("sample.txt"),
    0.0,
);
