//! Codes of the query in the place of those of the target.

use yaddash_model::{CodeContent, CodeKind, InlineCode, PlacedCode, Segment};

use super::Readings;

/// `repaired`, the target with its other repairs, with the codes of the query; `None` where they are the same already or
/// do not correspond without doubt. `source` and `target` are as the memory has them.
pub(super) fn transplanted(
    query: &Segment,
    source: &Segment,
    target: &Segment,
    repaired: &Segment,
    readings: &Readings<'_>,
) -> Option<Segment> {
    let (new, old) = (query.codes(), source.codes());
    if new.len() == old.len()
        && new
            .iter()
            .zip(old)
            .all(|(new, old)| is_same(&new.code, &old.code))
    {
        return None;
    }
    if new.is_empty() {
        let is_all_pairs = |codes: &[PlacedCode]| codes.iter().all(|placed| is_half(&placed.code));
        let count = target.codes().len();
        return (count > 0 && is_all_pairs(old) && is_all_pairs(target.codes()))
            .then(|| Segment::from(repaired.text()));
    }
    if old.is_empty() && target.codes().is_empty() {
        return wrapped(query, repaired);
    }
    if new.len() != old.len() || old.len() != target.codes().len() {
        return None;
    }
    let is_alike = |(new, old): (&PlacedCode, &PlacedCode)| {
        role(&new.code) == role(&old.code)
            && readings.query.place(new.offset) == readings.source.place(old.offset)
    };
    if !new.iter().zip(old).all(is_alike) {
        return None;
    }
    let mut replaced = Segment::new();
    let mut at = 0;
    for placed in repaired.codes() {
        let code = counterpart(&placed.code, old, new)?;
        replaced.push_text(repaired.text().get(at..placed.offset)?);
        replaced.push_code(code.clone());
        at = placed.offset;
    }
    replaced.push_text(repaired.text().get(at..)?);
    // Every code of the query is there once.
    let is_complete = new.iter().all(|one| {
        let count = |codes: &[PlacedCode]| codes.iter().filter(|two| two.code == one.code).count();
        count(new) == count(replaced.codes())
    });
    is_complete.then_some(replaced)
}

/// The code of the query that stands for `code` of the target: the one beside its like in the source. Several that are
/// alike must have the same counterpart.
fn counterpart<'a>(
    code: &InlineCode,
    old: &[PlacedCode],
    new: &'a [PlacedCode],
) -> Option<&'a InlineCode> {
    let mut found = old
        .iter()
        .zip(new)
        .filter(|(old, _)| is_same(&old.code, code))
        .map(|(_, new)| &new.code);
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

/// The text of `repaired` within the codes of `query`, where these stand at both ends of it alone.
fn wrapped(query: &Segment, repaired: &Segment) -> Option<Segment> {
    let end = query.text().len();
    let is_around = |placed: &PlacedCode| {
        (placed.offset == 0 && placed.code.is_start())
            || (placed.offset == end && placed.code.is_end())
    };
    if end == 0 || !query.codes().iter().all(is_around) {
        return None;
    }
    let (starts, ends): (Vec<_>, Vec<_>) =
        query.codes().iter().partition(|placed| placed.offset == 0);
    let mut segment = Segment::new();
    for placed in starts {
        segment.push_code(placed.code.clone());
    }
    segment.push_text(repaired.text());
    for placed in ends {
        segment.push_code(placed.code.clone());
    }
    Some(segment)
}

/// Whether the two are one code but for the numbers that tools give anew each time.
fn is_same(one: &InlineCode, other: &InlineCode) -> bool {
    if one.kind != other.kind || one.content != other.content {
        return false;
    }
    // Without content, nothing but the attributes tells codes apart.
    let is_named = !one.content.is_empty();
    let named = |code: &InlineCode| {
        code.attributes
            .iter()
            .filter(|(name, _)| !is_named || !matches!(*name, "i" | "x" | "id" | "rid"))
            .map(|(name, value)| (name.to_owned(), value.to_owned()))
            .collect::<Vec<_>>()
    };
    named(one) == named(other)
}

/// What a code does, whatever it is.
fn role(code: &InlineCode) -> (bool, bool, bool, bool) {
    let has_text = |content: &CodeContent| matches!(content, CodeContent::Sub { .. });
    (
        code.is_start(),
        code.is_end(),
        code.is_wrapping(),
        code.content.iter().any(has_text),
    )
}

/// Whether the code is one half of a pair around text, which says how the text looks and not what it says.
fn is_half(code: &InlineCode) -> bool {
    matches!(
        code.kind,
        CodeKind::Bpt | CodeKind::Ept | CodeKind::HiStart | CodeKind::HiEnd
    )
}

/// `target` with the codes of `query` alone: as it is where neither has any, or where it has those of the query already;
/// else with them in the places of its own, where that is sure.
pub(super) fn with_codes_of(
    query: &Segment,
    source: &Segment,
    target: &Segment,
    readings: &Readings<'_>,
) -> Option<Segment> {
    let count = |codes: &[PlacedCode], code: &InlineCode| {
        codes.iter().filter(|placed| placed.code == *code).count()
    };
    let has_them = query.codes().len() == target.codes().len()
        && query.codes().iter().all(|placed| {
            count(query.codes(), &placed.code) == count(target.codes(), &placed.code)
        });
    if has_them {
        return Some(target.clone());
    }
    transplanted(query, source, target, target, readings)
}
