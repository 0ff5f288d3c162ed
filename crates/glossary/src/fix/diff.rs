//! Unified diffs.

use std::fmt::Write;

/// Lines of context around a change.
const CONTEXT: usize = 3;

/// The difference between `old` and `new` as a unified diff with three lines of context, names as given; empty where
/// there is none. Lines end at LF; a last line without one is marked as `diff` does.
///
/// Lines are compared by the algorithm of Myers (1986), after what both texts begin and end with was set aside.
///
/// ```
/// use yaddash_glossary::unified_diff;
/// let diff = unified_diff("a.txt", "a\nECPA\n", "a\nPACE\n");
/// assert_eq!(diff, "--- a.txt\n+++ a.txt\n@@ -1,2 +1,2 @@\n a\n-ECPA\n+PACE\n");
/// ```
pub fn unified_diff(name: &str, old: &str, new: &str) -> String {
    if old == new {
        return String::new();
    }
    let (old, new): (Vec<&str>, Vec<&str>) = (
        old.split_inclusive('\n').collect(),
        new.split_inclusive('\n').collect(),
    );
    let edits = edits(&old, &new);
    let mut diff = format!("--- {name}\n+++ {name}\n");
    for hunk in hunks(&edits) {
        write_hunk(&mut diff, hunk, &edits);
    }
    diff
}

/// A line of both texts or of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Edit<'a> {
    Same(&'a str),
    Old(&'a str),
    New(&'a str),
}

fn edits<'a>(old: &[&'a str], new: &[&'a str]) -> Vec<Edit<'a>> {
    let before = old
        .iter()
        .zip(new)
        .take_while(|(one, other)| one == other)
        .count();
    let (head, old) = old.split_at(before);
    let (_, new) = new.split_at(before);
    let after = old
        .iter()
        .rev()
        .zip(new.iter().rev())
        .take_while(|(one, other)| one == other)
        .count();
    let (old, tail) = old.split_at(old.len() - after);
    let (new, _) = new.split_at(new.len() - after);
    let mut edits: Vec<Edit<'a>> = head.iter().map(|line| Edit::Same(line)).collect();
    middle(old, new, &mut edits);
    edits.extend(tail.iter().map(|line| Edit::Same(line)));
    edits
}

/// The longest search for a shortest way, in edits; beyond it the middles stand as one change.
const LONGEST_SEARCH: usize = 2000;

fn middle<'a>(old: &[&'a str], new: &[&'a str], edits: &mut Vec<Edit<'a>>) {
    let Some(trace) = shortest_way(old, new) else {
        edits.extend(old.iter().map(|line| Edit::Old(line)));
        edits.extend(new.iter().map(|line| Edit::New(line)));
        return;
    };
    let (mut x, mut y) = (old.len(), new.len());
    let mut backwards = Vec::new();
    for (steps, reached) in trace.iter().enumerate().rev() {
        let at = |diagonal: isize| reached_on(reached, diagonal);
        let diagonal = offset(x, y);
        let steps = isize::try_from(steps).unwrap_or(isize::MAX);
        let is_insertion =
            diagonal == -steps || (diagonal != steps && at(diagonal - 1) < at(diagonal + 1));
        let previous = if is_insertion {
            diagonal + 1
        } else {
            diagonal - 1
        };
        let from_x = at(previous).max(0).unsigned_abs();
        let from_y = isize::try_from(from_x)
            .unwrap_or(isize::MAX)
            .saturating_sub(previous)
            .max(0)
            .unsigned_abs();
        while x > from_x && y > from_y {
            (x, y) = (x - 1, y - 1);
            backwards.extend(old.get(x).map(|line| Edit::Same(line)));
        }
        if steps > 0 {
            if is_insertion {
                y = y.saturating_sub(1);
                backwards.extend(new.get(y).map(|line| Edit::New(line)));
            } else {
                x = x.saturating_sub(1);
                backwards.extend(old.get(x).map(|line| Edit::Old(line)));
            }
        }
    }
    edits.extend(backwards.into_iter().rev());
}

fn offset(x: usize, y: usize) -> isize {
    isize::try_from(x).unwrap_or(isize::MAX) - isize::try_from(y).unwrap_or(isize::MAX)
}

/// How far each diagonal was reached before a step: pairs of diagonal and x, in order.
type Reached = Vec<(isize, isize)>;

fn reached_on(reached: &Reached, diagonal: isize) -> isize {
    reached
        .binary_search_by_key(&diagonal, |(known, _)| *known)
        .ok()
        .and_then(|at| reached.get(at))
        .map_or(-1, |(_, x)| *x)
}

/// What was reached before each step of the shortest way; `None` where it is too long.
fn shortest_way(old: &[&str], new: &[&str]) -> Option<Vec<Reached>> {
    let limit = (old.len() + new.len()).min(LONGEST_SEARCH);
    let mut trace = Vec::new();
    let mut reached: Reached = vec![(1, 0)];
    for steps in 0..=isize::try_from(limit).ok()? {
        trace.push(reached.clone());
        let mut next = Reached::new();
        for diagonal in (-steps..=steps).step_by(2) {
            let (left, right) = (
                reached_on(&reached, diagonal - 1),
                reached_on(&reached, diagonal + 1),
            );
            let is_insertion = diagonal == -steps || (diagonal != steps && left < right);
            let start = if is_insertion { right } else { left + 1 };
            let mut x = start.max(0).unsigned_abs();
            let mut y = start.saturating_sub(diagonal).max(0).unsigned_abs();
            while let (Some(one), Some(other)) = (old.get(x), new.get(y))
                && one == other
            {
                (x, y) = (x + 1, y + 1);
            }
            if x >= old.len() && y >= new.len() {
                return Some(trace);
            }
            next.push((diagonal, isize::try_from(x).ok()?));
        }
        reached = next;
    }
    None
}

/// Ranges of edits, each a change or several with their context.
fn hunks(edits: &[Edit<'_>]) -> Vec<std::ops::Range<usize>> {
    let mut hunks: Vec<std::ops::Range<usize>> = Vec::new();
    for (at, edit) in edits.iter().enumerate() {
        if matches!(edit, Edit::Same(_)) {
            continue;
        }
        let end = (at + 1 + CONTEXT).min(edits.len());
        match hunks.last_mut() {
            Some(last) if at <= last.end + CONTEXT => last.end = end,
            _ => hunks.push(at.saturating_sub(CONTEXT)..end),
        }
    }
    hunks
}

fn write_hunk(diff: &mut String, hunk: std::ops::Range<usize>, edits: &[Edit<'_>]) {
    let before = edits.get(..hunk.start).unwrap_or_default();
    let inside = edits.get(hunk).unwrap_or_default();
    let count = |edits: &[Edit<'_>], is_new: bool| {
        edits
            .iter()
            .filter(|edit| match edit {
                Edit::Same(_) => true,
                Edit::Old(_) => !is_new,
                Edit::New(_) => is_new,
            })
            .count()
    };
    let range = |is_new: bool| {
        let (start, length) = (count(before, is_new), count(inside, is_new));
        // An empty range names the line before it.
        let start = if length == 0 { start } else { start + 1 };
        if length == 1 {
            start.to_string()
        } else {
            format!("{start},{length}")
        }
    };
    // Writing to a string cannot fail.
    let _ = writeln!(diff, "@@ -{} +{} @@", range(false), range(true));
    for edit in inside {
        let (sign, line) = match edit {
            Edit::Same(line) => (' ', line),
            Edit::Old(line) => ('-', line),
            Edit::New(line) => ('+', line),
        };
        diff.push(sign);
        diff.push_str(line);
        if !line.ends_with('\n') {
            diff.push_str("\n\\ No newline at end of file\n");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn changes_far_apart_are_hunks_of_their_own() {
        let lines: Vec<String> = (0..20).map(|line| line.to_string()).collect();
        let old = lines.join("\n");
        let new = old.replace("3\n", "three\n").replace("18\n", "");
        let diff = unified_diff("x", &old, &new);
        assert_eq!(diff.matches("@@ -").count(), 2, "{diff}");
    }

    proptest! {
        #[test]
        fn the_edits_hold_both_texts(old in "([abc]\n?){0,14}", new in "([abc]\n?){0,14}") {
            let (one, other): (Vec<&str>, Vec<&str>) =
                (old.split_inclusive('\n').collect(), new.split_inclusive('\n').collect());
            let edits = edits(&one, &other);
            let side = |is_new: bool| -> String {
                edits.iter().map(|edit| match edit {
                    Edit::Same(line) => *line,
                    Edit::Old(line) if !is_new => line,
                    Edit::New(line) if is_new => line,
                    _ => "",
                }).collect()
            };
            prop_assert_eq!(side(false), old.as_str());
            prop_assert_eq!(side(true), new.as_str());
        }
    }
}
