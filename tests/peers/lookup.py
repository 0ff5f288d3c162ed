#!/usr/bin/env python3
"""Look-ups in a memory beside other ways to find the same. Needs rapidfuzz (pip).

    lookup.py PROGRAM MEMORY.tsv QUERIES.tsv FROM TO [--sample N] [--work DIR]

MEMORY.tsv has a unit a line: number, origin, edits, source, target. QUERIES.tsv has a query a line: number, kind, query, the
best similarity by characters of any source and the numbers of those that have it, and the same two by words; both found by
looking at all sources. Recall is the share of queries, among those whose best is as good as said, whose first match is as
good as the best. CPU is user and system time of whole processes, so it has their start in it.
"""
import argparse, html, json, os, re, resource, shutil, sqlite3, subprocess, sys, time
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

WORD = re.compile(r"\w+|[^\w\s]", re.U)


def lower(text, language):
    if language == "az":
        text = text.replace("İ", "i").replace("I", "ı")
    return text.lower()


def by_characters(one, other, language):
    return Levenshtein.normalized_similarity(one, other) if other else 0.0


def by_words(one, other, language):
    words = [WORD.findall(lower(text, language)) for text in (one, other)]
    return Levenshtein.normalized_similarity(*words) if other else 0.0


def cpu_of(command, text=None):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, input=text, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"{command}: {done.stderr.decode()[-300:]}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, done.stdout


def recall(queries, found, language):
    told = []
    for name, alike, column in (("characters", by_characters, 3), ("words", by_words, 5)):
        for least in (0.5, 0.7):
            rows = [(float(q[column]), alike(q[2], hit, language)) for q, hit in zip(queries, found)]
            rows = [row for row in rows if row[0] >= least - 1e-9]
            good = sum(mine >= best - 1e-6 for best, mine in rows)
            told.append(f"{name} >= {least}: {good}/{len(rows)} {100 * good / max(len(rows), 1):.1f} %")
    return "; ".join(told)


def best_by_words(queries, sources, language):
    """Finds the best by words anew where a language has cases of its own, which the file of queries does not know."""
    numbers = {}
    def written(text):
        words = WORD.findall(lower(text, language))
        return "".join(chr(0x10000 + numbers.setdefault(word, len(numbers))) for word in words)
    sources = [written(source) for source in sources]
    for q in queries:
        best = process.extractOne(written(q[2]), sources, scorer=Levenshtein.normalized_similarity)
        q[5] = str(best[1])


def memory_of(units, source, target, path):
    with open(path, "w", encoding="utf-8") as file:
        file.write('<tmx version="1.4"><header creationtool="t" creationtoolversion="1" segtype="sentence" o-tmf="t" '
                   f'adminlang="en" srclang="{source}" datatype="plaintext"/><body>\n')
        for unit in units:
            one, other = (html.escape(text, quote=False) for text in unit[3:5])
            file.write(f'<tu><tuv xml:lang="{source}"><seg>{one}</seg></tuv>'
                       f'<tuv xml:lang="{target}"><seg>{other}</seg></tuv></tu>\n')
        file.write("</body></tmx>\n")


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("program", "memory", "queries", "source", "target"):
        arguments.add_argument(name)
    arguments.add_argument("--sample", type=int, default=40, help="queries for the slow peers")
    arguments.add_argument("--work", default="/tmp/yaddash-lookup")
    a = arguments.parse_args()
    os.makedirs(a.work, exist_ok=True)
    rows = lambda path: [line.rstrip("\n").split("\t") for line in open(path, encoding="utf-8")]
    units, queries = rows(a.memory), rows(a.queries)
    if a.source == "az":
        best_by_words(queries, [unit[3] for unit in units], a.source)
    directory, table = os.path.join(a.work, "memory"), os.path.join(a.work, "memory.tmx")
    shutil.rmtree(directory, ignore_errors=True)
    memory_of(units, a.source, a.target, table)
    cpu, _ = cpu_of([a.program, "memory", "import", "--memory", directory, table])
    index = os.path.join(directory, "index")
    size = sum(os.path.getsize(os.path.join(index, file)) for file in os.listdir(index))
    print(f"{len(units)} units; import {cpu:.2f} CPU s, {len(units) / cpu:.0f} units a CPU s; "
          f"index {size / len(units):.1f} bytes a unit")
    text = "".join(q[2] + "\n" for q in queries).encode()
    look = [a.program, "memory", "lookup", "--memory", directory, "--from", a.source, "--to", a.target, "--limit", "1",
            "--format", "jsonl"]
    first = min(timed(look + [queries[0][2]]) for _ in range(5))
    print(f"first answer of a new process: {first * 1e3:.1f} ms by the clock, best of 5")
    for least in (70, 50):
        for score in ("blend", "char", "word"):
            options = ["--min", str(least), "--score", score]
            runs = [cpu_of(look + options + ["--jobs", "1"], text) for _ in range(3)]
            cpu, out = min(runs, key=lambda run: run[0])
            found = [json.loads(line)["matches"] for line in out.decode().splitlines()]
            found = [matches[0]["source"] if matches else "" for matches in found]
            print(f"--score {score} --min {least}: {cpu / len(queries) * 1e3:.3f} CPU ms a query; "
                  f"{recall(queries, found, a.source)}")
    for name, some in (("one to three words", lambda n: n <= 3), ("more words", lambda n: n > 3)):
        some = [q[2] for q in queries if some(len(q[2].split()))]
        lines = "".join(q + "\n" for q in some * 4).encode()
        cpu = min(cpu_of(look + ["--min", "70", "--jobs", "1"], lines)[0] for _ in range(3))
        print(f"{name}: {cpu / max(len(some) * 4, 1) * 1e3:.3f} CPU ms a query ({len(some)} queries)")
    many = text * 8
    walls = [min(timed(look + ["--min", "70", "--jobs", jobs], many) for _ in range(3)) for jobs in ("1", "2")]
    print(f"two threads: {walls[0] / walls[1]:.2f} times as fast by the clock")
    peers(units, queries[:: max(1, len(queries) // a.sample)], a)


def timed(command, text=None):
    start = time.perf_counter()
    subprocess.run(command, input=text, capture_output=True)
    return time.perf_counter() - start


def peers(units, queries, a):
    sources = [unit[3] for unit in units]
    start = time.process_time()
    found = [process.extractOne(q[2], sources, scorer=Levenshtein.normalized_similarity, score_cutoff=0.7) for q in queries]
    cpu = time.process_time() - start
    print(f"rapidfuzz over all sources, cut at 0.7: {cpu / len(queries) * 1e3:.1f} CPU ms a query; "
          f"{recall(queries, [hit[0] if hit else '' for hit in found], a.source)}")
    path = os.path.join(a.work, "fts5.sqlite")
    if os.path.exists(path):
        os.remove(path)
    database = sqlite3.connect(path)
    database.execute("create virtual table t using fts5(source, tokenize='trigram', detail=none)")
    start = time.process_time()
    database.executemany("insert into t(rowid, source) values (?, ?)", enumerate(sources))
    database.commit()
    built = time.process_time() - start
    start, found = time.process_time(), []
    for q in queries:
        grams = list(dict.fromkeys(q[2][at:at + 3] for at in range(len(q[2]) - 2)))[:40]
        phrase = " OR ".join('"%s"' % gram.replace('"', '""') for gram in grams)
        hits = database.execute("select source from t where t match ? order by rank limit 200", (phrase,)).fetchall() if grams else []
        best = process.extractOne(q[2], [hit[0] for hit in hits], scorer=Levenshtein.normalized_similarity)
        found.append(best[0] if best else "")
    cpu = time.process_time() - start
    print(f"SQLite FTS5 by trigrams, 200 candidates: built in {built:.1f} CPU s, {cpu / len(queries) * 1e3:.1f} CPU ms a query; "
          f"{recall(queries, found, a.source)}")


if __name__ == "__main__":
    main()
