//! Which rule decides at which position of a text.

mod compile;
mod decide;
mod nearby;
mod nearby_groups;
mod side;
mod tier;

pub(crate) use compile::Engine;
