//! SRX 2.0 segmentation with built-in rules for Azerbaijani, English and Russian
