"""Burmese and Thai as they are written in Latin letters.

A letter-by-letter table reads neither: a Burmese rhyme is spelled by its vowel signs and its
final letter together, and a Thai vowel may stand before the consonant it follows in speech.
Burmese follows the customary English spelling of names (Okell, A Guide to the Romanization of
Burmese, 1971, "conventional transcription"); Thai the Royal Institute's system of 1999 for the
final consonants, without a search for unwritten vowels: Thai names are compared by consonants.
"""

from __future__ import annotations

import re

_BURMESE = re.compile(r"[\u1000-\u109f]+")
_THAI = re.compile(r"[\u0e00-\u0e7f]+")

_ONSETS = {
    "က": "k", "ခ": "kh", "ဂ": "g", "ဃ": "g", "င": "ng", "စ": "s", "ဆ": "s", "ဇ": "z", "ဈ": "z",
    "ဉ": "ny", "ည": "ny", "ဋ": "t", "ဌ": "t", "ဍ": "d", "ဎ": "d", "ဏ": "n", "တ": "t", "ထ": "ht",
    "ဒ": "d", "ဓ": "d", "န": "n", "ပ": "p", "ဖ": "ph", "ဗ": "b", "ဘ": "b", "မ": "m", "ယ": "y",
    "ရ": "y", "လ": "l", "ဝ": "w", "သ": "th", "ဿ": "th", "ဟ": "h", "ဠ": "l", "အ": "",
}  # fmt: skip
# Vowels that stand for a whole syllable.
_ALONE = {"ဣ": "i", "ဤ": "i", "ဥ": "u", "ဦ": "u", "ဧ": "e", "ဩ": "aw", "ဪ": "aw"}
# (vowel signs, final letter) → rhyme.
_RHYMES = {
    ("", ""): "a", ("ာ", ""): "a", ("ိ", ""): "i", ("ီ", ""): "i", ("ု", ""): "u", ("ူ", ""): "u",
    ("ေ", ""): "e", ("ဲ", ""): "e", ("ော", ""): "aw", ("ို", ""): "o", ("ံ", ""): "an",
    ("ုံ", ""): "on", ("ိံ", ""): "ein",
    ("", "က"): "et", ("ော", "က"): "auk", ("ို", "က"): "aik", ("", "င"): "in", ("ော", "င"): "aung",
    ("ို", "င"): "aing", ("", "စ"): "it", ("", "ည"): "i", ("", "ဉ"): "in", ("", "ယ"): "e",
    ("", "တ"): "at", ("ိ", "တ"): "eik", ("ု", "တ"): "ok", ("", "ပ"): "at", ("ိ", "ပ"): "eik",
    ("ု", "ပ"): "ok", ("", "န"): "an", ("ိ", "န"): "ein", ("ု", "န"): "on", ("", "မ"): "an",
    ("ိ", "မ"): "ein", ("ု", "မ"): "on", ("ော", "၍"): "aw",
}  # fmt: skip
_ROUNDED = {"an": "un", "at": "ut"}
"""Rhymes behind a medial w: ထွန်း is Htun, ဝတ် is Wut."""
_MEDIALS = {"ky": "ky", "khy": "ch", "gy": "gy", "yh": "sh", "ywh": "shw", "ngy": "ny"}
_SYLLABLE = re.compile(
    r"(?P<onset>[က-အဿ])(?P<medials>[ျြွှ]*)(?P<vowel>[ါာိီုူေဲံ]*)်?"
    r"(?P<tone>[့း]*)(?:(?P<final>[က-အ])့?်(?P<tone2>[့း]*)(?P<stacked>္)?|(?P<below>[က-အ])္)?"
    r"|(?P<alone>[ဣ-ဪ])[့း]*"
)


def _syllable(match: re.Match[str]) -> str:
    if match["alone"]:
        return _ALONE.get(match["alone"], "") + " "
    medials = match["medials"]
    y = "y" if "ျ" in medials or "ြ" in medials else ""
    w = "w" if "ွ" in medials else ""
    h = "h" if "ှ" in medials else ""
    onset = _ONSETS[match["onset"]] + y
    if h and onset == "y":
        onset = "sh"
    elif h:
        onset = "h" + onset
    onset = _MEDIALS.get(onset, onset)
    vowel = match["vowel"].replace("ါ", "ာ")
    rhyme = _RHYMES.get((vowel, match["final"] or match["below"] or ""))
    if rhyme is None:
        rhyme = _RHYMES.get((vowel, ""), "a")
    if w and match["onset"] != "ဝ" and rhyme in _ROUNDED:
        return onset + _ROUNDED[rhyme] + " "
    if not onset and rhyme == "e":
        return "aye "
    return onset + w + rhyme + " "


def romanise_burmese(text: str) -> str:
    """Return the text with Burmese words as customary syllables, a blank behind each.

    >>> romanise_burmese("မင်းအောင်လှိုင်"), romanise_burmese("အောင်ဆန်းစုကြည်")
    ('min aung hlaing ', 'aung san su kyi ')
    """
    return _BURMESE.sub(lambda run: _SYLLABLE.sub(_syllable, run[0]), text)


_LEAD = re.compile(r"([เแโใไ])([ก-ฮ])")
"""A vowel written before the consonant that it follows in speech."""
_SILENT = re.compile(r"(?:[จตทด]ร|ษณ|ษม|[ก-ฮ])[ิุ]?์")
"""Letters under the mark of silence, with the one before them in clusters of loan words."""
_TONES = re.compile("[็่้๊๋๎ฯ]")
_CONSONANTS = {
    **dict.fromkeys("ก", "k"), **dict.fromkeys("ขฃคฅฆ", "kh"), "ง": "ng", "จ": "ch",
    **dict.fromkeys("ฉชฌ", "ch"), **dict.fromkeys("ซศษส", "s"), **dict.fromkeys("ญย", "y"),
    **dict.fromkeys("ฎด", "d"), **dict.fromkeys("ฏต", "t"), **dict.fromkeys("ฐฑฒถทธ", "th"),
    **dict.fromkeys("ณน", "n"), "บ": "b", **dict.fromkeys("ปผพภ", "p"),
    **dict.fromkeys("ฝฟ", "f"), "ม": "m", **dict.fromkeys("รฤ", "r"), **dict.fromkeys("ลฬ", "l"),
    "ว": "w", **dict.fromkeys("หฮ", "h"), "อ": "",
    "ะ": "a", "ั": "a", "า": "a", "ำ": "am", "ิ": "i", "ี": "i", "ึ": "ue", "ื": "ue", "ุ": "u",
    "ู": "u", "เ": "e", "แ": "ae", "โ": "o", "ใ": "ai", "ไ": "ai",
}  # fmt: skip
_FINAL = re.compile(r"(?<=[aeiou])(?:kh|ch|th|[dbslr])$")
_FINALS = {"kh": "k", "ch": "t", "th": "t", "d": "t", "b": "p", "s": "t", "l": "n", "r": "n"}


def romanise_thai(text: str) -> str:
    """Return the text with Thai words in Latin letters, silent letters left out.

    >>> romanise_thai("ทักษิณ"), romanise_thai("ประยุทธ์"), romanise_thai("เกษม")
    ('thaksin', 'prayut', 'kesm')
    """
    return _THAI.sub(_thai_word, text)


def _thai_word(run: re.Match[str]) -> str:
    word = _SILENT.sub("", _TONES.sub("", run[0]).replace("ํา", "ำ"))
    word = "".join(_CONSONANTS.get(c, "") for c in _LEAD.sub(r"\2\1", word))
    return _FINAL.sub(lambda m: _FINALS.get(m[0], m[0]), word)
