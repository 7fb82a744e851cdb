"""Time whole commands on the real lists beside the checkout, in processes of their own.

python -m bench              everything
python -m bench law          answers a second, ownership
python -m bench register     imports and questions
python -m bench matching     names a second, recall, memory (bench/matching.py)
python -m bench news         the reader on annotated documents (bench/news.py)
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SHARED = Path(os.environ.get("COMITY_SHARED", Path(__file__).resolve().parents[2] / "shared"))
COMITY = [sys.executable, "-m", "comity"]
BENCHES = ("register", "law", "matching", "news")


def timed(title: str, home: str, *words: str) -> float:
    """Run a command, print its wall time, and return it."""
    start = time.perf_counter()
    done = subprocess.run(
        [*COMITY, *words], env=os.environ | {"COMITY_HOME": home}, capture_output=True, check=False
    )
    took = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    state = "" if done.returncode == 0 else f"  (exit {done.returncode})"
    print(f"{title:52} {took:7.2f} s   peak so far {peak:6.0f} MB{state}", flush=True)
    return took


def every_file() -> Iterator[tuple[str, list[Path], list[str]]]:
    """Yield (list, files, options) for every readable file of the folder of real lists."""
    data = SHARED / "data"
    for path in sorted((data / "un").glob("*.xml")):
        if "bad" not in path.name:
            yield "un_sc", [path], ["--partial"] if "subset" in path.name else []
    for path in sorted((data / "us_ofac").glob("sdn_20*")):
        yield "us_ofac_sdn", [path], []
    for path in sorted((data / "us_ofac" / "sdn_only").glob("*.csv")):
        yield "us_ofac_sdn", [path], []
    for path in sorted((data / "us_ofac" / "enhanced").glob("*.xml")):
        yield "us_ofac_sdn", [path], []
    for path in sorted((data / "us_ofac" / "advanced").glob("*.xml")):
        yield "us_ofac_sdn", [path], ["--partial"]
    for path in sorted((data / "us_ofac" / "cons").glob("*.xml")):
        yield "us_ofac_cons", [path], []
    csv_set = sorted((data / "us_ofac" / "cons").glob("cons_*.csv"))
    yield "us_ofac_cons", csv_set, ["--published", "2025-01-01"]
    for folder, code in (("gb", "gb_ofsi"), ("au", "au_dfat"), ("us_csl", "us_csl"),
                         ("us_bis", "us_bis_dpl"), ("ca", "ca_sema"), ("ch", "ch_seco"),
                         ("eu_fsf", "eu_fsf")):  # fmt: skip
        for path in sorted(p for p in (data / folder).iterdir() if p.is_file()):
            cut = any(w in path.name for w in ("subset", "excerpt", "fragment", "first"))
            uksl = path.name.startswith("uksl")
            yield "gb_uksl" if uksl else code, [path], ["--partial"] if cut else []
    for path in sorted((data / "ftm").rglob("entities*.json")):
        yield "ftm", [path], [] if "delta" in path.name else ["--published", "2024-05-27"]


def register() -> None:
    """Print the figures that docs/register.md quotes."""
    with tempfile.TemporaryDirectory() as home:
        timed("first start (built-in facts)", home, "sources")
        total = 0.0
        for code, paths, options in every_file():
            words = ["import", code, *map(str, paths), *options]
            title = f"import {code} {paths[0].parent.name}/{paths[0].name}"[:52]
            total += timed(title, home, *words)
        print(f"{'all files':52} {total:7.2f} s")
        un = str(SHARED / "data" / "un" / "consolidated_2026-02-27.xml")
        timed("import the same file again", home, "import", "un_sc", un)
        timed("who", home, "who", "Khorasan Metallurgy Industries")
        timed("show", home, "show", "IRe.037")
        timed("overlap", home, "overlap")
        timed("diff", home, "diff", "un_sc", "--json")
        timed("screen one name", home, "screen", "Khurasan Metallurgy Industries")


def million() -> None:
    """Print how long a million (listing, party) answers take, over the tags of every list."""
    from datetime import date

    from comity.applicability import Binder, Case, read_party
    from comity.law import load_lawbook

    book = load_lawbook()
    places = {"un_sc": "", "us_ofac_sdn": "US", "us_ofac_cons": "US", "eu_fsf": "EU",
              "gb_ofsi": "GB", "ca_sema": "CA", "au_dfat": "AU", "ch_seco": "CH"}  # fmt: skip
    cases = [
        Case(jurisdiction=places[source], collective=source == "un_sc", source=source, tags=(tag,),
             targets=targets, in_force=on)
        for source, tag in book.tags
        if source in places
        for targets in ((), ("IR",), ("RU",))
        for on in (True, False)
    ]  # fmt: skip
    start = time.perf_counter()
    binder = Binder(book=book, party=read_party("eu-bank"), as_of=date(2025, 11, 18))
    for number in range(1_000_000):
        binder.bind(cases[number % len(cases)])
    took = time.perf_counter() - start
    print(f"{f'1,000,000 answers ({len(cases):,} distinct cases)':52} {took:7.2f} s", flush=True)


def law() -> None:
    """Print the figures that docs/applicability.md quotes. The holdings are invented: none real."""
    import random

    million()

    chance = random.Random(1)
    firms = 60_000
    lines = ["owner,owned,percent"]
    for _ in range(100_000):
        share = chance.choice((5, 10, 25, 50, 51, 100))
        lines.append(f"F{chance.randrange(firms)},F{chance.randrange(firms)},{share}")
    lines += [f"KHORASAN METALLURGY INDUSTRIES,F{n},60" for n in range(50)]
    with tempfile.TemporaryDirectory() as home:
        timed("first start (built-in facts)", home, "sources")
        timed("law state", home, "law", "state", "unscr-1803")
        timed("law timeline --target IR", home, "law", "timeline", "--target", "IR")
        timed("binds", home, "binds", "IRe.037", "--party", "russian-bank")
        path = Path(home) / "holdings.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        timed("ownership of 100,000 holdings", home, "ownership", str(path))


def main() -> None:
    """Run what was asked for."""
    if not (SHARED / "data").is_dir():
        sys.exit(f"the folder of real lists is not at {SHARED}; set COMITY_SHARED")
    wanted = [w for w in sys.argv[1:] if w != "large"] or list(BENCHES)
    if unknown := [w for w in wanted if w not in BENCHES]:
        sys.exit(f"unknown benchmark {unknown[0]}: {', '.join(BENCHES)}")
    if "law" in wanted:
        law()
    if "register" in wanted:
        register()
    if "matching" in wanted:
        from bench.matching import main as matching

        matching()
    if "news" in wanted:
        from bench.news import main as news

        news()


if __name__ == "__main__":
    main()
