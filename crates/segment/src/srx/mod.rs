//! SRX: Segmentation Rules eXchange, versions 1.0 and 2.0.

mod abbreviated;
mod model;
mod read;
mod write;

pub use model::{Header, LanguageMap, LanguageRules, PassedOver, Rule, RulePlace, SrxDocument};
