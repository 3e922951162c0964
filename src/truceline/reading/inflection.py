"""Inflected forms of English verbs and nouns, so that packs can list base forms."""

from __future__ import annotations

from functools import cache

from truceline.reading.pack_file import PackShape, load_pack


class _VerbsFile(PackShape):
    doubling: frozenset[str]
    irregular: dict[str, tuple[str, ...]]


@cache
def _verbs(language: str = "en") -> _VerbsFile:
    return load_pack(language, "verbs.yaml", _VerbsFile)


def verb_forms(base: str) -> tuple[str, ...]:
    """The regular forms of an English verb, and those of the common irregular ones."""
    irregular = _verbs().irregular.get(base)
    if irregular:
        return (base, *irregular)
    if base.endswith("ee"):
        return base, base + "s", base + "d", base + "ing"
    if base.endswith("e"):
        return base, base + "s", base + "d", base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base, base[:-1] + "ies", base[:-1] + "ied", base + "ing"
    third = base + "es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else base + "s"
    doubled = base[-1] if _doubles(base) else ""
    return base, third, base + doubled + "ed", base + doubled + "ing"


def noun_forms(base: str) -> tuple[str, ...]:
    """An English noun, or a phrase that ends in one, and its plural by the common rules."""
    if base.endswith("man"):
        return base, base[:-2] + "en"
    if base.endswith("y") and base[-2:-1] not in tuple("aeiou"):
        return base, base[:-1] + "ies"
    return base, base + ("es" if base.endswith(("s", "x", "z", "ch", "sh")) else "s")


def irregular_forms() -> frozenset[str]:
    """All forms of irregular English verbs that the pack lists."""
    return frozenset(form for forms in _verbs().irregular.values() for form in forms)


def _doubles(base: str) -> bool:
    return base in _verbs().doubling or (
        len(base) in (3, 4)
        and base[-1] not in "aeiouwxyrh"
        and base[-2] in "aeiou"
        and base[-3] not in "aeiou"
    )
