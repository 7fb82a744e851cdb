"""The one configuration, made at the roots and handed down."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """Where things are and how answers are shown.

    Attributes:
        home: Folder of the register and its archive.
        json: Print JSON in place of tables.
    """

    home: Path
    json: bool = False


def make_config(
    *, home: Path | None = None, json: bool = False, environment: Mapping[str, str]
) -> Config:
    """Return the configuration from options, the environment, and the platform's default.

    Args:
        home: `--home`; wins over `COMITY_HOME`, which wins over the platform's data folder.
        json: `--json`.
        environment: The process environment.
    """
    if home is None and environment.get("COMITY_HOME"):
        home = Path(environment["COMITY_HOME"])
    if home is None:
        from platformdirs import user_data_path

        home = user_data_path("comity", appauthor=False)
    return Config(home=home.expanduser(), json=json)
