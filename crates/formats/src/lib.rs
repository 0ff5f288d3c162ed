//! Documents and bilingual files to and from the model of Yaddash
