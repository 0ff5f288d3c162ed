#!/usr/bin/env bash
# Builds the fuzz targets with libFuzzer's instrumentation by a stable compiler and runs each for a while.
#   FUZZ_SECONDS  how long to run each target (30)
#   TARGETS       which targets, parted by spaces (all)
# Prints a line a target: its name, runs, seconds, result. Exits 1 where something was found.
set -euo pipefail
cd "$(dirname "$0")"

seconds=${FUZZ_SECONDS:-30}
all=$(sed -n 's/^name = "\(.*\)"$/\1/p' Cargo.toml | grep -v '^yaddash-fuzz$')
targets=${TARGETS:-$all}
host=$(rustc -vV | sed -n 's/^host: //p')
export CARGO_TARGET_DIR=$PWD/target

# With `--target` the flags hold for what is run and not for build scripts. `debug-assertions` and `overflow-checks` find
# what a release would pass over.
export RUSTFLAGS="-Cpasses=sancov-module \
-Cllvm-args=-sanitizer-coverage-level=4 \
-Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
-Cllvm-args=-sanitizer-coverage-pc-table \
-Cllvm-args=-sanitizer-coverage-trace-compares \
--cfg fuzzing -Cdebug-assertions=yes -Coverflow-checks=yes"

build() {
  local bins=() target
  for target in $targets; do bins+=(--bin "$target"); done
  nice cargo build --release --quiet --target "$host" "${bins[@]}"
}

# seed TARGET CHOICES FILE… copies the files as first inputs of the target, behind the bytes that choose what they are.
seed() {
  local folder=target/seeds/$1 choices=$2 file
  shift 2
  for file in "$@"; do
    { printf '%s' "$choices"; cat "$file"; } > "$folder/$choices-${file##*/}"
  done
}

# seed_languages TARGET CHOICES PATTERN: the files of the three languages, each behind the digit of its language.
seed_languages() {
  local at=0 language
  for language in az en ru; do
    # The pattern is to be expanded.
    # shellcheck disable=SC2086
    seed "$1" "$at$2" ${3//LANG/$language}
    at=$((at + 1))
  done
}

# The first inputs that the repository's other folders give.
seed_from_corpus() {
  local corpus=../../corpus
  case $1 in
    decode) seed decode 0000 "$corpus"/documents/museum-night.*.txt "$corpus"/documents/book-fair.*.html ;;
    compressed) seed compressed '' "$corpus"/documents/law-in-articles.*.docx ;;
    xml_reader) seed xml_reader '' seeds/tmx/* seeds/srx/* "$corpus"/glossary/*.tbx ;;
    segment) seed_languages segment '' "$corpus/documents/*.LANG.txt $corpus/gold/segments/*.LANG.txt" ;;
    srx_parse) seed srx_parse '' ../../crates/segment/rules/*.srx ;;
    abbreviations) seed_languages abbreviations '' '../../crates/segment/rules/abbreviations/LANG.txt' ;;
    document)
      seed document 0 "$corpus"/documents/*.txt
      seed document 2 "$corpus"/documents/*.md
      seed document 3 "$corpus"/documents/*.html
      seed document 4 "$corpus"/documents/*.docx ;;
    tokens_numbers_dates) seed_languages "$1" '' "$corpus/documents/*.LANG.txt" ;;
    termbase)
      seed termbase 0 "$corpus"/glossary/*.csv
      seed termbase 2 "$corpus"/glossary/*.tbx ;;
    fix)
      seed_languages fix 0 "$corpus/drifted/*.LANG.txt"
      seed_languages fix 1 "$corpus/drifted/*.LANG.md"
      seed_languages fix 2 "$corpus/drifted/*.LANG.html" ;;
    ladder) seed ladder '' "$corpus"/gold/alignment/*.ladder ;;
    align)
      local stem
      for stem in "$corpus"/gold/segments/*.az.txt; do
        stem=${stem%.az.txt}
        { printf 0; cat "$stem.az.txt"; printf '=\n1'; cat "$stem.en.txt"; } > "target/seeds/align/${stem##*/}.az-en"
        { cat "target/seeds/align/${stem##*/}.az-en"; printf '=\n2'; cat "$stem.ru.txt"; } \
          > "target/seeds/align/${stem##*/}.az-en-ru"
      done ;;
  esac
}

# What stands before a text that repeats one thing, one a line: choices and lines that come first. Only targets that read
# text have any.
before_repetition() {
  case $1 in
    segment | tokens_numbers_dates) printf '%s\n' 0 1 2 ;;
    document) printf '%s\n' 0 1 2 3 ;;
    inflection) printf '%s\n' 0 1 2 '0Milli\n' ;;
    matcher) printf '%s\n' 00 '00Milli Məclis\nMM\n' '11Council of Europe\n\n' ;;
    fix) printf '%s\n' 00 11 22 ;;
    align) printf '%s\n' 0 ;;
    trados_memory) printf '%s\n' '0<Segment><Elements><Text><Value>a</Value></Text><Tag><Type>Start</Type></Tag></Elements></Segment>' ;;
    workbook) printf '%s\n' '0<worksheet><sheetData><row><c t="s"><v>0</v></c></row></sheetData></worksheet>' \
      '1<sst><si><t>az</t></si></sst>' ;;
    units) printf '%s\n' '0az\ten\n' '1az,en\n' 2 ;;
    termbase)
      printf '%s\n' '0concept,language,term\n' 2 '4a\tb\n' '5en,az\n' '7#UTX 1.11; en/az\n#src\ttgt\n' 8 9 ':<mtf>' ;;
    xml_reader) printf '%s\n' '' '<a>' ;;
    tmx_read | tmx_validate | tmx_repair) printf '%s\n' '<tmx><header/><body>' '<tmx><header/><body><tu><tuv xml:lang="az"><seg>' ;;
    xliff)
      printf '%s\n' '<xliff version="1.2"><file source-language="en"><body>' \
        '<xliff version="1.2"><file source-language="en"><body><trans-unit><source>' \
        '<xliff version="2.0" srcLang="en"><file><unit><segment><source>' ;;
    po) printf '%s\n' '' 'msgid "' 'msgid "a"\nmsgstr ""\n' ;;
    ladder) echo ;;
  esac
}

# repeated WHAT BYTES: WHAT as often as makes that many bytes, `\n` and the like understood.
repeated() {
  awk -v what="$1" -v bytes="$2" 'BEGIN { while (n++ < bytes / length(what)) printf "%s", what }'
}

# long_inputs TARGET: texts that repeat one thing, to find what takes more than linear time.
long_inputs() {
  local folder=target/repeated/$1 before what at=0
  rm -rf "$folder"
  mkdir -p "$folder"
  before_repetition "$1" | while IFS= read -r before; do
    while IFS= read -r what; do
      at=$((at + 1))
      {
        printf '%b' "$before"
        if [ "$1" = align ]; then
          repeated "$what" 4000
          printf '\n=\n2'
          repeated "$what" 4000
        else
          repeated "$what" 60000
        fi
      } > "$folder/$at"
    done < repeated.txt
  done
}

# dictionary_of TARGET: the words that the fuzzer may put into inputs.
dictionary_of() {
  case $1 in
    xml_reader | xliff) echo xml ;;
    tmx_*) echo tmx ;;
    srx_parse) echo srx ;;
    document) echo document ;;
    termbase) echo termbase ;;
    segment | align | tokens_numbers_dates | inflection | matcher | fix) echo language ;;
  esac
}

# run TARGET: 0 where nothing was found.
run() {
  local target=$1 log=target/$1.log result=ok code=0 options=() began=$SECONDS dictionary
  rm -rf "target/seeds/$target"
  mkdir -p "target/seeds/$target" "corpus/$target" "artifacts/$target" target/temporary
  seed_from_corpus "$target"
  # Inputs written for it, with their choices: under its name, or the part before `_` that it shares with others.
  [ ! -d "seeds/${target%%_*}" ] || seed "$target" '' "seeds/${target%%_*}"/*
  dictionary=$(dictionary_of "$target")
  [ -z "$dictionary" ] || options+=("-dict=dictionaries/$dictionary.dict")
  local program=(nice "target/$host/release/$target" "-artifact_prefix=artifacts/$target/" -rss_limit_mb=2048)
  export TMPDIR=$PWD/target/temporary
  : > "$log"
  long_inputs "$target"
  if [ -n "$(ls "target/repeated/$target")" ]; then
    "${program[@]}" -timeout=4 "target/repeated/$target"/* >> "$log" 2>&1 || code=$?
  fi
  if [ "$code" -eq 0 ]; then
    "${program[@]}" -timeout=10 -max_len=65536 -max_total_time="$seconds" -print_final_stats=1 \
      "${options[@]}" "corpus/$target" "target/seeds/$target" >> "$log" 2>&1 || code=$?
  fi
  rm -rf target/temporary
  if [ "$code" -ne 0 ]; then
    # Of the long inputs no copy is written; the one that was run last is named.
    result=$(sed -n -e 's/.*Test unit written to //p' -e 's/^Running: //p' "$log" | tail -n 1)
    result="FOUND ${result:-nothing that was kept}, see tests/fuzz/$log"
  fi
  printf '%-22s %10s runs %5s s  %s\n' "$target" \
    "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log" | tail -n 1)" "$((SECONDS - began))" "$result"
  return "$((code != 0))"
}

build
found=0
for target in $targets; do run "$target" || found=1; done
exit "$found"
