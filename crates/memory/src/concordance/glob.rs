//! Words with `*` and `?`.

/// Whether `word` fits `pattern`, in which `*` stands for any letters, none among them, and `?` for one. Time grows with
/// the product of the two lengths at most.
pub(super) fn fits(pattern: &[char], word: &str) -> bool {
    let word: Vec<char> = word.chars().collect();
    let (mut at, mut letter) = (0, 0);
    // Where the last star stood, and the letter that it was last taken to end before.
    let mut star: Option<(usize, usize)> = None;
    while let Some(&current) = word.get(letter) {
        match pattern.get(at) {
            Some('*') => {
                star = Some((at, letter));
                at += 1;
            }
            Some(&wanted) if wanted == '?' || wanted == current => {
                at += 1;
                letter += 1;
            }
            _ => match star {
                Some((place, taken)) => {
                    star = Some((place, taken + 1));
                    at = place + 1;
                    letter = taken + 1;
                }
                None => return false,
            },
        }
    }
    pattern.iter().skip(at).all(|sign| *sign == '*')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stars_and_question_marks() {
        for (pattern, word, expected) in [
            ("xankənd*", "xankəndidə", true),
            ("*kəndi", "xankəndi", true),
            ("x*n*i", "xankəndi", true),
            ("x?nkəndi", "xankəndi", true),
            ("x?nkəndi", "xnkəndi", false),
            ("*", "a", true),
            ("a*b*c", "aXbXbXc", true),
            ("a*b*c", "aXbXbX", false),
            ("ab", "abc", false),
            ("", "", true),
        ] {
            let pattern: Vec<char> = pattern.chars().collect();
            assert_eq!(fits(&pattern, word), expected, "{pattern:?} {word}");
        }
    }
}
