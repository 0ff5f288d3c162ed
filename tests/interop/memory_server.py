"""A server of a small memory, for the clients of other programs."""

import contextlib
import pathlib
import subprocess

# English, Azerbaijani and Russian; what paths and queries have a use for stands in the first.
UNITS = [
    ("and/or 100% sure? #1 & <b>", "və ya 100% əmin? #1 & <b>", "и/или 100% уверены? #1 & <b>"),
    ("The court adopted the decision.", "Məhkəmə qərarı qəbul etdi.", "Суд принял решение."),
    ("C++ 50%2F50", "C++ 50%2F50 az", "C++ 50%2F50 ru"),
    ("Open file", "Faylı aç", "Открыть файл"),
]


@contextlib.contextmanager
def served(program, work):
    """Imports the units into a memory in `work`, serves it, and gives the address."""
    work = pathlib.Path(work)
    lines = ["en\taz\tru", *("\t".join(unit) for unit in UNITS)]
    (work / "units.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    memory = work / "memory"
    subprocess.run(
        [program, "memory", "import", "--quiet", "--source", "en", "--memory", memory, work / "units.tsv"],
        check=True,
    )
    process = subprocess.Popen(
        [program, "serve", "--memory", memory, "--listen", "127.0.0.1:0"],
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        yield process.stderr.readline().split("http://")[1].split()[0]
    finally:
        process.terminate()
        assert process.wait(timeout=30) == 0, "the server ends in order"
