"""Which script a text is written in."""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import lru_cache

# First word of a Unicode character name → ISO 15924 code. Words not here count for nothing.
_SCRIPTS = {
    "LATIN": "Latn", "FULLWIDTH": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARABIC": "Arab",
    "HEBREW": "Hebr", "CJK": "Hani", "HANGUL": "Hang", "HIRAGANA": "Hira", "KATAKANA": "Kana",
    "DEVANAGARI": "Deva", "BENGALI": "Beng", "GURMUKHI": "Guru", "GUJARATI": "Gujr",
    "TAMIL": "Taml", "TELUGU": "Telu", "KANNADA": "Knda", "MALAYALAM": "Mlym",
    "SINHALA": "Sinh", "THAI": "Thai", "LAO": "Laoo", "TIBETAN": "Tibt", "MYANMAR": "Mymr",
    "GEORGIAN": "Geor", "ARMENIAN": "Armn", "ETHIOPIC": "Ethi", "KHMER": "Khmr",
    "MONGOLIAN": "Mong", "SYRIAC": "Syrc", "THAANA": "Thaa",
}  # fmt: skip


@lru_cache(maxsize=20_000)
def _script_of_character(character: str) -> str:
    if character < "\u0250":
        return "Latn" if character.isalpha() else ""
    return _SCRIPTS.get(unicodedata.name(character, "").split(" ", 1)[0].split("-")[0], "")


def script_of(text: str) -> str:
    """Return the ISO 15924 code of the script most letters of a text belong to.

    Returns:
        A code such as `Latn` or `Arab`; `Jpan` when kana stand beside Han; `Zyyy` when no
        letter tells.

    >>> script_of("Khorasan"), script_of("محمد حسن"), script_of("Иванов"), script_of("トヨタ自動車")
    ('Latn', 'Arab', 'Cyrl', 'Jpan')
    """
    if text.isascii():
        return "Latn" if any(map(str.isalpha, text)) else "Zyyy"
    counts = Counter(filter(None, map(_script_of_character, text)))
    if not counts:
        return "Zyyy"
    if "Hira" in counts or "Kana" in counts:
        return "Jpan"
    return counts.most_common(1)[0][0]
