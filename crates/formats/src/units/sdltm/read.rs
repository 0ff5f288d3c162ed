//! Units from the rows of the database.

use std::collections::{HashMap, HashSet, VecDeque};
use std::path::Path;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Row};
use yaddash_model::{LanguageTag, Property, TranslationUnit, Variant};

use super::database::{self, Memory};
use super::field::{date, guid, text};
use super::segment::parsed;
use crate::Error;
use crate::units::Losses;
use crate::units::losses::count;

/// How many units are read at once, and how many bytes of segments.
const BATCH_UNITS: usize = 500;
const BATCH_BYTES: usize = 1 << 20;
/// The most properties of a batch.
const BATCH_PROPERTIES: usize = 100_000;

/// Columns of `translation_units` beside the segments; those that a file lacks are read as empty.
const COLUMNS: [&str; 9] = [
    "guid",
    "creation_date",
    "creation_user",
    "change_date",
    "change_user",
    "last_used_date",
    "last_used_user",
    "usage_counter",
    "id",
];

/// Tables of values of units, with the columns that they need, and the query that gives the unit, the name of a property
/// and its value for the units from `?1` to `?2`.
const VALUES: [(&str, &[&str], &str); 6] = [
    (
        "string_attributes",
        &["translation_unit_id", "attribute_id", "value"],
        STRING_VALUES,
    ),
    (
        "numeric_attributes",
        &["translation_unit_id", "attribute_id", "value"],
        NUMERIC_VALUES,
    ),
    (
        "date_attributes",
        &["translation_unit_id", "attribute_id", "value"],
        DATE_VALUES,
    ),
    (
        "picklist_attributes",
        &["translation_unit_id", "picklist_value_id"],
        LIST_VALUES,
    ),
    (
        "translation_unit_contexts",
        &[
            "translation_unit_id",
            "left_source_context",
            "left_target_context",
        ],
        CONTEXTS,
    ),
    (
        "translation_unit_idcontexts",
        &["translation_unit_id", "idcontext"],
        ID_CONTEXTS,
    ),
];
const STRING_VALUES: &str = "SELECT v.translation_unit_id, 'x-' || a.name, v.value FROM string_attributes v \
    JOIN attributes a ON a.id = v.attribute_id WHERE v.translation_unit_id BETWEEN ?1 AND ?2";
const NUMERIC_VALUES: &str = "SELECT v.translation_unit_id, 'x-' || a.name, v.value FROM numeric_attributes v \
    JOIN attributes a ON a.id = v.attribute_id WHERE v.translation_unit_id BETWEEN ?1 AND ?2";
const DATE_VALUES: &str = "SELECT v.translation_unit_id, 'x-' || a.name, v.value FROM date_attributes v \
    JOIN attributes a ON a.id = v.attribute_id WHERE v.translation_unit_id BETWEEN ?1 AND ?2";
const LIST_VALUES: &str = "SELECT v.translation_unit_id, 'x-' || a.name, p.value FROM picklist_attributes v \
    JOIN picklist_values p ON p.id = v.picklist_value_id JOIN attributes a ON a.id = p.attribute_id \
    WHERE v.translation_unit_id BETWEEN ?1 AND ?2";
const CONTEXTS: &str = "SELECT translation_unit_id, 'x-Context', left_source_context || ', ' || left_target_context \
    FROM translation_unit_contexts WHERE translation_unit_id BETWEEN ?1 AND ?2";
const ID_CONTEXTS: &str = "SELECT translation_unit_id, 'x-IdContext', idcontext \
    FROM translation_unit_idcontexts WHERE translation_unit_id BETWEEN ?1 AND ?2";

/// Reads units from a memory of Trados Studio; ends after the first error.
#[derive(Debug)]
pub struct Reader {
    connection: Connection,
    memories: HashMap<i64, Memory>,
    /// The query for the units behind a row.
    sql: String,
    /// The queries for their properties.
    values: Vec<&'static str>,
    /// Units that are read, and the last row of them.
    units: VecDeque<TranslationUnit>,
    row: i64,
    left_out: LeftOut,
    is_done: bool,
}

/// What could not be read as it is.
#[derive(Debug, Default)]
struct LeftOut {
    losses: Losses,
    /// Characters that became U+FFFD.
    replaced: u64,
}

impl Reader {
    /// How many characters so far could not be read, since XML cannot hold them; each became U+FFFD.
    pub fn replaced(&self) -> u64 {
        self.left_out.replaced
    }

    /// What was left out so far: units without a text, and segments, values and dates that are no text.
    pub fn losses(&self) -> Losses {
        self.left_out.losses
    }

    /// Opens the memory at `path`; nothing is written there or beside it.
    ///
    /// # Errors
    /// [`Error::Memory`] where the file is no memory or another program is writing it, [`Error::Stream`] where it
    /// cannot be read.
    pub fn open(path: &Path) -> Result<Self, Error> {
        let connection = database::open(path)?;
        let memories = database::memories(&connection)?;
        let columns = database::columns(&connection, "translation_units")?;
        if !["id", "source_segment", "target_segment"]
            .iter()
            .all(|column| columns.contains(*column))
        {
            return Err(Error::Memory {
                message: "it has no table `translation_units` with segments".to_owned(),
            });
        }
        let values = values(&connection)?;
        Ok(Self {
            connection,
            memories,
            sql: query(&columns),
            values,
            units: VecDeque::new(),
            row: i64::MIN,
            left_out: LeftOut::default(),
            is_done: false,
        })
    }

    /// Reads the next units; none are left where it gives `false`.
    fn fill(&mut self) -> Result<bool, Error> {
        let mut found = Vec::new();
        let mut bytes = 0;
        let mut statement = self.connection.prepare(&self.sql)?;
        let mut rows = statement.query([self.row])?;
        while found.len() < BATCH_UNITS && bytes < BATCH_BYTES {
            let Some(row) = rows.next()? else { break };
            let number: i64 = row.get(0)?;
            if number <= self.row && self.row != i64::MIN {
                return Err(Error::Memory {
                    message: format!("row {number} of `translation_units` is damaged"),
                });
            }
            self.row = number;
            let (unit, length) = unit(row, number, &self.memories, &mut self.left_out)?;
            bytes += length;
            // The properties are found by the identifier, which is the number of the row in what Trados writes.
            let id = row.get_ref(3 + COLUMNS.len())?.as_i64().unwrap_or(number);
            found.push((id, unit));
        }
        if found.is_empty() {
            return Ok(false);
        }
        drop(rows);
        drop(statement);
        self.add_values(&mut found)?;
        let read = found.len();
        found.retain(|(_, unit)| !unit.variants.is_empty());
        self.left_out.losses.units += count(read - found.len());
        self.units.extend(found.into_iter().map(|(_, unit)| unit));
        Ok(true)
    }

    /// Adds the values of fields and the contexts to the units, which stand by their identifiers.
    fn add_values(&mut self, units: &mut [(i64, TranslationUnit)]) -> Result<(), Error> {
        let places: HashMap<i64, usize> = units
            .iter()
            .enumerate()
            .map(|(at, (id, _))| (*id, at))
            .collect();
        let ids = || units.iter().map(|(id, _)| *id);
        let (Some(least), Some(most)) = (ids().min(), ids().max()) else {
            return Ok(());
        };
        let mut values = 0;
        for sql in &self.values {
            let mut statement = self.connection.prepare(sql)?;
            let mut rows = statement.query([least, most])?;
            while let Some(row) = rows.next()? {
                let place = places.get(&row.get(0)?);
                let Some((_, unit)) = place.and_then(|place| units.get_mut(*place)) else {
                    continue;
                };
                let (kind, value) = (row.get_ref(1)?, row.get_ref(2)?);
                let (Some(kind), Some(text)) = (text(kind), text(value)) else {
                    let is_there = kind != ValueRef::Null && value != ValueRef::Null;
                    self.left_out.losses.properties += u64::from(is_there);
                    continue;
                };
                values += 1;
                if values > BATCH_PROPERTIES {
                    return Err(Error::Memory {
                        message: format!(
                            "{BATCH_UNITS} units have more than {BATCH_PROPERTIES} values"
                        ),
                    });
                }
                unit.properties.push(Property::new(kind, text));
            }
        }
        Ok(())
    }
}

impl Iterator for Reader {
    type Item = Result<TranslationUnit, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        while !self.is_done && self.units.is_empty() {
            match self.fill() {
                Ok(has_units) => self.is_done = !has_units,
                Err(error) => {
                    self.is_done = true;
                    return Some(Err(error));
                }
            }
        }
        self.units.pop_front().map(Ok)
    }
}

/// The query for the units behind row `?1`, in the order of rows.
fn query(columns: &HashSet<String>) -> String {
    let memory = ["translation_memory_id", "tm_id"]
        .into_iter()
        .find(|column| columns.contains(*column));
    let mut sql = format!(
        "SELECT rowid, source_segment, target_segment, {}",
        memory.unwrap_or("NULL")
    );
    for column in COLUMNS {
        sql.push_str(", ");
        sql.push_str(if columns.contains(column) {
            column
        } else {
            "NULL"
        });
    }
    sql.push_str(" FROM translation_units WHERE rowid > ?1 ORDER BY rowid");
    sql
}

/// The queries of [`VALUES`] whose tables are there.
fn values(connection: &Connection) -> Result<Vec<&'static str>, Error> {
    let has = |table: &str, needed: &[&str]| -> Result<bool, Error> {
        let columns = database::columns(connection, table)?;
        Ok(needed.iter().all(|column| columns.contains(*column)))
    };
    let has_fields = has("attributes", &["id", "name"])?;
    let has_lists = has_fields && has("picklist_values", &["id", "attribute_id", "value"])?;
    let mut values = Vec::new();
    for (table, columns, sql) in VALUES {
        let is_readable = match table {
            "picklist_attributes" => has_lists,
            "translation_unit_contexts" | "translation_unit_idcontexts" => true,
            _ => has_fields,
        };
        if is_readable && has(table, columns)? {
            values.push(sql);
        }
    }
    Ok(values)
}

/// The unit of a row without its values, and the length of its segments. Adds characters that could not be read to
/// `left_out`.
fn unit(
    row: &Row<'_>,
    number: i64,
    memories: &HashMap<i64, Memory>,
    left_out: &mut LeftOut,
) -> Result<(TranslationUnit, usize), Error> {
    let mut unit = TranslationUnit::default();
    let memory = match row.get_ref(3)?.as_i64() {
        Ok(id) => memories.get(&id),
        Err(_) if memories.len() == 1 => memories.values().next(),
        Err(_) => None,
    };
    let languages = memory.map_or(("", ""), |memory| (&memory.source, &memory.target));
    let mut length = 0;
    for (column, what, language) in [(1, "source", languages.0), (2, "target", languages.1)] {
        let value = row.get_ref(column)?;
        let Some(xml) = text(value) else {
            left_out.losses.variants += u64::from(value != ValueRef::Null);
            continue;
        };
        length += xml.len();
        let parsed = parsed(&xml).map_err(|source| Error::Segment {
            unit: number,
            what,
            source,
        })?;
        left_out.replaced += parsed.replaced;
        if parsed.segment.is_empty() {
            continue;
        }
        let tag =
            LanguageTag::lenient(&parsed.language).or_else(|_| LanguageTag::lenient(language));
        let tag = tag.map_err(|_| Error::Memory {
            message: format!("the {what} of unit {number} has no language"),
        })?;
        unit.variants.push(Variant::new(tag, parsed.segment));
    }
    add_attributes(&mut unit, row, &mut left_out.losses)?;
    if let Some(memory) = memory.filter(|_| memories.len() > 1) {
        unit.properties
            .push(Property::new("x-Memory", memory.name.as_str()));
    }
    Ok((unit, length))
}

/// What the columns of [`COLUMNS`] say.
fn add_attributes(
    unit: &mut TranslationUnit,
    row: &Row<'_>,
    losses: &mut Losses,
) -> Result<(), Error> {
    for (at, column) in COLUMNS.into_iter().enumerate() {
        let value = row.get_ref(4 + at)?;
        if value == ValueRef::Null {
            continue;
        }
        let name = match column {
            "guid" => {
                match guid(value) {
                    Some(id) => unit.attributes.set("tuid", id),
                    None => losses.attributes += 1,
                }
                continue;
            }
            "creation_date" => "creationdate",
            "creation_user" => "creationid",
            "change_date" => "changedate",
            "change_user" => "changeid",
            "last_used_date" => "lastusagedate",
            "usage_counter" => "usagecount",
            "last_used_user" => "x-LastUsedBy",
            _ => continue,
        };
        let Some(value) = text(value) else {
            losses.attributes += 1;
            continue;
        };
        if value.is_empty() {
            continue;
        }
        if name.starts_with("x-") {
            unit.properties.push(Property::new(name, value));
        } else if !name.ends_with("date") {
            unit.attributes.set(name, value);
        } else if let Some(stamp) = date(&value) {
            unit.attributes.set(name, stamp);
        } else {
            // A date in another form is kept where the form does not matter.
            unit.properties
                .push(Property::new(format!("x-{name}"), value));
        }
    }
    Ok(())
}
