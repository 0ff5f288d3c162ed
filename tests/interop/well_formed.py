"""Compares what is accepted as XML with what xmllint accepts, on small memories that are damaged at random.

Usage: well_formed.py PROGRAM WORK COUNT [SEED]
Builds COUNT files of pieces, most of which fit together: declarations, internal subsets, comments, instructions, CDATA,
references, encodings. Some are then damaged by a character or a piece. The same count and seed give the same files.
Names every file about which the two differ, but for what we refuse on purpose (entities that are outside the file, or may
be declared there, or hold markup; prefixes that are not declared), what we read on purpose (encodings that a file does not
name, or names wrongly), and where xmllint is less strict than the recommendation, or more.
"""

import json
import pathlib
import random
import subprocess
import sys

program, work, count, *seed = sys.argv[1:]
work = pathlib.Path(work)
BATCH = 500
# What we refuse on purpose, as our messages say it.
REFUSED = ("is outside the file", "holds markup", "is not declared: add xmlns")
UNDEFINED = "is not defined"
# What XML forbids and xmllint does not see: `1.` as a version, `standalone` without white space before it, and some circles
# of parameter entities.
NOT_SEEN = (
    "the version is 1.0",
    "white space is missing before attribute `standalone`",
    "a parameter entity refers to itself",
)
# What we read on purpose, as xmllint says it; where an entity outside the file is found is of no account.
READ = (
    "Unsupported encoding",
    "Input is not proper UTF-8",
    "input conversion failed",
    "Invalid URI",
    "Fragment not allowed",
)

DECLARATIONS = [
    "",
    '<?xml version="1.0"?>',
    "<?xml version='1.0' encoding='{}'?>",
    '<?xml version="1.0" encoding="{}" standalone="yes"?>\n',
    "<?xml  version = '1.0' standalone='no' ?>",
    '<?xml version="1.1"?>',
    # Wrong.
    '<?xml version="1.0" encoding="{}" /?>',
    '<?xml version="1."?>',
    '<?xml version="1.a"?>',
    '<?xml version="1.0" encoding="8utf"?>',
    '<?xml version="1.0" encoding=" utf-8"?>',
    '<?xml encoding="{}"?>',
    '<?xml version="1.0" standalone="YES"?>',
    '<?xml version="1.0" standalone="yes" encoding="{}"?>',
    "<?xml version='1.0'encoding='{}'?>",
    '<?xml version="&#49;.0"?>',
    "<?XML version='1.0'?>",
    "<?xml?>",
    " <?xml version='1.0'?>",
]
MISC = ["", "", "\n", "<!-- x -->", "<?p q?>", "<?p?>", "<!---->", "<!-- - -->"]
WRONG_MISC = ["<!-- -- -->", "<!--->", "<!-- x --->", "<? p?>", "<?xml p?>", "<?1?>", "<?p", "x", "&amp;", "<!x>", "<![CDATA[x]]>"]
IDENTIFIERS = [
    "",
    ' SYSTEM "tmx14.dtd"',
    " SYSTEM 'tmx14.dtd'",
    ' PUBLIC "-//x//EN" "tmx14.dtd"',
    # Wrong.
    ' PUBLIC "-//x//EN"',
    ' SYSTEM "a""b"',
    " SYSTEM tmx14.dtd",
    ' PUBLIC "ə" "x"',
    "SYSTEM 'x'",
]
DECLARED = [
    '<!ENTITY e "v">',
    "<!ENTITY e 'v &lt; &#601; &f;'>",
    "<!ENTITY f 'w'>",
    "<!ENTITY g '&#38;#60;'>",
    "<!ENTITY lt '&#38;#60;'>",
    "<!ENTITY amp '&#38;#38;'>",
    "<!ENTITY gt '&#62;'>",
    "<!ENTITY o SYSTEM 'x.xml'>",
    "<!ENTITY o PUBLIC 'p' 'x.xml'>",
    "<!NOTATION n SYSTEM 's'>",
    "<!NOTATION n PUBLIC 'p'>",
    "<!ENTITY u SYSTEM 'x.gif' NDATA n>",
    "<!ENTITY % p 'x'>",
    "<!ENTITY % p '<!ENTITY q \"r\">'>",
    # xmllint confuses references to the same entity that stand one behind the other.
    "<!ENTITY % p '<!ENTITY q \"r\">'>%p;<?p?>",
    "<!ENTITY % p SYSTEM 'x.dtd'>",
    "%p;<?p?>",
    "<!ELEMENT tmx (header,body)>",
    "<!ELEMENT seg (#PCDATA|ph|hi)*>",
    "<!ELEMENT header EMPTY>",
    "<!ELEMENT body ANY>",
    "<!ELEMENT tu ((note|prop)*, tuv+)>",
    "<!ATTLIST tu tuid CDATA #IMPLIED changeid NMTOKEN 'x'>",
    "<!ATTLIST tu tuid CDATA 'x&lt;&e;'>",
    "<!ATTLIST tmx version CDATA #FIXED '1.4'>",
    "<!ATTLIST header segtype (block|sentence) #REQUIRED>",
    "<!ATTLIST seg>",
    "<!-- it's > here -->",
    "<?p > ' \" ?>",
    " ",
    "\n",
]
WRONG_DECLARED = [
    "<!ENTITY e 'R&D'>",
    "<!ENTITY e 'R & D;'>",
    "<!ENTITY e '&#0;'>",
    "<!ENTITY e '100%'>",
    "<!ENTITY e '%p;'>",
    "<!ENTITY e v>",
    "<!ENTITY e>",
    "<!ENTITY 'v'>",
    "<!ENTITY e 'v' x>",
    "<!ENTITY % p 'x' NDATA n>",
    "<!ENTITY %p 'x'>",
    "<!ENTITY e 'v'",
    "<!ENTITY e '<x>'>",
    "<!ENTITY e '&e;'>",
    "<!ENTITY % p '%p;'>%p;",
    "<!ENTITY % p '&#37;p;'>%p;",
    "<!ENTITY % p '<!ENTITY'>%p;",
    "<!ENTITY lt '<'>",
    "<!ENTITY amp '&'>",
    "%x;",
    "%;",
    "% p;",
    "%p",
    "<!ELEMENT tmx>",
    "<!ELEMENT tmx (a|b,c)>",
    "<!ELEMENT tmx (#PCDATA|a)>",
    "<!ELEMENT tmx (a>",
    "<!ELEMENT tmx ()>",
    "<!ATTLIST tu tuid CDATA>",
    "<!ATTLIST tu tuid CDATA '<'>",
    "<!ATTLIST tu tuid CDATA 'R&D'>",
    "<!ATTLIST tu tuid CDATA '&later;'><!ENTITY later 'x'>",
    "<!ATTLIST tu tuid CDATA '&o;'>",
    "<!ATTLIST tu tuid STRING 'x'>",
    "<!ATTLIST tu tuid (a|) 'x'>",
    "<!ATTLIST tu tuid CDATA #FIXED>",
    "<!-- a -- b -->",
    "<!-- a --->",
    "<?xml version='1.0'?>",
    "<? x?>",
    "<?XML x?>",
    "<![INCLUDE[<!ENTITY e 'v'>]]>",
    "<!DOCTYPE x>",
    "<x/>",
    "text",
    "&e;",
    "]",
    ">",
]
TEXTS = [
    "",
    "x",
    "Bakı",
    "ə Ə я",
    "&amp;",
    "&lt;b>",
    "&#601;",
    "&#x259;",
    "<![CDATA[<x>&]]>",
    "<![CDATA[]]]]>",
    "<!-- x -->",
    "<?p q?>",
    "<ph>y</ph>",
    "<hi x='1' type=\"a>b\">y</hi >",
    "]] >",
    "&e;",
    "&q;",
    "\t\r\n",
    "\u0085\u2028",
    "😀",
]
WRONG_TEXTS = [
    "]]>",
    "&",
    "& ",
    "&x",
    "&;",
    "&#;",
    "&#x;",
    "&#xD800;",
    "&#0;",
    "&#X41;",
    "&#x110000;",
    "&#99999999999;",
    "&nosuch;",
    "&o;",
    "&u;",
    "&p;",
    "&a b;",
    "<",
    "< ",
    "<1>",
    "<ph",
    "<ph>",
    "</ph>",
    "<ph a/>",
    "<ph a=b/>",
    "<ph a='1'b='2'/>",
    "<ph a='1' a='2'/>",
    "<ph a='<'/>",
    "<ph a='&'/>",
    "<ph a='&o;'/>",
    "<ph a='&nosuch;'/>",
    "<ph / >",
    "<ph//>",
    "< ph/>",
    "<PH></ph>",
    "<![CDATA[",
    "<![cdata[x]]>",
    "<!-- -- -->",
    "<!-- --->",
    "<?xml x?>",
    "<?",
    "<!ENTITY e 'v'>",
    "\x01",
    "\x0b",
    "\ufffe",
    "\uffff",
    "<ph а·='1'/>",
    "<·ph/>",
]
TAILS = ["", "", "", "\n", "<!-- x -->", "<?p?>\n"]
WRONG_TAILS = ["x", "<tmx/>", "&amp;", "<!DOCTYPE tmx>", "<![CDATA[]]>", "</tmx>", "\x01", "\ufeff"]
ENCODINGS = ["utf-8"] * 6 + ["utf-8-sig", "utf-16", "windows-1251", "iso-8859-9", "koi8-r", "us-ascii"]
CHARACTERS = "<>&;\"'!?-[]%/=# x1\n\u00b7"


def pick(chance, right, wrong, share):
    return chance.choice(wrong) if wrong and chance.random() < share else chance.choice(right)


def document(chance):
    """The text of a file and the encoding for it; about half are well-formed."""
    share = chance.choice([0, 0, 0.05, 0.15])
    misc = lambda: pick(chance, MISC, WRONG_MISC, share / 3)
    encoding = chance.choice(ENCODINGS)
    name = encoding.removesuffix("-sig")
    declaration = chance.choice(DECLARATIONS[:6] if chance.random() > share else DECLARATIONS)
    if name not in ("utf-8", "utf-16"):
        declaration = "<?xml version='1.0' encoding='{}'?>"
    parts = [declaration.format(name), misc()]
    if chance.random() < 0.7:
        parts.append("<!DOCTYPE tmx" + chance.choice(IDENTIFIERS[:4] if chance.random() > share else IDENTIFIERS))
        if chance.random() < 0.8:
            declared = [pick(chance, DECLARED, WRONG_DECLARED, share) for _ in range(chance.randrange(6))]
            parts += [" [", *declared, "]"]
        parts += [chance.choice(["", "", " "]), ">", misc()]
    parts += ['<tmx version="1.4"><header/><body><tu tuid="', chance.choice(["", "a", "&lt;", "&#10;"]), '">']
    for _ in range(chance.randrange(3)):
        texts = [pick(chance, TEXTS, WRONG_TEXTS, share) for _ in range(chance.randrange(4))]
        parts += ['<tuv xml:lang="az"><seg>', *texts, "</seg></tuv>"]
    parts += ["</tu>", misc(), "</body></tmx>", pick(chance, TAILS, WRONG_TAILS, share)]
    damage = chance.random()
    if damage < 0.1:
        parts.pop(chance.randrange(len(parts)))
    elif damage < 0.2:
        parts.insert(chance.randrange(len(parts)), chance.choice(parts))
    text = "".join(parts)
    if 0.2 < damage < 0.5:
        at = chance.randrange(len(text))
        put = chance.choice(["", chance.choice(CHARACTERS)])
        text = text[:at] + put + text[at + chance.choice([0, 1]) :]
    return text, encoding


def encoded(text, encoding):
    # What the encoding lacks is left out, so that it changes no markup.
    return text.encode(encoding, errors="ignore")


def by_xmllint(names):
    """What xmllint finds wrong in each file; warnings and errors of namespaces are none."""
    command = ["xmllint", "--noout", "--nonet", *names]
    said = subprocess.run(command, cwd=work, capture_output=True).stderr.decode(errors="replace")
    found = {}
    for line in said.splitlines():
        name, _, rest = line.partition(":")
        is_error = any(what in rest for what in (" parser error : ", " encoding error : ", "I/O error"))
        if is_error:
            found.setdefault(name, rest.strip())
    return found


def by_us(names):
    command = [program, "tmx", "validate", "--format", "json", *names]
    done = subprocess.run(command, cwd=work, capture_output=True)
    found, foreign = {}, set()
    for finding in json.loads(done.stdout)["findings"]:
        if finding["rule"] == "tmx-not-well-formed":
            found.setdefault(finding["path"], []).append(finding["message"])
        elif finding["rule"] == "tmx-root":
            foreign.add(finding["path"])
    return found, foreign


def is_expected(ours, theirs, text):
    """Whether it is known why only one of the two refuses the text: `ours` and `theirs` say what is wrong with it."""
    if theirs is not None:
        # Parameter entities that a file which stands alone does not declare are not valid, but well-formed.
        is_alone = "standalone" in text and "PEReference" in theirs
        return is_alone or any(what in theirs for what in READ)
    may_be_elsewhere = "SYSTEM" in text or "PUBLIC" in text or "%" in text
    return all(
        any(what in message for what in REFUSED + NOT_SEEN) or (UNDEFINED in message and may_be_elsewhere)
        for message in ours
    )


chance = random.Random(int(seed[0]) if seed else 1)
compared = refused = expected = differing = 0
for start in range(0, int(count), BATCH):
    texts = {}
    for at in range(start, min(start + BATCH, int(count))):
        text, encoding = document(chance)
        name = f"{at}.tmx"
        (work / name).write_bytes(encoded(text, encoding))
        texts[name] = text
    theirs = by_xmllint(texts)
    ours, foreign = by_us(texts)
    for name, text in texts.items():
        if name in foreign:
            # Nothing behind another root is looked at.
            continue
        compared += 1
        refused += name in theirs
        if (name in theirs) == (name in ours):
            (work / name).unlink()
        elif is_expected(ours.get(name), theirs.get(name), text):
            expected += 1
            (work / name).unlink()
        else:
            differing += 1
            print(f"{work / name}: xmllint: {theirs.get(name, 'accepted')}; ours: {ours.get(name, ['accepted'])[0]}")
            print(f"    {text!r}")
print(f"{compared} files, {refused} not well-formed for xmllint, {expected} differ as expected, {differing} otherwise")
sys.exit(differing > 0 or compared == 0)
