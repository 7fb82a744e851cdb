"""Romanisation for comparing: what the general tables of folding leave too coarse.

Korean is romanised after McCune–Reischauer, which the lists use, and not after the Revised
Romanisation of the general tables. Words without vowels (Arabic, Persian, Urdu, Hebrew) are
compared by their consonants.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from anyascii import anyascii

from comity.text.folding import fold
from comity.text.southeast_asian import romanise_burmese, romanise_thai

# Unicode decomposes a syllable as ((initial * 21) + medial) * 28 + final (Unicode 3.12).
_INITIALS = "k kk n t tt r m p pp s ss  ch tch ch' k' t' p' h".replace("'", "").split(" ")
_MEDIALS = "a ae ya yae o e yo ye o wa wae oe yo u wo we wi yu u ui i".split(" ")
_FINALS = " k k k n n n t l k m l l l p l m p p t t ng t t k t p t".split(" ")

# Consonants that transcribers of Arabic, Persian and Hebrew write now one way, now another.
_CLASSES = (
    ("sch", "s"), ("tch", "s"), ("sh", "s"), ("ch", "s"), ("kh", "h"), ("gh", "k"), ("th", "t"),
    ("dh", "d"), ("ph", "f"), ("ck", "k"), ("dj", "j"), ("tz", "ts"), ("x", "ks"), ("q", "k"),
    ("g", "k"), ("c", "k"), ("z", "d"), ("p", "b"),
)  # fmt: skip
# The same classes for Arabic letters. Weak letters (alif, waw, ya, ayn, hamza) are not consonants
# one can count on; z-like letters are d in Arabic mouths and z in Persian ones.
_ARABIC = {
    **dict.fromkeys("بپ", "b"), **dict.fromkeys("تطٹټ", "t"), **dict.fromkeys("سصشچ", "s"),
    **dict.fromkeys("جژځ", "j"), **dict.fromkeys("حخهھہ", "h"), **dict.fromkeys("دذزضظڈډڑړ", "d"),
    **dict.fromkeys("قكکگغګ", "k"), "ر": "r", "ل": "l", "م": "m", "ن": "n", "ں": "n", "ڼ": "n",
    "ف": "f", "ڤ": "f", "څ": "s",
}  # fmt: skip
_PERSIAN = re.compile(r"[یکگپچژھہے]")
_SOFT = re.compile(r"[aeiouwyv'`]+")
_TWICE = re.compile(r"(.)\1+")
_CAMEL = re.compile(r"(?<=[a-z'])(?=[A-Z])")
_NO_VOWELS = re.compile(
    r"[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\ufb1d-\ufdff\ufe70-\ufefc\u0e00-\u0e7f]"
)
_HANGUL = re.compile(r"[\uac00-\ud7a3]")
_HAN = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")


def lacks_vowels(text: str) -> bool:
    """Tell whether a text is mostly in a script that leaves some vowels out.

    Arabic, Hebrew and their kin leave out the short ones, Thai the commonest.
    """
    found = len(_NO_VOWELS.findall(text))
    return found > 1 and found * 2 > sum(map(str.isalpha, text))


def writes_syllables(text: str) -> bool:
    """Tell whether a text is mostly in a script with a character for each syllable."""
    if text.isascii():
        return False
    found = len(_HANGUL.findall(text)) + len(_HAN.findall(text))
    return found * 2 > sum(map(str.isalpha, text))


def romanise(text: str) -> str:
    """Return the folded form, with syllable scripts split into syllables.

    >>> romanise("이재명"), romanise("习近平"), romanise("Владимир Путин"), romanise("Jörg")
    ('i chae myong', 'xi jin ping', 'vladimir putin', 'jorg')
    """
    if text.isascii():
        return fold(text)
    if _HANGUL.search(text):
        text = _HANGUL.sub(lambda m: _syllable(m[0]) + " ", text)
    if _HAN.search(text):
        text = _HAN.sub(lambda m: f" {anyascii(m[0])} ", text)
    return fold(romanise_burmese(romanise_thai(text)))


def _syllable(character: str) -> str:
    rest, final = divmod(ord(character) - 0xAC00, 28)
    initial, medial = divmod(rest, 21)
    return _INITIALS[initial] + _MEDIALS[medial] + _FINALS[final]


def arabic_skeleton(word: str) -> str:
    """Return the consonants of a word in Arabic script, in the classes of `skeleton`.

    >>> arabic_skeleton("محمد"), arabic_skeleton("القذافي"), skeleton("qadhafi")
    ('mhmd', 'kdf', 'kdf')
    """
    word = unicodedata.normalize("NFKC", word)
    if len(word) > 3 and word.startswith("ال"):
        word = word[2:]
    # Persian and Pashto say s where Arabic says th.
    third = "s" if _PERSIAN.search(word) else "t"
    bones = "".join(third if c == "ث" else _ARABIC.get(c, "") for c in word)
    if word[-1:] in "هھہ" and len(bones) > 2:
        bones = bones[:-1]
    return _TWICE.sub(r"\1", bones)


@lru_cache(maxsize=200_000)
def skeleton(word: str) -> str:
    """Return the consonants of a folded word, those that are often confused made one.

    >>> skeleton("muhammad"), skeleton("mhmd"), skeleton("qadhafi"), skeleton("gaddafi")
    ('mhmd', 'mhmd', 'kdf', 'kdf')
    """
    if len(word) < 2 or word.isdigit():
        return word
    word = word.replace(" ", "")
    for old, new in _CLASSES:
        if old in word:
            word = word.replace(old, new)
    # A final h is most often the written form of a final vowel.
    if word.endswith("h") and len(word) > 2:
        word = word[:-1]
    return _TWICE.sub(r"\1", _SOFT.sub("", word))
