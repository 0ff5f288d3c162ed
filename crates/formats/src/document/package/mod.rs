//! Packages: zip files with XML parts, as DOCX and ODT are.

mod archive;
mod flow;
mod xml;

pub(super) use archive::Package;
pub(super) use flow::Flow;
pub(super) use xml::{Element, PartReader, Visit, read_part};
