"""Time whole commands on the real lists beside the checkout, in processes of their own."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

SHARED = Path(os.environ.get("COMITY_SHARED", Path(__file__).resolve().parents[2] / "shared"))
COMITY = [sys.executable, "-c", "from comity.cli.main import run; run()"]


def timed(title: str, home: str, *words: str) -> None:
    """Run a command and print its wall time."""
    start = time.perf_counter()
    done = subprocess.run(
        [*COMITY, *words], env=os.environ | {"COMITY_HOME": home}, capture_output=True, check=False
    )
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    state = "" if done.returncode == 0 else f"  (exit {done.returncode})"
    print(f"{title:44} {took:7.2f} s   peak so far {peak:6.0f} MB{state}")


def main() -> None:
    """Print the figures that docs/register.md quotes."""
    if not (SHARED / "data").is_dir():
        sys.exit(f"the folder of real lists is not at {SHARED}; set COMITY_SHARED")
    with tempfile.TemporaryDirectory() as home:
        timed("first start (built-in facts)", home, "sources")
        for path in sorted((SHARED / "data" / "un").glob("consolidated_20*.xml")):
            if "subset" not in path.name and "bad" not in path.name:
                timed(f"import {path.name}", home, "import", "un_sc", str(path))
        timed("import the same file again", home, "import", "un_sc", str(path))
        sdn = SHARED / "data" / "us_ofac" / "sdn_2023-12-28"
        timed("import SDN csv set of 13,821", home, "import", "us_ofac_sdn", str(sdn))
        timed("who", home, "who", "Khorasan Metallurgy Industries")
        timed("show", home, "show", "IRe.037")
        timed("overlap", home, "overlap")
        timed("diff", home, "diff", "un_sc", "--json")


if __name__ == "__main__":
    main()
