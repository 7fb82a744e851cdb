"""Learn the coefficients of a scorer from the real lists, and measure it on listings held out.

    python -m bench.learn            fit, report, and write comity-1.toml and common_words.csv
    python -m bench.learn --report   fit on half of the listings and report on the other half only

True pairs are names of one listing that share anything, names of two listings that a published
reference makes one subject, original-script names beside Latin ones, and generated variants.
False pairs are names of different listings of the same list that lie near each other.
"""

from __future__ import annotations

import csv
import random
import sys
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize

import comity.matching.vocabulary as vocabulary_module
from bench.real_names import SHARED, Held, latin_names, read_all, word_shares
from comity.matching import words as words_module
from comity.matching.features import FEATURES, FOR, measure
from comity.matching.grams import Grams
from comity.matching.variants import alter
from comity.matching.words import (
    Family,
    Prepared,
    bones_of,
    canonical,
    family_of,
    guess_family,
    prepare,
)
from comity.text import fold

PACKAGE = Path(vocabulary_module.__file__).parent
NAMES = [name for name, _ in FEATURES]


@dataclass(frozen=True, slots=True)
class Example:
    """One labelled pair: which model it belongs to, its features, label, weight, and listing."""

    model: str
    features: list[float]
    same: bool
    weight: float
    group: str
    sort: str
    left: str
    right: str


def model_of(a: Prepared, b: Prepared) -> str:
    """Return which table of coefficients a pair is weighed by."""
    return "bare" if a.vowelless != b.vowelless else a.family


def _example(
    left: str, right: str, family: Family, same: bool, weight: float, group: str, sort: str
) -> Example | None:
    a, b = prepare(left, family), prepare(right, family)
    if (
        not a.words
        or not b.words
        or (not same and sorted(a.canon.split()) == sorted(b.canon.split()) and sort != "exchanged")
    ):
        return None
    features, _ = measure(a, b)
    if same and sort == "alias" and (features[0] < 0.6 or features[1] > 0.3):
        return None  # another name altogether tells nothing about spelling
    return Example(model_of(a, b), features, same, weight, group, sort, left, right)


def examples(lists: dict[str, list[Held]], chance: random.Random) -> Iterator[Example]:
    """Yield labelled pairs from the lists."""
    for listings in lists.values():
        yield from _true(listings, chance)
        yield from _false(listings, chance)
        yield from _bare(listings)
        yield from _exchanged(listings, chance)
        yield from _sisters(listings, chance)
    yield from _referenced(lists)


def _true(listings: list[Held], chance: random.Random) -> Iterator[Example]:
    for held in listings:
        latin = [n.text for n in held.names if n.script == "Latn" and n.quality != "weak"]
        if not latin:
            continue
        for other in chance.sample(latin[1:], min(3, len(latin) - 1)):
            if found := _example(latin[0], other, held.family, True, 1.0, held.id, "alias"):
                yield found
        # Whoever bears the very name is an alert, however little a lone word tells.
        if found := _example(latin[0], latin[0], held.family, True, 0.15, held.id, "equal"):
            yield found
        for times in (1, 1, 2):
            variant = alter(latin[0], held.family, chance, times=times)
            if found := _example(variant, latin[0], held.family, True, 0.7, held.id, "variant"):
                yield found


def _false(listings: list[Held], chance: random.Random) -> Iterator[Example]:
    rows = list(latin_names(listings))
    prepared = [prepare(n.text, h.family) for h, n in rows]
    grams = Grams.build([p.canon for p in prepared])
    asked = chance.sample(range(len(rows)), min(len(rows), 5_000))
    where, near, cosines = grams.nearest(
        [prepared[i].canon for i in asked],
        most=12,
        least=0.3,
    )
    for row, j, _ in zip(where.tolist(), near.tolist(), cosines.tolist(), strict=True):
        held, name = rows[asked[row]]
        other, listed = rows[j]
        if other.id == held.id or other.family != held.family:
            continue
        if found := _example(name.text, listed.text, held.family, False, 1.0, held.id, "near"):
            yield found


def _exchanged(listings: list[Held], chance: random.Random) -> Iterator[Example]:
    """Yield names with one word exchanged for another real one: relatives, namesakes, sisters."""
    for family in ("person", "organisation"):
        known: list[str] = []
        rows = []
        for held in (h for h in listings if h.family == family):
            latin = [n.text for n in held.names if n.script == "Latn" and n.quality != "weak"]
            words = prepare(latin[0], family).words if latin else ()
            full = [w.text for w in words if w.role in ("word", "place") and len(w.text) > 2]
            known += full
            rows.append((held, latin, full))
        known.sort()
        for held, latin, full in rows:
            if len(full) < 2:
                continue
            for near in (False, True):
                old = chance.choice(full)
                at = bisect(known, old)
                new = (
                    known[(at + chance.randrange(1, 12)) % len(known)]
                    if near
                    else chance.choice(known)
                )
                if (new[:4] == old[:4] and new[-2:] == old[-2:]) or canonical(new) == canonical(
                    old
                ):
                    continue
                name = " ".join(new if w == old else w for w in fold(latin[0]).split())
                if found := _example(name, latin[0], held.family, False, 0.5, held.id, "exchanged"):
                    yield found


_SISTERS = "ii iii iv 2 3 4 7 mexico turkey germany japan china russia london dubai texas".split()


def _sisters(listings: list[Held], chance: random.Random) -> Iterator[Example]:
    """Yield firms with a number or place added, and fathers and sons exchanged."""
    for held in listings:
        name = held.names[0].text
        if held.family == "organisation" and len(name) < 60 and chance.random() < 0.3:
            added = f"{name} {chance.choice(_SISTERS)}"
            if found := _example(added, name, held.family, False, 0.5, held.id, "exchanged"):
                yield found
        words = fold(name).split()
        for at, word in enumerate(words):
            if word in ("bin", "ibn", "ben") and 0 < at < len(words) - 1:
                words[at - 1], words[at + 1] = words[at + 1], words[at - 1]
                turned = " ".join(words)
                if found := _example(turned, name, "person", False, 1.0, held.id, "exchanged"):
                    yield found
                break


def _bare(listings: list[Held]) -> Iterator[Example]:
    people = [h for h in listings if h.family == "person"]
    scripts = [(h, n.text) for h in people for n in h.names if n.script == "Arab"]
    if not scripts:
        return
    rows = list(latin_names(people))
    grams = Grams.build([_bones(n.text) for _, n in rows])
    asked = [_bones(text) for _, text in scripts]
    where, near, _ = grams.nearest(asked, most=15, least=0.2)
    reached: set[tuple[str, str]] = set()
    for row, j in zip(where.tolist(), near.tolist(), strict=True):
        held, text = scripts[row]
        other, name = rows[j]
        same = held.id == other.id
        if same and (held.id, text) in reached:
            continue  # a listing's farther names are other names, not other spellings
        reached.add((held.id, text) if same else ("", ""))
        if found := _example(
            text, name.text, "person", same, 4.0 if same else 1.0, held.id, "script"
        ):
            yield found


def _bones(text: str) -> str:
    return " ".join(filter(None, (bones_of(w) for w in prepare(text, "person").words)))


def _referenced(lists: dict[str, list[Held]]) -> Iterator[Example]:
    un = {h.id: h for h in lists["un_sc"]}
    for source in ("gb_ofsi", "au_dfat"):
        for held in lists[source]:
            targets = [r.id for r in held.record.references if r.source == "un_sc"]
            if len(targets) != 1 or targets[0] not in un:
                continue
            mine, theirs = held.names[0].text, un[targets[0]].names[0].text
            if found := _example(mine, theirs, held.family, True, 1.0, targets[0], "alias"):
                yield found


def labelled() -> Iterator[Example]:
    """Yield the labelled pairs for development; noisy groups count for less."""
    with (SHARED / "bench" / "name_pairs_dev.csv").open(encoding="utf-8", newline="") as stream:
        for number, row in enumerate(csv.DictReader(stream)):
            family = family_of(row["schema"]) or guess_family(row["name1"])
            weight = 8.0 if row["case_group"].startswith("synth") else 20.0
            weight *= 10 if row["quality"] == "STRONG" else 1
            found = _example(
                row["name1"], row["name2"], family, row["is_match"] == "true", weight,
                f"pair-{number}", "labelled",
            )  # fmt: skip
            if found:
                yield found


Floats = npt.NDArray[np.float64]


def expand(features: list[float]) -> list[float]:
    """Return the features with the constant."""
    return [1.0, *features]


def fit(found: list[Example], strength: float = 2.0) -> Floats:
    """Return the coefficients, constant first, of a logistic regression with ridge.

    Signs are kept: only the features in `FOR` may count for a match.
    """
    x = np.array([expand(e.features) for e in found])
    y = np.array([1.0 if e.same else -1.0 for e in found])
    w = np.array([e.weight for e in found])
    ridge = np.full(x.shape[1], strength)
    ridge[0] = 0.0

    def loss(beta: Floats) -> tuple[float, Floats]:
        margin = y * (x @ beta)
        value = float(np.sum(w * np.logaddexp(0.0, -margin)) + 0.5 * np.sum(ridge * beta * beta))
        slope = -(x.T @ (w * y / (1.0 + np.exp(np.clip(margin, -50, 50))))) + ridge * beta
        return value, slope

    bounds = [(None, None), *((0.0, None) if n in FOR else (None, 0.0) for n in NAMES)]
    done = minimize(loss, np.zeros(x.shape[1]), jac=True, bounds=bounds, method="L-BFGS-B")
    return np.asarray(done.x)


def score(beta: Floats, found: list[Example]) -> Floats:
    """Return the scores of examples."""
    z = np.array([expand(e.features) for e in found]) @ beta
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(z, -50, 50))))


def report(title: str, scores: Floats, found: list[Example]) -> None:
    """Print precision, recall and F1 at a few thresholds, and the calibration."""
    same = np.array([e.same for e in found])
    best = (0.0, 0.0)
    for t in np.arange(0.05, 0.99, 0.01):
        hit = scores >= t
        f1 = 2 * (hit & same).sum() / max(1, hit.sum() + same.sum())
        best = max(best, (float(f1), float(t)))
    line = [
        f"{title:24} n={len(found):6} true={same.sum():6} best F1 {best[0]:.3f} at {best[1]:.2f}"
    ]
    for t in (0.5, 0.7, 0.9):
        hit = scores >= t
        right = (hit & same).sum()
        line.append(f"@{t}: P {right / max(1, hit.sum()):.3f} R {right / max(1, same.sum()):.3f}")
    print("  ".join(line))


def calibration(scored: list[tuple[float, Example]]) -> None:
    """Print how often scores of each tenth are right, on held-out examples, and draw it."""
    spots = []
    for low in np.arange(0.0, 1.0, 0.1):
        part = [(s, e) for s, e in scored if low <= s < low + 0.1 or (low > 0.85 and s >= 1)]
        weight = sum(e.weight for _, e in part)
        if not weight:
            continue
        mean = sum(s * e.weight for s, e in part) / weight
        right = sum(e.weight for _, e in part if e.same) / weight
        spots.append((mean, right))
        print(f"calibration {low:.1f} to {low + 0.1:.1f}: mean {mean:.3f}, right {right:.3f}, "
              f"n={len(part)}")  # fmt: skip
    points = " ".join(f"{50 + 300 * x:.1f},{330 - 300 * y:.1f}" for x, y in spots)
    dots = "".join(
        f'<circle cx="{50 + 300 * x:.1f}" cy="{330 - 300 * y:.1f}" r="4" fill="#1f5fa8"/>'
        for x, y in spots
    )
    ticks = "".join(
        f'<text x="{50 + 60 * k}" y="348" text-anchor="middle">{k / 5:g}</text>'
        f'<text x="42" y="{334 - 60 * k}" text-anchor="end">{k / 5:g}</text>'
        for k in range(6)
    )
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 380 380" font-size="12" '
        'font-family="system-ui,sans-serif"><rect width="380" height="380" fill="#fff"/>'
        '<rect x="50" y="30" width="300" height="300" fill="none" stroke="#d9dfe7"/>'
        '<line x1="50" y1="330" x2="350" y2="30" stroke="#9aa8b8" stroke-dasharray="4 4"/>'
        f'<polyline points="{points}" fill="none" stroke="#1f5fa8" stroke-width="2"/>{dots}{ticks}'
        '<text x="200" y="368" text-anchor="middle">score</text>'
        '<text x="50" y="20">share of true pairs, held out</text></svg>\n'
    )
    (PACKAGE.parents[2] / "docs" / "calibration.svg").write_text(drawing, encoding="utf-8")


def halves(found: list[Example]) -> tuple[list[Example], list[Example]]:
    """Split examples by listing, so that no listing is on both sides."""
    chance = random.Random(7)
    side = {g: chance.random() < 0.5 for g in sorted({e.group for e in found})}
    return [e for e in found if side[e.group]], [e for e in found if not side[e.group]]


def write(coefficients: dict[str, Floats]) -> None:
    """Write the coefficients as TOML, a table for each model."""
    lines = [
        "# Coefficients of the scorer comity-1, in log-odds for each unit of a feature.",
        "# Learned by `python -m bench.learn`; released scorers are never edited.",
    ]
    for model, beta in coefficients.items():
        lines += ["", f"[{model}]", f"constant = {beta[0]:.4f}"]
        lines += [f"{name} = {value:.4f}" for name, value in zip(NAMES, beta[1:], strict=True)]
    (PACKAGE / "comity-1.toml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def write_shares(lists: dict[str, list[Held]]) -> None:
    """Write how common words are, and forget what was read before."""
    shares = word_shares(lists)
    with (PACKAGE / "common_words.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, lineterminator="\n")
        writer.writerow(["family", "word", "share"])
        for family, words in sorted(shares.items()):
            for word, share in sorted(words.items(), key=lambda x: (-x[1], x[0])):
                if share >= 0.00035:
                    writer.writerow([family, word, f"{share:.5f}"])
    vocabulary_module._common.cache_clear()
    vocabulary_module.vocabulary.cache_clear()
    words_module.prepare.cache_clear()


def main() -> None:
    """Fit and report."""
    lists = read_all()
    if "--report" not in sys.argv:
        write_shares(lists)
    found = list(examples(lists, random.Random(1)))
    pairs = list(labelled())
    learn, hold = halves(found + pairs)
    coefficients = {}
    judged: list[tuple[float, Example]] = []
    for model in ("person", "organisation", "bare"):
        part = [e for e in learn if e.model == model]
        beta = fit(part)
        test = [e for e in hold if e.model == model]
        judged += zip(score(beta, test).tolist(), test, strict=True)
        for sort in ("", "alias", "variant", "labelled"):
            chosen = [
                e for e in test if not sort or e.sort in (sort, "near", "script", "exchanged")
            ]
            if sort == "labelled":
                chosen = [e for e in test if e.sort == sort]
            if chosen:
                report(f"{model} held out {sort}", score(beta, chosen), chosen)
        coefficients[model] = fit([e for e in found + pairs if e.model == model])
    calibration(judged)
    scored = [(float(score(coefficients[e.model], [e])[0]), e) for e in pairs]
    report("labelled, in sample", np.array([s for s, _ in scored]), [e for _, e in scored])
    if "-v" in sys.argv:
        for value, e in sorted(scored, key=lambda x: x[0]):
            if (value >= 0.5) != e.same:
                print(
                    f"{value:.2f} {e.same!s:5} {e.left} | {e.right}",
                    {n: round(v, 2) for n, v in zip(NAMES, e.features, strict=True) if v},
                )
    if "--report" not in sys.argv:
        write(coefficients)


if __name__ == "__main__":
    main()
