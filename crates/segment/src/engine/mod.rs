//! Which rule decides at which position of a text.

mod compile;
mod decide;
mod frequencies;
mod landmarks;
mod nearby;
mod nearby_groups;
mod side;
mod tier;
mod utf8;

pub(crate) use compile::Engine;
