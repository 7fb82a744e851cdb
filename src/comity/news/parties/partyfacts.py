"""Bundles of the facts about those who may be parties, by the values they hang on (see `weights.py`).

`standing.py` finds the values in the text.
"""

from __future__ import annotations

Facts = tuple[str, ...]


def of_place(side: str, bound: str, form: str, group: str) -> Facts:
    """Return what the side of the word that a mention is on tells.

    Args:
        side: `left`, `right` or `inside` of the event's word.
        bound: The preposition before the mention, `bare` without one, with `owns` where it owns.
        form: Of the event's word.
        group: The family of its action.
    """
    return f"{side} {bound}/{form}", f"{side} {bound}/{group}", f"{side} {bound}/{form}/{group}"


def of_distance(side: str, far: str, prep: str, bound: str, form: str, group: str) -> Facts:
    """Return what the distance from the word tells."""
    return f"{side} {far}/{form}", f"{side} {far} {prep}/{form}", f"{side} {far} {bound}/{group}"


def of_rank(side: str, rank: int, prep: str, form: str, group: str) -> Facts:
    """Return what the number of other parties between tells."""
    return f"{side} rank {rank} {prep}/{form}", f"{side} rank {rank} {prep}/{group}"


def of_kind(side: str, kind: str, bound: str, form: str, group: str) -> Facts:
    """Return what the sort of the mention tells: a state, a person, an adjective."""
    return (
        f"{side} kind {kind}/{form}",
        f"{side} kind {kind}/{group}",
        f"{side} {bound} {kind}/{form}",
    )


def of_subject(side: str, kind: str, bound: str, subject: str) -> Facts:
    """Return what the subject of the event's clause tells about a mention."""
    return f"{side} {bound}/subject {subject}", f"{side} kind {kind}/subject {subject}"


def of_between(
    side: str, form: str, group: str, bound: str, words: tuple[str, ...], counts: tuple[int, int, int, int],
    saying: bool,
) -> Facts:  # fmt: skip
    """Return what stands between the mention and the word.

    Args:
        words: Which of a few joining words.
        counts: Of commas, events, verbs and auxiliaries.
        saying: Whether a verb of saying does.
    """
    commas, events, verbs, auxiliaries = counts
    facts = [f"{side} past {word}/{form}" for word in words]
    if saying:
        facts.append(f"{side} past saying/{group}")
    return (
        *facts, f"{side} commas {commas}/{form}", f"{side} past events {events}/{form}",
        f"{side} past verbs {verbs}/{form}", f"{side} past verbs {verbs} {bound}/{form}",
        f"{side} auxiliaries {auxiliaries}/{form}",
    )  # fmt: skip


def of_beside(side: str, form: str, before: str, after: str, inside: str) -> Facts:
    """Return what the words beside a mention tell, and whose quotation it stands in."""
    return f"{side} then {after}/{form}", f"{side} behind {before}/{form}", f"{inside}/{side}"


def of_measure(side: str, spot: str, form: str, group: str) -> Facts:
    """Return what a word for a measure behind a mention tells."""
    return f"measure of it/{group}", f"measure of it/{side}/{form}", f"measure of it {spot}/{group}"


def of_set(size: int, sort: str, imposing: str, form: str, group: str, action: str) -> Facts:
    """Return what a set of parties is made of.

    Args:
        size: How many, 3 for more.
        sort: How many of them are names, with `+` where others are codes.
    """
    return (
        f"some {size}/{group}", f"named {sort}/{group}", f"named {sort}/{form}/{group}",
        f"{imposing}/{group}", f"{imposing}/action={action}",
    )  # fmt: skip


def of_title(title: str, form: str, group: str, action: str, subject: str) -> Facts:
    """Return what it tells that a set of parties is the one with a title: "main target"."""
    return (
        f"is {title}/{group}", f"is {title}/{group}/{form}", f"is {title}/action={action}",
        f"is {title}/subject {subject}",
    )  # fmt: skip


def of_history(
    rank: str, as_source: int, as_target: int, marks: tuple[str, ...], group: str
) -> Facts:
    """Return what was told of a set of parties before.

    Args:
        rank: Of the one named most often among all of the document.
        as_source, as_target: How often it acted and was acted upon, 3 for more.
        marks: What else is true of it.
    """
    return (
        f"rank {rank}/{group}", f"source before {as_source}/{group}",
        f"target before {as_target}/{group}", *(f"{mark}/{group}" for mark in marks),
    )  # fmt: skip


def of_back(back: int, bound: str, kind: str, form: str, group: str, subject: str) -> Facts:
    """Return what a mention some sentences back tells."""
    return (
        f"{back} back {bound}/{group}", f"{back} back/{form}",
        f"{back} back {bound}/subject {subject}", f"{back} back {kind}/subject {subject}",
    )  # fmt: skip
