//! TBX, the exchange format for termbases: version 2 (ISO 30042:2008, `martif`) and version 3 (ISO 30042:2019, `tbx`),
//! the latter with data categories as attribute values (DCA) or as elements (DCT).

mod check;
mod dialect;
mod instruction;
mod reader;
mod writer;

pub(crate) use check::read_checked;
pub use dialect::{TbxDialect, TbxOptions, TbxStyle, TbxVersion};
pub use reader::read_tbx;
pub use writer::write_tbx;

#[cfg(test)]
mod tests;
