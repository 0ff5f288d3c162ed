//! What the XML and HTML formats share.

mod escape;
mod page;
#[cfg(test)]
pub(crate) mod well_formed;

pub(crate) use escape::Escaped;
pub(crate) use page::{write_page_end, write_page_start};
