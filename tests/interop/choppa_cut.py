"""Cuts paragraphs, one a line of standard input, by an SRX file with choppa: segments parted by U+001F, a paragraph a line.

Usage: choppa_cut.py RULES.srx LANGUAGE
"""
import sys

import choppa

document = choppa.SrxDocument(ruleset=sys.argv[1])
sys.stdin.reconfigure(encoding="utf-8", newline="\n")
sys.stdout.reconfigure(encoding="utf-8", newline="\n")
for line in sys.stdin:
    paragraph = line.rstrip("\n")
    print("\x1f".join(choppa.SrxTextIterator(document, sys.argv[2], paragraph)) if paragraph else "")
