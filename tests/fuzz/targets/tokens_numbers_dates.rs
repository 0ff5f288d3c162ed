//! What is read from running text: spans come in order and cut no character; tokens cover everything but white space.
//! Letter case, scripts, look-alikes and transliteration take any text too.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yaddash_fuzz::{assert_in_order, assert_inside, language, parted, text_of};
use yaddash_language::dates::dates;
use yaddash_language::lookalike::{find_mixed, restored};
use yaddash_language::numbers::numbers;
use yaddash_language::script::{self, Script};
use yaddash_language::tokens::tokens;
use yaddash_language::translit::{CognateKey, cognate_key, name_key, romanise};
use yaddash_language::{Language, casing};

fuzz_target!(|input: &[u8]| {
    let ([choice], rest) = parted(input);
    let (text, language) = (text_of(rest), Language::of(&language(choice)));
    check_tokens(text);
    let numbers = numbers(text, language);
    assert_in_order(numbers.iter().map(|number| number.span), text);
    let dates = dates(text, language);
    assert_in_order(dates.iter().map(|date| date.span), text);
    for written in numbers
        .iter()
        .map(|number| number.value.to_string())
        .chain(dates.iter().map(|date| date.value.to_string()))
    {
        assert!(!written.is_empty());
    }
    check_letters(text, language);
    check_keys(text, language);
});

fn check_tokens(text: &str) {
    let found: Vec<_> = tokens(text).collect();
    assert_in_order(found.iter().map(|token| token.span), text);
    let mut end = 0;
    for token in &found {
        let between = &text[end..token.span.start()];
        assert!(between.trim().is_empty(), "{between:?} is in no token");
        assert_inside(token.stem(), text);
        assert!(token.span.encloses(token.stem()));
        assert!(token.stem().start() == token.span.start());
        end = token.span.end();
    }
    assert!(text[end..].trim().is_empty());
}

fn check_letters(text: &str, language: &'static Language) {
    let lower = casing::lower(text, language);
    assert_eq!(casing::lower(&lower, language), lower);
    let upper = casing::upper(text, language);
    assert_eq!(casing::upper(&upper, language), upper);
    let folded = casing::fold(text, language);
    assert_eq!(casing::fold(&folded, language), folded);
    let _ = casing::title(text, language);
    let _ = casing::Shape::of(text);
    assert!(script::of_text(text).letters() <= text.chars().count());
    assert_in_order(find_mixed(text).iter().map(|word| word.span), text);
    for script in [Script::Latin, Script::Cyrillic] {
        if let Some(whole) = restored(text, script) {
            assert_eq!(whole.chars().count(), text.chars().count());
        }
    }
}

fn check_keys(text: &str, language: &'static Language) {
    let _ = romanise(text, language);
    for word in text.split_whitespace() {
        let key = cognate_key(word, language);
        assert!(key.len() <= CognateKey::MOST);
        assert_eq!(key.classes().count(), key.len());
        assert_eq!(key.common_prefix(&key), key.len());
        let _ = name_key(word, language);
    }
}
