#!/usr/bin/env bash
# The main job on the sample corpus: three language versions of each document go in; one translation memory and a report
# on terminology come out. Usage: tests/demo.sh PROGRAM OUTPUT-FOLDER
set -euo pipefail
yaddash=$1 out=$2
mkdir -p "$out"

step() { printf '\n\033[1m$ %s\033[0m\n' "$*"; "$@"; }
# Findings are what the demonstration is about: exit code 1 is success here.
expect_findings() { local code=0; step "$@" || code=$?; [ "$code" -eq 1 ] || { echo "exit code $code, not 1"; exit 1; }; }

step "$yaddash" align corpus/documents -o "$out/corpus.tmx" --glossary corpus/glossary/institutions.csv --report "$out/alignment.html"
step "$yaddash" tmx validate "$out/corpus.tmx"
step "$yaddash" tmx info "$out/corpus.tmx"
expect_findings "$yaddash" check --glossary corpus/glossary/institutions.csv corpus/drifted
"$yaddash" check --glossary corpus/glossary/institutions.csv --format html corpus/drifted > "$out/findings.html" || [ $? -eq 1 ]

units=$(grep -c '<tu[ >]' "$out/corpus.tmx")
cat <<EOF

The translation memory ($units units in three languages): $out/corpus.tmx
The alignment, to read side by side:                    $out/alignment.html
The findings in the drifted versions:                   $out/findings.html
EOF
