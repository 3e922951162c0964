"""In which language a text is, or "und" where that is not sure."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

__all__ = ["language_of", "likeness_of"]

SAMPLE = 100_000
_UNFIT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0010ffff]")
_RENAMED = {"iw": "he", "jw": "jv", "un": "und"}


def language_of(text: str) -> str:
    """The language of most of `text` (ISO 639), by compact language detection; "und" where unsure. Names quoted in
    another script do not make it unsure."""
    sample = _UNFIT.sub(" ", text[:SAMPLE])
    found = _detected(sample)
    if found == "und" and (main := _in_main_script(sample)) != sample:
        return _detected(main)
    return found


def _in_main_script(text: str) -> str:
    """The words of `text` in the script of most of its letters, where that is at least two in three."""
    letters = Counter(c for c in text if c.isalpha())
    scripts: Counter[str] = Counter()
    for c, n in letters.items():
        scripts[unicodedata.name(c, "?").partition(" ")[0]] += n
    if not scripts or 3 * scripts.most_common(1)[0][1] < 2 * scripts.total():
        return text
    main = scripts.most_common(1)[0][0]
    apart = {c for c in letters if unicodedata.name(c, "?").partition(" ")[0] != main}
    return " ".join(w for w in text.split() if apart.isdisjoint(w)) if apart else text


def _detected(sample: str) -> str:
    import pycld2

    try:
        sure, _, found = pycld2.detect(sample, isPlainText=True)
    except pycld2.error:
        return "und"
    _, code, percent, _ = found[0]
    if not sure or percent < 50:
        return "und"
    return str(_RENAMED.get(code, code))


def likeness_of(text: str) -> float:
    """How much `text` reads like the language that it reads like most; 0 for none. Comparable only
    between ways of decoding the same bytes."""
    import pycld2

    try:
        _, _, found = pycld2.detect(_UNFIT.sub(" ", text[:SAMPLE]), isPlainText=True, bestEffort=True)
    except pycld2.error:
        return 0.0
    _, _, percent, score = found[0]
    return float(percent * score)
