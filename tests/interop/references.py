"""Identifiers in an XLIFF file are unique where they must be, and what refers to something refers to what is there: the
rules of XLIFF 1.2 and 2.0 that no DTD can state.

Usage: references.py FILE
"""

import sys

from lxml import etree

CORE = "{urn:oasis:names:tc:xliff:document:2.0}"
MATCHES = "{urn:oasis:names:tc:xliff:matches:2.0}"
OLD = "{urn:oasis:names:tc:xliff:document:1.2}"
# Codes of XLIFF 1.2 that start or end something, each with its other half.
HALVES = {"bpt": "ept", "bx": "ex"}


def repeated(names):
    names = list(names)
    return sorted({name for name in names if names.count(name) > 1})


def one(root):
    """Identifiers are unique in a file; a unit has each code once and both halves of a pair."""
    for file in root.iter(f"{OLD}file"):
        for name in repeated(unit.get("id") for unit in file.iter(f"{OLD}trans-unit")):
            yield f"two units are called {name}"
    for text in root.iter(f"{OLD}source", f"{OLD}target"):
        codes = [(etree.QName(code).localname, code.get("id")) for code in text.iter() if isinstance(code.tag, str)]
        starts = {(HALVES[name], of) for name, of in codes if name in HALVES}
        for name, of in codes:
            if name == "ept" and (name, of) not in starts:
                yield f"ept {of} ends nothing"
        for name in repeated(f"{name} {of}" for name, of in codes if of):
            yield f"two codes are {name}"


def two(root):
    for name in repeated(file.get("id") for file in root.iter(f"{CORE}file")):
        yield f"two files are called {name}"
    for file in root.iter(f"{CORE}file"):
        for name in repeated(unit.get("id") for unit in file.iter(f"{CORE}unit")):
            yield f"two units are called {name}"
    for unit in root.iter(f"{CORE}unit"):
        segments = {segment.get("id") for segment in unit.iter(f"{CORE}segment")}
        for match in unit.iter(f"{MATCHES}match"):
            if match.get("ref", "")[1:] not in segments:
                yield f"a match is of {match.get('ref')}, which is not there"
        for holder in [unit, *unit.iter(f"{MATCHES}match")]:
            data = {one.get("id") for one in holder.findall(f"{CORE}originalData/{CORE}data")}
            texts = [text for path in ("source", "target") for text in holder.findall(f"{CORE}{path}")]
            texts += [text for path in ("source", "target") for text in holder.findall(f"{CORE}segment/{CORE}{path}")]
            for text in texts:
                yield from of_text(text, data)


def of_text(text, data):
    codes = [code for code in text.iter() if isinstance(code.tag, str) and code is not text]
    for name in repeated(code.get("id") for code in codes if code.get("id")):
        yield f"two codes are called {name}"
    starts = {code.get("id") for code in codes if etree.QName(code).localname in ("sc", "sm")}
    for code in codes:
        name = etree.QName(code).localname
        for attribute in ("dataRef", "dataRefStart", "dataRefEnd"):
            if code.get(attribute) and code.get(attribute) not in data:
                yield f"{name} has {attribute} {code.get(attribute)}, which is not there"
        if code.get("startRef") and code.get("startRef") not in starts:
            yield f"{name} ends {code.get('startRef')}, which does not start here"
        if name == "ec" and (code.get("isolated") == "yes") != (code.get("startRef") is None):
            yield "an ec is isolated or ends an sc"
        if name == "ec" and (code.get("isolated") == "yes") != (code.get("id") is not None):
            yield "an ec has an identifier where it is isolated"


root = etree.parse(sys.argv[1]).getroot()
wrong = list(one(root) if root.tag == f"{OLD}xliff" else two(root))
if wrong:
    sys.exit("\n".join(wrong[:20]))
