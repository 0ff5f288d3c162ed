//! What a format could not keep, in words.

use yaddash_formats::units::Losses;
use yaddash_tmx::WriteReport;

/// What had to be changed or left out for a TMX file to be valid, a kind an entry.
pub(crate) fn of_memory(report: &WriteReport) -> Vec<String> {
    let kinds = [
        (
            report.units_without_variants,
            "units without variants left out",
        ),
        (
            report.moved_attributes,
            "attributes unknown to TMX written as properties",
        ),
        (
            report.dropped_attributes,
            "attributes unknown to TMX left out",
        ),
        (
            report.rewritten_codes,
            "elements unknown to TMX written as codes",
        ),
        (report.dropped_codes, "codes left out"),
        (
            report.forbidden_characters,
            "characters that XML cannot hold left out",
        ),
    ];
    let lost = kinds.into_iter().filter(|(count, _)| *count > 0);
    lost.map(|(count, what)| format!("{count} {what}"))
        .collect()
}

/// What a table or text files have no place for; nothing where everything was kept.
pub(crate) fn of_table(losses: &Losses) -> Vec<String> {
    if losses.is_empty() {
        Vec::new()
    } else {
        vec![format!(
            "not kept, since the format has no place for them: {losses}"
        )]
    }
}

/// What units have no place for in a file that was read; nothing where everything was kept.
pub(crate) fn of_reading(losses: &Losses) -> Vec<String> {
    if losses.is_empty() {
        Vec::new()
    } else {
        vec![format!(
            "left out of the input, since units have no place for them: {losses}"
        )]
    }
}
