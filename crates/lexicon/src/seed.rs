//! The lexicon that is part of the program.

use std::sync::LazyLock;

use crate::Lexicon;

static SEED: LazyLock<Lexicon> = LazyLock::new(|| {
    // A test reads it, so it cannot be broken.
    Lexicon::from_bytes(include_bytes!("../data/seed.lexicon")).unwrap_or_default()
});

impl Lexicon {
    /// The built-in lexicon of Azerbaijani, English and Russian, read on first use in a few milliseconds.
    ///
    /// It was learnt from texts of user interfaces and names of countries, languages and units, so it knows everyday
    /// words and few others: use it below what was learnt from texts of the kind at hand ([`Layers`](crate::Layers)).
    /// `data/NOTICE` names the texts and their licences.
    pub fn seed() -> &'static Self {
        &SEED
    }
}

#[cfg(test)]
mod tests {
    use yaddash_language::Language;

    use super::*;
    use crate::Key;

    #[test]
    fn it_knows_everyday_words() {
        for (source, target, words) in [
            (
                "az",
                "en",
                [("şəbəkə", "network"), ("yeni", "new"), ("yaddaş", "memory")],
            ),
            (
                "az",
                "ru",
                [("şəbəkə", "сеть"), ("yeni", "новый"), ("ölkə", "страна")],
            ),
            (
                "en",
                "ru",
                [("network", "сети"), ("new", "новый"), ("error", "ошибки")],
            ),
        ] {
            let tag = |language: &str| language.parse().unwrap();
            let key = |word, language| Key::of_word(word, Language::of(&tag(language))).unwrap();
            let pair = Lexicon::seed().pair(&tag(source), &tag(target)).unwrap();
            for (one, other) in words {
                let found = pair.translation_by(key(one, source), key(other, target));
                assert!(
                    found.is_some_and(|found| found.forward > 0.1),
                    "{one} {other} {found:?}"
                );
            }
        }
    }

    #[test]
    fn it_is_small_and_whole() {
        let bytes = include_bytes!("../data/seed.lexicon");
        assert!(bytes.len() < 1 << 20);
        let lexicon = Lexicon::from_bytes(bytes).unwrap();
        assert_eq!(&lexicon, Lexicon::seed());
        assert_eq!(lexicon.to_bytes(), bytes);
    }
}
