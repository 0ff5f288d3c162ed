"""Measures what files that ask for too much cost: processor time and peak memory of each command that reads them.

Usage: attacks.py PROGRAM WORK
Prints a table. Fails where an answer takes more than a second of processor time, the best of three, or more than 50 MB
beyond the size of the file.
"""

import os
import pathlib
import subprocess
import sys

program, work = sys.argv[1], pathlib.Path(sys.argv[2])
HEAD = (
    '<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" '
    'adminlang="en" srclang="en" datatype="plaintext"/><body>\n'
)
TAIL = '<tu><tuv xml:lang="en"><seg>end</seg></tuv></tu></body></tmx>\n'
COMMANDS = {
    "info": [],
    "validate": [],
    "convert": ["-o", work / "attacked.tmx"],
    "repair": ["-o", work / "attacked.tmx"],
}


def memory(*parts):
    """The parts of a memory around a segment; what is repeated is a text with a number."""
    return [HEAD + '<tu><tuv xml:lang="en"><seg>', *parts, "</seg></tuv></tu>" + TAIL]


def attacks():
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    yield "entity bomb", [f'<!DOCTYPE tmx [<!ENTITY a0 "haha">{levels}]>', *memory("&a11;" * 3)]
    yield "external entity", ['<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/passwd">]>', *memory("&x;")]
    yield "100,000 nested elements", memory(("<hi>", 100_000), "deep", ("</hi>", 100_000))
    yield "100,000 nested elements, open", memory(("<hi>", 100_000), "deep")
    attributes = [f' a{n}="v"' for n in range(80_000)]
    yield "80,000 attributes", [HEAD, "<tu", *attributes, '><tuv xml:lang="en"><seg>a</seg></tuv></tu>', TAIL]
    yield "segment of 12 MB", memory(("text " * 1000, (12 << 20) // 5000))
    yield "segment of 100 MB", memory(("text " * 1000, (100 << 20) // 5000))
    yield "4,000,000 bytes that are no UTF-8", memory(("\udcff" * 1000, 4_000))


def write(path, parts):
    """Writes piece by piece: a child of a large process would count as large."""
    with path.open("w", encoding="utf-8", errors="surrogateescape") as file:
        for part in parts:
            text, times = part if isinstance(part, tuple) else (part, 1)
            for _ in range(times):
                file.write(text)


def cost(command):
    """Seconds of processor time and kilobytes at the peak."""
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, 1, 2):
        sys.exit(f"{command} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def main():
    file, failed = work / "attack.tmx", False
    print("| file | " + " | ".join(COMMANDS) + " |")
    print("|---" * (len(COMMANDS) + 1) + "|")
    for name, parts in attacks():
        write(file, parts)
        cells = []
        for command, options in COMMANDS.items():
            runs = [cost([program, "tmx", command, file, *options]) for _ in range(3)]
            seconds, peak = min(run[0] for run in runs), min(run[1] for run in runs)
            failed |= seconds > 1 or peak * 1024 > file.stat().st_size + (50 << 20)
            cells.append(f"{seconds:.2f} s, {peak // 1024} MB")
        print(f"| {name} | " + " | ".join(cells) + " |")
    sys.exit(1 if failed else 0)


main()
