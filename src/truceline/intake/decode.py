"""Bytes to text, exactly: no newline is translated, no byte order mark is dropped from UTF-8.

For a file in UTF-8 the offsets of the text are the code points of the file as decoded.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from truceline.intake.language import likeness_of

__all__ = ["Decoded", "Undecodable", "decode"]

SAMPLE = 512 * 1024
"""Bytes that are enough to tell an encoding by."""

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_MAGIC = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a zip archive, or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"{\\rtf", "a rich text document (RTF)"),
    (b"SQLite format 3", "a database"),
    (b"\x7fELF", "a program"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_LATIN = re.compile(r"cp125[02478]|latin_1|mac_roman|iso8859_(?:[12349]|1[03456])")
"""Encodings of the Latin script, which differ in a few letters only."""
_COMMON = re.compile(
    r"cp(?:125\d|874|932|949|950)|koi8_[ru]|latin_1|iso8859_\d+|gb\w+|big5|shift_jis|euc_\w+"
)
"""Encodings in which the web and mail are written; the others are old systems' own."""
_EAST = ("cp932", "euc_jp", "gb18030", "big5", "cp949", "shift_jis", "euc_kr", "gb2312", "gbk")
"""Encodings of East Asia, which fit each other's bytes: of a few marks in English any may be guessed."""
_SWITCHED = re.compile(rb"\x1b[$(][@ABIJ]")
"""What turns from one alphabet to another in ISO-2022-JP, which is else ASCII."""
_MARK = re.compile("[\u2010-\u2027\u3000-\u3011]")
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:.-]{2,40})""", re.IGNORECASE)


class Undecodable(ValueError):
    """The bytes are no text; the message says why, `mend` what would help."""

    def __init__(self, why: str, mend: str) -> None:
        self.mend = mend
        super().__init__(why)


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, the encoding that it was in, and a note where that was not plainly UTF-8."""

    text: str
    encoding: str
    note: str | None = None


def decode(raw: bytes, *, page: bool = False) -> Decoded:
    """The text of `raw`: UTF-8 if it is that, strictly; else by its byte order mark; else, for a
    `page`, as its head declares; else by charset-normalizer's best guess, with a note.

    Raises `Undecodable`: binary, or in no encoding that fits.
    """
    for magic, what in _MAGIC:
        if raw.startswith(magic):
            raise Undecodable(f"it is {what}, not text", "save its text as .txt or .html and add that")
    found = (
        _switched(raw) or _utf8(raw) or _marked(raw) or (_declared(raw) if page else None) or _guessed(raw)
    )
    if found is None:
        raise Undecodable("it is binary, or text in no known encoding", "save it as UTF-8 text")
    controls = len(_CONTROL.findall(found.text[:SAMPLE]))
    if "\x00" in found.text:
        raise Undecodable(
            f"it holds a NUL character (at {found.text.index(chr(0))}): it is binary, "
            "or UTF-16 without a byte order mark",
            "save it as UTF-8 text",
        )
    if controls > 8 and controls > len(found.text[:SAMPLE]) // 50:
        raise Undecodable(f"it is binary: {controls} control characters", "save it as UTF-8 text")
    return found


def _utf8(raw: bytes) -> Decoded | None:
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return None


def _switched(raw: bytes) -> Decoded | None:
    """Japanese mail: ASCII with signs that turn to another alphabet."""
    if not _SWITCHED.search(raw[:SAMPLE]):
        return None
    try:
        return Decoded(raw.decode("iso2022_jp"), "iso2022_jp", "decoded as ISO-2022-JP by its signs")
    except UnicodeDecodeError:
        return None


def _marked(raw: bytes) -> Decoded | None:
    for mark, name in _MARKS:
        if raw.startswith(mark):
            try:
                return Decoded(raw.decode(name), name, f"decoded as {name.upper()} by its byte order mark")
            except UnicodeDecodeError:
                continue
    return None


def _declared(raw: bytes) -> Decoded | None:
    found = _DECLARED.search(raw[:4096])
    if not found:
        return None
    try:
        name = codecs.lookup(found[1].decode("ascii")).name
        # browsers read these labels as windows-1252, and so do the people who write them
        name = "cp1252" if name in ("iso8859-1", "ascii") else name
        return Decoded(raw.decode(name), name, f"decoded as {name}, as the page declares")
    except (LookupError, UnicodeError):
        return None


def _guessed(raw: bytes) -> Decoded | None:
    """charset-normalizer's best; of the encodings of the Latin script the one that reads most like a
    language, because its own choice is often a neighbour (cp1250 for French) that swaps letters; of those
    of East Asia, for mostly ASCII, the one that reads most like a language with the most marks of writing."""
    if b"\x00" in raw[:SAMPLE]:
        return None
    from charset_normalizer import from_bytes

    end = raw.rfind(b"\n", 0, SAMPLE) + 1 if len(raw) > SAMPLE else len(raw)
    sample = raw[: end or SAMPLE]
    found = [match.encoding for match in from_bytes(sample)]
    if not found:
        return None
    names = [name for name in found if _COMMON.fullmatch(name)] or found
    if _LATIN.fullmatch(names[0]):
        names = list(dict.fromkeys(("cp1252", *filter(_LATIN.fullmatch, names), "iso8859_2", "mac_roman")))
        names.sort(key=lambda name: -_likeness(sample, name)[0])
    elif names[0] in _EAST and sum(byte > 127 for byte in sample) < len(sample) // 3:
        names = sorted(_EAST, key=lambda name: _likeness(sample, name), reverse=True)
    for name in names:
        try:
            return Decoded(raw.decode(name), name, f"not UTF-8; decoded as {name}, the likeliest encoding")
        except (LookupError, UnicodeError):
            continue
    return None


def _likeness(sample: bytes, name: str) -> tuple[float, int]:
    """How much bytes read like a language in an encoding, and how many marks of writing they hold."""
    try:
        text = sample.decode(name)
    except (LookupError, UnicodeError):
        return -1.0, 0
    return likeness_of(text), len(_MARK.findall(text))
