//! The elements that are open.

use super::Position;

/// Names and places of the open elements, the outermost first.
#[derive(Clone, Debug, Default)]
pub(super) struct OpenElements {
    /// All names, one after the other.
    names: String,
    /// Where each name starts, and where the element does.
    starts: Vec<(usize, Position)>,
}

impl OpenElements {
    pub(super) fn depth(&self) -> usize {
        self.starts.len()
    }

    pub(super) fn push(&mut self, name: &str, position: Position) {
        self.starts.push((self.names.len(), position));
        self.names.push_str(name);
    }

    /// The innermost open element.
    pub(super) fn last(&self) -> Option<(&str, Position)> {
        let (start, position) = *self.starts.last()?;
        Some((self.names.get(start..)?, position))
    }

    pub(super) fn pop(&mut self) {
        if let Some((start, _)) = self.starts.pop() {
            self.names.truncate(start);
        }
    }

    /// Leaves the outermost `depth` elements open.
    pub(super) fn truncate(&mut self, depth: usize) {
        while self.starts.len() > depth {
            self.pop();
        }
    }
}
