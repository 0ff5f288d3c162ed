"""Repairs damaged memories beside libxml2's recovery: what `tmx repair` leaves must be well-formed and valid, and hold at
least as many units, segments with text and characters of words as the recovering parser finds in the damaged file.

Usage: recovery.py PROGRAM DTD WORK COUNT FILE…
Damages the files in COUNT ways; the same files and count give the same damage. Files that are not well-formed are
compared as they are, too.
"""

import pathlib
import random
import re
import subprocess
import sys

from lxml import etree

program, dtd, work, count, *names = sys.argv[1:]
work = pathlib.Path(work)
rules = etree.DTD(dtd)
strict = {"resolve_entities": False, "no_network": True, "huge_tree": True}
# What only an author can mend.
OF_AUTHORS = ("standalone: ",)


def places(text, pattern):
    return [found.span() for found in re.finditer(pattern, text)]


def removed(pattern):
    def damage(data, chance):
        found = places(data, pattern)
        if not found:
            return data
        start, end = chance.choice(found)
        return data[:start] + data[end:]

    return damage


def cut_off(data, chance):
    return data[: chance.randrange(len(data))]


def beheaded(data, chance):
    return data[chance.randrange(min(len(data), 400)) :]


def control_characters(data, chance):
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(data))
        data = data[:at] + bytes([chance.choice([0, 1, 8, 11, 12, 27, 31])]) + data[at:]
    return data


def high_byte(data, chance):
    at = chance.randrange(len(data))
    return data[:at] + bytes([chance.randrange(128, 256)]) + data[at + 1 :]


def inserted(data, chance):
    at = chance.randrange(len(data))
    piece = chance.choice([b"&", b"<", b">", b'"', b"]]>", b"<!--", b"<![CDATA[", b"&nbsp;", b"</seg>", b"<tu>", b"<b>", b"<br/>"])
    return data[:at] + piece + data[at:]


def exchanged(data, chance):
    at = chance.randrange(len(data) - 1)
    return data[:at] + data[at + 1 : at + 2] + data[at : at + 1] + data[at + 2 :]


def slice_lost(data, chance):
    start = chance.randrange(len(data))
    return data[:start] + data[start + chance.randint(1, 200) :]


def slice_twice(data, chance):
    start = chance.randrange(len(data))
    end = start + chance.randint(1, 400)
    return data[:end] + data[start:]


def twice(data, chance):
    return data + data


def recoded(data, chance):
    """Another encoding than the declaration says, or a mark that is not there."""
    text = data.decode("utf-8", "replace")
    return text.encode(chance.choice(["windows-1251", "windows-1254", "utf-16-le", "utf-16-be"]), "xmlcharrefreplace")


DAMAGES = [
    cut_off,
    beheaded,
    control_characters,
    high_byte,
    inserted,
    exchanged,
    slice_lost,
    slice_twice,
    twice,
    recoded,
    removed(rb"[<>]"),
    removed(rb"[\"']"),
    removed(rb"</[a-z]+>"),
    removed(rb"<[a-z][^<>]*>"),
    removed(rb" [a-z:]+=\"[^\"]*\""),
    removed(rb"="),
]


# Where the end of a segment was lost, such elements stand in it; their text is that of other segments, or none.
NOT_IN_SEGMENTS = {"tmx", "header", "body", "tu", "tuv", "seg", "prop", "note"}


def text_of(element):
    """The text of a segment with that of the codes in it."""
    text = element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in NOT_IN_SEGMENTS:
            text += text_of(child)
        text += child.tail or ""
    return text


def texts_of(root):
    return [] if root is None else [text_of(segment) for segment in root.iter("seg")]


def words(texts):
    return [word for text in texts for word in re.findall(r"\w+", text)]


def figures(root, known):
    """Units, segments with text, and characters of words in segments: those of the file before the damage, so that what
    is left of a tag is not taken for text."""
    texts = texts_of(root)
    units = 0 if root is None else sum(1 for _ in root.iter("tu"))
    return units, sum(1 for text in texts if text.strip()), sum(len(word) for word in words(texts) if word in known)


def recovered(data):
    try:
        return etree.fromstring(data, etree.XMLParser(recover=True, **strict))
    except (etree.XMLSyntaxError, ValueError):
        return None


def is_memory(root):
    """Whether anything that makes a file a memory was found."""
    return root is not None and any(True for _ in root.iter("tmx", "tu", "tuv", "seg"))


def is_well_formed(data):
    try:
        etree.fromstring(data, etree.XMLParser(**strict))
    except (etree.XMLSyntaxError, ValueError):
        return False
    return True


def faults(data, known):
    """What is wrong with what a repair leaves of the file, and what each finds; `known` are the words of its text."""
    damaged, mended = work / "damaged.tmx", work / "mended.tmx"
    damaged.write_bytes(data)
    mended.unlink(missing_ok=True)
    done = subprocess.run([program, "tmx", "repair", damaged, "-o", mended], capture_output=True)
    if done.returncode == 2 and not is_memory(recovered(data)):
        return [], (0, 0, 0), (0, 0, 0)
    if done.returncode not in (0, 1):
        return [f"exit code {done.returncode}: {done.stderr.decode()}"], (0, 0, 0), (0, 0, 0)
    try:
        tree = etree.parse(str(mended), etree.XMLParser(**strict))
    except etree.XMLSyntaxError as error:
        return [f"not well-formed: {error}"], (0, 0, 0), (0, 0, 0)
    wrong = []
    if not rules.validate(tree):
        errors = [error for error in rules.error_log if not any(known in error.message for known in OF_AUTHORS)]
        wrong += [f"not valid: {error.message}" for error in errors[:1]]
    ours, theirs = figures(tree.getroot(), known), figures(recovered(data), known)
    for what, one, other in zip(("units", "segments with text", "characters of words"), ours, theirs):
        if one < other:
            wrong.append(f"{one} {what}, libxml2 finds {other}")
    return wrong, ours, theirs


def main():
    files = [pathlib.Path(name) for name in names]
    whole = {file: file.read_bytes() for file in files}
    known = {file: set(words(texts_of(recovered(data)))) for file, data in whole.items()}
    jobs = [(f"{file.name} as it is", data, known[file]) for file, data in whole.items() if not is_well_formed(data)]
    chance = random.Random(1)
    for at in range(int(count)):
        file = files[at % len(files)]
        data, done = whole[file], []
        for _ in range(chance.choice([1, 1, 1, 2, 3])):
            damage = chance.choice(DAMAGES)
            if len(data) > 2:
                data = damage(data, chance)
        jobs.append((f"{file.name}, damage {at}", data, known[file]))
    failed, sums = 0, [[0, 0, 0], [0, 0, 0]]
    for name, data, its in jobs:
        wrong, *counts = faults(data, its)
        for total, found in zip(sums, counts):
            for at, number in enumerate(found):
                total[at] += number
        if wrong:
            failed += 1
            (work / f"failed-{failed}.tmx").write_bytes(data)
            print(f"{name}: {'; '.join(wrong)}")
    print(f"{len(jobs)} damaged files, {failed} failed")
    for who, (units, segments, characters) in zip(("repair", "libxml2"), sums):
        print(f"{who}: {units} units, {segments} segments with text, {characters} characters of words")
    sys.exit(1 if failed else 0)


main()
