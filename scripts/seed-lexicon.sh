#!/bin/sh
# Builds the lexicon that is part of the program from texts of user interfaces and names:
#
#     scripts/seed-lexicon.sh UI-STRINGS-DIR
#
# The folder holds android.az-en-ru.tsv and names.tsv, both with the columns en, az, ru and no line of names. Where they
# come from is in crates/lexicon/data/NOTICE. `yaddash` is the program to use, target/release/yaddash unless YADDASH says
# otherwise.
set -eu
strings=${1:?usage: scripts/seed-lexicon.sh UI-STRINGS-DIR}
root=$(cd "$(dirname "$0")/.." && pwd)
yaddash=${YADDASH:-$root/target/release/yaddash}
for file in android.az-en-ru.tsv names.tsv; do
    [ -s "$strings/$file" ] || { echo "$strings/$file: no such file, or nothing in it" >&2; exit 2; }
    awk -F '\t' 'NF < 3 { bad = 2; print FILENAME ":" FNR ": has no three columns" > "/dev/stderr" } END { exit bad }' \
        "$strings/$file"
done
[ -x "$yaddash" ] || { echo "$yaddash: not there; build it by cargo build --release" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
{
    printf 'en\taz\tru\n'
    # Without placeholders (%1$s, {count}) and tags, which are no words.
    cat "$strings/android.az-en-ru.tsv" "$strings/names.tsv" | cut -f 1-3 |
        sed -E 's/%([0-9]+\$)?[-0-9.]*[a-zA-Z]/ /g; s/<[^>	]*>/ /g; s/\{[^}	]*\}/ /g'
} >"$work/units.tsv"
"$yaddash" tmx convert --quiet "$work/units.tsv" -o "$work/units.tmx"
"$yaddash" lexicon train "$work/units.tmx" --min-evidence 0.9 -o "$root/crates/lexicon/data/seed.lexicon"
