//! Findings and summaries rendered for people and for tools
