#!/usr/bin/env bash
# Other programs read the files of ours: xmllint against DTDs and the schemas of OASIS, lxml by canonical XML,
# translate-toolkit unit by unit (TMX, XLIFF, PO), msgfmt and polib, and OmegaT as a translator would use it. openpyxl and
# LibreOffice read workbooks and XlsxWriter writes them. Other engines cut text by our exported rules: choppa, and Java's
# segment. The client of Weblate and what Virtaal sends are served. Reports of findings: findings.sh.
# Usage: tests/interop/run.sh PROGRAM
# Installs lxml, translate-toolkit, polib, requests, choppa-srx, loomchild-segment, check-jsonschema and pre-commit from PyPI and
# sarif-multitool from npm into target/interop; xmllint, msgfmt, LibreOffice and OmegaT where they are missing and apt may be
# used. The schemas are taken from a package of Debian.
set -uo pipefail

program=$(realpath -- "${1:?usage: tests/interop/run.sh PROGRAM}") || exit 2
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$here/../.." && pwd)
python=$root/target/interop/bin/python
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT

passed=0 failed=0 skipped=0
# test_case NAME COMMAND…: runs the command; what it says is shown where it fails.
test_case() {
    local name=$1
    shift
    if "$@" >"$work/said" 2>&1; then
        passed=$((passed + 1))
        echo "ok      $name"
    else
        failed=$((failed + 1))
        echo "FAILED  $name"
        sed 's/^/        /' "$work/said"
    fi
}
skip() {
    skipped=$((skipped + 1))
    echo "skipped $1: $2"
}

if [ ! -x "$python" ]; then
    python3 -m venv "$root/target/interop" || { echo "Python 3 with venv is needed"; exit 2; }
fi
"$python" -c 'import lxml, translate' 2>/dev/null \
    || "$python" -m pip install --quiet --disable-pip-version-check lxml translate-toolkit \
    || { echo "lxml and translate-toolkit cannot be installed from PyPI"; exit 2; }
# install COMMAND-OR-FILE PACKAGE…: where it is missing and apt may be used.
install() {
    local needed=$1
    shift
    command -v "$needed" >/dev/null || [ -e "$needed" ] && return
    if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null; then
        apt-get install --yes --quiet --no-install-recommends "$@" >/dev/null 2>&1
    fi
}
install xmllint libxml2-utils
install msgfmt gettext
install soffice libreoffice-calc-nogui
install java default-jre-headless
install /usr/share/omegat/OmegaT.jar omegat

# The memory that all readers get.
"$program" align "$root/corpus/documents" --glossary "$root/corpus/glossary/institutions.csv" \
    --quiet -o "$work/corpus.tmx" >/dev/null || { echo "the sample corpus cannot be aligned"; exit 2; }
"$program" tmx convert "$work/corpus.tmx" --to jsonl -o "$work/corpus.jsonl" || exit 2

valid() { xmllint --noout --nonet --dtdvalid "$here/tmx14.dtd" "$1"; }
# The DTD must find mistakes, or its consent is worth nothing.
invalid() { ! xmllint --noout --nonet --dtdvalid "$here/tmx14.dtd" "$1"; }

if command -v xmllint >/dev/null; then
    test_case "xmllint: the memory of the corpus is valid" valid "$work/corpus.tmx"
    for level in 1 2; do
        "$program" tmx convert "$here/samples/codes.jsonl" --to tmx --level "$level" --quiet -o "$work/level-$level.tmx"
        test_case "xmllint: codes at level $level are valid" valid "$work/level-$level.tmx"
    done
    printf 'az\ten\nBir & iki < üç\tOne & two < three\n' >"$work/table.tsv"
    "$program" tmx convert "$work/table.tsv" -o "$work/table.tmx"
    test_case "xmllint: a memory made of a table is valid" valid "$work/table.tmx"
    # What operations make of memories that the DTD allows is what it allows.
    "$program" tmx convert "$here/samples/codes.jsonl" --to tmx --quiet -o "$work/codes.tmx"
    "$program" tmx merge "$work/corpus.tmx" "$work/codes.tmx" "$work/table.tmx" --quiet -o "$work/merged.tmx"
    "$program" tmx merge "$work/corpus.tmx" "$work/table.tmx" --by source --join en --quiet -o "$work/joined.tmx"
    "$program" tmx dedupe "$work/merged.tmx" --normalized --subsets --quiet -o "$work/deduped.tmx"
    "$program" tmx filter "$work/merged.tmx" 'has az and words > 3' --quiet -o "$work/filtered.tmx"
    "$program" tmx sample "$work/merged.tmx" --units 10 --quiet -o "$work/sampled.tmx"
    mkdir "$work/parts"
    "$program" tmx split "$work/merged.tmx" --size 50KB --quiet -o "$work/parts/{stem}-{n}.tmx"
    "$program" tmx split "$work/merged.tmx" --by-pair --quiet -o "$work/parts/{stem}.{source}-{target}.tmx"
    for name in merged joined deduped filtered sampled; do
        test_case "xmllint: a memory that was $name is valid" valid "$work/$name.tmx"
    done
    all_valid() { for part in "$@"; do valid "$part" || return 1; done; [ "$#" -gt 3 ]; }
    test_case "xmllint: the parts of a memory are valid" all_valid "$work"/parts/*.tmx
    sed 's/<tuv xml:lang="az">/<tuv>/' "$work/table.tmx" >"$work/no-language.tmx"
    test_case "xmllint: a variant without language is not" invalid "$work/no-language.tmx"
else
    skip "xmllint" "it is not there, and only root can install libxml2-utils by apt"
fi

test_case "translate-toolkit: units, languages and texts" "$python" "$here/units.py" "$work/corpus.tmx" "$work/corpus.jsonl"

# A workbook keeps every text, and no text becomes a formula, a number or a date.
if "$python" -c 'import openpyxl, xlsxwriter' 2>/dev/null \
    || "$python" -m pip install --quiet --disable-pip-version-check openpyxl XlsxWriter >/dev/null 2>&1; then
    printf 'az\ten\n007\t=1+1\n1E5\t-5\n2024-01-02\t12345678901234567890\n a\\nb \tTRUE\n' >"$work/cells.tsv"
    for name in cells.tsv corpus.tmx; do
        "$program" tmx convert "$work/$name" --quiet -o "$work/book.xlsx"
        "$program" tmx convert "$work/$name" --quiet --to jsonl -o "$work/book.jsonl"
        test_case "openpyxl: a workbook made of $name is a table of texts" \
            "$python" "$here/workbook.py" "$work/book.xlsx" "$work/book.jsonl"
    done
    # A workbook with shared texts, as Excel has them, is read the same.
    "$python" - "$work/book.xlsx" "$work/theirs.xlsx" <<'END'
import openpyxl, sys, xlsxwriter
theirs = xlsxwriter.Workbook(sys.argv[2])
sheet = theirs.add_worksheet()
for number, row in enumerate(openpyxl.load_workbook(sys.argv[1]).active.iter_rows(values_only=True)):
    for column, text in enumerate(row):
        if text is not None:
            sheet.write_string(number, column, text)
theirs.close()
END
    "$program" tmx convert "$work/theirs.xlsx" --to jsonl -o "$work/theirs.jsonl"
    "$program" tmx convert "$work/book.xlsx" --to jsonl -o "$work/ours.jsonl"
    test_case "XlsxWriter: a workbook that it writes is read the same" cmp "$work/theirs.jsonl" "$work/ours.jsonl"
    # LibreOffice shows every text as it is: what it saves again is read the same.
    if command -v soffice >/dev/null; then
        for name in cells.tsv corpus.tmx; do
            mkdir -p "$work/office"
            "$program" tmx convert "$work/$name" --quiet -o "$work/book.xlsx"
            soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to ods --outdir "$work/office" \
                "$work/book.xlsx" >/dev/null 2>&1
            soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to xlsx --outdir "$work/office" \
                "$work/office/book.ods" >/dev/null 2>&1
            "$program" tmx convert "$work/book.xlsx" --to jsonl -o "$work/ours.jsonl"
            "$program" tmx convert "$work/office/book.xlsx" --to jsonl -o "$work/theirs.jsonl"
            test_case "LibreOffice: a workbook made of $name holds the same texts" cmp "$work/theirs.jsonl" "$work/ours.jsonl"
        done
    else
        skip "LibreOffice" "it is not there, and only root can install libreoffice-calc-nogui by apt"
    fi
else
    skip "workbooks" "openpyxl and XlsxWriter cannot be installed from PyPI"
fi

# TMX to TMX keeps what canonical XML keeps, in whatever encoding the file is.
nasty=$here/samples/nasty.tmx
"$python" - "$nasty" "$work" <<'END'
import codecs, pathlib, sys
text = pathlib.Path(sys.argv[1]).read_bytes().decode("utf-8")
work = pathlib.Path(sys.argv[2])
declared = lambda name: text.replace('encoding="UTF-8"', f'encoding="{name}"', 1)
(work / "utf-8.tmx").write_bytes(text.encode("utf-8"))
(work / "utf-8-mark.tmx").write_bytes(codecs.BOM_UTF8 + text.encode("utf-8"))
(work / "utf-16-le.tmx").write_bytes(codecs.BOM_UTF16_LE + declared("UTF-16").encode("utf-16-le"))
(work / "utf-16-be.tmx").write_bytes(codecs.BOM_UTF16_BE + declared("UTF-16").encode("utf-16-be"))
(work / "crlf.tmx").write_bytes(text.replace("\n", "\r\n").encode("utf-8"))
(work / "windows-1251.tmx").write_bytes(declared("windows-1251").encode("windows-1251", "xmlcharrefreplace"))
END
for encoding in utf-8 utf-8-mark utf-16-le utf-16-be crlf windows-1251; do
    "$program" tmx convert "$work/$encoding.tmx" --quiet -o "$work/copy.tmx"
    test_case "lxml: a copy of the nasty file in $encoding is the same" \
        "$python" "$here/canonical.py" "$work/$encoding.tmx" "$work/copy.tmx"
    rm -f "$work/copy.tmx"
done
"$program" tmx convert "$work/corpus.tmx" -o "$work/copy.tmx"
test_case "lxml: a copy of the memory of the corpus is the same" "$python" "$here/canonical.py" "$work/corpus.tmx" "$work/copy.tmx"

differ() { ! "$python" "$here/canonical.py" "$1" "$2"; }
sed 's/x="1"/x="2"/' "$work/utf-8.tmx" >"$work/changed.tmx"
test_case "lxml: a changed copy is not" differ "$work/utf-8.tmx" "$work/changed.tmx"

# What is left of damaged memories, beside what libxml2 recovers.
head -c 40000 "$work/corpus.tmx" >"$work/start.tmx"
"$program" tmx repair "$work/start.tmx" -o "$work/small.tmx" >/dev/null
"$program" tmx convert "$here/samples/codes.jsonl" --to tmx --quiet -o "$work/codes.tmx"
test_case "libxml2: a repair saves at least what its recovery finds" \
    "$python" "$here/recovery.py" "$program" "$here/tmx14.dtd" "$work" 300 \
    "$work/small.tmx" "$work/codes.tmx" "$work/utf-8.tmx" "$work/utf-16-le.tmx" "$work/utf-8-mark.tmx" "$work/windows-1251.tmx"

mkdir -p "$work/well-formed"
test_case "xmllint: what is accepted as XML is the same" \
    python3 "$here/well_formed.py" "$program" "$work/well-formed" 4000
test_case "attacks: an answer comes soon, in little memory" "$python" "$here/attacks.py" "$program" "$work"

# A translator takes over what the memory holds.
"$program" align "az=$root/corpus/documents/museum-night.az.txt" "en=$root/corpus/documents/museum-night.en.txt" \
    --quiet -o "$work/pair.tmx"
"$program" tmx convert "$work/pair.tmx" --to jsonl -o "$work/pair.jsonl"
test_case "pretranslate: a unit of the memory is found from az to en" \
    "$python" "$here/pretranslate.py" "$work/pair.tmx" "$work/pair.jsonl" "$work"

# XLIFF as its specification has it: by the schemas of OASIS where they can be had, which a package of Debian holds, and by
# DTDs that also look into modules.
schemas=$root/target/interop/schemas
if [ ! -e "$schemas/xliff-core-2.0.xsd" ] && command -v apt-get >/dev/null; then
    (
        cd "$work" || exit
        apt-get download php-symfony-translation && dpkg-deb -x php-symfony-translation_*.deb symfony || exit
        mkdir -p "$schemas"
        for schema in symfony/usr/share/php/Symfony/Component/Translation/Resources/schemas/*.xsd; do
            sed 's|"[^"]*/xml.xsd"|"xml.xsd"|' "$schema" >"$schemas/${schema##*/}"
        done
    ) >/dev/null 2>&1
fi
valid_by_schema() { xmllint --noout --nonet --schema "$schemas/$1.xsd" "$2"; }
invalid_by_schema() { ! cmp --silent "$2" "$3" && ! valid_by_schema "$1" "$3"; }
valid_xliff() { xmllint --noout --nonet --dtdvalid "$here/$1.dtd" "$2" && "$python" "$here/references.py" "$2"; }
invalid_after() { ! cmp --silent "$2" "$3" && ! valid_xliff "$1" "$3"; }
if command -v xmllint >/dev/null; then
    for form in xliff:xliff12 xliff2:xliff21; do
        for name in bilingual pair; do
            case $name in bilingual) units=$here/samples/bilingual.jsonl ;; *) units=$work/pair.tmx ;; esac
            "$program" tmx convert "$units" --source az --target en --to "${form%:*}" --quiet -o "$work/$name.xlf"
            test_case "xmllint: $name in ${form#*:} is valid" valid_xliff "${form#*:}" "$work/$name.xlf"
            schema=xliff-core-1.2-strict
            [ "$form" = xliff:xliff12 ] || schema=xliff-core-2.0
            if [ -e "$schemas/$schema.xsd" ]; then
                test_case "xmllint: $name is valid by $schema" valid_by_schema "$schema" "$work/$name.xlf"
                sed 's/<source/<sourced/' "$work/$name.xlf" >"$work/faulty.xlf"
                test_case "xmllint: $name with another element is not" \
                    invalid_by_schema "$schema" "$work/$name.xlf" "$work/faulty.xlf"
            else
                skip "schemas of XLIFF" "php-symfony-translation cannot be had from Debian"
            fi
        done
        # Each fault must change the file, or it shows nothing.
        for fault in 's/<source/<sourced/' 's/ id="1"//g' 's/<note/<note draft="yes"/'; do
            sed "$fault" "$work/bilingual.xlf" >"$work/faulty.xlf"
            test_case "xmllint: ${form#*:} after $fault is not" \
                invalid_after "${form#*:}" "$work/bilingual.xlf" "$work/faulty.xlf"
        done
        if [ "$form" = xliff2:xliff21 ]; then
            sed 's/Ref="[a-z]*1"/Ref="none"/' "$work/bilingual.xlf" >"$work/faulty.xlf"
            test_case "xmllint: xliff21 with a reference to nothing is not" \
                invalid_after xliff21 "$work/bilingual.xlf" "$work/faulty.xlf"
        fi
    done
fi

# Bilingual files, ours and theirs.
for form in xliff xliff2 po; do
    file=$work/pair.$form
    [ "$form" = po ] || file=$file.xlf
    "$program" tmx convert "$work/pair.tmx" --source az --target en --to "$form" --quiet -o "$file"
    "$program" tmx convert "$file" --quiet -o "$file.jsonl"
    test_case "translate-toolkit: texts of our $form" "$python" "$here/bilingual.py" read "$file" "$file.jsonl"
done
for form in xlf po; do
    "$python" "$here/bilingual.py" write "$work/theirs.$form"
    "$program" tmx convert "$work/theirs.$form" --quiet -o "$work/theirs.$form.jsonl"
    test_case "translate-toolkit: we read its $form with the same texts" \
        "$python" "$here/bilingual.py" read "$work/theirs.$form" "$work/theirs.$form.jsonl"
done
# polib reads PO with what is said about messages, as we do.
if "$python" -c 'import polib' 2>/dev/null \
    || "$python" -m pip install --quiet --disable-pip-version-check polib >/dev/null 2>&1; then
    "$program" tmx convert "$here/samples/messages.po" --to po --quiet -o "$work/messages.po"
    test_case "polib: our copy of messages says what they say" \
        "$python" "$here/messages.py" "$here/samples/messages.po" "$work/messages.po"
    sed 's/^#, c-format/#, no-c-format/' "$work/messages.po" >"$work/changed.po"
    differ_in_message() { ! "$python" "$here/messages.py" "$1" "$2"; }
    test_case "polib: a message with another flag does not" differ_in_message "$work/messages.po" "$work/changed.po"
else
    skip "polib" "it cannot be installed from PyPI"
fi
differ_in_text() { ! "$python" "$here/bilingual.py" read "$1" "$2"; }
sed 's/Only here/Only there/' "$work/theirs.po" >"$work/changed.po"
test_case "translate-toolkit: other texts are not the same" differ_in_text "$work/changed.po" "$work/theirs.po.jsonl"
if command -v msgfmt >/dev/null; then
    test_case "msgfmt: our po is in order" msgfmt --check --output-file=/dev/null "$work/pair.po"
    test_case "msgfmt: our copy of messages is in order" msgfmt --check --output-file=/dev/null "$work/messages.po"
    sed '$ s/"$//' "$work/pair.po" >"$work/broken.po"
    refused() { ! msgfmt --check --output-file=/dev/null "$1"; }
    test_case "msgfmt: a string without its end is not" refused "$work/broken.po"
else
    skip "msgfmt" "it is not there, and only root can install gettext by apt"
fi

# OmegaT inserts every exact match of a memory in three languages. At level 2 it shows the codes as tags.
if [ -e /usr/share/omegat/OmegaT.jar ] && command -v java >/dev/null; then
    for level in 1 2; do
        "$program" tmx convert "$work/corpus.tmx" --to tmx --level "$level" --quiet -o "$work/omegat.tmx"
        for pair in "az en" "az ru" "ru en"; do
            folder=$(mktemp -d "$work/omegat.XXXX")
            # shellcheck disable=SC2086  # a pair is two arguments
            test_case "OmegaT: all of the memory is inserted at level $level, $pair" \
                "$python" "$here/omegat.py" "$work/omegat.tmx" "$work/corpus.jsonl" "$folder" $pair "$level"
        done
    done
    untranslated() { ! "$python" "$here/omegat.py" "$1" "$work/corpus.jsonl" "$(mktemp -d "$work/omegat.XXXX")" az en 1; }
    head -c 100000 "$work/corpus.tmx" >"$work/broken.tmx"
    test_case "OmegaT: a memory that is cut off is not inserted" untranslated "$work/broken.tmx"
else
    skip "OmegaT" "it is not there, and only root can install omegat by apt"
fi

# Other engines cut the documents of the corpus by the exported rules as the program does by its own.
pip_install() { "$python" -m pip install --quiet --disable-pip-version-check "$@" >/dev/null 2>&1; }
"$program" segment --print-rules >"$work/rules.srx"
for language in az en ru; do
    # A paragraph is a run of lines in these files, and a blank line stands between two files.
    awk 'FNR == 1 { print "" } { print }' "$root"/corpus/gold/segments/*."$language".txt >"$work/segments.$language.txt"
done
# agree NAME COMMAND…: COMMAND cuts paragraphs by the rules and the language behind it.
agree() {
    local name=$1 language
    shift
    for language in az en ru; do
        test_case "$name: cuts by our rules as we do, $language" "$python" "$here/segmentation.py" "$program" "$language" \
            "$work/segments.$language.txt" "$@" "$work/rules.srx" "$language"
    done
}
disagree() { ! "$python" "$here/segmentation.py" "$program" en "$work/segments.en.txt" "$@" "$work/fewer.srx" en; }
if "$python" -c 'import choppa' 2>/dev/null || pip_install choppa-srx; then
    agree "choppa" "$python" "$here/choppa_cut.py"
    # Rules without exceptions cut more.
    "$python" - "$work/rules.srx" "$work/fewer.srx" <<'END'
import pathlib, re, sys
text = pathlib.Path(sys.argv[1]).read_text(encoding="utf-8")
fewer = re.sub(r'(?s)<rule break="no">.*?</rule>', "", text)
pathlib.Path(sys.argv[2]).write_text(fewer, encoding="utf-8")
END
    test_case "choppa: without exceptions it does not" disagree "$python" "$here/choppa_cut.py"
else
    skip "choppa" "choppa-srx cannot be installed from PyPI"
fi
"$python" -c 'import loomchild' 2>/dev/null || pip_install loomchild-segment
jars=$(echo "$root"/target/interop/lib/python*/site-packages/loomchild/data/segment-*/lib)
if [ -d "$jars" ] && command -v javac >/dev/null && javac -cp "$jars/*" -d "$work/classes" "$here/SegmentCut.java"; then
    agree "Java segment" java -cp "$work/classes:$jars/*" SegmentCut
else
    skip "Java segment" "it needs loomchild-segment from PyPI and a Java compiler"
fi

# Clients of servers of translation memories.
mkdir "$work/virtaal" "$work/weblate"
test_case "Virtaal: what it sends is served" "$python" "$here/virtaal.py" "$program" "$work/virtaal"
if "$python" -c 'import requests' 2>/dev/null || pip_install requests; then
    # Of Weblate its client alone is taken out of the wheel.
    wheels=$root/target/interop/weblate
    if [ -e "$wheels"/weblate-*.whl ] \
        || "$python" -m pip download --quiet --disable-pip-version-check --no-deps --dest "$wheels" weblate==5.14.3 >/dev/null 2>&1; then
        "$python" -m zipfile -e "$wheels"/weblate-*.whl "$work/wheel"
        test_case "Weblate: its client finds all texts" \
            "$python" "$here/weblate.py" "$program" "$work/wheel/weblate/machinery/tmserver.py" "$work/weblate"
    else
        skip "Weblate" "its wheel cannot be had from PyPI"
    fi
else
    skip "Weblate" "requests cannot be installed from PyPI"
fi

. "$here/findings.sh"

[ "$skipped" -eq 0 ] || echo "$skipped skipped"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
