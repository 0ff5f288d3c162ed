//! Roman numerals.

use crate::lookalike;
use crate::script::{self, Script};

const SIGNS: [(u64, &str); 13] = [
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
];

/// A Roman numeral.
pub(super) struct Roman {
    pub(super) value: u64,
    /// Whether it is written with two letters or more, all of them `I`, `V` and `X`, and so is hardly anything else.
    pub(super) is_plain: bool,
}

/// Reads `word` as a Roman numeral in capitals and in its regular form. Cyrillic letters that look like the Latin ones
/// are taken for them, as Russian texts have them.
pub(super) fn read(word: &str) -> Option<Roman> {
    if word.len() > 30 {
        return None;
    }
    let latin = word
        .chars()
        .map(|c| match script::of(c) {
            Script::Latin => Some(c),
            Script::Cyrillic => lookalike::to_latin(c),
            _ => None,
        })
        .collect::<Option<String>>()?;
    let mut rest = latin.as_str();
    let mut value = 0;
    for (amount, sign) in SIGNS {
        let most = if sign.len() == 2 || "DLV".contains(sign) {
            1
        } else {
            3
        };
        for _ in 0..most {
            if let Some(after) = rest.strip_prefix(sign) {
                rest = after;
                value += amount;
            }
        }
    }
    let is_regular = rest.is_empty() && value > 0 && write(value) == latin;
    is_regular.then(|| Roman {
        value,
        is_plain: latin.len() >= 2 && latin.chars().all(|c| "IVX".contains(c)),
    })
}

fn write(mut value: u64) -> String {
    let mut roman = String::new();
    for (amount, sign) in SIGNS {
        while value >= amount {
            roman.push_str(sign);
            value -= amount;
        }
    }
    roman
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_below_four_thousand() {
        for value in 1..4000 {
            assert_eq!(read(&write(value)).map(|roman| roman.value), Some(value));
        }
        for word in ["", "IIII", "VX", "IC", "XXi", "ŞX", "MMMM", "AB"] {
            assert!(read(word).is_none(), "{word}");
        }
        assert_eq!(
            read("ХХІ").map(|roman| roman.value),
            Some(21),
            "all Cyrillic"
        );
        assert!(read("XX").is_some_and(|roman| roman.is_plain));
        assert!(read("CD").is_some_and(|roman| !roman.is_plain));
    }
}
