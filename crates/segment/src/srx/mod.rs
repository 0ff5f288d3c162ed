//! SRX: Segmentation Rules eXchange, versions 1.0 and 2.0.

mod abbreviated;
mod model;
mod portable;
mod read;
mod write;

pub(crate) use portable::portable;

pub use model::{Header, LanguageMap, LanguageRules, PassedOver, Rule, RulePlace, SrxDocument};
