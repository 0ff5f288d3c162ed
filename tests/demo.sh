#!/usr/bin/env bash
# The main job on the sample corpus: three language versions of each document go in; one translation memory and a report
# on terminology come out. Usage: tests/demo.sh PROGRAM OUTPUT-FOLDER
set -euo pipefail
yaddash=$1 out=$2
mkdir -p "$out"

if [ -t 1 ]; then bold=$'\033[1m' plain=$'\033[0m'; else bold='' plain=''; fi
step() { printf '\n%s$ %s%s\n' "$bold" "$*" "$plain"; "$@"; }
# Findings are what the demonstration is about: exit code 1 is success here.
expect_findings() { local code=0; step "$@" || code=$?; [ "$code" -eq 1 ] || { echo "exit code $code, not 1"; exit 1; }; }

step "$yaddash" align corpus/documents -o "$out/corpus.tmx" --glossary corpus/glossary/institutions.csv --report "$out/report.html"
"$yaddash" align corpus/documents -o "$out/pages" --format html --glossary corpus/glossary/institutions.csv --quiet > /dev/null
step "$yaddash" tmx validate "$out/corpus.tmx"
step "$yaddash" tmx info "$out/corpus.tmx"
expect_findings "$yaddash" check --glossary corpus/glossary/institutions.csv corpus/drifted
"$yaddash" check --glossary corpus/glossary/institutions.csv --format html corpus/drifted > "$out/findings.html" || [ $? -eq 1 ]

units=$(grep -c '<tu[ >]' "$out/corpus.tmx")
cat <<EOF

The translation memory ($units units in three languages): $out/corpus.tmx
The alignment of each document, to read side by side:   $out/pages
What is doubtful in all of them:                        $out/report.html
The findings in the drifted versions:                   $out/findings.html
EOF
