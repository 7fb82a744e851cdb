"""Fixtures every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is slow now and then, and compiled code is loaded at its first use: what has to be
# fast is timed by tests of its own.
settings.register_profile("comity", deadline=None)
settings.load_profile("comity")


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real lists beside the checkout.

    Skips with the reason where it is missing; fails in CI, where it has to be there.
    """
    default = Path(__file__).resolve().parents[2] / "shared"
    folder = Path(os.environ.get("COMITY_SHARED", default))
    if (folder / "data").is_dir():
        return folder
    reason = f"the folder of real lists is not at {folder}; set COMITY_SHARED to it"
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
