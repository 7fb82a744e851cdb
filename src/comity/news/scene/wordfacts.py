"""Bundles of the facts around a word or event, by the values they hang on (see `weights.py`).

`surroundings.py` finds the values in the text, and tells the facts of values that seldom come back.
"""

from __future__ import annotations

from functools import lru_cache

Facts = tuple[str, ...]


def of_word(lemma: str, classes: Facts, form: str) -> Facts:
    """Return what the word and its classes tell."""
    return tuple(
        f"{name}{end}"
        for name in (f"lemma={lemma}", *(f"class {x}" for x in classes))
        for end in ("", f"/{form}")
    )


@lru_cache(maxsize=16_384)
def beginnings_of(classes: Facts) -> Facts:
    """Return how the facts of classes begin that tell of something else too."""
    return tuple(f"class {x} " for x in classes)


def of_classes_beside(where: str, classes: Facts, told: str) -> Facts:
    """Return what the classes of the word before it or behind it tell.

    Args:
        where: `ahead` or `behind`.
        told: How far off, or the form of the word itself.
    """
    return tuple(f"class {where} {x}/{told}" for x in classes)


def of_form(form: str, need: str) -> Facts:
    """Return what the form of the word and its need tell."""
    return "always", f"form={form}", f"need={need}/{form}"


def of_kinds(before: str, behind: str, form: str) -> Facts:
    """Return what the sorts of the words beside it tell."""
    return f"next kind={behind}", f"before kind={before}", f"kinds={before}_{behind}/{form}"


def of_rule(told: str, form: str, score: int, gone: bool, zone: str) -> Facts:
    """Return what the rules make of it.

    Args:
        score: In tenths; below nought where no rule knows it.
        gone: The rules joined it to another word.
    """
    facts = [f"rule={told or 'none'}", f"rule={told or 'none'}/{form}", f"zone={zone}"]
    if told and score >= 0:
        facts.append(f"rule score={score}")
    if gone:
        facts.append("rule joined it to another")
    return tuple(facts)


def of_actions(actions: frozenset[str], hinted: frozenset[str], form: str) -> Facts:
    """Return what the list of words and its classes say that it may stand for."""
    return tuple(
        f"{title}={name}{end}"
        for title, names in (("may", actions), ("hint", hinted))
        for name in sorted(names)
        for end in ("", f"/{form}")
    )


def of_measures(title: str, ahead: str, behind: str, form: str) -> Facts:
    """Return what the nearest words for measures tell, by how far off they are."""
    return (
        f"{title} ahead={ahead}", f"{title} behind={behind}",
        f"{title} ahead={ahead}/{form}", f"{title} behind={behind}/{form}",
    )  # fmt: skip


def of_subject(sort: str, far: str, form: str, owner: bool) -> Facts:
    """Return what the nearest party before it tells.

    Args:
        sort: `none` where there is nobody.
        owner: A possessive stands between them, at once before the word.
    """
    if sort == "none":
        return (f"subject=none/{form}",)
    facts = f"subject={sort}/{far}", f"subject={sort}/{form}"
    return (*facts, f"owned by {sort}/{form}") if owner else facts


def of_object(sort: str, bound: str, far: str) -> Facts:
    """Return what the nearest party behind it tells."""
    return f"object={sort}/{bound}", f"object={sort}/{bound}/{far}"


def of_place(actors: int, quoted: str, since: str, lead: str) -> Facts:
    """Return what its sentence tells, and what the text told before."""
    return f"actors={actors}", f"quoted={quoted}", f"since={since}", f"lead={lead or 'none'}"


def of_event_before(action: str, far: str) -> Facts:
    """Return what the event before it in the sentence tells."""
    return f"event before={action}/{far}", f"event before={action}"


def of_hit_ahead(action: str, link: str, far: str, form: str, told: str) -> Facts:
    """Return what the word of the lists behind it tells."""
    return (
        f"hit ahead={action}/{link}", f"hit ahead={action}/{far}", f"hit ahead={action}/{form}/{link}",
        f"hit ahead: rule {told or 'none'}/{link}",
    )  # fmt: skip


def of_realis(rule: str, action: str, group: str, form: str, zone: str) -> Facts:
    """Return what the rules say of whether an action was done, and which action it is."""
    return (
        f"rule={rule}", f"rule={rule}/{group}", f"rule={rule}/{form}", f"rule={rule}/action={action}",
        f"action={action}", f"form={form}/{group}", f"zone={zone}",
    )  # fmt: skip


def of_unreal(word: str, far: str, group: str, form: str) -> Facts:
    """Return what a word before an action tells of whether it was done."""
    return f"{word} before/{group}", f"{word} {far} before", f"{word} before/{form}"


def of_holder(title: str, sort: str, group: str, action: str, rule: str) -> Facts:
    """Return what a party's sort tells of whether the measure is collective."""
    facts = f"{title} {sort}/{group}", f"{title} {sort}/action={action}"
    return (*facts, f"{title} {sort}/rule={rule}") if title in ("source", "target") else facts
