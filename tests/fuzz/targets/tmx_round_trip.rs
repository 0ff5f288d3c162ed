//! The TMX writer. With what is foreign to TMX kept, units that were read from TMX are read back as they were. Without,
//! whatever the units hold, the file is valid, and what was written once is written the same again with nothing more to
//! change. An input that starts with `{` is lines of JSON, whose units can hold what no TMX does.
#![no_main]

use libfuzzer_sys::fuzz_target;
use yaddash_formats::units::jsonl;
use yaddash_model::{Finding, Severity, TranslationUnit};
use yaddash_tmx::operations::Scratch;
use yaddash_tmx::{Header, Level, TmxOptions, TmxReader, TmxWriter, WriteReport, validate};

/// Errors of what units say, which the DTD does not forbid and the writer cannot mend.
const OF_UNITS: [&str; 7] = [
    "tmx-no-source-variant",
    "tmx-ude-base",
    "tmx-map",
    "tmx-pair-number",
    "tmx-repeated-pair",
    "tmx-unpaired-bpt",
    "tmx-unpaired-ept",
];

fuzz_target!(|input: &[u8]| {
    let (header, units) = if input.starts_with(b"{") {
        let units = jsonl::Reader::new(input).map_while(Result::ok).collect();
        (Header::default(), units)
    } else {
        let Some((header, units)) = read(input) else {
            return;
        };
        check_kept(&header, &units);
        (header, units)
    };
    for level in [Level::One, Level::Two] {
        check_valid(&header, &units, level);
    }
});

fn check_kept(header: &Header, units: &[TranslationUnit]) {
    let mut options = TmxOptions::default();
    options.keep_foreign = true;
    let (kept, _) = write(header, units, options);
    let (_, again) = read(&kept).expect("what was written is TMX");
    assert_eq!(again, units);
}

fn check_valid(header: &Header, units: &[TranslationUnit], level: Level) {
    let mut options = TmxOptions::default();
    options.level = level;
    let (first, _) = write(header, units, options);
    let mut receive = |finding: Finding| {
        let is_of_units = OF_UNITS.contains(&finding.rule.as_str());
        assert!(
            is_of_units || finding.severity != Severity::Error,
            "{finding:?}"
        );
    };
    validate(&*first, "written.tmx".as_ref(), Scratch::new(&tempfile::tempfile), &mut receive).unwrap();
    let (header, units) = read(&first).expect("what was written is TMX");
    let (second, report) = write(&header, &units, options);
    assert_eq!(text(&second), text(&first));
    check_unchanged(report);
}

/// The header and the units; `None` for what is no TMX at all. Units that cannot be read are left out.
fn read(bytes: &[u8]) -> Option<(Header, Vec<TranslationUnit>)> {
    let mut reader = TmxReader::new(bytes).ok()?;
    let units = reader.by_ref().filter_map(Result::ok).collect();
    Some((reader.header().clone(), units))
}

fn write(
    header: &Header,
    units: &[TranslationUnit],
    options: TmxOptions,
) -> (Vec<u8>, WriteReport) {
    let mut writer = TmxWriter::new(Vec::new(), header, options).unwrap();
    for unit in units {
        writer.write(unit).unwrap();
    }
    writer.finish().unwrap()
}

fn check_unchanged(report: WriteReport) {
    let changed = [
        report.units_without_variants,
        report.moved_attributes,
        report.dropped_attributes,
        report.added_attributes,
        report.rewritten_codes,
        report.dropped_codes,
        report.forbidden_characters,
    ];
    assert_eq!(changed, [0; 7], "{report:?}");
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("written in UTF-8")
}
