//! Reports of a word that one document writes in several ways.

use yaddash_language::{Language, casing};

use super::vocabulary::{Spot, Writing};
use super::{Issue, Rule};

/// Places that are reported of one form; more of them show a habit, and one finding says it.
const MOST: usize = 50;

/// The places of `group` that are written so and are no terms, whose writing the glossary tells.
pub(super) fn written(group: &[Spot], writing: Writing) -> Vec<&Spot> {
    group
        .iter()
        .filter(|spot| spot.writing == writing && !spot.is_term)
        .collect()
}

/// Reports all forms but the one that stands in the most places, the first of equals. `forms` are the places of each, in
/// the order of the document. With a `language`, a capital at the beginning is no part of the form.
pub(super) fn report<'a>(
    rule: &'static Rule,
    forms: &[Vec<&Spot>],
    text: &dyn Fn(&Spot) -> &'a str,
    language: Option<&Language>,
    issues: &mut Vec<(usize, Issue)>,
) {
    let first_place = |spots: &[&Spot]| spots.first().map(|spot| (spot.block, spot.span));
    let usual = forms
        .iter()
        .filter(|spots| !spots.is_empty())
        .min_by_key(|spots| (std::cmp::Reverse(spots.len()), first_place(spots)));
    let Some((usual, shown)) = usual.and_then(|spots| Some((spots, text(spots.first()?)))) else {
        return;
    };
    for spots in forms
        .iter()
        .filter(|spots| first_place(spots) != first_place(usual))
    {
        for spot in spots.iter().take(MOST) {
            let found = text(spot);
            let suggestion = match language {
                Some(language) => in_case_of(found, shown, usual, text, language),
                None => shown.to_owned(),
            };
            issues.push((
                spot.block,
                Issue {
                    rule,
                    span: spot.span,
                    concept: None,
                    suggestions: vec![suggestion],
                    message: format!(
                        "the document has `{shown}` in {} and `{found}` in {}",
                        places(usual.len()),
                        places(spots.len()),
                    ),
                },
            ));
        }
    }
}

/// The usual form, with a capital where `found` has one.
fn in_case_of<'a>(
    found: &str,
    shown: &str,
    usual: &[&Spot],
    text: &dyn Fn(&Spot) -> &'a str,
    language: &Language,
) -> String {
    let is_upper = |word: &str| word.starts_with(casing::is_upper);
    let alike = usual
        .iter()
        .map(|spot| text(spot))
        .find(|other| is_upper(other) == is_upper(found));
    if let Some(other) = alike {
        return other.to_owned();
    }
    let length = shown.chars().next().map_or(0, char::len_utf8);
    let (first, rest) = shown.split_at_checked(length).unwrap_or((shown, ""));
    let first = if is_upper(found) {
        casing::upper(first, language)
    } else {
        casing::lower(first, language)
    };
    format!("{first}{rest}")
}

fn places(count: usize) -> String {
    if count == 1 {
        "1 place".to_owned()
    } else {
        format!("{count} places")
    }
}
