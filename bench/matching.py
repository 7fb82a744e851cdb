"""The matcher measured: decisions on real names, speed against the size of the list, memory.

    python -m bench matching          up to 100,000 names
    python -m bench matching large    and 1,000,000

Peers, in the same run: brute force over all names with rapidfuzz, and, where `make peers` could
install it (it needs the ICU library), logic-v2 of nomenklatura behind its own blocker.
"""

from __future__ import annotations

import csv
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from rapidfuzz import fuzz, process

from bench.large import names_of_size, real_names
from bench.real_names import SHARED, Held, read_all
from comity.matching import DEFAULT_THRESHOLD, Evidence, Index, Listed, Query
from comity.matching.evaluation import figures, score_pairs
from comity.matching.trials import recombined
from comity.matching.variants import alter
from comity.matching.words import Family
from comity.model import Quality
from comity.screening.workers import match_in_parallel
from comity.text import fold

SCHEMAS: dict[Family, str] = {"person": "Person", "organisation": "Organization"}
Named = tuple[str, Family]


PEER = Path(".peers/bin/python")


def ask_peer(**told: object) -> dict[str, Any] | None:
    """Return what the peer answers; None where it is not installed."""
    if not PEER.exists():
        return None
    done = subprocess.run(
        [str(PEER), "bench/peer_worker.py"], input=json.dumps(told), capture_output=True,
        check=True, text=True,
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def labelled_pairs() -> None:
    """Print F1 on the labelled pairs for development, ours beside the peers'."""
    with (SHARED / "bench" / "name_pairs_dev.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    start = time.perf_counter()
    ours = [p.agreement.score for p in score_pairs(rows)]
    rate = len(rows) / (time.perf_counter() - start)
    told = {"comity-1": (ours, rate)}
    plain = [fuzz.WRatio(fold(r["name1"]), fold(r["name2"])) / 100 for r in rows]
    told["rapidfuzz WRatio"] = (plain, 0.0)
    peer = ask_peer(pairs=[[r["schema"], r["name1"], r["name2"]] for r in rows])
    if peer:
        told["logic-v2"] = (peer["scores"], peer["rate"])
    for title, (scores, _) in told.items():
        line = []
        for group, chosen in (
            ("all", rows), ("no synth", [r for r in rows if "synth" not in r["case_group"]]),
            ("STRONG", [r for r in rows if r["quality"] == "STRONG"]),
        ):  # fmt: skip
            kept = {id(r) for r in chosen}
            found = figures(
                [(s, r["is_match"].casefold() == "true")
                 for s, r in zip(scores, rows, strict=True) if id(r) in kept],
                DEFAULT_THRESHOLD,
            )  # fmt: skip
            line.append(
                f"{group} ({found['n']}): F1 {found['f1']:.3f}, best {found['best_f1']:.3f}"
            )
        print(f"labelled pairs, {title}: {'; '.join(line)}")


def index_of(listings: Sequence[Held], *, scripts: tuple[str, ...] = ("Latn",)) -> Index:
    """Return an index of the names of listings in some scripts, with birth dates and schema."""
    listed = []
    for held in listings:
        names: tuple[tuple[str, Quality], ...] = tuple(
            (n.text, n.quality) for n in held.names if n.script in scripts
        )
        evidence = Evidence(schema=held.schema, births=held.record.births)
        listed.append(Listed(subject=held.id, names=names, evidence=evidence))
    return Index.build(listed)


def altered_persons(lists: dict[str, list[Held]]) -> None:
    """Print recall on altered names of UN persons at a false-alarm rate of at most 0.1 %."""
    un = [h for h in lists["un_sc"] if h.family == "person" and h.names[0].script == "Latn"]
    index = index_of(un)
    chance = random.Random(11)
    asked: list[tuple[str, str]] = []
    for held in un:
        variant = alter(held.names[0].text, "person", chance)
        if fold(variant) != fold(held.names[0].text):
            asked.append((variant, held.id))
    elsewhere = [n for n in real_names({k: v for k, v in lists.items() if k == "us_ofac_sdn"})
                 if n[1] == "person"]  # fmt: skip
    source = recombined(elsewhere, 5)
    ordinary = [next(source)[0] for _ in range(10_000)]
    person = Evidence(schema="Person")
    found = index.search_many([Query(name=n, evidence=person) for n in ordinary], explain=False)
    alarms = sorted((m[0].score for m in found if m), reverse=True)
    at = alarms[10] if len(alarms) > 10 else 0.0
    hits = index.search_many([Query(name=n, evidence=person) for n, _ in asked], explain=False)
    for title, threshold in (("at 0.1 % false alarms", at), ("at the default", DEFAULT_THRESHOLD)):
        pairs = list(zip(asked, hits, strict=True))
        right = sum(any(m.subject == i and m.score > threshold for m in ms) for (_, i), ms in pairs)
        wrong = sum(sum(m.subject != i and m.score > threshold for m in ms) for (_, i), ms in pairs)
        false = sum(s > threshold for s in alarms)
        print(f"altered UN persons {title} ({threshold:.3f}): recall {right / len(asked):.3f} of "
              f"{len(asked)}, wrong namesakes {wrong}, false alarms {false} of 10,000")  # fmt: skip


def other_scripts(lists: dict[str, list[Held]]) -> None:
    """Print how many original-script names of UN persons find their subject."""
    un = [h for h in lists["un_sc"] if h.family == "person"]
    index = index_of(un)
    asked = [
        (n.text, h.id) for h in un for n in h.names if n.script in ("Arab", "Cyrl", "Hani", "Hang")
    ]
    person = Evidence(schema="Person")
    found = index.search_many([Query(name=n, evidence=person) for n, _ in asked], explain=False)
    hit = wrong = 0
    for (_, id_), matches in zip(asked, found, strict=True):
        alerts = [m for m in matches if m.score >= DEFAULT_THRESHOLD]
        hit += any(m.subject == id_ for m in alerts)
        wrong += sum(m.subject != id_ for m in alerts)
    n = len(asked)
    print(
        f"original-script names of UN persons: {hit / n:.3f} of {n}, {wrong / n:.3f} wrong a name"
    )


def withheld_references(lists: dict[str, list[Held]]) -> None:
    """Print precision and recall of joining UK and Australian entries to UN ones by the scorer.

    The published references are the truth and are not shown to it; birth dates are.
    """
    index = index_of(lists["un_sc"])
    known = {h.id for h in lists["un_sc"]}
    asked: list[tuple[Query, str]] = []
    for source in ("gb_ofsi", "au_dfat"):
        for held in lists[source]:
            ids = [r.id for r in held.record.references if r.source == "un_sc"]
            evidence = Evidence(schema=held.schema, births=held.record.births)
            query = Query(name=held.names[0].text, evidence=evidence)
            asked.append((query, ids[0] if ids and ids[0] in known else ""))
    found = index.search_many([q for q, _ in asked], explain=False)
    total = sum(bool(i) for _, i in asked)
    for threshold in (0.9, 0.95, 0.98, 0.99):
        right = wrong = 0
        for (_, id_), matches in zip(asked, found, strict=True):
            if matches and matches[0].score >= threshold and id_:
                right += matches[0].subject == id_
                wrong += matches[0].subject != id_
        precision = right / max(1, right + wrong)
        print(f"references withheld, at {threshold}: precision {precision:.4f}, "
              f"recall {right / total:.4f} of {total}")  # fmt: skip


def speed(lists: dict[str, list[Held]], size: int) -> None:
    """Print names a second, the time of one name, building, and memory for a list of a size."""
    named = names_of_size(lists, size)
    if size == 3_818:
        named = [(n.text, h.family) for h in lists["un_sc"] for n in h.names if n.script == "Latn"]
    start = time.perf_counter()
    index = Index.build(
        Listed(subject=f"s{k}", names=((text, "strong"),), evidence=Evidence(schema=SCHEMAS[f]))
        for k, (text, f) in enumerate(named)
    )
    built = time.perf_counter() - start
    source = recombined(real_names(lists), 99)
    count = 100_000 if size < 10_000 else 40_000 if size <= 100_000 else 20_000
    queries = [_query(next(source)) for _ in range(count)]
    with tempfile.TemporaryDirectory() as folder:
        index.save(Path(folder) / "index")
        opened = Index.open(Path(folder) / "index")
        start = time.perf_counter()
        for _ in match_in_parallel(opened, queries, threshold=0.5, workers=2):
            pass
        rate = count / (time.perf_counter() - start)
        asked = Path(folder) / "asked.json"
        asked.write_text(json.dumps([(q.name, q.evidence.schema) for q in queries[:300]]))
        answer = subprocess.run(
            [sys.executable, "-m", "bench.opened", f"{folder}/index", str(asked)],
            check=True, capture_output=True, text=True,
        )  # fmt: skip
    fresh = json.loads(answer.stdout)
    peer = None
    if size <= 100_000:
        peer = ask_peer(listed=[(SCHEMAS[f], t) for t, f in named],
                        asked=[(q.evidence.schema, q.name) for q in queries[:600]])  # fmt: skip
    beside = f", logic-v2 {peer['rate']:,.0f}, ratio {rate / peer['rate']:.0f}" if peer else ""
    brute = _brute_force([fold(t) for t, _ in named], [fold(q.name) for q in queries[:200]])
    print(f"{len(named):9,} names: {rate:8,.0f} names/s (brute force {brute:8,.0f}, ratio "
          f"{rate / brute:5.2f}{beside}); one name p50 {fresh['p50']:.1f} ms, "
          f"p99 {fresh['p99']:.1f} ms; "
          f"built in {built:.1f} s; opened with the first answer in {fresh['first']:.2f} s, "
          f"peak {fresh['peak']:,.0f} MB", flush=True)  # fmt: skip


def _query(named: Named) -> Query:
    return Query(name=named[0], evidence=Evidence(schema=SCHEMAS[named[1]]))


def _brute_force(listed: Sequence[str], asked: Sequence[str]) -> float:
    start = time.perf_counter()
    for at in range(0, len(asked), 20):
        process.cdist(
            asked[at : at + 20], listed, scorer=fuzz.ratio, dtype=np.uint8, workers=2,
            score_cutoff=70,
        )  # fmt: skip
    return len(asked) / (time.perf_counter() - start)


def main() -> None:
    """Print the figures that docs/matching.md quotes."""
    lists = read_all()
    labelled_pairs()
    altered_persons(lists)
    other_scripts(lists)
    withheld_references(lists)
    sizes = [3_818, 10_000, 30_000, 100_000]
    for size in [*sizes, 300_000, 1_000_000] if "large" in sys.argv else sizes:
        speed(lists, size)


if __name__ == "__main__":
    main()
