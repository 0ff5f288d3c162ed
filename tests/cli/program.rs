//! Runs the program in a temporary folder.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use tempfile::TempDir;

/// A folder that lives as long as a test, in which the program is run.
pub(crate) struct Folder {
    folder: TempDir,
}

/// How the program ended and what it wrote.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    /// The exit code.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

impl Folder {
    /// An empty folder.
    pub(crate) fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A folder with these files.
    pub(crate) fn with<B: AsRef<[u8]>>(files: &[(&str, B)]) -> Self {
        let folder = Self::new();
        for (name, bytes) in files {
            folder.write(name, bytes);
        }
        folder
    }

    /// The path of a file in the folder.
    pub(crate) fn path(&self, name: impl AsRef<Path>) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, with the folders above it.
    pub(crate) fn write(&self, name: impl AsRef<Path>, bytes: impl AsRef<[u8]>) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, bytes).unwrap();
    }

    /// The bytes of a file.
    pub(crate) fn read(&self, name: impl AsRef<Path>) -> Vec<u8> {
        let path = self.path(name);
        fs::read(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }

    /// A file as text.
    pub(crate) fn text(&self, name: impl AsRef<Path>) -> String {
        String::from_utf8(self.read(name)).unwrap()
    }

    /// The names of all files in the folder and below, sorted; folders are joined by `/`.
    pub(crate) fn files(&self) -> Vec<String> {
        let mut found = Vec::new();
        collect(self.folder.path(), "", &mut found);
        found.sort();
        found
    }

    /// The program with this folder as its working directory and nothing of the environment that changes its messages.
    pub(crate) fn program(&self) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_yaddash"));
        command.current_dir(self.folder.path());
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "RUST_BACKTRACE"] {
            command.env_remove(name);
        }
        command.env("COLUMNS", "100");
        command
    }

    /// Runs the program with these arguments.
    pub(crate) fn run<A: AsRef<OsStr>>(&self, arguments: impl IntoIterator<Item = A>) -> Run {
        run(self.program().args(arguments))
    }

    /// Runs the program with these arguments, parted by spaces.
    pub(crate) fn call(&self, arguments: &str) -> Run {
        self.run(arguments.split(' '))
    }

    /// Runs the program with these arguments, parted by spaces, and this standard input.
    pub(crate) fn feed(&self, arguments: &str, input: impl Into<Vec<u8>>) -> Run {
        run(self.program().args(arguments.split(' ')).write_stdin(input))
    }
}

/// Runs a command to its end.
pub(crate) fn run(command: &mut Command) -> Run {
    let output = command.output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Run {
        code: output
            .status
            .code()
            .expect("the program was ended by a signal"),
        out: text(output.stdout),
        err: text(output.stderr),
    }
}

impl Run {
    /// Standard output of a run that ended with 0 and without messages.
    #[track_caller]
    pub(crate) fn clean(self) -> String {
        assert_eq!(
            (self.code, self.err.as_str()),
            (0, ""),
            "standard output:\n{}",
            self.out
        );
        self.out
    }

    /// Standard output of a run that ended with `code`, whatever it said.
    #[track_caller]
    pub(crate) fn ends(self, code: i32) -> String {
        assert_eq!(
            self.code, code,
            "standard output:\n{}\nstandard error:\n{}",
            self.out, self.err
        );
        self.out
    }

    /// Standard error of a run that ended with `code`.
    #[track_caller]
    pub(crate) fn says(self, code: i32) -> String {
        assert_eq!(
            self.code, code,
            "standard output:\n{}\nstandard error:\n{}",
            self.out, self.err
        );
        self.err
    }
}

/// A file or folder of the sample corpus.
pub(crate) fn corpus(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../corpus")
        .join(name)
        .canonicalize()
        .unwrap()
}

/// Each line as a JSON value.
pub(crate) fn json_lines(text: &str) -> Vec<serde_json::Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}")))
        .collect()
}

fn collect(folder: &Path, above: &str, found: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let entry = entry.unwrap();
        let name = format!("{above}{}", entry.file_name().to_string_lossy());
        if entry.file_type().unwrap().is_dir() {
            collect(&entry.path(), &format!("{name}/"), found);
        } else {
            found.push(name);
        }
    }
}

/// The text with the version of the program left out.
pub(crate) fn without_version(text: &str) -> String {
    text.replace(env!("CARGO_PKG_VERSION"), "[version]")
}

/// The documents of the corpus in which versions of all kinds agree, small: three sentences in three languages.
pub(crate) const SITTING: &[(&str, &str)] = &[
    (
        "sitting.az.txt",
        "Milli Məclis 5 may 2024-cü ildə Bakıda toplandı.\nO, 12 qanun qəbul etdi.\nSədr bütün 125 deputata təşəkkür etdi.\n",
    ),
    (
        "sitting.en.txt",
        "The Milli Majlis met in Baku on 5 May 2024.\nIt adopted 12 laws.\nThe Speaker thanked all 125 members.\n",
    ),
    (
        "sitting.ru.txt",
        "Милли Меджлис собрался в Баку 5 мая 2024 года. Он принял 12 законов.\nСпикер поблагодарил всех 125 депутатов.\n",
    ),
];

/// A memory of two units with codes, a property, a note and a date.
pub(crate) const MEMORY: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<!-- kept -->
<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" adminlang="en" srclang="en" datatype="plaintext"/>
<body>
<tu tuid="k1"><prop type="x-domain">law</prop><note>seen</note>
<tuv xml:lang="en" creationdate="20240101T000000Z"><seg>The <bpt i="1">&lt;b&gt;</bpt>Milli Majlis<ept i="1">&lt;/b&gt;</ept> met	in "Baku".</seg></tuv>
<tuv xml:lang="az"><seg>Milli Məclis <ph/>Bakıda toplandı.</seg></tuv></tu>
<tu><tuv xml:lang="en"><seg>R&amp;D, twice</seg></tuv><tuv xml:lang="ru"><seg>НИОКР, дважды</seg></tuv></tu>
</body></tmx>
"#;

/// A small glossary.
pub(crate) const GLOSSARY: &str = "\
concept,language,term,status,case,note
majlis,az,Milli Məclis,preferred,strict,
majlis,en,Milli Majlis,preferred,strict,
majlis,en,Milli Mejlis,deprecated,strict,old spelling
majlis,ru,Милли Меджлис,preferred,strict,
pace,az,AŞPA,preferred,strict,
pace,en,PACE,preferred,strict,
pace,en,ECPA,deprecated,strict,
pace,ru,ПАСЕ,preferred,strict,
baku,az,Bakı,preferred,strict,
baku,en,Baku,preferred,strict,
baku,ru,Баку,preferred,strict,
";
