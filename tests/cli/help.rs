//! `-h` of each command: the options are a contract.

use insta::assert_snapshot;

use crate::program::Folder;

/// The help of a command.
fn help(command: &str) -> String {
    Folder::new().call(&format!("{command} -h")).clean()
}

#[test]
fn program() {
    assert_snapshot!(Folder::new().call("-h").clean(), @r"
    Translation memories in Azerbaijani, English, Russian and other languages: segment, align, convert
    and check

    Usage: yaddash [OPTIONS] <COMMAND>

    Commands:
      segment      Cut text into sentences
      align        Align language versions of a document, or of a folder of documents
      tmx          Look into, validate, repair and convert TMX files
      check        Check documents and bilingual files against a glossary
      explain      Explain a rule of `check` or `tmx validate`
      glossary     Find terms, list their forms, validate glossaries
      lexicon      Learn which words of two languages stand for each other
      memory       Keep units in a translation memory, and find them again
      serve        Serve translation memories over HTTP
      config       Show the configuration in force
      completions  Write completions for a shell
      man          Write the manual page
      help         Print this message or the help of the given subcommand(s)

    Options:
      -j, --jobs <N>      Number of threads [default: all cores]; the output does not depend on it
      -q, --quiet         Say nothing on standard error but errors
          --color <WHEN>  Colours in messages; NO_COLOR is honoured [default: auto] [possible values:
                          auto, always, never]
      -h, --help          Print help (see more with '--help')
      -V, --version       Print version
    ");
}

#[test]
fn segment() {
    assert_snapshot!(help("segment"), @r"
    Cut text into sentences

    Usage: yaddash segment [OPTIONS] [FILE]...

    Arguments:
      [FILE]...  Files of plain text, a paragraph a line; `-` or none: standard input

    Options:
      -j, --jobs <N>              Number of threads [default: all cores]; the output does not depend on
                                  it
          --lang <LANG>           Language of the text, or `auto` to detect it for each paragraph
                                  [default: auto]
      -q, --quiet                 Say nothing on standard error but errors
          --rules <FILE.srx>      Segmentation rules in place of the built-in ones
          --abbreviations <FILE>  More abbreviations, one a line; LANG=FILE: for one language; may be
                                  given more than once
          --color <WHEN>          Colours in messages; NO_COLOR is honoured [default: auto] [possible
                                  values: auto, always, never]
          --unwrap                Lines are wrapped: paragraphs are separated by blank lines
          --format <FORMAT>       Form of the output [default: text] [possible values: text, jsonl]
          --explain               Tell for each position which rule broke or held it
          --print-rules           Write the rules in force as SRX 2.0, for other programs too, and end
      -h, --help                  Print help (see more with '--help')
      -V, --version               Print version
    ");
}

#[test]
fn align() {
    assert_snapshot!(help("align"), @r"
    Align language versions of a document, or of a folder of documents

    Usage: yaddash align [OPTIONS] <LANG=FILE | DIR>...

    Arguments:
      <LANG=FILE | DIR>...  Two versions or more as LANG=FILE, or one folder

    Options:
      -j, --jobs <N>              Number of threads [default: all cores]; the output does not depend on
                                  it
      -o, --output <OUT>          Where to write: a file; for a folder of documents a folder, or one
                                  file for all [default: standard output]
          --format <FORMAT>       Form of the output [default: by the extension of OUT, else tmx]
                                  [possible values: tmx, tsv, jsonl, ladder, html]
      -q, --quiet                 Say nothing on standard error but errors
          --color <WHEN>          Colours in messages; NO_COLOR is honoured [default: auto] [possible
                                  values: auto, always, never]
          --segmented             The input is one segment a line already
          --pattern <PATTERN>     Which files of a folder are versions of a document [default:
                                  {stem}.{lang}.{ext}]
          --langs <LANGS>         Languages to look for in a folder, in the order of the output
                                  [default: az,en,ru]
          --rules <FILE.srx>      Segmentation rules in place of the built-in ones
          --abbreviations <FILE>  More abbreviations, one a line; LANG=FILE: for one language; may be
                                  given more than once
          --glossary <GLOSSARY>   Glossary whose terms tie versions together; may be given more than
                                  once
          --lexicon <LEXICON>     Lexicon of word translations, or dictionary as LANG-LANG=FILE; may be
                                  given more than once
          --memory <MEMORY>       Memory whose units are known to be right (TMX, TSV, XLIFF …); may be
                                  given more than once
          --vectors <LANG=FILE>   Vectors (.npy) of the segments of a version; for a folder {stem} in
                                  FILE is the document
          --no-batch-lexicon      Align each document of a folder by itself, without the words that the
                                  others teach
          --min-score <S>         Take beads apart that score below S, from 0 to 1, and report them
          --report <FILE>         Write a report on all documents as .txt, .json or .html
      -h, --help                  Print help (see more with '--help')
      -V, --version               Print version
    ");
}

#[test]
fn tmx() {
    assert_snapshot!(help("tmx"), @r"
    Look into, validate, repair and convert TMX files

    Usage: yaddash tmx [OPTIONS] <COMMAND>

    Commands:
      info      Languages, units, words, codes and dates of TMX files
      validate  Find all that is wrong in TMX files
      repair    Save what can be saved of a damaged file, and list what was mended or lost
      merge     Several files into one
      filter    Keep the units that an expression describes
      dedupe    Leave out units that say what another one says
      diff      Units that were added, removed or changed from one file to another
      sample    Keep units chosen at random
      split     One file into several: by number, size, language pair or property
      convert   Convert between TMX and other formats; TMX to TMX keeps everything
      help      Print this message or the help of the given subcommand(s)

    Options:
      -j, --jobs <N>      Number of threads [default: all cores]; the output does not depend on it
      -q, --quiet         Say nothing on standard error but errors
          --color <WHEN>  Colours in messages; NO_COLOR is honoured [default: auto] [possible values:
                          auto, always, never]
      -h, --help          Print help (see more with '--help')
      -V, --version       Print version
    ");
    assert_snapshot!(help("tmx info"), @r"
    Languages, units, words, codes and dates of TMX files

    Usage: yaddash tmx info [OPTIONS] <FILE>...

    Arguments:
      <FILE>...  TMX files, also .gz and .zip; `-`: standard input

    Options:
          --format <FORMAT>  Form of the output [default: text] [possible values: text, json]
      -j, --jobs <N>         Number of threads [default: all cores]; the output does not depend on it
      -q, --quiet            Say nothing on standard error but errors
          --color <WHEN>     Colours in messages; NO_COLOR is honoured [default: auto] [possible values:
                             auto, always, never]
      -h, --help             Print help (see more with '--help')
      -V, --version          Print version
    ");
    assert_snapshot!(help("tmx validate"), @r"
    Find all that is wrong in TMX files

    Usage: yaddash tmx validate [OPTIONS] <FILE>...

    Arguments:
      <FILE>...  TMX files, also .gz and .zip; `-`: standard input

    Options:
          --format <FORMAT>  Form of the output: human, json, jsonl, sarif, github, gitlab, junit,
                             checkstyle, rdjson or html [default: human]
      -j, --jobs <N>         Number of threads [default: all cores]; the output does not depend on it
          --for <TOOL>       Only what this program would refuse, leave out or lose [possible values:
                             omegat, trados, memoq]
      -q, --quiet            Say nothing on standard error but errors
          --color <WHEN>     Colours in messages; NO_COLOR is honoured [default: auto] [possible values:
                             auto, always, never]
      -h, --help             Print help (see more with '--help')
      -V, --version          Print version
    ");
    assert_snapshot!(help("tmx convert"), @r"
    Convert between TMX and other formats; TMX to TMX keeps everything

    Usage: yaddash tmx convert [OPTIONS] <IN> [MORE]...

    Arguments:
      <IN>       The file to convert; `-`: standard input. Moses files are all named, each with its
                 language as extension
      [MORE]...  Moses files of further languages

    Options:
      -j, --jobs <N>        Number of threads [default: all cores]; the output does not depend on it
      -o, --output <OUT>    Where to write [default: standard output]
      -q, --quiet           Say nothing on standard error but errors
          --to <FORMAT>     Form of the output [default: by the extension of OUT, else tmx] [possible
                            values: tmx, tsv, csv, xlsx, sdltm, jsonl, moses, xliff, xliff2, po]
          --color <WHEN>    Colours in messages; NO_COLOR is honoured [default: auto] [possible values:
                            auto, always, never]
          --from <FORMAT>   Form of the input [default: by its extension, else tmx] [possible values:
                            tmx, tsv, csv, xlsx, sdltm, jsonl, moses, xliff, xliff2, po]
          --level <LEVEL>   Inline codes in TMX output: 2 keeps them, 1 leaves text alone [default: 2]
          --keep-encoding   Write TMX in the encoding that it came in, not in UTF-8
          --bom             Begin TSV and CSV with a byte-order mark, by which Excel knows UTF-8
          --guard-formulas  Put an apostrophe before texts in TSV and CSV that a spreadsheet would take
                            for a formula
          --sheet <NAME>    The sheet of an XLSX file to read [default: the first]
          --source <LANG>   Source language of XLIFF and PO [default: that of the file]; with --target,
                            the first column of tables
          --target <LANG>   Target language of XLIFF and PO [default: the only other one of the file];
                            with --source, the second column
      -h, --help            Print help (see more with '--help')
      -V, --version         Print version
    ");
}

#[test]
fn check() {
    assert_snapshot!(help("check"), @r"
    Check documents and bilingual files against a glossary

    Usage: yaddash check [OPTIONS] <PATH>...

    Arguments:
      <PATH>...  Files and folders

    Options:
      -g, --glossary <GLOSSARY>  Glossary (CSV, TSV or TBX); may be given more than once
      -j, --jobs <N>             Number of threads [default: all cores]; the output does not depend on
                                 it
          --lang <LANG>          Language of the files [default: by file name, else detected]
      -q, --quiet                Say nothing on standard error but errors
          --color <WHEN>         Colours in messages; NO_COLOR is honoured [default: auto] [possible
                                 values: auto, always, never]
          --format <FORMAT>      Form of the output: human, json, jsonl, sarif, github, gitlab, junit,
                                 checkstyle, rdjson or html [default: human]
          --fix                  Mend what has one sure remedy
          --diff                 Show what --fix would change
          --baseline <FILE>      Findings that are known and not reported again
          --update-baseline      Make the baseline know the findings of this run, and no others
          --prune-baseline       Leave findings that are no more out of the baseline
          --changed-since <REV>  Report findings on lines that changed since a revision of git alone
          --fail-on <SEVERITY>   The least severity that makes the exit code 1 [default: warning]
                                 [possible values: info, warning, error]
          --exit-zero            End with 0 whatever is found; what cannot be read still ends with 2
      -h, --help                 Print help (see more with '--help')
      -V, --version              Print version
    ");
    assert_snapshot!(help("explain"), @r"
    Explain a rule of `check` or `tmx validate`

    Usage: yaddash explain [OPTIONS] [RULE]

    Arguments:
      [RULE]  Name of the rule; none: a list of all rules

    Options:
      -j, --jobs <N>      Number of threads [default: all cores]; the output does not depend on it
      -q, --quiet         Say nothing on standard error but errors
          --color <WHEN>  Colours in messages; NO_COLOR is honoured [default: auto] [possible values:
                          auto, always, never]
      -h, --help          Print help (see more with '--help')
      -V, --version       Print version
    ");
}

#[test]
fn glossary() {
    assert_snapshot!(help("glossary"), @r#"
    Find terms, list their forms, validate glossaries

    Usage: yaddash glossary [OPTIONS] <COMMAND>

    Commands:
      match     Answer JSON lines {"id","language","term","text"} with {"id","match","spans"}
      find      Find the terms of a glossary in text, a JSON object an occurrence
      forms     List every form of a term that will match
      validate  Find all that is wrong in glossaries
      convert   Convert between TBX, tables and other formats of glossaries
      extract   Propose the terms and names of texts, with their translations
      discover  Propose which spellings and renderings of a name or term are one
      help      Print this message or the help of the given subcommand(s)

    Options:
      -j, --jobs <N>      Number of threads [default: all cores]; the output does not depend on it
      -q, --quiet         Say nothing on standard error but errors
          --color <WHEN>  Colours in messages; NO_COLOR is honoured [default: auto] [possible values:
                          auto, always, never]
      -h, --help          Print help (see more with '--help')
      -V, --version       Print version
    "#);
    assert_snapshot!(help("glossary match"), @r#"
    Answer JSON lines {"id","language","term","text"} with {"id","match","spans"}

    Usage: yaddash glossary match [OPTIONS]

    Options:
      -j, --jobs <N>      Number of threads [default: all cores]; the output does not depend on it
      -q, --quiet         Say nothing on standard error but errors
          --color <WHEN>  Colours in messages; NO_COLOR is honoured [default: auto] [possible values:
                          auto, always, never]
      -h, --help          Print help (see more with '--help')
      -V, --version       Print version
    "#);
    assert_snapshot!(help("glossary find"), @r"
    Find the terms of a glossary in text, a JSON object an occurrence

    Usage: yaddash glossary find [OPTIONS] --lang <LANG> --glossary <GLOSSARY> [FILE]...

    Arguments:
      [FILE]...  Files of text; `-` or none: standard input

    Options:
      -j, --jobs <N>             Number of threads [default: all cores]; the output does not depend on
                                 it
          --lang <LANG>          Language of the text
      -g, --glossary <GLOSSARY>  Glossary (CSV, TSV or TBX); may be given more than once
      -q, --quiet                Say nothing on standard error but errors
          --color <WHEN>         Colours in messages; NO_COLOR is honoured [default: auto] [possible
                                 values: auto, always, never]
      -h, --help                 Print help (see more with '--help')
      -V, --version              Print version
    ");
    assert_snapshot!(help("glossary forms"), @r"
    List every form of a term that will match

    Usage: yaddash glossary forms [OPTIONS] --lang <LANG> <TERM>...

    Arguments:
      <TERM>...  The term in its dictionary form

    Options:
      -j, --jobs <N>      Number of threads [default: all cores]; the output does not depend on it
          --lang <LANG>   Language of the term
      -q, --quiet         Say nothing on standard error but errors
          --color <WHEN>  Colours in messages; NO_COLOR is honoured [default: auto] [possible values:
                          auto, always, never]
      -h, --help          Print help (see more with '--help')
      -V, --version       Print version
    ");
}

#[test]
fn glossary_files() {
    assert_snapshot!(help("glossary validate"), @r"
    Find all that is wrong in glossaries

    Usage: yaddash glossary validate [OPTIONS] <FILE>...

    Arguments:
      <FILE>...  Glossaries, also .gz; `-`: standard input

    Options:
          --format <FORMAT>  Form of the output: human, json, jsonl, sarif, github, gitlab, junit,
                             checkstyle, rdjson or html [default: human]
      -j, --jobs <N>         Number of threads [default: all cores]; the output does not depend on it
          --from <FORMAT>    Form of the glossaries [default: by content and extension] [possible
                             values: csv, tsv, tbx, tbx-v2, omegat, matecat, memoq, utx, skos, turtle,
                             multiterm]
      -q, --quiet            Say nothing on standard error but errors
          --color <WHEN>     Colours in messages; NO_COLOR is honoured [default: auto] [possible values:
                             auto, always, never]
      -h, --help             Print help (see more with '--help')
      -V, --version          Print version
    ");
    assert_snapshot!(help("glossary convert"), @r"
    Convert between TBX, tables and other formats of glossaries

    Usage: yaddash glossary convert [OPTIONS] <IN>

    Arguments:
      <IN>  The glossary, also .gz; `-`: standard input

    Options:
      -j, --jobs <N>           Number of threads [default: all cores]; the output does not depend on it
      -o, --output <OUT>       Where to write [default: standard output]
      -q, --quiet              Say nothing on standard error but errors
          --to <FORMAT>        Form of the output [default: by the extension of OUT, else tbx] [possible
                               values: csv, tsv, tbx, tbx-v2, omegat, matecat, memoq, utx, skos, turtle,
                               multiterm]
          --color <WHEN>       Colours in messages; NO_COLOR is honoured [default: auto] [possible
                               values: auto, always, never]
          --from <FORMAT>      Form of the input [default: by its content and its extension] [possible
                               values: csv, tsv, tbx, tbx-v2, omegat, matecat, memoq, utx, skos, turtle,
                               multiterm]
          --dialect <DIALECT>  Hold to this dialect of TBX and leave out what it has not [default: keep
                               everything; that of the input, else the smallest from Basic on that has
                               it] [possible values: core, min, basic, linguist]
          --style <STYLE>      How TBX of version 3 names data categories: dca in attributes, dct in
                               elements [default: as the input, else dca] [possible values: dca, dct]
          --source <LANG>      Language of the first column, for omegat and utx [default: that of the
                               file, or of its text]
          --target <LANG>      Language of the second column, for omegat and utx
      -h, --help               Print help (see more with '--help')
      -V, --version            Print version
    ");
}

#[test]
fn shell() {
    assert_snapshot!(help("config"), @r"
    Show the configuration in force

    Usage: yaddash config [OPTIONS] <COMMAND>

    Commands:
      show  The merged configuration, with where each value comes from
      help  Print this message or the help of the given subcommand(s)

    Options:
      -j, --jobs <N>      Number of threads [default: all cores]; the output does not depend on it
      -q, --quiet         Say nothing on standard error but errors
          --color <WHEN>  Colours in messages; NO_COLOR is honoured [default: auto] [possible values:
                          auto, always, never]
      -h, --help          Print help (see more with '--help')
      -V, --version       Print version
    ");
    assert_snapshot!(help("config show"), @r"
    The merged configuration, with where each value comes from

    Usage: yaddash config show [OPTIONS]

    Options:
      -j, --jobs <N>      Number of threads [default: all cores]; the output does not depend on it
      -q, --quiet         Say nothing on standard error but errors
          --color <WHEN>  Colours in messages; NO_COLOR is honoured [default: auto] [possible values:
                          auto, always, never]
      -h, --help          Print help (see more with '--help')
      -V, --version       Print version
    ");
    assert_snapshot!(help("completions"), @r"
    Write completions for a shell

    Usage: yaddash completions [OPTIONS] <SHELL>

    Arguments:
      <SHELL>  The shell [possible values: bash, elvish, fish, powershell, zsh]

    Options:
      -j, --jobs <N>      Number of threads [default: all cores]; the output does not depend on it
      -q, --quiet         Say nothing on standard error but errors
          --color <WHEN>  Colours in messages; NO_COLOR is honoured [default: auto] [possible values:
                          auto, always, never]
      -h, --help          Print help (see more with '--help')
      -V, --version       Print version
    ");
    assert_snapshot!(help("man"), @r"
    Write the manual page

    Usage: yaddash man [OPTIONS]

    Options:
      -j, --jobs <N>      Number of threads [default: all cores]; the output does not depend on it
      -q, --quiet         Say nothing on standard error but errors
          --color <WHEN>  Colours in messages; NO_COLOR is honoured [default: auto] [possible values:
                          auto, always, never]
      -h, --help          Print help (see more with '--help')
      -V, --version       Print version
    ");
}

#[test]
fn long_help_is_there_too() {
    for command in ["segment", "align", "tmx convert", "check", "glossary find"] {
        let long = Folder::new().call(&format!("{command} --help")).clean();
        assert!(long.len() > help(command).len(), "{command}");
    }
}
