//! Packages: zip files with XML parts, as DOCX, ODT and XLSX are.

mod archive;
mod flow;
mod stream;
mod xml;

pub(crate) use archive::Package;
pub(super) use flow::Flow;
pub(crate) use stream::PartStream;
pub(crate) use xml::{Element, PartReader, Visit, read_part};
