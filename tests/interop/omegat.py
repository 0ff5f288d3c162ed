"""OmegaT translates a text in console mode with our memory as its only reference: every exact match must be inserted.

Usage: omegat.py MEMORY.tmx UNITS.jsonl FOLDER SOURCE TARGET LEVEL

UNITS.jsonl is the same memory as JSON lines. LEVEL 1 reads the memory as plain text, LEVEL 2 shows inline codes as
OmegaT's tags. One line of the source text is one segment.
"""

import json
import os
import pathlib
import re
import subprocess
import sys

JAR = pathlib.Path("/usr/share/omegat/OmegaT.jar")
FILTERS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<filters removeTags="false" removeSpacesNonseg="true" preserveSpaces="false" ignoreFileContext="false">
  <filter className="org.omegat.filters2.text.TextFilter" enabled="true">
    <files sourceFilenameMask="*.txt" targetFilenamePattern="${filename}" sourceEncoding="UTF-8" targetEncoding="UTF-8"/>
    <option name="segmentOn" value="BREAKS"/>
  </filter>
</filters>
"""
PREFERENCES = """<?xml version="1.0" encoding="UTF-8" ?>
<omegat>
  <preference version="1.0">
    <ext_tmx_show_level2>true</ext_tmx_show_level2>
    <ext_tmx_use_slash>true</ext_tmx_use_slash>
  </preference>
</omegat>
"""


def project_file(source: str, target: str) -> str:
    folders = "".join(
        f"    <{name}>__DEFAULT__</{name}>\n"
        for name in ("source_dir", "target_dir", "tm_dir", "glossary_dir", "glossary_file", "dictionary_dir")
    )
    return f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat>
  <project version="1.0">
{folders}    <source_lang>{source}</source_lang>
    <target_lang>{target}</target_lang>
    <source_tok>org.omegat.tokenizer.DefaultTokenizer</source_tok>
    <target_tok>org.omegat.tokenizer.DefaultTokenizer</target_tok>
    <sentence_seg>false</sentence_seg>
    <support_default_translations>true</support_default_translations>
    <remove_tags>false</remove_tags>
  </project>
</omegat>
"""


def as_shown(variant: dict, level: int) -> str | None:
    """The segment as OmegaT shows it; None where it has codes that are not pairs, which are shown in other ways."""
    pieces, numbers = [], {}
    for piece in variant.get("content", [variant["text"]]):
        if isinstance(piece, str):
            pieces.append(piece)
            continue
        if piece["kind"] not in ("bpt", "ept"):
            return None
        number, letter = numbers.setdefault(piece["attributes"]["i"], (len(numbers), letter_of(piece)))
        if level == 2:
            slash = "/" if piece["kind"] == "ept" else ""
            pieces.append(f"<{slash}{letter}{number}>")
    return "".join(pieces)


def letter_of(code: dict) -> str:
    """OmegaT names a tag by the element that the code holds, else by the type of the code, else `f`."""
    native = "".join(part.get("native", "") for part in code.get("content", []))
    element = re.match(r"\s*<\s*(\w)", native)
    return element[1] if element else code["attributes"].get("type", "f")[0]


def pairs_of(units: pathlib.Path, source: str, target: str, level: int) -> list[tuple[str, str]]:
    """Units with one rendering, plain ones and ones with codes, those with codes first."""
    known, coded, plain = {}, [], []
    for line in units.read_text(encoding="utf-8").splitlines():
        variants = {variant["language"]: variant for variant in json.loads(line)["variants"]}
        if source not in variants or target not in variants:
            continue
        pair = as_shown(variants[source], level), as_shown(variants[target], level)
        if None in pair or any("\n" in text or text != text.strip() for text in pair) or pair[0] == pair[1]:
            continue
        known.setdefault(pair[0], set()).add(pair[1])
        has_codes = any(not isinstance(piece, str) for piece in variants[source].get("content", []))
        (coded if has_codes else plain).append(pair)
    unique = [pair for pair in coded + plain if len(known[pair[0]]) == 1]
    return list(dict.fromkeys(unique))


def main() -> None:
    memory, units, folder = (pathlib.Path(argument) for argument in sys.argv[1:4])
    source, target, level = sys.argv[4], sys.argv[5], int(sys.argv[6])
    pairs = pairs_of(units, source, target, level)
    if len(pairs) < 20:
        sys.exit(f"there are only {len(pairs)} pairs in the memory")

    project, settings = folder / "project", folder / "settings"
    for name in ("source", "target", "omegat", "glossary", "dictionary", "tm/auto"):
        (project / name).mkdir(parents=True)
    settings.mkdir()
    (project / "omegat.project").write_text(project_file(source, target), encoding="utf-8")
    (project / "omegat" / "filters.xml").write_text(FILTERS, encoding="utf-8")
    (project / "tm" / "auto" / "memory.tmx").write_bytes(memory.read_bytes())
    (project / "source" / "text.txt").write_text("".join(f"{text}\n" for text, _ in pairs), encoding="utf-8")
    if level == 2:
        (settings / "omegat.prefs").write_text(PREFERENCES, encoding="utf-8")

    command = ["java", "-Djava.awt.headless=true", "-Dfile.encoding=UTF-8", f"-Duser.home={settings}"]
    command += ["-jar", JAR, project, "--mode=console-translate", f"--config-dir={settings}"]
    command += ["--disable-project-locking", "--no-team"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=os.environ | {"LC_ALL": "C.UTF-8"})
    log = done.stdout + done.stderr
    translated = project / "target" / "text.txt"
    if done.returncode != 0 or not translated.exists():
        sys.exit(f"OmegaT ended with {done.returncode}:\n{log}")
    # It ends with 0 where it could not load a memory; only its log tells.
    if any(sign in log for sign in ("TMXR_ERROR", "TMXR_FATAL", "SAXParseException", "XMLStreamException", "TF_TM_LOAD_ERROR")):
        sys.exit(f"OmegaT could not load the memory:\n{log}")

    lines = translated.read_text(encoding="utf-8").splitlines()
    wrong = [(pair, line) for pair, line in zip(pairs, lines, strict=True) if pair[1] != line]
    for (text, expected), line in wrong[:5]:
        print(f"{text!r} became {line!r}, not {expected!r}")
    if wrong:
        sys.exit(f"{len(wrong)} of {len(pairs)} segments were not taken from the memory")
    print(f"{len(pairs)} segments, all taken from the memory")


if __name__ == "__main__":
    main()
