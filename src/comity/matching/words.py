"""A name taken apart into words with their role, weight and comparable forms."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache
from typing import Literal

import msgspec
from rapidfuzz.distance import OSA

from comity.matching.east_asian import language_of, to_one_form
from comity.matching.vocabulary import roman_numbers, vocabulary, weigh_share
from comity.text import country_code, fold
from comity.text.romanising import (
    arabic_skeleton,
    lacks_vowels,
    romanise,
    skeleton,
    writes_syllables,
)
from comity.text.southeast_asian import romanise_thai

Family = Literal["person", "organisation"]
Role = Literal["word", "initial", "number", "form", "particle", "title", "generic", "place"]

LONGEST = 200
"""Characters of a name that are read. The longest name on any list has fewer than 500, and the
difference lies in what an organisation's name explains about it."""
_MOST_WORDS = 24

# Cyrillic and Greek letters that look like Latin ones: inside a Latin word they are a trick.
_LOOKALIKES = str.maketrans(
    "аАвВеЕкКмМнНоОрРсСтТуУхХіІјЈѕЅԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧορν",
    "aABBeEkKmMHHoOpPcCtTyYxXiIjJsSdqwABEZHIKMNOPTYXopv",
)  # fmt: skip
_WORD = re.compile(r"\w+")
_LATIN = re.compile(r"[A-Za-z]")
_DIGITS_FOR_LETTERS = str.maketrans("013457", "oleast")

# How transcribers differ, made one: pairs are applied in this order to a folded word.
_SPELLINGS = (
    ("tsch", "ch"), ("sch", "sh"), ("tch", "ch"), ("dzh", "j"), ("dj", "j"), ("zh", "j"),
    ("kh", "h"), ("gh", "g"), ("dh", "d"), ("th", "t"), ("ph", "f"), ("ck", "k"), ("cq", "k"),
    ("q", "k"), ("x", "ks"), ("ou", "u"), ("oo", "u"), ("ee", "i"), ("ae", "ai"), ("ie", "i"),
    ("iy", "i"),
    ("yi", "i"), ("ij", "i"), ("ya", "ia"), ("yu", "iu"), ("yo", "io"), ("ye", "ie"), ("y", "i"),
    ("w", "v"),
)  # fmt: skip
_SCANNED = (("rn", "m"), ("cl", "d"), ("vv", "w"), ("1", "l"), ("0", "o"), ("i", "l"))
_C_HARD = re.compile(r"c(?![eiyh])")
_C_SOFT = re.compile(r"c(?=[eiy])")
_TWICE = re.compile(r"(.)\1+")
_GLIDE = re.compile(r"(?<=a)v(?=u)")
"""Dawud is Daoud and Daud."""
_FINAL_H = re.compile(r"(?<=[aeiou])h$")
_VOWELS = re.compile(r"[aeiou]+")


class Word(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One word of a name.

    Attributes:
        text: Folded.
        canon: With the spellings of transcribers made one.
        role: What sort of word it is.
        weight: How much it tells, 0.02 to 1.
        value: The class of a legal form, the number, the country of a place, or the language of a
            word of a Korean or Chinese name.
        bones: The consonants, for comparing with scripts that leave vowels out.
    """

    text: str
    canon: str
    role: Role
    weight: float
    value: str = ""
    bones: str = ""


class Prepared(msgspec.Struct, frozen=True, array_like=True):
    """A name ready for comparison.

    Attributes:
        words: In the order of the name.
        canon: The canonical words joined by blanks; forms, titles and articles left out.
        bare: The consonants of all words, without blanks.
        vowelless: True when the script leaves short vowels out.
        syllabic: True when each word is one character of a syllable script.
        mixed: True when letters of another script stood in for look-alikes.
    """

    text: str
    family: Family
    words: tuple[Word, ...]
    canon: str
    bare: str
    vowelless: bool
    syllabic: bool
    mixed: bool


@lru_cache(maxsize=100_000)
def canonical(word: str) -> str:
    """Return a folded word with the spellings of transcribers made one.

    >>> canonical("khorasan"), canonical("muhammad"), canonical("yousef"), canonical("qadhafi")
    ('horasan', 'muhamad', 'iusef', 'kadafi')
    """
    if word.isdigit():
        return word
    for old, new in _SPELLINGS:
        if old in word:
            word = word.replace(old, new)
    if "c" in word:
        word = _C_SOFT.sub("s", _C_HARD.sub("k", word))
    return _FINAL_H.sub("", _TWICE.sub(r"\1", _GLIDE.sub("", word)))


@lru_cache(maxsize=100_000)
def as_scanned(word: str) -> str:
    """Return a folded word with the letters that scanners take for each other made one.

    >>> as_scanned("rnustafa") == as_scanned("mustafa"), as_scanned("clavid") == as_scanned("david")
    (True, True)
    """
    for old, new in _SCANNED:
        word = word.replace(old, new)
    return word


def jumble(word: str) -> str:
    """Return the letters of a word of five letters or more in the order of the alphabet.

    Two words with the same letters are one, jumbled or turned round; shorter ones too often are
    names of their own.
    """
    return "".join(sorted(word)) if len(word) >= 5 else ""


def one_slip(a: str, b: str) -> bool:
    """Tell whether two folded words of four letters or more differ by one slip of the pen.

    A letter put in, left out or changed, or two neighbours exchanged.
    """
    return min(len(a), len(b)) >= 4 and abs(len(a) - len(b)) <= 1 and OSA.distance(a, b) == 1


@lru_cache(maxsize=100_000)
def consonants(word: str) -> str:
    """Return a canonical word without vowels; one at the start is kept as `a`, whichever it is."""
    if word[:1] in ("a", "e", "i", "o", "u"):
        return "a" + _VOWELS.sub("", word)
    return _VOWELS.sub("", word)


def family_of(*schemas: str) -> Family | None:
    """Return which family of names schemas belong to; None when they do not tell."""
    for schema in schemas:
        plain = schema.casefold()
        if plain == "person":
            return "person"
        if plain and plain not in ("unknown", "legalentity", "thing"):
            return "organisation"
    return None


@lru_cache(maxsize=100_000)
def guess_family(text: str) -> Family:
    """Return the family that a name without a schema looks like."""
    v = vocabulary()
    words = fold(text).split()
    tells = any(w in v.generic or ((w,) in v.forms and len(w) > 2) for w in words)
    return "organisation" if tells or any(map(str.isdigit, words)) else "person"


@lru_cache(maxsize=20_000)
def prepare(text: str, family: Family) -> Prepared:
    """Return a name taken apart. Only its first 200 characters and 24 words are read."""
    text = text[:LONGEST]
    repaired = _repair(text)
    vowelless = lacks_vowels(repaired)
    if vowelless:
        words = _vowelless(repaired)
    else:
        whole = _unfuse(repaired) if family == "organisation" else repaired
        folded = romanise(whole).split()[:_MOST_WORDS]
        words = _persons(folded) if family == "person" else _organisations(folded)
    telling = [w for w in words if w.role not in ("form", "particle", "title")] or words
    canon = " ".join(w.canon for w in telling)
    bare = "".join(map(bones_of, telling))
    return Prepared(
        text, family, tuple(words), canon, bare, vowelless, writes_syllables(repaired),
        repaired != text,
    )  # fmt: skip


# A legal form written on to the name without a blank: SiemensAG, RomashkaLLC.
_FUSED = re.compile(r"(?<=[a-z])([A-Z][A-Za-z]{1,4})$")


def _unfuse(text: str) -> str:
    """Return the text with a legal form at its end cut off a word in small letters."""
    found = _FUSED.search(text)
    if not found or (found[1].casefold(),) not in vocabulary().forms:
        return text
    return f"{text[: found.start()]} {found[1]}"


def _repair(text: str) -> str:
    """Return the text with look-alikes of another script inside Latin words made Latin."""
    if text.isascii():
        return text

    def mend(match: re.Match[str]) -> str:
        word = match[0]
        if word.isascii() or not _LATIN.search(word):
            return word
        return word.translate(_LOOKALIKES)

    return _WORD.sub(mend, text)


def bones_of(word: Word) -> str:
    """Return the consonants of a word."""
    return word.bones or skeleton(word.text)


_TITLE = 0.12
"""A title tells little: lists drop titles or keep them, and so do customers."""
# Words of names in Arabic script that are not simply words: (canonical form, role, weight).
_ROLES: dict[str, tuple[str, Role, float]] = {
    **dict.fromkeys(("بن", "ابن", "ولد", "زوی"), ("bin", "particle", 0.05)),
    "بنت": ("bint", "particle", 0.05),
    **dict.fromkeys(("ابو", "أبو", "ابي", "أبي", "ابا", "أبا"), ("abu", "particle", 0.2)),
    **dict.fromkeys(("ام", "أم"), ("um", "particle", 0.2)),
    **dict.fromkeys(("الشيخ", "شيخ", "شیخ"), ("shaih", "title", _TITLE)),
    **dict.fromkeys(("الحاج", "حاج", "حاجي", "حاجى", "حاجی"), ("haji", "title", _TITLE)),
    **dict.fromkeys(("ملا", "الملا"), ("mula", "title", _TITLE)),
    **dict.fromkeys(("مولوي", "مولوی", "مولوى"), ("mavlavi", "title", _TITLE)),
    **dict.fromkeys(("قاري", "قاری", "قارى"), ("kari", "title", _TITLE)),
    **dict.fromkeys(("السيد", "سيد", "سید"), ("saiid", "title", _TITLE)),
    **dict.fromkeys(("الدكتور", "دكتور", "دکتر", "داكتر"), ("doktor", "title", _TITLE)),
}  # fmt: skip
_TAILS = frozenset(("الله", "اللہ", "لله", "الدين", "الدین"))
"""Words that end the name before them: Hidayat Allah is Hidayatullah."""
_SERVANT = re.compile(r"\bعبد ?ال(?=\w)")
_SILENT_H = re.compile(r"ه(?=\u200c)")
"""Persian writes an h for a vowel before a suffix: Khamene-i."""
_BARE_WORD = re.compile(r"[\w']+")


def _vowelless(text: str) -> list[Word]:
    text = unicodedata.normalize("NFKC", _SILENT_H.sub("", text).replace("\u200c", ""))
    text = romanise_thai(text)
    raw = _BARE_WORD.findall(_SERVANT.sub("عبد ال", text))[:_MOST_WORDS]
    found: list[Word] = []
    servant: Word | None = None
    for part in raw:
        folded = fold(part).replace(" ", "")
        bones = arabic_skeleton(part) or skeleton(folded)
        if not bones and not folded:
            continue
        if part == "عبد":
            servant = Word("bd", "bd", "word", 1.0, bones="bd")
            continue
        if part in _TAILS and found and servant is None and found[-1].role == "word":
            found[-1] = _bone_word(found[-1].text + folded, found[-1].bones + bones)
            continue
        if servant is not None:
            found.append(_bone_word(servant.text + folded, _TWICE.sub(r"\1", "bd" + bones)))
            servant = None
        elif part in _ROLES:
            canon, role, weight = _ROLES[part]
            found.append(Word(folded, canon, role, weight, bones=bones))
        else:
            found.append(_bone_word(folded, bones))
    return [*found, servant] if servant else found


def _bone_word(text: str, bones: str) -> Word:
    share = _bone_shares().get(bones, 0.0)
    weight = weigh_share(share) if share else 1.0
    # One or two consonants tell little, whatever they stand for.
    return Word(
        text,
        text,
        "word",
        min(weight, (0.3, 0.4, 0.7)[len(bones)] if len(bones) < 3 else 1.0),
        bones=bones,
    )


@cache
def _bone_shares() -> dict[str, float]:
    shares: dict[str, float] = {}
    for (family, word), share in vocabulary().common.items():
        if family == "person":
            bones = skeleton(word)
            shares[bones] = min(0.2, shares.get(bones, 0.0) + share)
    return shares


def is_name(word: Word, family: Family) -> bool:
    """Tell whether a word is known as one of names, by the lists or by the everyday forms."""
    v = vocabulary()
    return (family, word.canon) in v.common or (family == "person" and word.text in v.circles)


def _weight(canon: str, family: Family) -> float:
    share = vocabulary().common.get((family, canon))
    return weigh_share(share) if share else 1.0


def _word(text: str, family: Family, role: Role = "word", weight: float = -1.0) -> Word:
    canon = canonical(text)
    if weight < 0:
        weight = _weight(canon, family)
        if len(canon) <= 2:
            weight = min(weight, 0.6)
    return Word(text, canon, role, weight)


def _persons(folded: list[str]) -> list[Word]:
    v = vocabulary()
    found: list[Word] = []
    skip = 0
    for position, text in enumerate(folded):
        if skip:
            skip -= 1
            continue
        if not text.isdigit() and not text.isalpha():
            text = text.translate(_DIGITS_FOR_LETTERS)  # a scanner's 1 for l
        rest = folded[position + 1 :]
        if len(text) == 1 and not text.isdigit():
            found.append(Word(text, text, "initial", 0.3))
        elif _SERVANT_WORD.fullmatch(text) and found and not any(w not in v.article for w in rest):
            # "Rahman …, Abdul": the family name was put first and cut at the blank.
            first = next((k for k, w in enumerate(found) if w.role == "word"), None)
            if first is None or found[first].text.startswith("abd "):
                found.append(_word(text, "person"))
            else:
                found[first] = _servant(found[first].text)
            break
        elif (text in v.servant or _SERVANT_WORD.fullmatch(text)) and rest:
            # "Abd al-Rahman", "Abdul Rahman", "Abdurrahman": one name.
            skip = 2 if rest[0] in v.article and len(rest) > 1 else 1
            found.append(_servant(rest[skip - 1]))
        elif text in v.son or text in v.daughter:
            found.append(Word(text, "bin" if text in v.son else "bint", "particle", 0.05))
        elif text in v.article and len(folded) > 1:
            found.append(Word(text, "al", "particle", 0.02))
        elif text in v.europe and len(folded) > 1:
            found.append(Word(text, text, "particle", 0.08))
        elif text in v.father and len(folded) > 1:
            found.append(Word(text, "abu" if text[0] == "a" else "um", "particle", 0.2))
        elif text in v.titles and len(folded) > 1:
            found.append(Word(text, canonical(text), "title", _TITLE))
        elif text.isdigit():
            found.append(Word(text, text, "number", 0.1, text))
        elif (joined := _joined_servant(text)) is not None:
            found.append(joined)
        else:
            found.append(_word(text, "person"))
    return _chained(_east_asian(found))


def _east_asian(words: list[Word]) -> list[Word]:
    """Return the words of a Korean or Chinese name with its romanisations made one."""
    language = language_of(tuple(w.text for w in words))
    if not language:
        return words
    found = []
    for place, w in enumerate(words):
        form = to_one_form(w.text, language, place == 0)
        canon = canonical(form) if language == "korean" else form
        weight = _weight(canon, "person") if w.role in ("word", "title") else w.weight
        role: Role = "word" if w.role == "title" else w.role
        found.append(Word(w.text, canon, role, weight, language if role == "word" else w.value))
    return found


_PATRONYMIC = re.compile(r"\w{2,}(?:[oe]v[iy]t?ch|[oe]vna|ivna|ichna|oglu|ogly)")


def _chained(words: list[Word]) -> list[Word]:
    """Return the words with those that a longer name adds before or between weighed less.

    A father's name in the midst, a kunya in front: names are written with and without them. They
    still contradict another father's or another kunya (`features.clash_count`).
    """
    full = [k for k, w in enumerate(words) if w.role == "word"]
    if len(full) < 3:
        return words
    out = list(words)
    fathers = [k for k in full if _PATRONYMIC.fullmatch(words[k].text)]
    lighter = fathers if len(fathers) == 1 else []
    for k in full[:-1]:
        before = words[k - 1].canon if k and words[k - 1].role == "particle" else ""
        if before in ("bin", "bint") or (before in ("abu", "um") and k == 1):
            lighter.append(k)
    for k in lighter:
        out[k] = msgspec.structs.replace(words[k], weight=0.5 * words[k].weight)
    return out


_SERVANT_WORD = re.compile(r"abd|[aeou]b{1,2}d{1,2}[aeiouw]{1,2}l")
"""The word itself, with the slips that are common in it: Abdul, Abdel, Obdul, Abddul."""
_JOINED = re.compile(r"a?b{1,2}d{1,2}[aeiouw]{0,2}([lrsntdz])(\w{3,})")


def _servant(name: str) -> Word:
    canon = "abd" + canonical(name)
    return Word("abd " + name, canon, "word", _weight(canon, "person"))


def _joined_servant(text: str) -> Word | None:
    match = _JOINED.fullmatch(text)
    if not match or text.startswith(("abdull", "abdall", "abdoul", "bdll")):
        return None
    name = match[2]
    # The article's l is written as the letter behind it: Abdurrahman, Abdessalam.
    return _servant(name if match[1] == "l" or name[0] == match[1] else match[1] + name)


def _organisations(folded: list[str]) -> list[Word]:
    v = vocabulary()
    texts = _join_letters(folded)
    found: list[Word] = []
    position = 0
    while position < len(texts):
        text = texts[position]
        phrase = next(
            (p for p in v.form_starts.get(text, ()) if texts[position : position + len(p)] == [*p]),
            None,
        )
        if (
            phrase
            and len(texts) > len(phrase)
            and (position or len(phrase) > 1 or len(text) > 2 or len(texts) > 2)
        ):
            # A short form in front may be a form (OOO Romashka) or the name (AG Barr).
            found.append(Word(" ".join(phrase), v.forms[phrase], "form", 0.12, v.forms[phrase]))
            position += len(phrase)
            continue
        number, used = _number(texts, position)
        if used:
            found.append(Word(number, number, "number", 0.5, number))
            position += used
            continue
        place, used = _place(texts, position)
        if place:
            found.append(place)
            position += used
            continue
        found.append(_organisation_word(texts[position]))
        position += 1
    return found


def _place(texts: list[str], position: int) -> tuple[Word | None, int]:
    """Return the place that two or three words name, and how many they are."""
    if texts[position : position + 2] == ["united", "states"]:
        used = 4 if texts[position + 2 : position + 4] == ["of", "america"] else 2
        return Word("united states", "us", "place", 0.5, "US"), used
    for used in (3, 2):
        run = texts[position : position + used]
        if len(run) == used and min(map(len, run)) > 2 and len(texts) > used:
            text = " ".join(run)
            if text in vocabulary().cities or country_code(text):
                return Word(text, "".join(run), "place", 0.5, country_code(text)), used
    return None, 1


def _organisation_word(text: str) -> Word:
    v = vocabulary()
    text = v.abbreviations.get(text, text)
    if text in v.stop:
        return Word(text, canonical(text), "particle", 0.04)
    if text in v.article:
        return Word(text, "al", "particle", 0.02)
    if text in v.generic:
        return Word(
            text, canonical(text), "generic", min(0.35, _weight(canonical(text), "organisation"))
        )
    if text in v.places or (len(text) > 3 and country_code(text)):
        return Word(
            text,
            canonical(text),
            "place",
            max(0.4, min(0.6, _weight(canonical(text), "organisation"))),
            country_code(text) if len(text) > 3 or text == "us" else "",
        )
    return _word(text, "organisation")


def _join_letters(folded: list[str]) -> list[str]:
    """Join runs of single letters: "g m b h" is "gmbh", "a b c company" is "abc company"."""
    out: list[str] = []
    run: list[str] = []
    for text in [*folded, ""]:
        if len(text) == 1 and text.isalpha():
            run.append(text)
            continue
        if run:
            out.append("".join(run))
            run = []
        if text:
            out.append(text)
    return out


_ORDINAL = re.compile(r"(\d{1,6})(?:st|nd|rd|th)")


def _number(texts: list[str], position: int) -> tuple[str, int]:
    """Return the number written at a place and how many words it takes; 0 for none."""
    v = vocabulary()
    text = texts[position]
    if text.isdigit():
        return str(int(text[:9])), 1
    if ordinal := _ORDINAL.fullmatch(text):
        return str(int(ordinal[1])), 1
    if text in v.tens:
        after = v.numbers.get(texts[position + 1], 0) if position + 1 < len(texts) else 0
        return (str(v.tens[text] + after), 2) if 0 < after < 10 else (str(v.tens[text]), 1)
    if text in v.numbers:
        return str(v.numbers[text]), 1
    if position and text in roman_numbers():
        return str(roman_numbers()[text]), 1
    return "", 0
