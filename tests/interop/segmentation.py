"""Another engine cuts text by the exported rules as the program does by its own: at least 99.5 % of all boundaries are the
same. The paragraphs are those of a text that is cut into segments, one a line, with blank lines between paragraphs, or
with --lines each line.

Usage: segmentation.py [--lines] PROGRAM LANGUAGE TEXT COMMAND…
COMMAND reads paragraphs, one a line, and writes the segments of each, parted by U+001F, on a line.
"""
import json
import pathlib
import subprocess
import sys

LEAST = 0.995


def run(command, text):
    return subprocess.run(command, input=text.encode(), stdout=subprocess.PIPE, check=True).stdout.decode()


def boundaries(segments):
    """Numbers of characters before each boundary, white space left out."""
    found, count = set(), 0
    for segment in segments:
        found.add(count)
        count += len("".join(segment.split()))
    return found - {0, count}


arguments = sys.argv[1:]
is_lines = arguments[0] == "--lines"
program, language, text, *command = arguments[is_lines:]
text = pathlib.Path(text).read_text(encoding="utf-8")
paragraphs = text.split("\n") if is_lines else text.split("\n\n")
paragraphs = [" ".join(paragraph.split()) for paragraph in paragraphs]
paragraphs = [paragraph for paragraph in paragraphs if paragraph]
text = "".join(f"{paragraph}\n" for paragraph in paragraphs)

ours = [[] for _ in paragraphs]
for line in run([program, "segment", "--lang", language, "--format", "jsonl"], text).split("\n")[:-1]:
    segment = json.loads(line)
    ours[segment["paragraph"]].append(segment["text"])
theirs = [line.split("\x1f") for line in run(command, text).split("\n")[:-1]]
if len(theirs) != len(ours):
    sys.exit(f"{len(theirs)} paragraphs came back, not {len(ours)}")

same = different = 0
for paragraph, one, other in zip(paragraphs, map(boundaries, ours), map(boundaries, theirs)):
    same += len(one & other)
    different += len(one ^ other)
    if one != other:
        print(f"ours {sorted(one - other)}, theirs {sorted(other - one)}: {paragraph[:160]}")
agreement = same / (same + different)
print(f"{language}: {agreement:.4%} of {same + different} boundaries in {len(paragraphs)} paragraphs are the same")
if same < 100 or agreement < LEAST:
    sys.exit(1)
