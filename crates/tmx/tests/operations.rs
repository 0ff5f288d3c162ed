//! What holds of operations on any memory.
#![expect(clippy::unwrap_used, reason = "a test fails where something does")]

use std::collections::BTreeSet;

use proptest::prelude::*;
use yaddash_tmx::TmxReader;
use yaddash_tmx::operations::{
    Change, Choice, Conflict, DedupeOptions, Expression, Identity, Keep, MemoryInput, MergeOptions,
    Merged, Part, PartOutput, Sameness, SampleSize, Scratch, SplitBy, dedupe, diff, filter, merge,
    sample, split,
};

/// Units in several languages, some equal, with comments, foreign attributes and units that cannot be read.
fn memories() -> impl Strategy<Value = String> {
    let language = prop_oneof![
        Just("az"),
        Just("AZ"),
        Just("en"),
        Just("ru"),
        Just("en-GB")
    ];
    let segment = prop_oneof![
        "[ab ]{0,3}",
        Just("a<ph x='1'/>b".to_owned()),
        Just("<bpt i='1' x='2'>{</bpt>a<ept i='1'/>".to_owned()),
        Just("<bpt x='2' i='1'>&#123;</bpt>a<ept i='1'></ept><!-- c -->".to_owned()),
        Just("<hi>&lt;b</hi><o:w a='1'>é</o:w>".to_owned()),
        Just("<ph><sub>a<it pos='end'/></sub><x/><!--d--><?p e?></ph>".to_owned()),
    ];
    let variant = (
        language,
        segment,
        "( o:own='2')?( changedate='202[0-9]0101T000000Z')?",
    )
        .prop_map(|(language, segment, attributes)| {
            format!("<tuv xml:lang='{language}'{attributes}><seg>{segment}</seg></tuv>\n")
        });
    let unit = (
        prop::collection::vec(variant, 0..4),
        "( tuid='[a-c]')?( creationid='[xy]')?( srclang='(az|\\*all\\*)')?",
        "(<prop type='x-p'>[pq/]</prop>)?(<note>n</note>)?(<!-- <tu> -->)?",
    )
        .prop_map(|(variants, attributes, remarks)| {
            format!("<tu{attributes}>{remarks}\n{}</tu>", variants.concat())
        });
    let unreadable = Just("<tu><tuv><seg>&e;</seg></tuv></tu>".to_owned());
    let unit = prop_oneof![9 => unit, 1 => unreadable];
    let spaced = (unit, "(\n  |<!-- between -->|)").prop_map(|(unit, space)| space + &unit);
    prop::collection::vec(spaced, 0..20).prop_map(|units| {
        format!(
            "<?xml version='1.0'?><!DOCTYPE tmx [<!ENTITY e 'x'>]>\n<tmx version='1.4' xmlns:o='u'><header srclang='en'/><body>{}\n</body></tmx>",
            units.concat()
        )
    })
}

/// The units as they stand.
fn raw_units(tmx: &str) -> Vec<String> {
    let body = tmx.split("<body>").nth(1).unwrap_or_default();
    let uncommented = body.replace("<!-- <tu> -->", "<!-- -->");
    let units =
        uncommented
            .split("<tu")
            .skip(1)
            .fold(Vec::new(), |mut units: Vec<String>, part| {
                match units.last_mut() {
                    // `<tuv` is inside the unit.
                    Some(unit) if part.starts_with('v') => {
                        unit.push_str("<tu");
                        unit.push_str(part);
                    }
                    _ => units.push(part.to_owned()),
                }
                units
            });
    units
        .into_iter()
        .map(|unit| unit.split("</tu>").next().unwrap_or_default().to_owned())
        .collect()
}

fn filtered(tmx: &str, expression: &Expression, keep: Keep) -> String {
    let mut out = Vec::new();
    filter(tmx.as_bytes(), &mut out, expression, keep).unwrap();
    String::from_utf8(out).unwrap()
}

fn deduped(tmx: &str, options: DedupeOptions) -> (String, u64) {
    let mut out = Vec::new();
    let make = || tempfile::tempfile();
    let done = dedupe(
        || Ok(tmx.as_bytes()),
        &mut out,
        options,
        Scratch::new(&make),
    )
    .unwrap();
    (
        String::from_utf8(out).unwrap(),
        done.duplicates + done.subsets,
    )
}

fn options(sameness: Sameness, choice: Choice, subsets: bool) -> DedupeOptions {
    let mut options = DedupeOptions::default();
    options.sameness = sameness;
    options.choice = choice;
    options.subsets = subsets;
    options
}

#[derive(Default)]
struct InMemory(Vec<(Part, String)>);

impl PartOutput for InMemory {
    type Output = Vec<u8>;

    fn create(&mut self, _: &Part) -> Result<Vec<u8>, yaddash_io::Error> {
        Ok(Vec::new())
    }

    fn complete(&mut self, part: &Part, output: Vec<u8>, _: u64) -> Result<(), yaddash_io::Error> {
        self.0
            .push((part.clone(), String::from_utf8(output).unwrap()));
        Ok(())
    }
}

fn parts(tmx: &str, by: &SplitBy) -> Vec<(Part, String)> {
    let mut parts = InMemory::default();
    split(|| Ok(tmx.as_bytes()), &mut parts, by).unwrap();
    parts.0
}

#[test]
fn what_stands_behind_the_units_is_in_the_last_part() {
    let unit =
        |id: u8| format!("<tu tuid=\"{id}\"><tuv xml:lang=\"en\"><seg>text</seg></tuv></tu>");
    let memory = |behind: &str| {
        let units: String = (1..4).map(unit).collect();
        format!("<tmx version=\"1.4\"><header/><body>{units}{behind}")
    };
    let tmx = memory("<!-- a -->\n</body> <!-- b --></tmx><?c?>\n");
    let by_units = parts(&tmx, &SplitBy::Units(2));
    assert_eq!(by_units.len(), 2);
    assert!(by_units[0].1.ends_with("</tu>\n</body>\n</tmx>\n"));
    assert!(
        by_units[1]
            .1
            .ends_with("</tu><!-- a -->\n</body> <!-- b --></tmx><?c?>\n")
    );
    for limit in 60..400 {
        let all = parts(&tmx, &SplitBy::Bytes(limit));
        let joined: String = all.iter().map(|(_, part)| part.as_str()).collect();
        assert_eq!(joined.matches("<tu ").count(), 3);
        for behind in ["<!-- a -->", "<!-- b -->", "<?c?>"] {
            assert_eq!(joined.matches(behind).count(), 1, "{limit}");
        }
        assert!(
            all.iter()
                .all(|(_, part)| part.len() as u64 <= limit.max(140)),
            "{limit}"
        );
    }
    let plain = parts(&memory("\n\n   </body>\n</tmx>"), &SplitBy::Bytes(60));
    assert_eq!(plain.len(), 3, "end tags alone get no part of their own");
}

fn merged(inputs: &[&str], options: &MergeOptions) -> (String, Merged) {
    type Open<'a> = Box<dyn Fn() -> Result<&'a [u8], yaddash_io::Error> + 'a>;
    let opens: Vec<Open<'_>> = inputs
        .iter()
        .map(|tmx| -> Open<'_> { Box::new(|| Ok(tmx.as_bytes())) })
        .collect();
    let inputs: Vec<MemoryInput<'_, &[u8]>> = opens
        .iter()
        .map(|open| MemoryInput {
            path: "m.tmx".as_ref(),
            open,
        })
        .collect();
    let mut out = Vec::new();
    let make = || tempfile::tempfile();
    let done = merge(&inputs, &mut out, options, Scratch::new(&make)).unwrap();
    (String::from_utf8(out).unwrap(), done)
}

fn merge_options() -> impl Strategy<Value = MergeOptions> {
    let identity = prop_oneof![
        Just(Identity::Text),
        Just(Identity::Source),
        Just(Identity::Tuid)
    ];
    let conflict = prop_oneof![
        Just(Conflict::Newest),
        Just(Conflict::PreferFirst),
        Just(Conflict::KeepAll)
    ];
    let join = prop_oneof![Just(None), Just(Some("en")), Just(Some("az"))];
    (identity, conflict, join).prop_map(|(identity, conflict, join)| {
        let mut options = MergeOptions::default();
        options.identity = identity;
        options.conflict = conflict;
        options.join = join.map(|tag| tag.parse().unwrap());
        options
    })
}

/// The changes as a letter each, and whether there are any.
fn changes(old: &str, new: &str) -> (String, bool) {
    let (open_old, open_new) = (|| Ok(old.as_bytes()), || Ok(new.as_bytes()));
    let input = |open| MemoryInput {
        path: "m.tmx".as_ref(),
        open,
    };
    let mut found = String::new();
    let make = || tempfile::tempfile();
    let done = diff(
        &input(&open_old),
        &input(&open_new),
        Scratch::new(&make),
        &mut |change| {
            found.push(match change {
                Change::Added(_) => 'a',
                Change::Removed(_) => 'r',
                Change::Changed { .. } => 'c',
                _ => '?',
            });
            Ok(())
        },
    );
    let done = done.unwrap();
    let count = |letter: char| found.matches(letter).count() as u64;
    assert_eq!(
        [count('a'), count('r'), count('c')],
        [done.added, done.removed, done.changed]
    );
    (found, done.is_different())
}

proptest! {
    #[test]
    fn a_file_does_not_differ_from_itself(tmx in memories(), other in memories()) {
        prop_assert_eq!(changes(&tmx, &tmx), (String::new(), false));
        let (to, _) = changes(&tmx, &other);
        let (back, _) = changes(&other, &tmx);
        let count = |changes: &str, letter: char| changes.matches(letter).count();
        prop_assert_eq!(count(&to, 'a'), count(&back, 'r'));
        prop_assert_eq!(count(&to, 'c'), count(&back, 'c'));
        let expression: Expression = "has az".parse().unwrap();
        let fewer = filtered(&tmx, &expression, Keep::Matching);
        let (without, _) = changes(&tmx, &fewer);
        prop_assert!(!without.contains('a'), "{}", without);
    }

    #[test]
    fn merging_again_changes_nothing(one in memories(), other in memories(), options in merge_options()) {
        let (both, done) = merged(&[&one, &other], &options);
        prop_assert_eq!(done.units, (raw_units(&one).len() + raw_units(&other).len()) as u64);
        let gone = done.duplicates + done.conflicts + done.joined;
        prop_assert_eq!(done.written + gone, done.units);
        prop_assert_eq!(raw_units(&both).len() as u64, done.written);
        let (again, _) = merged(&[&both, &both], &options);
        let (alone, _) = merged(&[&both], &options);
        prop_assert_eq!(raw_units(&again), raw_units(&alone));
        if options.join.is_none() {
            prop_assert_eq!(raw_units(&alone), raw_units(&both));
        }
    }

    #[test]
    fn parts_merged_are_the_whole(tmx in memories(), units in 1..7_u64) {
        let parts = parts(&tmx, &SplitBy::Units(units));
        let parts: Vec<&str> = parts.iter().map(|(_, part)| part.as_str()).collect();
        let mut options = MergeOptions::default();
        options.conflict = Conflict::KeepAll;
        let (whole, _) = merged(&[&tmx], &options);
        let (joined, _) = merged(&parts, &options);
        let values = |tmx: &str| -> Vec<_> {
            TmxReader::new(tmx.as_bytes()).unwrap().map(Result::ok).collect()
        };
        prop_assert_eq!(values(&joined), values(&whole));
    }

    #[test]
    fn a_filter_and_its_inverse_make_the_whole(
        tmx in memories(),
        expression in prop_oneof![Just("has az"), Just("text ~ a and not has ru"), Just("prop:x-p = p or codes")],
    ) {
        let expression: Expression = expression.parse().unwrap();
        let kept = raw_units(&filtered(&tmx, &expression, Keep::Matching));
        let others = raw_units(&filtered(&tmx, &expression, Keep::Others));
        let (mut kept, mut others) = (kept.into_iter().peekable(), others.into_iter().peekable());
        for unit in raw_units(&tmx) {
            prop_assert!(kept.next_if_eq(&unit).or_else(|| others.next_if_eq(&unit)).is_some(), "{unit}");
        }
        prop_assert!(kept.next().is_none() && others.next().is_none());
    }

    #[test]
    fn without_duplicates_there_are_none(tmx in memories()) {
        let make = || tempfile::tempfile();
        let info = yaddash_tmx::info(tmx.as_bytes(), Scratch::new(&make)).unwrap();
        let numbers = Sameness::Normalized { numbers: true };
        let mut before = None;
        for (sameness, subsets) in [(Sameness::Exact, false), (Sameness::Exact, true), (numbers, true)] {
            for choice in [Choice::First, Choice::Newest, Choice::Longest] {
                let options = options(sameness, choice, subsets);
                let (once, left_out) = deduped(&tmx, options);
                if sameness == Sameness::Exact && !subsets {
                    prop_assert_eq!(left_out, info.duplicate_units);
                }
                let all: BTreeSet<String> = raw_units(&tmx).into_iter().collect();
                prop_assert!(raw_units(&once).iter().all(|unit| all.contains(unit)));
                prop_assert_eq!(deduped(&once, options), (once.clone(), 0));
                if choice == Choice::First {
                    prop_assert!(before.is_none_or(|fewer| fewer <= left_out));
                    before = Some(left_out);
                }
            }
        }
    }

    #[test]
    fn a_sample_is_a_part_of_the_right_size(tmx in memories(), count in 0..25_u64, seed: u64) {
        let taken = |size| {
            let mut out = Vec::new();
            let done = sample(|| Ok(tmx.as_bytes()), &mut out, size, seed).unwrap();
            (raw_units(&String::from_utf8(out).unwrap()), done)
        };
        let all = raw_units(&tmx);
        let (units, done) = taken(SampleSize::Units(count));
        prop_assert_eq!(units.len(), usize::try_from(count).unwrap().min(all.len()));
        prop_assert_eq!((done.kept, done.units), (units.len() as u64, all.len() as u64));
        let mut rest = all.iter();
        prop_assert!(units.iter().all(|unit| rest.any(|other| other == unit)));
        prop_assert_eq!(taken(SampleSize::Percent(100.0)).0, all);
        prop_assert!(taken(SampleSize::Percent(0.0)).0.is_empty());
    }

    #[test]
    fn parts_make_the_whole(tmx in memories(), units in 1..7_u64, bytes in 1..2_000_u64) {
        let all = raw_units(&tmx);
        for by in [SplitBy::Units(units), SplitBy::Bytes(bytes)] {
            let parts = parts(&tmx, &by);
            let joined: Vec<String> = parts.iter().flat_map(|(_, part)| raw_units(part)).collect();
            prop_assert_eq!(&joined, &all);
            for (_, part) in &parts {
                let count = raw_units(part).len();
                prop_assert!(TmxReader::new(part.as_bytes()).is_ok());
                let fits = match by {
                    SplitBy::Units(units) => count as u64 <= units,
                    _ => part.len() as u64 <= bytes || count <= 1,
                };
                prop_assert!(fits);
            }
        }
        let mut joined: Vec<String> = parts(&tmx, &SplitBy::Property("x-p".to_owned()))
            .iter()
            .flat_map(|(_, part)| raw_units(part))
            .collect();
        joined.sort();
        let mut sorted = all;
        sorted.sort();
        prop_assert_eq!(joined, sorted);
    }

    #[test]
    fn pairs_have_two_languages(tmx in memories()) {
        for (part, tmx) in parts(&tmx, &SplitBy::Pair) {
            let Part::Pair(one, other) = part else { panic!("not a pair") };
            for unit in TmxReader::new(tmx.as_bytes()).unwrap() {
                let languages: BTreeSet<_> = unit.unwrap().variants.into_iter().map(|v| v.language).collect();
                prop_assert_eq!(&languages, &BTreeSet::from([one.clone(), other.clone()]));
            }
        }
    }
}
