"""The lawbook: acts with their lives, bodies with their members, viewpoints, tags of lists."""

from comity.law.book import Lawbook, find_faults, load_lawbook
from comity.law.chronicle import Chronicle, Entry, find_chronicle_faults, load_chronicle
from comity.law.facts import ActEvent, Basis, Body, Contest, Instrument, Member, Position, Tag
from comity.law.membership import Members, is_member, members_of
from comity.law.states import State, events_of, state_of
from comity.law.tagging import Standing, resolve_tags

__all__ = [
    "ActEvent",
    "Basis",
    "Body",
    "Chronicle",
    "Contest",
    "Entry",
    "Instrument",
    "Lawbook",
    "Member",
    "Members",
    "Position",
    "Standing",
    "State",
    "Tag",
    "events_of",
    "find_chronicle_faults",
    "find_faults",
    "is_member",
    "load_chronicle",
    "load_lawbook",
    "members_of",
    "resolve_tags",
    "state_of",
]
