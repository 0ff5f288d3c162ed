//! Azerbaijani typed without its own letters.

/// The letter that stands for `letter`, folded, where a keyboard lacks it: `e` for `ə`, `i` for `ı`, `c` for `ç` and so
/// on.
pub const fn plain_letter(letter: char) -> char {
    match letter {
        'ç' => 'c',
        'ə' => 'e',
        'ğ' => 'g',
        'ı' => 'i',
        'ö' => 'o',
        'ş' => 's',
        'ü' => 'u',
        other => other,
    }
}

/// `word`, folded, in plain letters.
///
/// ```
/// use yaddash_language::inflection::az::without_diacritics;
/// assert_eq!(without_diacritics("gəncə"), "gence");
/// ```
pub fn without_diacritics(word: &str) -> String {
    word.chars().map(plain_letter).collect()
}
