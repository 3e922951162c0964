"""Which accord a case is on: found from anywhere, moved with the case, and never edited in silence."""

from __future__ import annotations

import shutil
from contextlib import chdir
from pathlib import Path

import pytest
from tests.case.test_bare_accord import HEAD

from truceline.case import Case, Library
from truceline.errors import AccordNotFound

ID = "lowmark-2031-05"
CLAUSE = """  - id: {id}
    title: {title}
    obligors: [velmar]
    deadline: {{kind: by, due: day 10}}
    sources: [gazette]
"""
WATCH = f"""accord: {ID}
watches:
  - id: gone
    clause: W1
    signal: performed
    patterns:
      - all: [[left, withdrew]]
"""


def accord(place: Path, **titles: str) -> Path:
    place.mkdir(parents=True, exist_ok=True)
    clauses = "".join(CLAUSE.format(id=id, title=title) for id, title in titles.items())
    (place / "accord.yaml").write_text(HEAD.format(id=ID, clauses=clauses), "utf-8")
    return place


def made(tmp: Path, named: str = ID) -> Path:
    accord(tmp / "work" / ID, W1="Velmar leaves the Tarn valley")
    with chdir(tmp / "work"):
        Case.create(Path("case"), named, library=Library([])).close()
    return tmp / "work" / "case"


def test_an_accord_named_by_a_relative_path_is_found_from_anywhere(tmp_path: Path) -> None:
    """It was given from where the case was made; it is asked for from within the case, and from elsewhere."""
    case = made(tmp_path)
    for where, folder in ((case, Path()), (tmp_path, Path("work/case")), (tmp_path / "work", Path("case"))):
        with chdir(where), Case.open(folder, library=Library([])) as c:
            assert c.accord is not None and c.accord.id == ID


def test_a_case_moved_together_with_its_accord_is_whole(tmp_path: Path) -> None:
    """What lies beside the case still lies beside it."""
    made(tmp_path)
    shutil.move(tmp_path / "work", tmp_path / "archive")
    with Case.open(tmp_path / "archive" / "case", library=Library([])) as c:
        assert c.accord is not None


def test_a_case_without_its_accord_says_where_it_looked_and_can_be_pointed_to_it(tmp_path: Path) -> None:
    """The message names the path and the command; the command mends the case."""
    case = made(tmp_path)
    shutil.move(tmp_path / "work" / ID, tmp_path / "elsewhere")
    with Case.open(case, library=Library([])) as c:
        with pytest.raises(AccordNotFound) as lost:
            _ = c.accord
        assert str(tmp_path / "work" / ID) in str(lost.value)
        assert f"truceline settings --case {case} --accord PATH" in str(lost.value)
        c.change_settings(accord=str(tmp_path / "elsewhere"))
        assert c.accord is not None


def test_a_near_name_beside_the_call_is_the_one_that_may_be_meant(tmp_path: Path) -> None:
    """A folder in the working directory is nearer than any installed accord; what is unlike is not offered."""
    accord(tmp_path / ID, W1="Velmar leaves the Tarn valley")
    with chdir(tmp_path):
        with pytest.raises(AccordNotFound, match=f"did you mean {ID}"):
            Library().folder("lowmark-2031")
        with pytest.raises(AccordNotFound, match="there are: "):
            Library().folder("quz")


def test_an_edited_accord_is_told_with_what_changed(tmp_path: Path) -> None:
    """Clause by clause, field by field; once taken as it is now, nothing is told any more."""
    case = made(tmp_path)
    with Case.open(case, library=Library([])) as c:
        assert c.accord_edited is None
    accord(case.parent / ID, W1="Velmar leaves Port Selby", W2="Velmar leaves the Tarn valley")
    with Case.open(case, library=Library([])) as c:
        found = c.accord_edited
        assert found is not None and found.was != found.now
        assert found.what == (
            "clause W1: title was “Velmar leaves the Tarn valley”, is “Velmar leaves Port Selby”",
            "clause W2 is new",
        )
        c.change_settings(accord=c.settings["accord"])
        assert c.accord_edited is None


def test_a_further_file_of_an_accord_is_watched_too(tmp_path: Path) -> None:
    """A watch file that came later changes what is heard, so it is told."""
    case = made(tmp_path)
    (case.parent / ID / "watch.yaml").write_text(WATCH, "utf-8")
    with Case.open(case, library=Library([])) as c:
        found = c.accord_edited
        assert found is not None and found.what == ("watch.yaml is new",)


def test_the_text_that_was_kept_to_compare_with_is_no_setting_to_be_shown(tmp_path: Path) -> None:
    """Settings stay a few short lines."""
    with Case.open(made(tmp_path), library=Library([])) as c:
        assert set(c.settings) == {"accord", "accord_sha256", "person"}
