"""openpyxl reads a workbook as our table has it, every cell a text.

Usage: workbook.py WORKBOOK.xlsx UNITS.jsonl
"""

import json
import sys

import openpyxl

sheet = openpyxl.load_workbook(sys.argv[1]).active
header, *rows = sheet.iter_rows()
languages = [cell.value for cell in header]
with open(sys.argv[2], encoding="utf-8") as lines:
    units = [{variant["language"]: variant["text"] for variant in json.loads(line)["variants"]} for line in lines]
if len(rows) != len(units):
    sys.exit(f"{len(rows)} rows are read, {len(units)} units are there")
for number, (row, unit) in enumerate(zip(rows, units), start=2):
    their = {language: cell.value for language, cell in zip(languages, row) if cell.value is not None}
    if their != unit:
        sys.exit(f"row {number}: {their} is read, {unit} is there")
    kinds = {cell.data_type for cell in row if cell.value is not None}
    if kinds - {"s", "inlineStr"}:
        sys.exit(f"row {number}: cells of type {kinds}")
