//! The elements that are open.

/// Names of the open elements, the outermost first.
#[derive(Clone, Debug, Default)]
pub(super) struct OpenElements {
    /// All names, one after the other.
    names: String,
    /// Where each name starts.
    starts: Vec<usize>,
}

impl OpenElements {
    pub(super) fn depth(&self) -> usize {
        self.starts.len()
    }

    pub(super) fn push(&mut self, name: &str) {
        self.starts.push(self.names.len());
        self.names.push_str(name);
    }

    /// The innermost open element.
    pub(super) fn last(&self) -> Option<&str> {
        self.names.get(*self.starts.last()?..)
    }

    pub(super) fn pop(&mut self) {
        if let Some(start) = self.starts.pop() {
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
