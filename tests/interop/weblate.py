"""Looks texts up by the client of Weblate as it is, against `yaddash serve`.

Usage: weblate.py PROGRAM CLIENT WORK

CLIENT is `weblate/machinery/tmserver.py` of the wheel. What it needs of the rest of Weblate is a base class that makes
addresses and sends requests; a small one of ours stands in its place.
"""

import importlib.util
import sys
import types
from urllib.parse import quote

import requests

from memory_server import UNITS, served


class MachineTranslation:
    """As much of the base class as the client uses."""

    def __init__(self, address):
        self.api_base_url = address
        self.supported_languages = self.download_languages()

    def map_language_code(self, code):
        return code

    def get_api_url(self, *parts):
        return "/".join([self.api_base_url, *(quote(part, safe=b"") for part in parts)])

    def request(self, method, url):
        response = requests.request(method, url, headers={"Accept": "application/json; charset=utf-8"}, timeout=30)
        response.raise_for_status()
        return response


def client_class(path):
    base, forms = types.ModuleType("weblate.machinery.base"), types.ModuleType("weblate.machinery.forms")
    base.MachineTranslation = MachineTranslation
    forms.URLMachineryForm = object
    for module in (types.ModuleType("weblate"), types.ModuleType("weblate.machinery"), base, forms):
        sys.modules[module.__name__] = module
    spec = importlib.util.spec_from_file_location("weblate.machinery.tmserver", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.TMServerTranslation


def main():
    program, client_path, work = sys.argv[1:]
    client_of = client_class(client_path)
    with served(program, work) as address:
        for prefix in ("tmserver", "api/v1"):
            client = client_of(f"http://{address}/{prefix}")

            def found(source, target, text, threshold=75):
                codes = [client.map_language_code(code) for code in (source, target)]
                return list(client.download_translations(*codes, text, None, None, threshold))

            for pair in (("en", "az"), ("az", "ru"), ("ru", "en")):
                assert client.is_supported(*pair), pair
            assert not client.is_supported("en", "de")
            for english, azerbaijani, russian in UNITS:
                for source, target, text, expected in (
                    ("en", "az", english, azerbaijani),
                    ("en", "ru", english, russian),
                    ("az", "en", azerbaijani, english),
                    ("ru", "az", russian, azerbaijani),
                ):
                    best = found(source, target, text)[0]
                    assert best["text"] == expected, (text, best)
                    assert (best["source"], best["quality"], best["service"]) == (text, 100, "tmserver"), best
            near = found("en", "az", "The court adopted the decisions.")
            assert near[0]["text"] == UNITS[1][1] and 75 <= near[0]["quality"] < 100, near
            assert found("en", "az", "The court adopted the decisions.", near[0]["quality"] + 1) == []
            assert found("en-US", "az", "Open\rfile")[0]["text"] == "Faylı aç"
            assert found("en", "az", "nothing of the kind, anywhere") == []
            assert found("en", "az", "ə" * 2000) == []
        # 404 is how a server says that it tells no languages.
        assert client_of(f"http://{address}/nothing").supported_languages == []


main()
