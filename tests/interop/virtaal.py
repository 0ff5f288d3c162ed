"""Sends what Virtaal sends, against `yaddash serve`: every name is encoded with no character safe, every body is JSON but
for files, and every answer is read as JSON.

Usage: virtaal.py PROGRAM WORK
"""

import json
import sys
import urllib.error
import urllib.request
from urllib.parse import quote

from memory_server import UNITS, served


def main():
    program, work = sys.argv[1:]
    with served(program, work) as address:

        def call(method, kind, name, data=None, languages="en/az/"):
            url = f"http://{address}/tmserver/{languages}{kind}/{quote(name, safe='')}"
            request = urllib.request.Request(url, method=method, data=data)
            with urllib.request.urlopen(request, timeout=30) as response:
                return json.load(response)

        def body(value):
            return json.dumps(value).encode()

        for english, azerbaijani, _ in UNITS:
            assert call("GET", "unit", english)[0]["target"] == azerbaijani
        unit = {"source": "a/b? 5% + #", "target": "ə/b? 5% + #"}
        call("PUT", "unit", unit["source"], body(unit))
        assert call("GET", "unit", unit["source"])[0]["target"] == unit["target"]
        unit["target"] = "c"
        call("POST", "unit", unit["source"], body(unit))
        call("DELETE", "unit", unit["source"])
        sources = [match["source"] for match in call("GET", "unit", unit["source"])]
        assert unit["source"] not in sources, sources

        units = [{"source": f"Line {n}", "target": f"Sətir {n}", "context": f"k{n}"} for n in range(3)]
        name = "/home/someone/a b.po"
        assert call("POST", "store", name, body(units)) == f"added 3 units from {name}"
        assert call("GET", "store", name) == units
        po = 'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Close"\nmsgstr "Bağla"\n'
        assert call("PUT", "store", "menu.po", po.encode()) == "added 1 units from menu.po"
        assert call("GET", "unit", "Close")[0]["target"] == "Bağla"
        assert call("GET", "store", name, languages="")["units"] == 3
        call("DELETE", "store", name, languages="")
        try:
            call("GET", "store", name, languages="")
        except urllib.error.HTTPError as error:
            assert error.code == 404 and json.load(error)["error"], error
        else:
            raise AssertionError("the units are still there")


main()
