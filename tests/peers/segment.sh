#!/usr/bin/env bash
# How fast the program cuts text beside other segmenters: MB of input for each second of CPU time that the whole process
# takes, from standard input to standard output, net of start-up. All take turns, and the best of the rounds counts, so
# that other work on the machine troubles each alike.
# Usage: tests/peers/segment.sh [--rounds N] [--mb N] [--rules RULES.srx] [--scorer COMMAND] PROGRAM [LANG=FILE…]
#   LANG=FILE   text to measure, a paragraph a line; else the sample documents, repeated to --mb megabytes (10)
#   --rules     another SRX file for the program and for the crate `srx`, beside the built-in rules
#   --scorer    a command that measures accuracy: it is run with --cmd 'SEGMENTER {lang}' for each segmenter
set -euo pipefail

rounds=5 megabytes=10 rules='' scorer=''
while [[ ${1:-} == --* ]]; do
    case $1 in
        --rounds) rounds=$2 ;;
        --mb) megabytes=$2 ;;
        --rules) rules=$(realpath -- "$2") ;;
        --scorer) scorer=$2 ;;
        *) echo "unknown option $1"; exit 2 ;;
    esac
    shift 2
done
program=$(realpath -- "${1:?usage: tests/peers/segment.sh [OPTION…] PROGRAM [LANG=FILE…]}")
shift
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$here/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
export LC_ALL=C

target=${CARGO_TARGET_DIR:-$root/target/peers}
CARGO_TARGET_DIR=$target cargo build --release --locked --quiet --manifest-path "$here/Cargo.toml"
"$program" segment --print-rules >"$work/rules.srx"

# The command of each segmenter; LANG stands for the language.
declare -A command=(
    [yaddash]="$program segment --jobs 1 --lang LANG"
    [icu]="$target/release/icu LANG"
    [sentencex]="$target/release/sentencex LANG"
    [unicode]="$target/release/unicode LANG"
    [srx, our rules]="$target/release/srx LANG $work/rules.srx"
)
segmenters=(yaddash icu sentencex unicode 'srx, our rules')
if [ -n "$rules" ]; then
    command[yaddash, rules]="$program segment --quiet --jobs 1 --lang LANG --rules $rules"
    command[srx, rules]="$target/release/srx LANG $rules"
    segmenters+=('yaddash, rules' 'srx, rules')
fi

# The text of each language.
declare -A text
languages=()
if [ $# -gt 0 ]; then
    for argument in "$@"; do
        language=${argument%%=*}
        languages+=("$language")
        text[$language]=$(realpath -- "${argument#*=}")
    done
else
    languages=(az en ru)
    for language in "${languages[@]}"; do
        # A paragraph is a run of lines in these files, and a blank line stands between two files.
        awk 'FNR == 1 { print "" } { print }' "$root"/corpus/gold/segments/*."$language".txt \
            | awk -v RS= '{ gsub(/\n/, " "); print }' >"$work/once"
        size=$(stat -c %s "$work/once")
        text[$language]=$work/$language.txt
        for ((written = 0; written < megabytes * 1000000; written += size)); do cat "$work/once"; done >"${text[$language]}"
    done
fi

TIMEFORMAT='%U %S %R'
# cpu_and_wall INPUT COMMAND…: milliseconds of CPU time and of wall time.
cpu_and_wall() {
    local input=$1
    shift
    { time "$@" <"$input" >/dev/null 2>&1; } 2>&1 | awk '{ printf "%d %d\n", ($1 + $2) * 1000, $3 * 1000 }'
}
# keep_least NAME VALUE
declare -A least
keep_least() { [ -n "${least[$1]:-}" ] && [ "${least[$1]}" -le "$2" ] || least[$1]=$2; }

# shellcheck disable=SC2086  # a command is several words
for ((round = 0; round < rounds; round++)); do
    for language in "${languages[@]}"; do
        for segmenter in "${segmenters[@]}"; do
            line=${command[$segmenter]//LANG/$language}
            read -r cpu _ < <(cpu_and_wall /dev/null $line)
            keep_least "start $segmenter $language" "$cpu"
            read -r cpu wall < <(cpu_and_wall "${text[$language]}" $line)
            keep_least "cpu $segmenter $language" "$cpu"
            [ "$segmenter" != yaddash ] || keep_least "one $language" "$wall"
        done
        read -r _ wall < <(cpu_and_wall "${text[$language]}" "$program" segment --jobs 2 --lang "$language")
        keep_least "two $language" "$wall"
    done
done

echo "best of $rounds rounds, $(nproc) cores, $(uname -m), $(rustc --version)"
for language in "${languages[@]}"; do
    size=$(stat -c %s "${text[$language]}")
    printf '\n%s, %d bytes\n%-16s %10s %10s %8s\n' "$language" "$size" segmenter MB/CPU-s start-up ours/it
    for segmenter in "${segmenters[@]}"; do
        awk -v name="$segmenter" -v size="$size" -v start="${least["start $segmenter $language"]}" \
            -v cpu="${least["cpu $segmenter $language"]}" -v own_start="${least["start yaddash $language"]}" \
            -v own="${least["cpu yaddash $language"]}" 'BEGIN {
                net = cpu - start; if (net < 1) net = 1
                own_net = own - own_start; if (own_net < 1) own_net = 1
                printf "%-16s %10.1f %7d ms %8.2f\n", name, size / 1000 / net, start, net / own_net
            }'
    done
    awk -v one="${least["one $language"]}" -v two="${least["two $language"]}" \
        'BEGIN { printf "yaddash with two threads: %.2f times as fast (%d and %d ms of wall time)\n", one / two, one, two }'
done

[ -z "$scorer" ] || for segmenter in "${segmenters[@]}"; do
    echo
    echo "$segmenter"
    $scorer --cmd "${command[$segmenter]//LANG/\{lang\}}"
done
