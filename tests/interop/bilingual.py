"""translate-toolkit reads our XLIFF and PO with the texts that our JSON lines have, and writes files for us to read.

Usage: bilingual.py read FILE UNITS.jsonl
       bilingual.py write FILE.xlf|FILE.po
"""

import json
import sys

from translate.storage import factory
from translate.storage.po import pofile
from translate.storage.xliff import xlifffile
from translate.storage.xliff2 import Xliff2File

# More than one line, markup, and a text without a translation.
TEXTS = [('One < two & "three"', "Bir < iki & «üç»"), ("A line\nand another", "Bir sətir\nvə başqası"), ("Only here", "")]


def opened(path: str):
    with open(path, "rb") as file:
        start = file.read(2000)
    if b"xliff:document:2.0" in start:
        return Xliff2File.parsefile(path)
    return factory.getobject(path)


def theirs(path: str) -> list[tuple[str, str]]:
    units = (unit for unit in opened(path).units if unit.source and not unit.isheader())
    return [(str(unit.source), str(unit.target or "")) for unit in units]


def ours(path: str) -> list[tuple[str, str]]:
    pairs = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            texts = [variant["text"] for variant in json.loads(line)["variants"]]
            pairs.append((texts[0], texts[1] if len(texts) > 1 else ""))
    return pairs


def read(path: str, lines: str) -> None:
    their_texts, our_texts = theirs(path), ours(lines)
    if len(our_texts) < len(TEXTS):
        sys.exit(f"{len(our_texts)} units are too few to tell anything")
    if len(their_texts) != len(our_texts):
        sys.exit(f"{len(their_texts)} units are read, {len(our_texts)} are there")
    for number, (their, our) in enumerate(zip(their_texts, our_texts)):
        if their != our:
            sys.exit(f"unit {number} differs:\n{their}\n{our}")
    print(f"{len(our_texts)} units")


def write(path: str) -> None:
    if path.endswith(".po"):
        store = pofile()
        store.updateheader(add=True, Language="az", Content_Type="text/plain; charset=UTF-8")
    else:
        store = xlifffile()
        store.setsourcelanguage("en")
        store.settargetlanguage("az")
    for source, target in TEXTS:
        unit = store.addsourceunit(source)
        unit.target = target
    store.savefile(path)


if sys.argv[1] == "read":
    read(sys.argv[2], sys.argv[3])
else:
    write(sys.argv[2])
