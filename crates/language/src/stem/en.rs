//! English: plural, possessive, the endings of regular verbs.

/// Endings that are cut, with what they become.
const NOUNS: &[(&str, &str)] = &[
    ("ies", "y"),
    ("sses", "ss"),
    ("xes", "x"),
    ("ches", "ch"),
    ("shes", "sh"),
];

/// The stem of a folded word.
pub(super) fn stem(word: &str) -> String {
    let word = ["'s", "’s", "'", "’"]
        .iter()
        .find_map(|ending| word.strip_suffix(ending))
        .filter(|left| !left.is_empty())
        .unwrap_or(word);
    let mut stem = singular(word);
    if let Some(left) = super::without_ending(&stem, &["ing", "ed", "ingly", "edly", "ly"], 3)
        && left.contains(['a', 'e', 'i', 'o', 'u', 'y'])
    {
        stem = undoubled(left).to_owned();
    }
    if stem.len() > 3 && stem.ends_with('e') {
        stem.pop();
    }
    if stem.len() > 3 && stem.ends_with('y') {
        stem.pop();
        stem.push('i');
    }
    stem
}

fn singular(word: &str) -> String {
    let changed = NOUNS.iter().find_map(|(plural, singular)| {
        let left = word.strip_suffix(plural)?;
        (left.len() > 1).then(|| format!("{left}{singular}"))
    });
    changed.unwrap_or_else(|| {
        let is_plural = !["ss", "us", "is"].iter().any(|end| word.ends_with(end));
        let left = word
            .strip_suffix('s')
            .filter(|left| is_plural && left.len() > 2);
        left.unwrap_or(word).to_owned()
    })
}

/// `word` without the second of two equal consonants at its end (`stopp`); `ll`, `ss` and `zz` mostly belong to the word.
fn undoubled(word: &str) -> &str {
    let mut letters = word.chars().rev();
    match (letters.next(), letters.next()) {
        (Some(last), Some(before)) if last == before && "bdgmnprt".contains(last) => {
            word.strip_suffix(last).unwrap_or(word)
        }
        _ => word,
    }
}
