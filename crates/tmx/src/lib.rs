//! Lossless streaming reader, writer and validator of TMX 1.1 to 1.4b
