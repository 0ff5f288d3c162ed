"""Writes the blocks of YAML in docs/ci.md to files that are named by what they are for.

Usage: ci_blocks.py PAGE FOLDER
Writes workflow-N.yml, gitlab-N.yml and pre-commit-N.yaml, and fails where a block is none of them.
"""

import pathlib
import re
import sys

page, folder = map(pathlib.Path, sys.argv[1:])
kinds = {"jobs:": "workflow-{}.yml", "script:": "gitlab-{}.yml", "repos:": "pre-commit-{}.yaml"}
blocks = re.findall(r"```yaml\n(.*?)```", page.read_text(encoding="utf-8"), re.S)
for number, block in enumerate(blocks):
    [name] = [name for key, name in kinds.items() if re.search(rf"^ *{key}", block, re.M)]
    (folder / name.format(number)).write_text(block, encoding="utf-8")
sys.exit(0 if len(blocks) >= 5 else f"only {len(blocks)} blocks")
