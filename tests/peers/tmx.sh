#!/usr/bin/env bash
# How fast the program reads a memory beside other readers: CPU seconds of whole processes with one thread, megabytes a
# second, peak memory, and how much faster two threads are by the clock. All take turns, and the best of the rounds counts,
# so that other work on the machine troubles each alike.
# Usage: tests/peers/tmx.sh [--rounds N] [--mb N] [--findings] [--no-python] PROGRAM [FILE.tmx]
#   FILE.tmx    the memory; else one in three languages with codes is made, of --mb megabytes (200)
#   --findings  makes it with a finding in each unit
#   --no-python leaves lxml and translate-toolkit out; they come from PyPI into target/peers-python
set -euo pipefail

rounds=5 megabytes=200 with_python=1 findings=()
while [[ ${1:-} == --* ]]; do
    case $1 in
        --rounds) rounds=$2 && shift ;;
        --mb) megabytes=$2 && shift ;;
        --findings) findings=(--findings) ;;
        --no-python) with_python= ;;
        *) echo "unknown option $1"; exit 2 ;;
    esac
    shift
done
program=$(realpath -- "${1:?usage: tests/peers/tmx.sh [OPTION…] PROGRAM [FILE.tmx]}")
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$(cd -- "$here/../.." && pwd)
for needed in xmllint /usr/bin/time python3; do
    command -v "$needed" >/dev/null || { echo "$needed is needed (Debian: libxml2-utils, time, python3)"; exit 2; }
done
work=$(mktemp -d)
trap 'rm -rf -- "$work"' EXIT
export LC_ALL=C

target=${CARGO_TARGET_DIR:-$root/target/peers}
CARGO_TARGET_DIR=$target cargo build --release --locked --quiet --manifest-path "$here/Cargo.toml" --bin quick-xml
if [ $# -gt 1 ]; then
    memory=$(realpath -- "$2")
else
    memory=$work/memory.tmx
    python3 "$here/memory.py" "$megabytes" "${findings[@]}" >"$memory"
fi
size=$(stat -c %s "$memory")

# Every reader goes through the whole file; only xmllint and ours check that it is well-formed.
readers=(xmllint quick-xml info validate convert repair)
reader() {
    case $1 in
        xmllint) xmllint --stream --noout "$memory" ;;
        quick-xml) "$target/release/quick-xml" "$memory" ;;
        info) "$program" tmx info --jobs "$2" "$memory" ;;
        validate) "$program" tmx validate --format jsonl --jobs "$2" "$memory" ;;
        repair) "$program" tmx repair --jobs "$2" "$memory" -o "$work/copy.tmx" ;;
        convert) "$program" tmx convert --jobs "$2" "$memory" -o "$work/copy.tmx" ;;
        lxml) "$python" -c "$iterparse" "$memory" ;;
        translate-toolkit) "$python" -c "$toolkit" "$memory" ;;
    esac
}
iterparse='
import sys
from lxml import etree
units = 0
for _, unit in etree.iterparse(sys.argv[1], tag="tu", huge_tree=True):
    segments = ["".join(segment.itertext()) for segment in unit.iter("seg")]
    units += 1
    unit.clear()
    while unit.getprevious() is not None:
        del unit.getparent()[0]
print(units)'
toolkit='
import sys
from translate.storage import tmx
print(len(tmx.tmxfile.parsefile(sys.argv[1]).units))'
if [ -n "$with_python" ]; then
    python=$root/target/peers-python/bin/python
    [ -x "$python" ] || python3 -m venv "$root/target/peers-python"
    "$python" -c 'import lxml, translate' 2>/dev/null \
        || "$python" -m pip install --quiet --disable-pip-version-check lxml translate-toolkit
    readers+=(lxml translate-toolkit)
fi
export -f reader
export memory program target work python="${python:-}" iterparse toolkit

declare -A cpu wall peak
# measure NAME JOBS: keeps the least CPU and wall time in milliseconds and the greatest memory in KB. A reader that fails is
# no fast one: it ends the run. Ours may have findings (1).
measure() {
    local key="$1 $2" milliseconds clock kilobytes
    local code=0 highest=0
    case $1 in info | validate | convert | repair) highest=1 ;; esac
    /usr/bin/time -f '%U %S %e %M' -o "$work/time" bash -c 'reader "$@"' reader "$1" "$2" >/dev/null 2>"$work/said" || code=$?
    if [ "$code" -gt "$highest" ]; then
        echo "$1 cannot read $memory (exit code $code):"
        cat "$work/said"
        exit 1
    fi
    read -r milliseconds clock kilobytes < <(tail -n 1 "$work/time" \
        | awk '{ printf "%d %d %d\n", ($1 + $2) * 1000 + 0.5, $3 * 1000 + 0.5, $4 }')
    [ "${cpu[$key]:-$milliseconds}" -lt "$milliseconds" ] || cpu[$key]=$milliseconds
    [ "${wall[$key]:-$clock}" -lt "$clock" ] || wall[$key]=$clock
    [ "${peak[$key]:-$kilobytes}" -gt "$kilobytes" ] || peak[$key]=$kilobytes
}
for ((round = 0; round < rounds; round++)); do
    for name in "${readers[@]}"; do
        measure "$name" 1
        case $name in info | validate | convert) measure "$name" 2 ;; esac
    done
done

echo "best of $rounds rounds, $size bytes, $(nproc) cores, $(uname -m), $(xmllint --version 2>&1 | head -n 1)"
printf '%-18s %8s %8s %10s %10s %12s\n' reader CPU-s MB/CPU-s to-xmllint peak-MB 'two-threads'
for name in "${readers[@]}"; do
    awk -v name="$name" -v size="$size" -v cpu="${cpu["$name 1"]}" -v base="${cpu["xmllint 1"]}" -v peak="${peak["$name 1"]}" \
        -v one="${wall["$name 1"]}" -v two="${wall["$name 2"]:-0}" 'BEGIN {
            printf "%-18s %8.2f %8.0f %10.2f %10.1f", name, cpu / 1000, size / 1000 / cpu, cpu / base, peak / 1000
            if (two) printf " %8.2f (%d and %d ms)", one / two, one, two
            print ""
        }'
done
