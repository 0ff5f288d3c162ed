"""`pretranslate --tm` of translate-toolkit fills a PO file in Azerbaijani with the English of our memory.

Usage: pretranslate.py MEMORY.tmx UNITS.jsonl FOLDER
"""

import json
import pathlib
import subprocess
import sys

from translate.storage.po import pofile

memory, units, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
with open(units, encoding="utf-8") as lines:
    texts = [{variant["language"]: variant["text"] for variant in json.loads(line)["variants"]} for line in lines]
pairs = [(text["az"], text["en"]) for text in texts if "az" in text and "en" in text and '"' not in text["az"]][:5]
if len(pairs) < 5:
    sys.exit("there are too few pairs in the memory")

header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n'
entries = "".join(f'\nmsgid "{source}"\nmsgstr ""\n' for source, _ in pairs)
(folder / "in.po").write_text(header + entries, encoding="utf-8")
# Without an older version to start from, pretranslate 3.20 asks for a unit of a file that is not there.
(folder / "template.po").write_text(header, encoding="utf-8")
command = [
    pathlib.Path(sys.executable).parent / "pretranslate",
    "--progress=none",
    f"--tm={memory}",
    f"--template={folder / 'template.po'}",
    folder / "in.po",
    folder / "out.po",
]
done = subprocess.run(command, capture_output=True, text=True, check=False)
if done.returncode != 0 or not (folder / "out.po").exists():
    sys.exit(f"pretranslate ended with {done.returncode}:\n{done.stdout}{done.stderr}")

filled = {str(unit.source): str(unit.target) for unit in pofile.parsefile(str(folder / "out.po")).units if unit.source}
for source, target in pairs:
    if filled.get(source) != target:
        sys.exit(f"{source!r} was filled with {filled.get(source)!r}, not {target!r}\n{done.stdout}{done.stderr}")
print(f"{len(pairs)} units filled")
