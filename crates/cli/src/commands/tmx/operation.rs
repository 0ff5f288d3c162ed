//! What the operations on memories have in common: where they read and write, and what they tell.

use std::path::Path;

use yaddash_io::encoding::EncodingReport;
use yaddash_tmx::operations::{InputText, Scratch, Unreadable};
use yaddash_tmx::{Error, ErrorKind};

use crate::exit::Outcome;
use crate::input;
use crate::messages::Messages;
use crate::units;

/// Temporary files of the system, which are gone when they are closed.
pub(super) fn scratch() -> Scratch<'static> {
    Scratch::new(&tempfile::tempfile)
}

/// An error of reading `path` or writing `output`, with the name of the one that it is about, and what helps.
pub(super) fn failed(error: Error, path: &Path, output: Option<&Path>) -> anyhow::Error {
    if matches!(error.kind(), ErrorKind::Write(_)) {
        let name = match output {
            Some(path) if !input::is_stdin(path) => path.display().to_string(),
            _ => "to standard output".to_owned(),
        };
        return anyhow::Error::new(error).context(format!("cannot write {name}"));
    }
    units::unreadable_memory(error, path)
}

/// Says what is unusual in an input.
pub(super) fn tell_text(path: &Path, text: &InputText, messages: Messages) {
    let report = EncodingReport {
        encoding: text.encoding,
        evidence: text.evidence,
        notices: text.notices.clone(),
        replaced: text.replaced,
    };
    input::tell(path, &report, messages);
    units::tell_unknown(path, text.unknown_elements, messages);
}

/// Says which units could not be read and what became of them; gives how the command ends because of them.
pub(super) fn tell_unreadable(
    path: &Path,
    unreadable: &Unreadable,
    what: &str,
    messages: Messages,
) -> Outcome {
    if let Some(first) = &unreadable.first {
        messages.warning(format_args!(
            "{}: {} of its units cannot be read and {what}; the first: {first}",
            input::name(path),
            unreadable.units
        ));
    }
    Outcome::findings(unreadable.units > 0)
}
