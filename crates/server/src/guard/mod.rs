//! Who may call the server, by which name, and from which pages.

mod hosts;
mod origins;
mod tokens;

pub(crate) use hosts::check_host;
pub(crate) use origins::{allow_origin, check_origin, preflight};
pub use tokens::{Right, Tokens};
