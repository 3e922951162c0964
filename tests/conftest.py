"""What tests share: where real input lies, and the house's own sample."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")  # a loaded machine is slow, not wrong


@pytest.fixture(scope="session")
def shared() -> Path:
    """The shared folder with real reports and gold; the test is skipped where it is missing."""
    named = os.environ.get("TRUCELINE_SHARED")
    folder = Path(named) if named else Path(__file__).resolve().parents[2] / "shared"
    if not (folder / "seeds").is_dir():
        pytest.skip(
            "the shared folder with real reports is not beside the checkout (or in $TRUCELINE_SHARED)"
        )
    return folder
