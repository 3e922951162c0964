"""Templates kept as they were compiled."""

from __future__ import annotations

from pathlib import Path

from jinja2 import DictLoader, Environment

from truceline.desk.compiled import compiled


def _said(place: Path, source: str) -> str:
    made = Environment(loader=DictLoader({"page": source}), autoescape=True, bytecode_cache=compiled(place))
    return made.get_template("page").render(who="she & he")


def test_a_template_is_kept_and_a_changed_one_is_compiled_again(tmp_path: Path) -> None:
    assert _said(tmp_path, "for {{ who }}") == "for she &amp; he"
    [kept] = [f for f in tmp_path.rglob("*") if f.is_file()]
    assert _said(tmp_path, "for {{ who }}") == "for she &amp; he"
    assert _said(tmp_path, "of {{ who }}") == "of she &amp; he"
    kept.write_bytes(kept.read_bytes()[:20])
    assert _said(tmp_path, "of {{ who }}") == "of she &amp; he"


def test_nothing_is_kept_in_a_folder_that_others_may_write(tmp_path: Path) -> None:
    """What lies there is run, so nobody else may put it there."""
    first = compiled(tmp_path)
    assert first is not None
    [folder] = list(tmp_path.iterdir())
    folder.chmod(0o777)
    assert compiled(tmp_path) is None


def test_where_no_folder_can_be_made_pages_still_come(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way", "utf-8")
    assert compiled(tmp_path / "file") is None
    assert _said(tmp_path / "file", "for {{ who }}") == "for she &amp; he"
