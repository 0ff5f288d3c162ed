//! Where renderers get the text of files.

use std::borrow::Cow;
use std::path::{Path, PathBuf};

use super::excerpt::SourceText;

/// Gives the decoded text of a file that findings are in, as lines and columns of [`yaddash_model::Place`] count it;
/// `None` where there is none to show.
///
/// The text may be borrowed or read on demand: renderers ask once for each run of findings with the same path and keep
/// one text at a time.
pub type Sources<'a> = dyn Fn(&Path) -> Option<Cow<'a, str>> + 'a;

/// The text that was asked for last.
pub(super) struct LastSource<'a> {
    sources: &'a Sources<'a>,
    last: Option<(PathBuf, Option<SourceText<'a>>)>,
}

impl<'a> LastSource<'a> {
    pub(super) fn new(sources: &'a Sources<'a>) -> Self {
        Self {
            sources,
            last: None,
        }
    }

    /// The text of `path`, from the caller unless it was the last one asked for.
    pub(super) fn of(&mut self, path: &Path) -> Option<&SourceText<'a>> {
        if self.last.as_ref().is_none_or(|(last, _)| last != path) {
            let text = (self.sources)(path).map(SourceText::new);
            self.last = Some((path.to_owned(), text));
        }
        self.last.as_ref().and_then(|(_, text)| text.as_ref())
    }
}
