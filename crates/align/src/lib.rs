//! Sentence alignment of two or more language versions
