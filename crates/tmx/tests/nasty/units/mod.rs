//! Faults inside the body: the case stands between `<body>`, which ends the second line, and `</body>`.

mod characters;
mod codes;
mod structure;
mod tags;
mod values;

use crate::case::{Case, check};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<tmx version=\"1.4\"><header creationtool=\"t\" \
                    creationtoolversion=\"1\" segtype=\"sentence\" o-tmf=\"t\" adminlang=\"en\" srclang=\"en\" \
                    datatype=\"plaintext\"/><body>\n";
const TAIL: &str = "\n</body></tmx>\n";

/// A unit behind the fault, which must not be lost.
const NEXT: &str = "<tu><tuv xml:lang=\"en\"><seg>next</seg></tuv></tu>";

fn check_units(cases: &[Case]) {
    check(cases, |case| {
        format!("{HEAD}{}{TAIL}", case.file.replace("@NEXT", NEXT)).into_bytes()
    });
}
