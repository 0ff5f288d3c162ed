//! What is written is read back the same, for units of all kinds.

use proptest::prelude::*;
use yaddash_model::{
    Attributes, CodeContent, CodeKind, InlineCode, Note, Property, Segment, TranslationUnit,
    Variant,
};

use super::{read, write, write_two};
use crate::units::Losses;

/// Texts that XML can hold.
fn text() -> impl Strategy<Value = String> {
    "[a-zəİЯ<>&\"' \\n\\r\\t🏙\u{301}]{0,8}"
}

fn name() -> impl Strategy<Value = String> {
    "[a-zA-Z][a-zA-Z0-9.-]{0,5}"
}

/// What a segment is made of.
#[derive(Clone, Debug)]
enum Piece {
    Text(String),
    Pair {
        name: Option<String>,
        kind: Option<&'static str>,
        native: Option<(String, String)>,
        inside: Vec<Piece>,
    },
    Mark(Option<&'static str>, Vec<Piece>),
    Alone {
        kind: CodeKind,
        name: Option<String>,
        native: Option<String>,
        sub: Option<String>,
    },
}

/// `subs`: with sub-flows in codes.
fn piece(subs: bool) -> impl Strategy<Value = Piece> {
    let native = || prop::option::of("[<>&a-z/]{1,6}");
    let leaf = prop_oneof![
        text().prop_map(Piece::Text),
        (
            prop::sample::select(vec![CodeKind::Ph, CodeKind::It, CodeKind::Ut]),
            prop::option::of(name()),
            native(),
            prop::option::of(text()).prop_map(move |sub| sub.filter(|_| subs)),
        )
            .prop_map(|(kind, name, native, sub)| Piece::Alone {
                kind,
                name,
                native,
                sub
            }),
    ];
    leaf.prop_recursive(3, 12, 4, move |inner| {
        let inside = prop::collection::vec(inner, 0..4);
        let kinds = vec![None, Some("bold"), Some("font"), Some("x-own")];
        prop_oneof![
            (
                prop::option::of(name()),
                prop::sample::select(kinds),
                prop::option::of(("[<>a-z]{1,6}", "[<>/a-z]{1,6}")),
                inside.clone(),
            )
                .prop_map(|(name, kind, native, inside)| Piece::Pair {
                    name,
                    kind,
                    native,
                    inside
                }),
            (
                prop::sample::select(vec![None, Some("term"), Some("x-a")]),
                inside
            )
                .prop_map(|(kind, inside)| Piece::Mark(kind, inside)),
        ]
    })
}

/// Numbers of codes and pairs in a segment.
#[derive(Default)]
struct Count {
    pairs: usize,
    codes: usize,
}

fn add(pieces: &[Piece], segment: &mut Segment, count: &mut Count) {
    for piece in pieces {
        match piece {
            Piece::Text(text) => segment.push_text(text),
            Piece::Mark(kind, inside) => {
                let mut start = InlineCode::new(CodeKind::HiStart);
                if let Some(kind) = kind {
                    start.attributes.set("type", *kind);
                }
                segment.push_code(start);
                add(inside, segment, count);
                segment.push_code(InlineCode::new(CodeKind::HiEnd));
            }
            Piece::Pair {
                name,
                kind,
                native,
                inside,
            } => {
                count.pairs += 1;
                let pair = count.pairs.to_string();
                let mut attributes = Attributes::new().with("i", pair.as_str());
                named(&mut attributes, name.as_deref(), count);
                if let Some(kind) = kind {
                    attributes.set("type", *kind);
                }
                let mut start = InlineCode {
                    attributes,
                    ..InlineCode::new(CodeKind::Bpt)
                };
                let mut end = InlineCode::new(CodeKind::Ept).with_attribute("i", pair);
                if let Some((before, behind)) = native {
                    start.content.push(CodeContent::Native(before.clone()));
                    end.content.push(CodeContent::Native(behind.clone()));
                }
                segment.push_code(start);
                add(inside, segment, count);
                segment.push_code(end);
            }
            Piece::Alone {
                kind,
                name,
                native,
                sub,
            } => {
                let mut code = InlineCode::new(kind.clone());
                if *kind == CodeKind::It {
                    code.attributes.set("pos", "begin");
                }
                named(&mut code.attributes, name.as_deref(), count);
                code.content.extend(native.clone().map(CodeContent::Native));
                if let (Some(sub), Some(_)) = (sub, native) {
                    code.content.push(CodeContent::Sub {
                        attributes: Attributes::new(),
                        segment: Segment::from(sub.as_str()),
                    });
                }
                segment.push_code(code);
            }
        }
    }
}

/// A number for each code, and a name for some: those with a name have the numbers behind all others.
fn named(attributes: &mut Attributes, name: Option<&str>, count: &mut Count) {
    count.codes += 1;
    match name {
        None => attributes.set("x", count.codes.to_string()),
        Some(name) => attributes.set("id", format!("{name}{}", count.codes)),
    }
}

fn segment(pieces: &[Piece]) -> Segment {
    let mut segment = Segment::new();
    add(pieces, &mut segment, &mut Count::default());
    segment
}

fn properties() -> impl Strategy<Value = Vec<Property>> {
    let property = ("(x-)?[a-zə]{1,6}", text());
    prop::collection::vec(property, 0..3).prop_map(|all| {
        all.into_iter()
            .map(|(kind, value)| Property::new(kind, value))
            .collect()
    })
}

fn notes() -> impl Strategy<Value = Vec<Note>> {
    prop::collection::vec(text(), 0..2).prop_map(|all| all.into_iter().map(Note::new).collect())
}

prop_compose! {
    fn unit(subs: bool)(
        source in prop::collection::vec(piece(subs), 0..4),
        target in prop::option::of(prop::collection::vec(piece(subs), 0..4)),
        all_properties in (properties(), properties(), properties()),
        all_notes in (notes(), notes(), notes()),
        date in prop::option::of("[0-9TZ]{3,8}"),
        approved in prop::option::of(prop::sample::select(vec!["yes", "no"])),
        state in prop::option::of(prop::sample::select(vec!["final", "x-mine"])),
    ) -> TranslationUnit {
        let mut unit = TranslationUnit::default();
        unit.properties.push(Property::new("x-file", "a.html"));
        unit.properties.extend(approved.map(|value| Property::new("x-approved", value)));
        unit.properties.extend(all_properties.0);
        unit.notes = all_notes.0;
        unit.attributes.set("tuid", "");
        if let Some(date) = date {
            unit.attributes.set("creationdate", date);
        }
        let mut source = Variant::new("en".parse().unwrap(), segment(&source));
        source.segment.push_text("!");
        source.properties = all_properties.1;
        source.notes = all_notes.1;
        unit.variants.push(source);
        if let Some(target) = target {
            let mut target = Variant::new("az".parse().unwrap(), segment(&target));
            target.segment.push_text("!");
            target.properties.extend(state.map(|value| Property::new("x-state", value)));
            target.properties.extend(all_properties.2);
            target.notes = all_notes.2;
            unit.variants.push(target);
        }
        let [first, rest @ ..] = unit.variants.as_mut_slice() else { return unit };
        let mut segments = vec![&mut first.segment];
        segments.extend(rest.iter_mut().map(|variant| &mut variant.segment));
        super::super::builder::number(&mut segments);
        unit
    }
}

/// A unit with matches behind it; `notes`: these may have notes.
fn group(subs: bool, notes: bool) -> impl Strategy<Value = Vec<TranslationUnit>> {
    let id = prop::sample::select(vec!["1", "2", "u1", "u2", "a b"]);
    let found = (
        unit(subs),
        prop::option::of(id.clone()),
        prop::option::of(prop::sample::select(vec!["80.5%", "good"])),
    );
    (unit(subs), id, prop::collection::vec(found, 0..3)).prop_map(move |(mut unit, id, found)| {
        unit.attributes.set("tuid", id);
        let mut group = vec![unit];
        for (mut unit, own, quality) in found {
            if unit.variants.len() < 2 {
                continue;
            }
            unit.attributes.remove("tuid");
            if let Some(own) = own {
                unit.attributes.set("tuid", own);
            }
            let mut properties = vec![Property::new("x-match-of", id)];
            properties.extend(quality.map(|value| Property::new("x-match-quality", value)));
            properties.append(&mut unit.properties);
            unit.properties = properties;
            if !notes {
                unit.notes.clear();
                unit.variants.iter_mut().for_each(|one| one.notes.clear());
            }
            group.push(unit);
        }
        group
    })
}

fn groups(subs: bool, notes: bool) -> impl Strategy<Value = Vec<TranslationUnit>> {
    // A file of XLIFF 2 has at least one unit.
    prop::collection::vec(group(subs, notes), 1..4).prop_map(|groups| groups.concat())
}

/// The units with a text in a third language, those of them that `which` says.
fn with_third(units: &[TranslationUnit], which: &[bool]) -> (Vec<TranslationUnit>, u64) {
    let (mut units, mut added) = (units.to_vec(), 0);
    for (unit, _) in units.iter_mut().zip(which).filter(|(_, is)| **is) {
        let third = Variant::new("ru".parse().unwrap(), "три");
        unit.variants.insert(0, third);
        added += 1;
    }
    (units, added)
}

proptest! {
    #[test]
    fn written_units_are_read_back(
        units in groups(true, true),
        third in prop::collection::vec(any::<bool>(), 4),
    ) {
        let (more, added) = with_third(&units, &third);
        let (text, losses) = write(&more);
        prop_assert_eq!(losses, Losses { variants: added, ..Losses::default() }, "{}", losses);
        prop_assert_eq!(read(&text).unwrap(), units, "{}", text);
    }

    #[test]
    fn written_units_are_read_back_from_two(
        units in groups(false, false),
        third in prop::collection::vec(any::<bool>(), 4),
    ) {
        let (more, added) = with_third(&units, &third);
        let (text, losses) = write_two(&more);
        prop_assert_eq!(losses, Losses { variants: added, ..Losses::default() }, "{}", losses);
        prop_assert_eq!(read(&text).unwrap(), units, "{}", text);
    }

    #[test]
    fn any_bytes_are_read_without_panic(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
        let _ = read(&bytes);
        for before in ["<xliff version=\"1.2\"><file><body>", "<xliff version=\"2.0\"><file><unit>"] {
            let _ = read([before.as_bytes(), &bytes].concat());
        }
    }
}
