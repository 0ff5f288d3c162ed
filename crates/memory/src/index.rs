//! The index: which texts the units have, so that those like a text are found without asking the store.

mod bounds;
mod build;
mod chosen;
mod count;
mod files;
mod layout;
mod lists;
mod pairs;
mod part;
mod search;
mod snapshot;
mod stems;
mod top;
mod varint;

#[cfg(test)]
mod tests;

pub(crate) use snapshot::{Snapshot, Sought, name};
