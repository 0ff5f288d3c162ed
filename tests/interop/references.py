"""Identifiers in an XLIFF file are unique where they must be, and what refers to something refers to what is there: the
rules of XLIFF 1.2 and 2.1 that no DTD can state.

Usage: references.py FILE
"""

import re
import sys

from lxml import etree

CORE = "{urn:oasis:names:tc:xliff:document:2.0}"
MATCHES = "{urn:oasis:names:tc:xliff:matches:2.0}"
OLD = "{urn:oasis:names:tc:xliff:document:1.2}"
# What codes of XLIFF 2 are like each other: an element around text is like two empty ones at its ends.
KINDS = {"pc": "pair", "sc": "pair", "ec": "pair", "mrk": "mark", "sm": "mark", "ph": "alone"}
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
    # In 2.1 both are `xs:language`.
    for name in ("srcLang", "trgLang"):
        if not re.fullmatch("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*", root.get(name, "und")):
            yield f"{name} is no language"
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
            yield from of_pair([text for text in texts if text.tag == f"{CORE}source"], segments)
            yield from of_pair([text for text in texts if text.tag == f"{CORE}target"], segments)
            yield from alike(texts)


def of_text(text, data):
    codes = inside(text)
    for name in repeated(code.get("id") for code in codes if code.get("id")):
        yield f"two codes are called {name}"
    starts = {code.get("id") for code in codes if etree.QName(code).localname in ("sc", "sm")}
    for code in codes:
        yield from of_code(code)
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


def inside(text):
    return [code for code in text.iter() if isinstance(code.tag, str) and code is not text]


def of_pair(texts, segments):
    """Codes of a unit and its segments have different identifiers, and texts no language of their own."""
    names = [code.get("id") for text in texts for code in inside(text) if code.get("id")]
    for name in [*repeated(names), *(segments & set(names))]:
        yield f"two codes or segments of a unit are called {name}"
    if any(text.get("{http://www.w3.org/XML/1998/namespace}lang") for text in texts):
        yield "a text has a language"


def alike(texts):
    """A code of the target is like the code of the source that has its identifier."""
    kinds = {}
    for text in texts:
        for code in inside(text):
            name, kind = code.get("id"), KINDS.get(etree.QName(code).localname)
            if name and kinds.setdefault(name, kind) != kind:
                yield f"{name} is of kind {kind} and of kind {kinds[name]}"


def of_code(code):
    """The constraints of a code or mark by itself."""
    name, kind = etree.QName(code).localname, code.get("type")
    if name == "pc" and (code.get("dataRefStart") is None) != (code.get("dataRefEnd") is None):
        yield "a pc has native code on one side alone"
    if name in ("mrk", "sm") and kind in (None, "generic") and code.get("translate") is None:
        yield "a mark says nothing"
    if name in ("mrk", "sm") and kind == "comment" and (code.get("value") is None) == (code.get("ref") is None):
        yield "a comment has no text, or two"
    if code.get("subType") is not None and kind is None:
        yield "a code has a subtype and no type"


root = etree.parse(sys.argv[1]).getroot()
wrong = list(one(root) if root.tag == f"{OLD}xliff" else two(root))
if wrong:
    sys.exit("\n".join(wrong[:20]))
