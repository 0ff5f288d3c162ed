"""Writes a glossary in three languages, or text in which its terms stand; the same every time.

    terms.py glossary CONCEPTS >G.csv
    terms.py text LANGUAGE MEGABYTES CONCEPTS >TEXT.LANGUAGE.txt

Terms are words and pairs of words made of syllables; one in seven is a name, one in fifty an abbreviation. The text is the
sample documents of the corpus sentence by sentence, in each of which another word stands in the place of one, with a term of
the glossary about every hundred bytes."""
import random
import re
import sys
from pathlib import Path

DOCUMENTS = Path(__file__).parents[2] / "corpus" / "documents"
LANGUAGES = ("az", "en", "ru")
SYLLABLES = {
    "az": "ba bə ci çə da də fi gü ha hə xi ka kə la lə ma mə nu pə qa ra rə sə şi ta tə vu ya yə za zə ğı jo",
    "en": "ba be ci cha da de fi go ha he ki ka ke la le ma me nu pe qua ra re se shi ta te vu ya ye za tho ro jo",
    "ru": "ба бе ци ча да де фи го ха хе ки ка ке ла ле ма ме ну пе ра ре се ши та те ву за зо ро жо лу ми ды",
}
ENDINGS = {"az": "n r l t m ş x".split(), "en": "n r l t m sh ck".split(), "ru": "н р л т м к х".split()}
# Abbreviations are made of the first letters, which stand for few words.
CONSONANTS = {"az": "BDFGHKLMNPRSTVXZŞ", "en": "BDFGHKLMNPRSTVXZW", "ru": "БДФГХКЛМНПРСТВЖЗШ"}


def word(number, language):
    """The word with that number: all are different."""
    syllables = SYLLABLES[language].split()
    made = ""
    rest = number
    for _ in range(3):
        made += syllables[rest % len(syllables)]
        rest //= len(syllables)
    while rest:
        made += syllables[rest % len(syllables)]
        rest //= len(syllables)
    return made + ENDINGS[language][number % len(ENDINGS[language])]


def term(concept, language):
    """The term of a concept."""
    mixed = concept * 7919
    if concept % 50 == 49:
        letters = CONSONANTS[language]
        made = ""
        rest = concept // 50
        for _ in range(4):
            made += letters[rest % len(letters)]
            rest //= len(letters)
        return made
    first, second = word(mixed % 1_000_003, language), word((mixed * 31 + 17) % 1_000_003, language)
    if concept % 7 == 3:
        first = first[0].upper() + first[1:]
    return first if concept % 3 else f"{first} {second}"


def glossary(concepts, write):
    write("concept,language,term,status\n")
    for concept in range(concepts):
        for language in LANGUAGES:
            write(f"c{concept},{language},{term(concept, language)},preferred\n")


def sentences(language):
    """The sentences of the sample documents."""
    found = []
    for path in sorted(DOCUMENTS.glob(f"*.{language}.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            found += [one for one in re.split(r"(?<=[.!?…])\s+", line) if len(one) > 40]
    return found


def text(language, megabytes, concepts, write):
    chance = random.Random(f"{language} {concepts}")
    sample = sentences(language)
    small = sorted({one for line in sample for one in line.split() if one.isalpha() and one.islower() and len(one) > 3})
    written = 0
    terms = 0
    while written < megabytes * 1_000_000:
        paragraph = []
        for _ in range(chance.randrange(2, 6)):
            words = chance.choice(sample).split(" ")
            at = chance.randrange(1, len(words)) if len(words) > 1 else 0
            if words[at].isalpha() and words[at].islower():
                words[at] = chance.choice(small)
            if terms * 100 <= written:
                words.insert(at, term(chance.randrange(concepts), language))
                terms += 1
            one = " ".join(words)
            written += len(one.encode()) + 1
            paragraph.append(one)
        write(" ".join(paragraph) + "\n")


def main():
    write = open(1, "w", encoding="utf-8", buffering=1 << 20).write
    match sys.argv[1:]:
        case ["glossary", concepts]:
            glossary(int(concepts), write)
        case ["text", language, megabytes, concepts]:
            text(language, int(megabytes), int(concepts), write)
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main()
