//! Findings that a report goes through.

use std::io;

use yaddash_model::Finding;

/// Findings in the order that they are to appear, which can be gone through more than once. They need not be in memory.
pub trait Findings {
    /// How many there are.
    fn count(&self) -> usize;

    /// Hands each to `visit`, and stops at the first error.
    ///
    /// # Errors
    /// Those of `visit`, and those of where the findings are kept.
    fn each(&self, visit: &mut dyn FnMut(&Finding) -> io::Result<()>) -> io::Result<()>;
}

impl Findings for &[Finding] {
    fn count(&self) -> usize {
        self.len()
    }

    fn each(&self, visit: &mut dyn FnMut(&Finding) -> io::Result<()>) -> io::Result<()> {
        self.iter().try_for_each(visit)
    }
}

impl Findings for Vec<Finding> {
    fn count(&self) -> usize {
        self.len()
    }

    fn each(&self, visit: &mut dyn FnMut(&Finding) -> io::Result<()>) -> io::Result<()> {
        self.iter().try_for_each(visit)
    }
}
