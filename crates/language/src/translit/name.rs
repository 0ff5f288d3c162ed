//! Keys for names.

use super::roman::composed;
use crate::Language;

/// One key for the spellings that a name has in several languages: `Heydər`, `Гейдар` and `Heydar` give `kadar`.
///
/// The letters are taken as coarse sounds (see [`super`]), then
/// - any run of vowels, `y` and `й` is one `a`, for vowels are what languages spell most differently;
/// - the throat sounds are one `k`: `h`, `x`, `q`, `g`, `ğ`, `k` change places between the three languages;
/// - a consonant that is written twice counts once;
/// - `v` between a vowel and a consonant is part of the vowel (`Avropa`, `Европа`, `Europe`).
///
/// Case, accents and everything that is no letter do not matter. Short names collide; a key gathers candidates and
/// proves nothing. Empty where `word` has no letter that the language knows.
///
/// ```
/// use yaddash_language::{Language, translit::name_key};
/// let [az, ru, en] = ["az", "ru", "en"].map(|tag| Language::of(&tag.parse().unwrap()));
/// assert_eq!(name_key("Xankəndi", az), name_key("Ханкенди", ru));
/// assert_eq!(name_key("Xankəndi", az), name_key("Khankendi", en));
/// ```
pub fn name_key(word: &str, language: &Language) -> String {
    let word = composed(word);
    let mut key = Key {
        sounds: String::with_capacity(word.len()),
        last: None,
        v_is_pending: false,
    };
    for piece in language.sounds.pieces(&word, language) {
        for sound in piece.into.unwrap_or_default().chars() {
            key.push(if sound == 'h' { 'k' } else { sound });
        }
    }
    key.finish()
}

struct Key {
    sounds: String,
    /// The last sound, pending or not.
    last: Option<char>,
    /// Whether a `v` after a vowel waits for what comes next.
    v_is_pending: bool,
}

impl Key {
    fn push(&mut self, sound: char) {
        if self.last == Some(sound) {
            return;
        }
        if self.v_is_pending {
            self.v_is_pending = false;
            if sound == 'a' {
                self.sounds.push('v');
            }
        }
        if sound == 'v' && self.last == Some('a') {
            self.v_is_pending = true;
        } else {
            self.sounds.push(sound);
        }
        self.last = Some(sound);
    }

    fn finish(mut self) -> String {
        if self.v_is_pending {
            self.sounds.push('v');
        }
        self.sounds
    }
}
