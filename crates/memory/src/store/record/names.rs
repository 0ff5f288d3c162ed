//! Names of attributes that records write as a number.

/// The attributes of TMX 1.4b. On disk: new names go to the end, and none is taken away.
const NAMES: [&str; 24] = [
    "tuid",
    "creationdate",
    "creationid",
    "changedate",
    "changeid",
    "usagecount",
    "lastusagedate",
    "creationtool",
    "creationtoolversion",
    "datatype",
    "segtype",
    "srclang",
    "o-tmf",
    "o-encoding",
    "xml:lang",
    "xml:space",
    "i",
    "x",
    "type",
    "assoc",
    "pos",
    "lang",
    "id",
    "changetool",
];

/// The number of a name.
pub(super) fn place(name: &str) -> Option<usize> {
    NAMES.iter().position(|known| *known == name)
}

/// The name of a number.
pub(super) fn name(place: usize) -> Option<&'static str> {
    NAMES.get(place).copied()
}
