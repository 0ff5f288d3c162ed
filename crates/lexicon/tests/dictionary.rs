//! Dictionaries of users.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use proptest::prelude::*;
use yaddash_language::Language;
use yaddash_lexicon::{Dictionary, ErrorKind, Key, Lexicon, StarDict, Translation};
use yaddash_model::LanguageTag;

fn tag(text: &str) -> LanguageTag {
    text.parse().unwrap()
}

fn found(lexicon: &Lexicon, source: (&str, &str), target: (&str, &str)) -> Option<Translation> {
    let key =
        |(word, language): (&str, &str)| Key::of_word(word, Language::of(&tag(language))).unwrap();
    let pair = lexicon.pair(&tag(source.1), &tag(target.1))?;
    pair.translation_by(key(source), key(target))
}

#[test]
fn tables_give_translations() {
    let mut dictionary = Dictionary::new(&tag("en"), &tag("az"));
    dictionary.add_table("# words\nto run\tqaçmaq\trare\nstate border\tdövlət sərhədi\n\nno tab\nlong\tbir iki üç dörd\n");
    assert_eq!(dictionary.len(), 2);
    let lexicon = dictionary.finish();
    let run = found(&lexicon, ("running", "en"), ("qaçır", "az")).unwrap();
    assert!((run.forward - 2.0 / 3.0).abs() < 1e-9, "{run:?}");
    // Which of two words stands for which is not said.
    let border = found(&lexicon, ("sərhəd", "az"), ("border", "en")).unwrap();
    assert!(border.forward < 0.3 && border.forward > 0.1, "{border:?}");
}

#[test]
fn dictd_dictionaries_are_read() {
    let data = "About this.\nrun /rʌn/\nбежать, бегать\ndoor\n1. _n. дверь (дома)\n";
    // Places and lengths in base 64.
    let index = "00-database-info\tA\tM\nrun\tM\tn\ndoor\tz\tj\n"
        .replace("\tM\tn", &at(data, "run /", "door\n"))
        .replace("\tz\tj", &at(data, "door\n", ""));
    let mut dictionary = Dictionary::new(&tag("en"), &tag("ru"));
    dictionary.add_dictd(&index, data.as_bytes()).unwrap();
    assert_eq!(dictionary.len(), 3);
    let lexicon = dictionary.finish();
    assert!(found(&lexicon, ("doors", "en"), ("двери", "ru")).is_some());
    assert!(found(&lexicon, ("бежать", "ru"), ("run", "en")).is_some());

    for index in ["word", "word\tA\t!", "word\tA\tZZZZ"] {
        let error = Dictionary::new(&tag("en"), &tag("ru"))
            .add_dictd(index, b"data")
            .unwrap_err();
        assert!(
            matches!(error.kind(), ErrorKind::Index { entry: 1, .. }),
            "{error}"
        );
    }
}

/// Place and length, with tabs before them, of what stands from one text up to another.
fn at(data: &str, from: &str, to: &str) -> String {
    let start = data.find(from).unwrap();
    let end = if to.is_empty() {
        data.len()
    } else {
        data.find(to).unwrap()
    };
    let digit = |value: usize| {
        char::from(
            *b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
                .get(value)
                .unwrap(),
        )
    };
    let number = |value: usize| format!("{}{}", digit(value / 64), digit(value % 64));
    format!("\t{}\t{}", number(start), number(end - start))
}

#[test]
fn stardict_dictionaries_are_read_with_synonyms() {
    let definitions = ["дом; жилище", "tхаус\u{0}"];
    let data = definitions[0].to_owned() + definitions[1];
    let number = |value: usize| u32::try_from(value).unwrap().to_be_bytes();
    let mut index = Vec::new();
    for (word, offset, size) in [
        ("house", 0, definitions[0].len()),
        ("odd", definitions[0].len(), definitions[1].len()),
    ] {
        index.extend_from_slice(word.as_bytes());
        index.push(0);
        index.extend_from_slice(&number(offset));
        index.extend_from_slice(&number(size));
    }
    let synonyms = [b"home\0".as_slice(), &number(0)].concat();
    let whole = StarDict {
        info: "StarDict's dict ifo file\nversion=2.4.2\nsametypesequence=m\n",
        index: &index,
        data: data.as_bytes(),
        synonyms: Some(&synonyms),
    };
    let mut dictionary = Dictionary::new(&tag("en"), &tag("ru"));
    dictionary.add_stardict(&whole).unwrap();
    let lexicon = dictionary.finish();
    for word in ["houses", "home"] {
        assert!(
            found(&lexicon, (word, "en"), ("жилища", "ru")).is_some(),
            "{word}"
        );
    }

    let cut = index.len() - 1;
    for broken in [
        StarDict {
            info: "something else",
            ..whole
        },
        StarDict {
            index: index.get(..cut).unwrap(),
            ..whole
        },
        StarDict {
            data: b"short",
            ..whole
        },
        StarDict {
            synonyms: Some(b"home\0\0\0\0\x09"),
            ..whole
        },
    ] {
        let error = Dictionary::new(&tag("en"), &tag("ru"))
            .add_stardict(&broken)
            .unwrap_err();
        assert!(matches!(error.kind(), ErrorKind::Index { .. }), "{error}");
    }
}

proptest! {
    #[test]
    fn no_bytes_make_them_panic(index in prop::collection::vec(0_u8..70, 0..40), data in prop::collection::vec(any::<u8>(), 0..40), types in "[mtxW]{0,3}") {
        let mut dictionary = Dictionary::new(&tag("en"), &tag("ru"));
        let info = format!("StarDict's dict ifo file\nsametypesequence={types}\n");
        let _ = dictionary.add_stardict(&StarDict { info: &info, index: &index, data: &data, synonyms: Some(&data) });
        let _ = dictionary.add_dictd(&String::from_utf8_lossy(&index), &data);
        dictionary.finish();
    }
}
