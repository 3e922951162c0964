"""The sample that ships: digests in our own words of what named outlets published."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from truceline.errors import NotFound


def sample_folder() -> Path:
    """The folder of the sample: in the installed package, else in the checkout."""
    package = Path(str(files("truceline")))
    for folder in (package / "_data" / "sample", package.parents[1] / "sample"):
        if folder.is_dir():
            return folder
    raise NotFound("the sample is not installed", where=package, mend="install Truceline again")
