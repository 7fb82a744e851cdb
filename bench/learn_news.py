"""Learn what each fact around a word counts for, from annotated documents.

    python -m bench.learn_news             write src/comity/news/data/weights.tsv
    python -m bench.learn_news --folds 8   measure: learn on all folds but one, read that one
    python -m bench.learn_news --hold SET  measure: learn without a set (`beside`), read it

Documents are the project's own (`tests/news/corpus`, without those kept unseen) and those beside
the checkout where they are at hand. Every model is a maximum-entropy one with a quadratic penalty,
fitted to its optimum, so the same documents give the same weights.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import tempfile
from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bench.corpus import SOURCES, write
from comity.news.articles.article import take_apart
from comity.news.articles.quotes import Quote
from comity.news.articles.remarks import Insertion
from comity.news.articles.speakers import NO_QUOTATION, Choices
from comity.news.dates.clock import When
from comity.news.evaluation import count, read_annotated, same_parties, same_speaker, total
from comity.news.events.finding import find_events
from comity.news.parties.choosing import Options
from comity.news.reader import read_text
from comity.news.scene.context import Event, Hit
from comity.news.weights import ACTIONS, ANSWERS, Told, Weights, spelled, use

SHARED = Path(os.environ.get("COMITY_SHARED", Path(__file__).resolve().parents[2] / "shared"))
UNSEEN = "unseen"
_OWN = ("IMPOSE", "EXTEND", "TIGHTEN", "EASE", "THREATEN")
_UNDER = (*_OWN, "CALL_FOR")
"""What tells whose the measures of a document are, and whom they are on."""
K = TypeVar("K", bound=Hashable)
Floats = npt.NDArray[np.float64]
_RARE = {"trigger": 3}
"""Facts seen in fewer places (2 where none is told) say nothing that would hold elsewhere."""
_LEAST = {
    "trigger": 0.15,
    "source": 0.04,
    "target": 0.04,
    "speaker": 0.04,
    "when": 0.04,
    "commentary": 0.04,
}
"""Facts that nowhere weigh as much (.02 where none is told) are left out: they change little."""
_SMALL = {"trigger": 0.05}
"""Smaller weights of a fact are nought."""


@dataclass(slots=True)
class Lesson:
    """One decision: the facts of each option, and which options are right.

    Attributes:
        options: Facts of every option; one list where the answers share their facts.
        right: Numbers of the right options or answers.
        named: Of a trigger: the actions that each shared weight counts for.
    """

    options: list[list[str]]
    right: list[int]
    named: list[list[int]] = field(default_factory=list)


@dataclass(slots=True)
class Teacher:
    """Knows a document's annotation, and takes down the facts beside each answer."""

    told: dict[str, Any]
    lessons: dict[str, list[Lesson]] = field(default_factory=lambda: {m: [] for m in ANSWERS})
    taken: dict[int, dict[str, Any]] = field(default_factory=dict)
    lost: Counter[str] = field(default_factory=Counter)
    learned: dict[str, Weights] = field(default_factory=dict)

    def document(self, facts: list[str]) -> None:
        """Take down whether the document tells of any event."""
        self.lessons["relevance"].append(Lesson([[], facts], [int(bool(self.told["events"]))]))

    def remark(self, found: Insertion, facts: list[str]) -> None:
        """Take down whether a stretch is the poster's own."""
        own = sum(
            max(0, min(z["end"], found.end) - max(z["start"], found.start))
            for z in self.told["zones"] if z["kind"] == "commentary"
        )  # fmt: skip
        right = int(own >= 0.7 * (found.end - found.start))
        self.lessons["commentary"].append(Lesson([[], facts], [right]))

    def action(self, hit: Hit, facts: list[str], named: Sequence[frozenset[str]]) -> str:
        """Return the annotated action of a word."""
        gold = None
        for event in self.told["events"]:
            trigger = event["trigger"]
            if (
                trigger["start"] < hit.end and hit.start < trigger["end"]
                and not any(t is event for t in self.taken.values())
                and (gold is None or event["action"] in hit.actions)
            ):  # fmt: skip
                gold = event
        answer = gold["action"] if gold else ""
        self.lessons["trigger"].append(
            Lesson(
                [facts], [ACTIONS.index(answer) if answer else len(ACTIONS)],
                [[ACTIONS.index(a) for a in actions] for actions in named],
            )
        )  # fmt: skip
        if gold is not None:
            self.taken[hit.start] = gold
        return answer

    def main(self, model: str, options: dict[str, list[str]]) -> str | None:
        """Take down the facts of everybody whom the document may be about."""
        role, acts = ("source", _OWN) if model == "main owner" else ("target", _UNDER)
        counts = Counter(
            "UNSC" if x == "UN" else x
            for e in self.told["events"] if e["action"] in acts for x in e[role]
        )  # fmt: skip
        names = list(options)
        best = max((counts[x] for x in names), default=0)
        if best:
            right = [k for k, x in enumerate(names) if counts[x] == best]
            self.lessons[model].append(Lesson([list(options[x]) for x in names], right))
        return self._chosen(model, options)

    def parties(self, role: str, event: Event, options: Options) -> frozenset[str] | None:
        """Take down everybody who may be a party."""
        gold = self.taken[event.start][role]
        keys = list(options)
        right = [k for k, key in enumerate(keys) if same_parties(gold, options[key][0])]
        if right:
            self.lessons[role].append(Lesson([spelled(options[k][1]) for k in keys], right))
        else:
            self.lost[role] += 1
        return self._chosen(role, {key: facts for key, (_, facts) in options.items()})

    def _chosen(self, model: str, options: Mapping[K, Sequence[Told]]) -> K | None:
        """Return what weights learned from other documents choose, where there are any."""
        if model not in self.learned or not options:
            return None
        return self.learned[model].likeliest(options)

    def speaker(self, quote: Quote, choices: Choices) -> None:
        """Take down everybody who may speak a quotation."""
        gold = next(
            (q for q in self.told["quotes"]
             if min(q["end"], quote.end) - max(q["start"], quote.start)
             >= 0.8 * (max(q["end"], quote.end) - min(q["start"], quote.start))),
            None,
        )  # fmt: skip
        names = list(choices)
        right = [
            k for k, name in enumerate(names)
            if (name == NO_QUOTATION if gold is None
                else name != NO_QUOTATION and same_speaker(gold["speaker"], name or None))
        ]  # fmt: skip
        if not right:
            self.lost["speaker"] += 1
            return
        self.lessons["speaker"].append(Lesson([choices[n][1] for n in names], right))

    def date(self, event: Event, options: Sequence[tuple[When | None, list[str]]]) -> When | None:
        """Take down every date that may be an event's; return its own."""
        gold = self.taken[event.start].get("when")
        whens = [when for when, _ in options]
        right = [k for k, when in enumerate(whens) if _same_interval(gold, when)]
        if gold and not right:
            # None of its readings is right, but it is the words that tell the date.
            right = [k for k, when in enumerate(whens) if when and _same_words(gold, when)]
        if not right:
            self.lost["when"] += 1
            return None
        self.lessons["when"].append(Lesson([facts for _, facts in options], right))
        return whens[right[0]]

    def answer(self, model: str, event: Event, ruled: str, facts: list[str]) -> None:
        """Take down the facts of an event."""
        gold = self.taken[event.start]["realis" if model == "realis" else "collectivity"]
        self.lessons[model].append(Lesson([facts], [ANSWERS[model].index(gold)]))


def _same_interval(gold: dict[str, Any] | None, when: When | None) -> bool:
    if not gold or when is None:
        return not gold and when is None
    told = when.as_json()
    if (gold["start"], gold["end"]) != (told["start"], told["end"]):
        return False
    return bool(gold["start"]) or _same_words(gold, when)


def _same_words(gold: dict[str, Any], when: When) -> bool:
    return gold["text"].lower() in when.text.lower() or when.text.lower() in gold["text"].lower()


def lessons_of(
    told: dict[str, Any], text: str, learned: dict[str, Weights] | None = None
) -> Teacher:
    """Return what a document teaches.

    Args:
        learned: From other documents; what they choose is what the reader goes on with, as it will
            when it reads by itself: whom the document is about, what was told before, and by whom.
    """
    teacher = Teacher(told, learned=learned or {})
    day = date.fromisoformat(told["published"]) if told["published"] else None
    find_events(take_apart(text, day, teacher), teacher)
    teacher.lost["trigger"] = len(told["events"]) - len(teacher.taken)
    return teacher


def alone(told: dict[str, Any], text: str, number: int) -> Teacher:
    """Return what one paragraph teaches about its words when it stands alone.

    Short notes have no headline and nothing told before; without such examples the weights would
    take the beginning of a text for a sign that nothing is told.
    """
    spans = [m.span() for m in re.finditer(r"[^\n]{150,}", text)]
    if not spans:
        return Teacher(told)
    start, end = spans[number % len(spans)]

    def moved(x: dict[str, Any]) -> dict[str, Any]:
        return {**x, "start": x["start"] - start, "end": x["end"] - start}

    inside = {
        "events": [
            {**e, "trigger": moved(e["trigger"])} for e in told["events"]
            if start <= e["trigger"]["start"] and e["trigger"]["end"] <= end
        ],
        "quotes": [moved(q) for q in told["quotes"] if start <= q["start"] and q["end"] <= end],
        "zones": [moved(z) for z in told["zones"] if start <= z["start"] and z["end"] <= end],
    }  # fmt: skip
    teacher = lessons_of({**told, **inside}, text[start:end])
    words = Teacher(told)
    words.lessons["trigger"] = teacher.lessons["trigger"]
    return words


# Fitting ---------------------------------------------------------------------------------------


def fit(model: str, lessons: Sequence[Lesson], penalty: float) -> Weights:
    """Return the weights that make the right answers likeliest, kept small by the penalty."""
    seen = Counter(f for x in lessons for o in x.options for f in set(o))
    names = sorted(f for f, n in seen.items() if n >= _RARE.get(model, 2))
    number = {f: k for k, f in enumerate(names)}
    if len(ANSWERS[model]) == 1:
        found = _fit_options(lessons, number, penalty)[:, None]
    else:
        found = _fit_answers(model, lessons, number, penalty)
    answers = ANSWERS[model]
    found = np.round(found, 2)
    kept = np.abs(found).max(axis=1) >= _LEAST.get(model, 0.02)
    found[np.abs(found) < _SMALL.get(model, 0)] = 0
    rows = {f: tuple(map(float, found[k])) for f, k in number.items() if kept[k]}
    return Weights.of(answers, rows)


def _matrix(rows: Iterable[Sequence[str]], number: dict[str, int]) -> csr_matrix:
    at, ends = [], [0]
    for facts in rows:
        at += [number[f] for f in facts if f in number]
        ends.append(len(at))
    return csr_matrix(
        (np.ones(len(at)), np.array(at, dtype=np.int32), np.array(ends)),
        shape=(len(ends) - 1, len(number)),
    )


def _fit_options(lessons: Sequence[Lesson], number: dict[str, int], penalty: float) -> Floats:
    x = _matrix((o for lesson in lessons for o in lesson.options), number)
    sizes = np.array([len(lesson.options) for lesson in lessons])
    starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
    right = np.zeros(x.shape[0], dtype=bool)
    for start, lesson in zip(starts, lessons, strict=True):
        right[start + np.array(lesson.right)] = True

    def cost(w: Floats) -> tuple[float, Floats]:
        s = x @ w
        s = s - np.repeat(np.maximum.reduceat(s, starts), sizes)
        e = np.exp(s)
        whole = np.add.reduceat(e, starts)
        good = np.add.reduceat(np.where(right, e, 0.0), starts)
        p = e / np.repeat(whole, sizes)
        q = np.where(right, e, 0.0) / np.repeat(good, sizes)
        value = float(np.sum(np.log(whole) - np.log(good)) + penalty / 2 * (w @ w))
        return value, x.T @ (p - q) + penalty * w

    return np.asarray(_minimum(cost, np.zeros(len(number))))


def _fit_answers(
    model: str, lessons: Sequence[Lesson], number: dict[str, int], penalty: float
) -> Floats:
    x = _matrix((lesson.options[0] for lesson in lessons), number)
    answers = len(ANSWERS[model])
    trigger = model == "trigger"
    classes = len(ACTIONS) if trigger else answers
    rows = np.arange(len(lessons))
    gold = np.array([lesson.right[0] for lesson in lessons])
    # For each shared weight, where it counts: (lessons, actions).
    shared = np.zeros((answers - classes, len(lessons), classes))
    for k, lesson in enumerate(lessons):
        for at, actions in enumerate(lesson.named):
            shared[at, k, actions] = 1

    def cost(flat: Floats) -> tuple[float, Floats]:
        w = flat.reshape(len(number), answers)
        s = x @ w
        own = s[:, :classes]
        for at in range(len(shared)):
            own = own + shared[at] * s[:, classes + at, None]
        if trigger:
            # Nothing at all is the last answer, with a sum of nought.
            own = np.concatenate((own, np.zeros((len(lessons), 1))), axis=1)
        own = own - own.max(axis=1, keepdims=True)
        e = np.exp(own)
        p = e / e.sum(axis=1, keepdims=True)
        value = float(-np.sum(np.log(p[rows, gold] + 1e-300)) + penalty / 2 * (flat @ flat))
        p[rows, gold] -= 1
        p = p[:, :classes]
        sums = [(p * of).sum(axis=1, keepdims=True) for of in shared]
        return value, (x.T @ np.concatenate((p, *sums), axis=1)).ravel() + penalty * flat

    return np.asarray(_minimum(cost, np.zeros(len(number) * answers))).reshape(len(number), answers)


def _minimum(cost: Callable[[Floats], tuple[float, Floats]], start: Floats) -> Floats:
    found = minimize(cost, start, jac=True, method="L-BFGS-B", options={"maxiter": 150})
    return np.asarray(found.x)


PENALTY = {
    "main owner": 3.0,
    "main target": 3.0,
    "trigger": 3.0,
    "source": 3.0,
    "target": 3.0,
    "speaker": 3.0,
    "when": 3.0,
    "relevance": 0.3,
    "commentary": 1.0,
    "realis": 2.0,
    "character": 2.0,
}


def learn(teachers: Sequence[Teacher], models: Iterable[str] = ANSWERS) -> dict[str, Weights]:
    """Return models' weights."""
    return {
        model: fit(model, [x for t in teachers for x in t.lessons[model]], PENALTY[model])
        for model in models
    }


Document = tuple[str, dict[str, Any], str]
_REMEMBERED = ("main owner", "main target", "source", "target")
"""What is chosen once and then told of again and again."""
_PARTS = 3


def taught(documents: Sequence[Document], held: Container[int] = ()) -> list[Teacher]:
    """Return what documents teach, but for those held out.

    Twice: first with the annotated answers gone on with, then each third with what was learned
    from the other two, so that the weights meet the mistakes that they will meet in reading.
    """
    kept = [(k, told, text) for k, (_, told, text) in enumerate(documents) if k not in held]
    with ProcessPoolExecutor(initializer=use_all) as workers:
        first = list(workers.map(_first, kept, chunksize=8))
        short = list(workers.map(_short, kept, chunksize=8))
        teachers: list[Teacher] = []
        for part in range(_PARTS):
            others = [t for n, t in enumerate(first) if n % _PARTS != part]
            others += [t for n, t in enumerate(short) if n % _PARTS != part]
            learned = learn(others, _REMEMBERED)
            teachers += workers.map(_again, [(d, learned) for d in kept[part::_PARTS]], chunksize=8)
    return teachers + short


def _first(document: tuple[int, dict[str, Any], str]) -> Teacher:
    return lessons_of(*document[1:])


def _short(document: tuple[int, dict[str, Any], str]) -> Teacher:
    return alone(*document[1:], document[0])


def _again(told: tuple[tuple[int, dict[str, Any], str], dict[str, Weights]]) -> Teacher:
    teacher = lessons_of(*told[0][1:], told[1])
    teacher.learned = {}
    return teacher


def held_out(documents: Sequence[Document], folds: Sequence[set[int]]) -> dict[str, list[Any]]:
    """Return per set the counts of documents read with weights learned without their fold."""
    found: dict[str, list[Any]] = {}
    for held in folds:
        teachers = taught(documents, held)
        lost = sum((t.lost for t in teachers), Counter[str]())
        print(f"out of reach: {dict(lost)}", flush=True)
        models = learn(teachers)
        with ProcessPoolExecutor(initializer=use_all, initargs=(models,)) as workers:
            rows = list(workers.map(_read, [documents[k] for k in sorted(held)], chunksize=4))
        for k, row in zip(sorted(held), rows, strict=True):
            found.setdefault(documents[k][0], []).append(row)
    return found


def use_all(models: dict[str, Weights] | None = None) -> None:
    """Put weights in place of those of the file."""
    for model, learned in (models or {}).items():
        use(model, learned)


def _read(document: Document) -> dict[str, tuple[int, int, int]]:
    _, told, text = document
    day = date.fromisoformat(told["published"]) if told["published"] else None
    return count(told, read_text(text, published=day).as_json())


def gather() -> list[Document]:
    """Return (set, annotation, text) of all documents that may be learned from."""
    found: list[Document] = []
    if (SHARED / "news").is_dir():
        found += [("beside", told, text) for told, text in read_annotated(SHARED / "news")]
    with tempfile.TemporaryDirectory() as folder:
        for source in sorted(SOURCES.glob("*.mark")):
            if source.stem != UNSEEN:
                write(source, Path(folder) / source.stem)
                pairs = read_annotated(Path(folder) / source.stem)
                found += [(source.stem, told, text) for told, text in pairs]
    return found


def save(models: dict[str, Weights], path: Path) -> None:
    """Write the weights, a line a fact, in an order that does not change."""
    lines = []
    for model, learned in models.items():
        for fact, row in sorted(learned.items()):
            told = " ".join(
                f"{a}={v:g}" for a, v in zip(learned.answers, row, strict=True) if abs(v) >= 0.01
            )
            lines.append(f"{model}\t{fact}\t{told}")
    path.write_text("\n".join(lines) + "\n", "utf-8")


def main() -> None:
    """Learn, or measure what learning brings."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--folds", type=int, help="measure by so many folds; write nothing")
    parser.add_argument("--hold", metavar="SET,…", help="measure on sets, learned without them")
    wanted = parser.parse_args()
    documents = gather()
    if wanted.folds or wanted.hold:
        order = list(range(len(documents)))
        random.Random(1).shuffle(order)
        folds = (
            [{k for k in order if documents[k][0] in wanted.hold.split(",")}]
            if wanted.hold
            else [set(order[fold :: wanted.folds]) for fold in range(wanted.folds)]
        )
        if not all(folds):
            parser.error(f"no documents in {wanted.hold!r}")
        found = held_out(documents, folds)
        found["all"] = [row for rows in found.values() for row in rows]
        for title, rows in found.items():
            print(f"{title}: {len(rows)} documents")
            for task, figures in total(rows).items():
                if task in SHOWN:
                    told = f"P {figures['precision']}  R {figures['recall']}"
                    print(f"  {task:16} {figures['f1']:.3f}  {told}")
        return
    models = learn(taught(documents))
    path = Path(__file__).resolve().parents[1] / "src/comity/news/data/weights.tsv"
    save(models, path)
    facts = sum(len(m.rows) for m in models.values())
    print(f"{len(documents)} documents; {facts} facts in {path.name}")


SHOWN = (
    "event",
    "event+roles",
    "realis",
    "collectivity",
    "asserted_by",
    "when",
    "when (dated)",
    "quote",
    "speaker",
    "commentary",
)

if __name__ == "__main__":
    main()
