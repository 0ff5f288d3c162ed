use std::io::Read;

use proptest::prelude::*;

use super::*;

const AZ: &str = "Azərbaycan Respublikasının Milli Məclisi Bakı şəhərində yığıncaq keçirdi.";
const RU: &str = "Милли Меджлис Азербайджанской Республики провёл заседание в городе Баку.";
const EN: &str = "The Milli Majlis held a sitting; the café’s «naïve» résumé was discussed.";

/// `text` in `encoding`, which must hold all of its characters.
fn encode(text: &str, encoding: Encoding) -> Vec<u8> {
    let units = text.encode_utf16();
    let characters = text.chars().map(u32::from);
    match encoding.0 {
        Repertoire::Utf32Le => characters.flat_map(u32::to_le_bytes).collect(),
        Repertoire::Utf32Be => characters.flat_map(u32::to_be_bytes).collect(),
        Repertoire::Web(web) if web == encoding_rs::UTF_16LE => {
            units.flat_map(u16::to_le_bytes).collect()
        }
        Repertoire::Web(web) if web == encoding_rs::UTF_16BE => {
            units.flat_map(u16::to_be_bytes).collect()
        }
        Repertoire::Web(web) => {
            let (bytes, _, lost) = web.encode(text);
            assert!(!lost, "{} cannot hold {text:?}", web.name());
            bytes.into_owned()
        }
    }
}

fn label(name: &str) -> Encoding {
    Encoding::for_label(name).unwrap()
}

fn streamed(bytes: &[u8], hint: Hint<'_>) -> (String, Encoding) {
    let mut reader = DecodingReader::new(bytes, hint).unwrap();
    let mut text = String::new();
    reader.read_to_string(&mut text).unwrap();
    (text, reader.encoding())
}

#[test]
fn a_text_of_faults_alone_is_decoded_piece_by_piece() {
    let hint = Hint {
        chosen: Some(Encoding::UTF_8),
        ..Hint::default()
    };
    // Looking at the whole output again at each fault would take minutes.
    let bytes = [&vec![0xFF; 2 << 20], "ə".as_bytes()].concat();
    let decoded = decode(&bytes, hint);
    let replaced = Replaced {
        count: 2 << 20,
        first: 0,
    };
    assert_eq!(decoded.replaced, replaced);
    assert!(decoded.text.ends_with("\u{FFFD}ə"));
    // A character that two pieces share.
    for before in PIECE - 3..=PIECE {
        let text = "a".repeat(before) + "🏙b";
        let bytes = [text.as_bytes(), b"\xFF"].concat();
        let decoded = decode(&bytes, hint).text;
        assert!(decoded == text + "\u{FFFD}", "{before}");
    }
}

#[test]
fn declared_encodings_of_every_language() {
    for (text, labels) in [
        (AZ, &["utf-8", "gb18030"][..]),
        (
            RU,
            &[
                "utf-8",
                "windows-1251",
                "koi8-r",
                "iso-8859-5",
                "ibm866",
                "gb18030",
            ],
        ),
        (EN, &["utf-8", "windows-1252", "windows-1254", "gb18030"]),
        ("Qabıl oldu, çox şükür", &["windows-1254", "iso-8859-9"]),
    ] {
        for name in labels {
            let xml = format!("<?xml version=\"1.0\" encoding='{name}'?>\n<a>{text}</a>");
            let bytes = encode(&xml, label(name));
            let decoded = decode(&bytes, Hint::xml());
            assert_eq!(decoded.text, xml, "{name}");
            assert_eq!(decoded.evidence, Evidence::Declaration, "{name}");
            assert_eq!(decoded.notices, [], "{name}");
            assert_eq!(streamed(&bytes, Hint::xml()), (xml, decoded.encoding));
        }
    }
}

#[test]
fn wide_encodings_with_and_without_mark() {
    let wide = [
        Encoding::UTF_16_LE,
        Encoding::UTF_16_BE,
        Encoding::UTF_32_LE,
        Encoding::UTF_32_BE,
    ];
    for encoding in wide {
        for text in [AZ, RU, EN, "<tmx/>", "Bakı 🏙"] {
            let marked = encode(&format!("\u{feff}{text}"), encoding);
            let decoded = decode(&marked, Hint::default());
            assert_eq!((&*decoded.text, decoded.encoding), (text, encoding));
            assert_eq!(decoded.evidence, Evidence::ByteOrderMark);
            let bare = encode(text, encoding);
            let decoded = decode(&bare, Hint::xml());
            assert_eq!(
                (&*decoded.text, decoded.encoding),
                (text, encoding),
                "{text}"
            );
            assert_eq!(
                decoded.notices,
                [Notice::NoByteOrderMark { used: encoding }]
            );
            assert_eq!(streamed(&bare, Hint::xml()), (text.to_owned(), encoding));
        }
    }
}

#[test]
fn contradictions_are_noticed() {
    let says = |name: &str| format!("<?xml version=\"1.0\" encoding=\"{name}\"?><a>{AZ}</a>");
    let cases: [(Vec<u8>, &str, Encoding); 6] = [
        (
            encode(&says("windows-1252"), Encoding::UTF_8),
            "windows-1252",
            Encoding::UTF_8,
        ),
        (
            encode(&says("utf-16"), Encoding::UTF_8),
            "utf-16",
            Encoding::UTF_8,
        ),
        (
            encode(&says("us-ascii"), Encoding::UTF_8),
            "us-ascii",
            Encoding::UTF_8,
        ),
        (
            encode(&says("utf-8"), Encoding::UTF_16_LE),
            "utf-8",
            Encoding::UTF_16_LE,
        ),
        (
            encode(&format!("\u{feff}{}", says("utf-8")), Encoding::UTF_16_BE),
            "utf-8",
            Encoding::UTF_16_BE,
        ),
        (
            encode(&format!("\u{feff}{}", says("iso-8859-9")), Encoding::UTF_8),
            "iso-8859-9",
            Encoding::UTF_8,
        ),
    ];
    for (bytes, declared, used) in cases {
        let decoded = decode(&bytes, Hint::xml());
        assert!(decoded.text.contains(AZ), "{declared} in {used}");
        assert_eq!(decoded.encoding, used);
        let declared = declared.to_owned();
        let notice = Notice::Contradiction { declared, used };
        assert!(decoded.notices.contains(&notice), "{:?}", decoded.notices);
    }
}

#[test]
fn an_instruction_of_another_name_declares_nothing() {
    let xml = format!("<?xml-style version='1.0' encoding='windows-1251'?><a>{AZ}</a>");
    let decoded = decode(xml.as_bytes(), Hint::xml());
    assert_eq!(decoded.encoding, Encoding::UTF_8);
    assert_eq!(decoded.notices, []);
}

#[test]
fn unknown_labels_are_noticed() {
    let xml = "<?xml version='1.0' encoding='ebcdic-az'?><a/>";
    let decoded = decode(xml.as_bytes(), Hint::xml());
    assert_eq!(decoded.encoding, Encoding::UTF_8);
    let declared = "ebcdic-az".to_owned();
    assert_eq!(decoded.notices, [Notice::UnknownDeclared { declared }]);
    assert!(Encoding::for_label("ebcdic-az").is_err());
}

#[test]
fn guesses_russian() {
    for name in ["windows-1251", "koi8-r", "ibm866", "iso-8859-5"] {
        let text = RU.replace('ё', "е").repeat(4);
        let bytes = encode(&text, label(name));
        let decoded = decode(
            &bytes,
            Hint {
                language: Some("ru"),
                ..Hint::default()
            },
        );
        assert_eq!(decoded.text, text, "{name} taken for {}", decoded.encoding);
        assert_eq!(decoded.evidence, Evidence::Guess);
    }
}

#[test]
fn a_few_wrong_bytes_do_not_make_another_encoding() {
    let mut bytes = "Məclis toplandı. Son ".as_bytes().to_vec();
    bytes.push(0xff);
    bytes.extend_from_slice(" söz.".as_bytes());
    let decoded = decode(&bytes, Hint::default());
    assert_eq!(decoded.text, "Məclis toplandı. Son \u{fffd} söz.");
    assert_eq!(
        (decoded.encoding, decoded.evidence, decoded.replaced.count),
        (Encoding::UTF_8, Evidence::MostlyUtf8, 1)
    );
    // Sequences that are valid by chance are few in text of other encodings.
    let cyrillic = b"\xd0\x9f\xf0\xe8\xe2\xe5\xf2, \xec\xe8\xf0".repeat(20);
    assert_eq!(decode(&cyrillic, Hint::default()).evidence, Evidence::Guess);
}

#[test]
fn the_choice_of_the_user_stands_behind_mark_and_declaration() {
    let chosen = Hint {
        chosen: Some(label("koi8-r")),
        ..Hint::default()
    };
    assert_eq!(decode(&encode(RU, label("koi8-r")), chosen).text, RU);
    assert_eq!(decode("\u{feff}Bakı".as_bytes(), chosen).text, "Bakı");
    let xml = "<?xml version='1.0' encoding='windows-1251'?><a>Баку</a>";
    let bytes = encode(xml, label("windows-1251"));
    assert_eq!(
        decode(
            &bytes,
            Hint {
                xml: true,
                ..chosen
            }
        )
        .text,
        xml
    );
}

#[test]
fn what_cannot_be_read_is_counted() {
    let decoded = decode(b"\xef\xbb\xbfab\xffc\xfe", Hint::default());
    assert_eq!(decoded.text, "ab\u{fffd}c\u{fffd}");
    assert_eq!(decoded.replaced, Replaced { count: 2, first: 2 });
    let mut odd = encode("\u{feff}Bakı", Encoding::UTF_16_LE);
    odd.push(b'x');
    assert_eq!(
        decode(&odd, Hint::default()).replaced,
        Replaced { count: 1, first: 5 }
    );
}

proptest! {
    #[test]
    fn any_bytes_are_read_the_same_whole_and_streamed(bytes in prop::collection::vec(any::<u8>(), 0..300), xml: bool) {
        let hint = Hint { xml, ..Hint::default() };
        let decoded = decode(&bytes, hint);
        let mut reader = DecodingReader::new(&bytes[..], hint).unwrap();
        let mut streamed = Vec::new();
        reader.read_to_end(&mut streamed).unwrap();
        prop_assert_eq!(reader.encoding(), decoded.encoding);
        if decoded.encoding != Encoding::UTF_8 {
            prop_assert_eq!(streamed, decoded.text.as_bytes());
            prop_assert_eq!(reader.replaced(), decoded.replaced);
        }
    }

    #[test]
    fn any_text_comes_back(text in "[^\u{0}\u{feff}]{1,60}") {
        for encoding in [Encoding::UTF_8, Encoding::UTF_16_LE, Encoding::UTF_16_BE, Encoding::UTF_32_LE, Encoding::UTF_32_BE] {
            let marked = encode(&format!("\u{feff}{text}"), encoding);
            let decoded = decode(&marked, Hint::default());
            prop_assert_eq!(&*decoded.text, &text);
            prop_assert_eq!(decoded.replaced.count, 0);
        }
    }
}
