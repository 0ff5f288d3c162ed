//! Bytes in, bytes out: encodings, compressed files, guarded XML, atomic files
