"""Two XML files have the same canonical form (C14N 1.0 with comments), entities and CDATA resolved.

Usage: canonical.py ONE OTHER
"""

import sys

from lxml import etree


def canonical(path: str) -> bytes:
    parser = etree.XMLParser(
        resolve_entities=True, load_dtd=True, no_network=True, remove_comments=False, remove_pis=False, huge_tree=True
    )
    return etree.tostring(etree.parse(path, parser), method="c14n", with_comments=True)


one, other = (canonical(path) for path in sys.argv[1:3])
if one != other:
    at = next((at for at, pair in enumerate(zip(one, other)) if pair[0] != pair[1]), min(len(one), len(other)))
    start = max(0, at - 60)
    sys.exit(f"they differ at byte {at} of the canonical form:\n{one[start:at + 60]!r}\n{other[start:at + 60]!r}")
if not one:
    sys.exit("the canonical form is empty")
