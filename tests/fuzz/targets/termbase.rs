//! Termbases: any table and any TBX is read or refused; what was read and can be written is read back and written the
//! same again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yaddash_fuzz::{choose, parted, text_of};
use yaddash_glossary::{
    Delimiter, TbxStyle, TbxVersion, Termbase, read_csv, read_tbx, validate, write_csv, write_tbx,
};

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Table,
    Tbx,
}

/// The forms of TBX.
const DIALECTS: [(TbxVersion, TbxStyle); 3] = [
    (TbxVersion::V2, TbxStyle::Attributes),
    (TbxVersion::V3, TbxStyle::Attributes),
    (TbxVersion::V3, TbxStyle::Elements),
];

fuzz_target!(|input: &[u8]| {
    let ([choice], bytes) = parted(input);
    let kind = choose(choice, &[Kind::Table, Kind::Tbx]);
    let read = match kind {
        Kind::Table => read_csv(text_of(bytes)),
        Kind::Tbx => read_tbx(bytes),
    };
    let Ok(read) = read else {
        return;
    };
    for problem in validate(&read.termbase) {
        assert!(!problem.kind.to_string().is_empty());
    }
    for delimiter in [Delimiter::Comma, Delimiter::Semicolon, Delimiter::Tab] {
        check(&read.termbase, kind == Kind::Table, |termbase| {
            through_table(termbase, delimiter)
        });
    }
    for (version, style) in DIALECTS {
        check(&read.termbase, kind == Kind::Tbx, |termbase| {
            through_tbx(termbase, version, style)
        });
    }
});

/// What was written and read is, written and read again, the same; so is what came from a file of the same kind, of
/// which nothing is lost.
fn check(termbase: &Termbase, is_same_kind: bool, through: impl Fn(&Termbase) -> Option<Termbase>) {
    let Some(once) = through(termbase) else {
        return;
    };
    if is_same_kind {
        assert_eq!(once, comparable(termbase.clone()));
    }
    assert_eq!(through(&once), Some(once));
}

fn through_table(termbase: &Termbase, delimiter: Delimiter) -> Option<Termbase> {
    let mut bytes = Vec::new();
    write_csv(termbase, delimiter, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).expect("written in UTF-8");
    let read = read_csv(&text).expect("what was written is a table");
    Some(comparable(read.termbase))
}

/// `None` where the termbase has a character that XML cannot hold, as a table may.
fn through_tbx(termbase: &Termbase, version: TbxVersion, style: TbxStyle) -> Option<Termbase> {
    let mut bytes = Vec::new();
    write_tbx(termbase, version, style, &mut bytes).ok()?;
    let read = read_tbx(&*bytes).expect("what was written is TBX");
    Some(comparable(read.termbase))
}

/// Without what may differ: where terms were read, and the order of the further columns of a table.
fn comparable(mut termbase: Termbase) -> Termbase {
    let sections = termbase
        .concepts
        .iter_mut()
        .flat_map(|concept| &mut concept.sections);
    for term in sections.flat_map(|section| &mut section.terms) {
        term.place = None;
        let mut further: Vec<_> = term.extra.iter().collect();
        further.sort_unstable();
        term.extra = further.into_iter().collect();
    }
    termbase
}
