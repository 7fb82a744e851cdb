"""Facts about a subject beside its names: places, documents, addresses, links."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

IdentifierKind = Literal[
    "passport", "national-id", "identity-card", "tax", "vat", "registration", "ogrn", "lei",
    "bic", "imo", "mmsi", "call-sign", "tail-number", "aircraft-serial", "hull", "wallet",
    "social-security", "birth-certificate", "driving-licence", "residence-permit",
    "travel-document", "licence", "duns", "isin", "other",
]  # fmt: skip
"""Kinds of identifier. Strong ones (they name one subject world-wide, so exact agreement merges):
`imo` (of a vessel), `lei`, `wallet`; `passport`, `tax`, `registration`, … only with a country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country as published, with its ISO 3166-1 alpha-2 code where known.

    Attributes:
        text: As published.
        code: Upper-case alpha-2; `SU`, `YU`, `CS`, `DD` for states that ended; `XK` Kosovo;
            empty when unknown.
    """

    text: str
    code: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place, as precise as the publisher gives it (birth, issue)."""

    text: str
    city: str = ""
    region: str = ""
    country: Country | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address. `text` is the whole on one line; the parts are as published."""

    text: str
    street: str = ""
    city: str = ""
    region: str = ""
    postcode: str = ""
    country: Country | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifier:
    """A number or code that names the subject.

    Attributes:
        kind: The kind, from the project's vocabulary.
        value: As published, trimmed; an IMO number as its seven digits.
        country: Issuing or registering country.
        label: The publisher's own word for the kind.
        issued: Date of issue, as published.
        expires: Date of expiry, as published.
        currency: For a wallet: the currency the publisher states.
        note: Anything else said about it ("expired", "reported stolen", issuing authority).
    """

    kind: IdentifierKind
    value: str
    country: Country | None = None
    label: str = ""
    issued: str = ""
    expires: str = ""
    currency: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """A telephone or fax number, e-mail address or website."""

    kind: Literal["phone", "fax", "email", "website", "other"]
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A relation of the subject to another, as published.

    Attributes:
        kind: `owned-by`, `acting-for`, `linked-to`, `parent`, `subsidiary`, `family`,
            `associate`, `leader`, `supports`, `operator`, `other`.
        name: The other side's name, as published; may be empty when an id is given.
        source: List code of the other listing when the publisher gives its id.
        id: The other listing's publisher id.
        note: The publisher's wording of the relation.
    """

    kind: str
    name: str = ""
    source: str = ""
    id: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalReference:
    """A legal act or citation the publisher gives for the listing."""

    title: str
    date: date | None = None
    url: str = ""


REVIEWED = "reviewed by Comity"
"""Text of a cross-reference that no publisher gives, but the built-in facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """A published cross-reference: this listing is about the subject of that listing.

    Attributes:
        source: Code of the other list, e.g. `un_sc`.
        id: The other publisher's id, normalised (`IRe.037`), or an older form (`E.03.III.8`).
        text: As published.
    """

    source: str
    id: str
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Detail:
    """A published field that has no place of its own in the model, kept as published.

    Used keys: `vessel-type`, `flag`, `former-flag`, `owner`, `tonnage`, `gross-tonnage`,
    `length`, `built`, `aircraft-model`, `aircraft-operator`, `entity-type`, `living-status`, …
    """

    key: str
    value: str
