//! Translation memories of Trados Studio (SDLTM), read-only.
//!
//! Such a file is an `SQLite` database. It is opened as one that nobody changes, so that neither it nor anything beside
//! it is written. Units come in the order of their rows, a few at a time, and memory is bounded by the largest of them.
//!
//! | in the database | in the unit |
//! |---|---|
//! | `guid` of the unit | attribute `tuid` |
//! | dates and users of creation and change | `creationdate`, `creationid`, `changedate`, `changeid` |
//! | `last_used_date`, `usage_counter` | `lastusagedate`, `usagecount` |
//! | `last_used_user` | property `x-LastUsedBy` |
//! | fields, with text, number, date or list values | properties `x-NAME`, one for each value |
//! | contexts | properties `x-Context` (hashes before the unit, of source and target) and `x-IdContext` |
//! | the memory, where the file holds several | property `x-Memory` |
//! | tags | `bpt`, `ept`, `it` and `ph` with the attributes that Trados gives them in TMX |

mod database;
mod field;
mod read;
mod segment;

pub use read::Reader;

#[cfg(test)]
mod tests;
