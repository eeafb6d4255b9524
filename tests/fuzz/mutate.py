"""Changes to files, by chance: of bytes, lines, and of what a sort of file is made of."""

import io
import json
import random
import re
import warnings
import zipfile
from collections.abc import Callable, Sequence
from typing import Any

Chance = random.Random
Pool = Sequence[bytes]
Mutator = Callable[[Chance, Pool], bytes]
"""Makes an input out of those that there are."""

LARGEST = 65_536
"""Bytes. A second is long for an input of this size; larger files have tests of their own."""
HOSTILE = [
    *(
        "",
        "\0",
        "\x7f",
        "\ufeff",
        "\u2028",
        "\u202e",
        "\ud7ff",
        "\ufffe",
        "e\u0301" * 20,
        "👩🏽‍🚒",
        "\xa0",
        "İ",
        "ſ",
        "²",
        "٣",
    ),
    *("constructor", "__proto__", "toString", "hasOwnProperty", "length", "null", "undefined", "NaN", "Infinity"),
    *("-1", "0", "1e999", "9" * 400, "9" * 5000, "0x10", "2026-13-45", "9999-12-31T23:59:60Z", "٠٠٢٦-١١-٢١"),
    *("../../etc/passwd", "C:\\con", "a" * 300, "A" * 20_000, "((((((((((", "[" * 200, "{" * 200, "%s%n{0}{x}", "=1+1"),
    *("<script>", "]]>", "<!--", "&amp;", "'\"", "--", "a--b", "rows", "--rows--", "x--note", "#REF!", "\r", "\r\n"),
]
"""What programs stumble over."""
BYTES = [
    b"\x00",
    b"\xff",
    b"\xfe\xff",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xed\xa0\x80",
    b"\xc3",
    b"\xf4\x90\x80\x80",
    b"\r",
]


def random_bytes(chance: Chance, _: Pool) -> bytes:
    return chance.randbytes(chance.choice([1, 8, 64, 512, 4096]))


def some_bytes(chance: Chance, pool: Pool) -> bytes:
    """Change, take out, repeat or put in some bytes."""
    data = bytearray(chance.choice(pool))
    for _ in range(chance.randint(1, 4)):
        at, length = chance.randint(0, len(data)), chance.choice([0, 1, 1, 2, 4, 16, 200])
        new = chance.choice([b"", chance.randbytes(length), chance.choice(BYTES), bytes(data[at : at + length]) * 2])
        data[at : at + length] = new
    return bytes(data[:LARGEST])


def spliced(chance: Chance, pool: Pool) -> bytes:
    """Put the head of one file before the tail of another."""
    one, other = chance.choice(pool), chance.choice(pool)
    return (one[: chance.randint(0, len(one))] + other[chance.randint(0, len(other)) :])[:LARGEST]


def lines(chance: Chance, pool: Pool) -> bytes:
    """Take out, repeat, swap, indent or take over lines."""
    here = chance.choice(pool).splitlines(keepends=True) or [b""]
    for _ in range(chance.randint(1, 4)):
        first, second = chance.randrange(len(here)), chance.randrange(len(here))
        what = chance.randrange(5)
        if what == 0 and len(here) > 1:
            del here[first]
        elif what == 1:
            here.insert(second, here[first])
        elif what == 2:
            here[first], here[second] = here[second], here[first]
        elif what == 3:
            here[first] = chance.choice([b" ", b"  ", b"\t", b"- ", b"#", b"\xc2\xa0"]) + here[first]
        else:
            here.insert(second, chance.choice(chance.choice(pool).splitlines(keepends=True) or [b"\n"]))
    return b"".join(here)[:LARGEST]


def words_of(pattern: bytes, more: Sequence[str] = ()) -> Mutator:
    """Return what puts other words where those stand that `pattern` finds: hostile ones, or `more`."""
    found = re.compile(pattern)
    new = [word.encode("utf-8", "surrogatepass") for word in (*HOSTILE, *more)]

    def change(chance: Chance, pool: Pool) -> bytes:
        data = chance.choice(pool)
        for _ in range(chance.randint(1, 3)):
            places = [match.span() for match in found.finditer(data)]
            if not places:
                break
            start, end = chance.choice(places)
            other = chance.choice(places)
            data = data[:start] + chance.choice([*chance.sample(new, 3), data[other[0] : other[1]]]) + data[end:]
        return data[:LARGEST]

    return change


def _values(chance: Chance) -> Any:
    return chance.choice(
        [
            *(None, True, 0, -1, 1.5, 2**53, 10**30, [], {}, [[]], [None], {"": ""}),
            chance.choice(HOSTILE),
            "\ud800",
            [chance.choice(HOSTILE)],
            {chance.choice(HOSTILE): chance.choice(HOSTILE)},
        ]
    )


def json_values(chance: Chance, pool: Pool) -> bytes:
    """Change values, keys and lists of JSON; of what is no JSON, bytes."""
    try:
        root = [json.loads(chance.choice(pool))]
    except (ValueError, RecursionError):
        return some_bytes(chance, pool)
    for _ in range(chance.randint(1, 4)):
        _change_somewhere(chance, root)
    try:
        text = json.dumps(root[0] if root else None, ensure_ascii=chance.random() < 0.7)
    except RecursionError:
        return some_bytes(chance, pool)
    return text.encode("utf-8", "surrogatepass")[:LARGEST]


def _change_somewhere(chance: Chance, here: Any) -> None:
    """Walk down to a place by chance, and change what stands there."""
    while here:
        key = chance.choice(list(here)) if isinstance(here, dict) else chance.randrange(len(here))
        if isinstance(here[key], dict | list) and here[key] and chance.random() < 0.8:
            here = here[key]
            continue
        what = chance.randrange(4)
        if what == 0:
            del here[key]
        elif what == 1 and isinstance(here, dict):
            here[chance.choice(HOSTILE)] = here.pop(key)
        elif what == 2 and isinstance(here, list):
            here.insert(0, here[key])
        else:
            here[key] = _values(chance)
        return


def zipped(change: Mutator) -> Mutator:
    """Return what changes one part of a zip file, or how it is named."""

    def mutate(chance: Chance, pool: Pool) -> bytes:
        try:
            with zipfile.ZipFile(io.BytesIO(chance.choice(pool))) as archive:
                parts = [(name, archive.read(name)) for name in archive.namelist()]
        except Exception:  # changed so far that it is no zip file
            return some_bytes(chance, pool)
        at = chance.randrange(len(parts)) if parts else 0
        what = chance.random()
        if what < 0.85 and parts:
            parts[at] = (parts[at][0], change(chance, [parts[at][1], *(data for _, data in parts)][:1]))
        elif what < 0.9 and parts:
            parts[at] = (chance.choice(["../x", "/etc/x", "", parts[at][0] * 2, parts[-1][0]]), parts[at][1])
        elif what < 0.95 and parts:
            del parts[at]
        else:
            parts.append((f"xl/{chance.random()}.xml", chance.randbytes(50)))
        return pack(parts)[:LARGEST]

    return mutate


def pack(parts: Sequence[tuple[str, bytes]]) -> bytes:
    """Return a zip file of these parts."""
    out = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        warnings.simplefilter("ignore")  # two parts of one name are what we are after
        for name, data in parts:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


OBJECT = re.compile(rb"(\d+) 0 obj\n(.*?)\nendobj", re.DOTALL)


def pdf_objects(change: Mutator) -> Mutator:
    """Return what changes one object of a PDF file, and writes where the objects stand anew."""

    def mutate(chance: Chance, pool: Pool) -> bytes:
        objects = [found[2] for found in OBJECT.finditer(chance.choice(pool))]
        if not objects:
            return some_bytes(chance, pool)
        at = chance.randrange(len(objects))
        if chance.random() < 0.1:
            objects[at] = chance.choice(objects)
        else:
            objects[at] = change(chance, [objects[at]])
        return pdf_of(objects)[:LARGEST]

    return mutate


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """Return a PDF file of these objects: the first is its catalogue, the second what it tells of itself."""
    out = bytearray(b"%PDF-1.7\n")
    places = []
    for number, told in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, told)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R /Info 2 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, start)
    return bytes(out)
