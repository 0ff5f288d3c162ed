//! Which words of a text changed.

/// Pairs of words that are compared; longer texts differ as a whole between their equal ends.
const PAIRS: usize = 1 << 20;

/// A stretch of two texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// It is in both.
    Same(String),
    /// It is in the old one alone.
    Removed(String),
    /// It is in the new one alone.
    Added(String),
}

/// The words of two texts, those that are in both as few and long stretches as can be: a longest common subsequence of
/// words, white space and signs. What was removed comes before what was added.
///
/// ```
/// use yaddash_tmx::operations::{Piece, words_marked};
/// let pieces = words_marked("one two three", "one 2 three");
/// assert_eq!(pieces, [
///     Piece::Same("one ".into()), Piece::Removed("two".into()), Piece::Added("2".into()), Piece::Same(" three".into()),
/// ]);
/// ```
pub fn words_marked(old: &str, new: &str) -> Vec<Piece> {
    let (old, new) = (words(old), words(new));
    let start = old
        .iter()
        .zip(&new)
        .take_while(|(old, new)| old == new)
        .count();
    let (head, old) = old.split_at_checked(start).unwrap_or_default();
    let new = new.get(start..).unwrap_or_default();
    let end = old.iter().rev().zip(new.iter().rev());
    let end = end.take_while(|(old, new)| old == new).count();
    let (old, tail) = old.split_at_checked(old.len() - end).unwrap_or_default();
    let new = new.get(..new.len() - end).unwrap_or_default();

    let mut pieces = Pieces::default();
    for word in head {
        pieces.same(word);
    }
    middle(old, new, &mut pieces);
    for word in tail {
        pieces.same(word);
    }
    pieces.finish()
}

/// Words, runs of white space, and other characters alone.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if first.is_alphanumeric() {
            rest.find(|c: char| !c.is_alphanumeric())
        } else if first.is_whitespace() {
            rest.find(|c: char| !c.is_whitespace())
        } else {
            Some(first.len_utf8())
        };
        let (word, behind) = rest
            .split_at_checked(length.unwrap_or(rest.len()))
            .unwrap_or((rest, ""));
        words.push(word);
        rest = behind;
    }
    words
}

/// Texts whose first and last words differ.
fn middle(old: &[&str], new: &[&str], pieces: &mut Pieces) {
    let width = new.len() + 1;
    if old.len().saturating_mul(new.len()) > PAIRS {
        for word in old {
            pieces.removed(word);
        }
        for word in new {
            pieces.added(word);
        }
        return;
    }
    // How many words the rest from each pair on has in common.
    let mut common = vec![0_u32; (old.len() + 1) * width];
    let at = |row: usize, column: usize| row * width + column;
    let value = |common: &[u32], at: usize| common.get(at).copied().unwrap_or(0);
    for (row, old_word) in old.iter().enumerate().rev() {
        for (column, new_word) in new.iter().enumerate().rev() {
            let best = if old_word == new_word {
                value(&common, at(row + 1, column + 1)) + 1
            } else {
                value(&common, at(row + 1, column)).max(value(&common, at(row, column + 1)))
            };
            if let Some(cell) = common.get_mut(at(row, column)) {
                *cell = best;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    loop {
        match (old.get(row), new.get(column)) {
            (Some(old_word), Some(new_word)) if old_word == new_word => {
                pieces.same(old_word);
                row += 1;
                column += 1;
            }
            (Some(old_word), new_word)
                if new_word.is_none()
                    || value(&common, at(row + 1, column))
                        >= value(&common, at(row, column + 1)) =>
            {
                pieces.removed(old_word);
                row += 1;
            }
            (_, Some(new_word)) => {
                pieces.added(new_word);
                column += 1;
            }
            _ => return,
        }
    }
}

/// Collects words into stretches.
#[derive(Default)]
struct Pieces {
    done: Vec<Piece>,
    same: String,
    removed: String,
    added: String,
}

impl Pieces {
    fn same(&mut self, word: &str) {
        self.end_change();
        self.same.push_str(word);
    }

    fn removed(&mut self, word: &str) {
        self.end_same();
        self.removed.push_str(word);
    }

    fn added(&mut self, word: &str) {
        self.end_same();
        self.added.push_str(word);
    }

    fn end_same(&mut self) {
        if !self.same.is_empty() {
            self.done.push(Piece::Same(std::mem::take(&mut self.same)));
        }
    }

    fn end_change(&mut self) {
        if !self.removed.is_empty() {
            let removed = std::mem::take(&mut self.removed);
            self.done.push(Piece::Removed(removed));
        }
        if !self.added.is_empty() {
            self.done
                .push(Piece::Added(std::mem::take(&mut self.added)));
        }
    }

    fn finish(mut self) -> Vec<Piece> {
        self.end_same();
        self.end_change();
        self.done
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn pieces_hold_both_texts(old in "([ab]{1,2}|[ ,])\\PC{0,3}", new in "([ab]{1,2}|[ ,]){0,12}") {
            let pieces = words_marked(&old, &new);
            let side = |keep: fn(&Piece) -> Option<&str>| -> String {
                pieces.iter().filter_map(keep).collect()
            };
            prop_assert_eq!(side(|piece| match piece {
                Piece::Same(text) | Piece::Removed(text) => Some(text),
                Piece::Added(_) => None,
            }), old.clone());
            prop_assert_eq!(side(|piece| match piece {
                Piece::Same(text) | Piece::Added(text) => Some(text),
                Piece::Removed(_) => None,
            }), new);
            prop_assert!(words_marked(&old, &old).len() <= 1);
        }
    }

    #[test]
    fn long_texts_end_soon() {
        let old = "a ".repeat(20_000);
        let new = format!("b {}c", "d ".repeat(20_000));
        assert_eq!(words_marked(&old, &new).len(), 2);
    }
}
