"""translate-toolkit reads a memory as our JSON lines have it: as many units, in the same languages, with the same texts.

Usage: units.py MEMORY.tmx UNITS.jsonl
"""

import json
import sys

from translate.storage.tmx import tmxfile

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def theirs(path: str) -> list[dict[str, str]]:
    with open(path, "rb") as file:
        memory = tmxfile.parsefile(file)
    units = []
    for unit in memory.units:
        texts = {}
        for node in unit.getlanguageNodes():
            segment = node.find(unit.namespaced("seg"))
            # What codes hold is no text of the unit; the text behind them is.
            text = segment.text or ""
            text += "".join(code.tail or "" for code in segment)
            texts[node.get(XML_LANG)] = text
        units.append(texts)
    return units


def ours(path: str) -> list[dict[str, str]]:
    with open(path, encoding="utf-8") as lines:
        return [{variant["language"]: variant["text"] for variant in json.loads(line)["variants"]} for line in lines]


their_units, our_units = theirs(sys.argv[1]), ours(sys.argv[2])
if len(our_units) < 200:
    sys.exit(f"{len(our_units)} units are too few to tell anything")
if len(their_units) != len(our_units):
    sys.exit(f"{len(their_units)} units are read, {len(our_units)} are there")
for number, (their, our) in enumerate(zip(their_units, our_units)):
    if their != our:
        sys.exit(f"unit {number} differs:\n{their}\n{our}")
print(f"{len(our_units)} units")
