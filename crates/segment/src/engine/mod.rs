//! Which rule decides at which position of a text.

mod bytes;
mod compile;
mod decide;

pub(crate) use compile::Engine;
pub(crate) use decide::Decision;
