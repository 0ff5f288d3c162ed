//! What the fuzz targets share: how an input is parted into choices and text, and what must hold of spans.

mod choice;
mod span;
mod trickle;

pub use choice::{LANGUAGES, choose, language, parted, text_of};
pub use span::{assert_in_order, assert_inside, assert_tiling};
pub use trickle::Trickle;
