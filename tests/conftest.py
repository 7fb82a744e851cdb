"""Fixtures every test may use."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

# A busy machine is slow now and then, and compiled code is loaded at its first use: what has to be
# fast is timed by tests of its own.
# The same cases are tried every time, so that a change is judged by what it changed; a search for
# new ones is asked for: COMITY_FUZZ=1 make test.
settings.register_profile("comity", deadline=None, derandomize=True)
settings.register_profile("fuzz", deadline=None, max_examples=1_000)
settings.load_profile("fuzz" if os.environ.get("COMITY_FUZZ") else "comity")


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
