"""Answers of older rules are not taken for answers of these."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import truceline


def told(home: Path) -> str:
    words = "from truceline.case.program import program; print(program())"
    env = os.environ | {"PYTHONPATH": str(home)}
    done = subprocess.run([sys.executable, "-c", words], env=env, check=True, capture_output=True, text=True)
    return done.stdout


def test_a_rule_changed_under_one_version_is_another_program(tmp_path: Path) -> None:
    """And the same program says the same of itself each time."""
    away = shutil.ignore_patterns("__pycache__", "*.onnx", "*.npz")
    home = Path(shutil.copytree(Path(truceline.__file__).parent, tmp_path / "truceline", ignore=away)).parent
    before = told(home)
    assert told(home) == before
    page = home / "truceline" / "desk" / "templates" / "base.html.j2"
    page.write_text(page.read_text("utf-8") + "\n", "utf-8")
    assert told(home) == before, "a face has no part in an answer"
    rule = home / "truceline" / "weighing" / "packs" / "en.yaml"
    rule.write_text(rule.read_text("utf-8") + "# changed\n", "utf-8")
    assert told(home) != before
