"""polib reads two PO files with the same messages, and the same said about each.

Usage: messages.py FILE.po COPY.po
"""

import sys

import polib

ABOUT = (
    "msgctxt", "msgid", "msgid_plural", "msgstr", "msgstr_plural", "obsolete", "flags", "occurrences", "comment",
    "tcomment", "previous_msgctxt", "previous_msgid", "previous_msgid_plural",
)


def messages(path: str) -> list[dict]:
    return [{name: getattr(entry, name) for name in ABOUT} for entry in polib.pofile(path)]


first, second = messages(sys.argv[1]), messages(sys.argv[2])
if len(first) < 5:
    sys.exit(f"{len(first)} messages are too few to tell anything")
if len(first) != len(second):
    sys.exit(f"{len(first)} messages, and {len(second)}")
for number, (one, other) in enumerate(zip(first, second)):
    if one != other:
        sys.exit(f"message {number} differs:\n{one}\n{other}")
print(f"{len(first)} messages")
