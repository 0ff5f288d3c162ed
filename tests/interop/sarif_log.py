"""What sarif-multitool says of a file: ends with 0 where its log has no error and no warning.

Usage: sarif_log.py LOG
"""

import json
import sys

with open(sys.argv[1], encoding="utf-8-sig") as file:
    [run] = json.load(file)["runs"]
said = [
    f"{result['ruleId']} {result.get('level', 'warning')}: {result['message'].get('arguments')}"
    for result in run.get("results", [])
    if result.get("level", "warning") in ("warning", "error")
]
print("\n".join(said))
sys.exit(bool(said))
