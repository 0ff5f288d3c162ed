//! Throughput over running text in three languages, in bytes a second.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use yaddash_language::{Language, casing, dates, detect, lookalike, numbers, tokens, translit};
use yaddash_model::LanguageTag;

fn main() {
    divan::main();
}

const AZ: &str = "Milli Məclisin növbəti iclasında AŞPA-nın 97.5-ci qətnaməsi müzakirə olundu. Deputatlar bildirdilər ki, \
    “Azərbaycan”ın mövqeyi dəyişməyib və Xankəndidə 15.04.2024-cü il tarixində İLHAM adlı məktəb açılıb. ";
const EN: &str = "At its next sitting the Milli Majlis discussed resolution 97.5 of PACE. Members said that the position \
    of “Azerbaijan” hasn’t changed, and that on 15.04.2024 a school named Ilham opened in Khankendi. ";
const RU: &str = "На очередном заседании Милли Меджлиса обсуждалась резолюция ПАСЕ № 97.5. Депутаты заявили, что позиция \
    «Азербайджана» не изменилась, а 15.04.2024 в Ханкенди открылась школа имени Ильхама. ";

const LANGUAGES: &[&str] = &["az", "en", "ru"];

/// About 100 KiB of text in the language of that tag.
fn text(tag: &str) -> String {
    let sample = match tag {
        "az" => AZ,
        "en" => EN,
        _ => RU,
    };
    sample.repeat(100 * 1024 / sample.len())
}

fn language(tag: &str) -> &'static Language {
    tag.parse::<LanguageTag>()
        .map_or_else(|_| Language::any_other(), |tag| Language::of(&tag))
}

#[divan::bench(args = LANGUAGES)]
fn split_into_tokens(bencher: Bencher<'_, '_>, tag: &str) {
    let text = text(tag);
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        tokens::tokens(black_box(&text))
            .map(|token| token.stem_end)
            .sum::<usize>()
    });
}

#[divan::bench(args = LANGUAGES)]
fn fold(bencher: Bencher<'_, '_>, tag: &str) {
    let (text, language) = (text(tag), language(tag));
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| casing::fold(black_box(&text), language).len());
}

#[divan::bench(args = LANGUAGES)]
fn fold_what_is_folded(bencher: Bencher<'_, '_>, tag: &str) {
    let language = language(tag);
    let text = casing::fold(&text(tag), language).into_owned();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| casing::fold(black_box(&text), language).len());
}

#[divan::bench(args = LANGUAGES)]
fn cognate_keys(bencher: Bencher<'_, '_>, tag: &str) {
    let (text, language) = (text(tag), language(tag));
    let words: Vec<_> = tokens::tokens(&text)
        .map(|token| token.text(&text))
        .collect();
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        black_box(&words)
            .iter()
            .map(|word| translit::cognate_key(word, language).len())
            .sum::<usize>()
    });
}

#[divan::bench(args = LANGUAGES)]
fn name_keys(bencher: Bencher<'_, '_>, tag: &str) {
    let (text, language) = (text(tag), language(tag));
    let words: Vec<_> = tokens::tokens(&text)
        .map(|token| token.text(&text))
        .collect();
    bencher.counter(BytesCount::of_str(&text)).bench(|| {
        black_box(&words)
            .iter()
            .map(|word| translit::name_key(word, language).len())
            .sum::<usize>()
    });
}

#[divan::bench(args = LANGUAGES)]
fn read_numbers(bencher: Bencher<'_, '_>, tag: &str) {
    let (text, language) = (text(tag), language(tag));
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| numbers::numbers(black_box(&text), language).len());
}

#[divan::bench(args = LANGUAGES)]
fn read_dates(bencher: Bencher<'_, '_>, tag: &str) {
    let (text, language) = (text(tag), language(tag));
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| dates::dates(black_box(&text), language).len());
}

#[divan::bench(args = LANGUAGES)]
fn detect_language(bencher: Bencher<'_, '_>, tag: &str) {
    let text = text(tag);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| detect::detect(black_box(&text)));
}

#[divan::bench(args = LANGUAGES)]
fn find_mixed_words(bencher: Bencher<'_, '_>, tag: &str) {
    let text = text(tag);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| lookalike::find_mixed(black_box(&text)).len());
}
