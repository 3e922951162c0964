"""The README shows what really comes out."""

from __future__ import annotations

import io
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

from truceline.cli import main

README = Path(__file__).parents[1] / "README.md"


def flat(line: str) -> str:
    return " ".join(line.split())


def test_the_demo_prints_what_the_readme_shows(tmp_path: Path) -> None:
    """Every line that the README shows of `make demo` stands in its output."""
    shown = README.read_text("utf-8").split("$ make demo\n")[1].split("$ make test")[0].splitlines()
    out = io.StringIO()
    with redirect_stdout(out), redirect_stderr(out):
        main_or_exit(["demo", str(tmp_path / "demo")])
    printed = {flat(line) for line in out.getvalue().splitlines()}
    told = [
        flat(line)
        for line in shown
        if line.strip()
        and line.strip() != "…"
        and not any(place in line for place in ("demo/brief.html", "--case demo"))
    ]
    assert len(told) > 10
    assert [line for line in told if line not in printed] == []
    assert (tmp_path / "demo" / "brief.html").is_file()


def main_or_exit(words: list[str]) -> None:
    try:
        main(words)
    except SystemExit as e:
        assert not e.code


def test_every_page_that_the_readme_names_is_there() -> None:
    """Links into the repository lead somewhere."""
    text = README.read_text("utf-8")
    links = [part.split(")")[0] for part in text.split("](")[1:]]
    assert links
    assert [x for x in links if not x.startswith("http") and not (README.parent / x).exists()] == []
