"""Korean and Chinese names, whose romanisations differ in nearly every letter, made one.

Seoul, Pyongyang and customs officers write Lee, Ri and Yi; Beijing writes Deng Xiaoping and Taipei
Teng Hsiao-p'ing. A name whose words are all syllables of these languages, with a family name known
in one of them, is brought to one coarse form: aspiration and voice are given up, as they are where
apostrophes are dropped (Wade-Giles p and p' are pinyin b and p).
"""

from __future__ import annotations

import re
from functools import lru_cache

_KOREAN_SURNAMES = frozenset(
    """kim lee ri rhee yi i li pak park bak choe choi ch chong jong jeong jung chung kang gang jo
    cho ryu yu yoo chang jang han o oh so seo sin shin hwang an ahn kwon gwon paek baek nam ro no
    roh mun moon im rim lim yun yoon son pae bae hong ko go hyon hyun chu ju ryang yang paik
    """.split()
)
_CHINESE_SURNAMES = frozenset(
    """wang li lee zhang chang liu chen chan cheng zheng yang huang zhao chao wu zhou chou xu hsu
    sun ma zhu chu hu guo kuo he ho lin luo lo gao kao liang song sung tang deng teng han feng
    fung cao tsao peng zeng tseng xiao hsiao tian tien dong tung pan yuan cai tsai jiang chiang yu
    du tu ye yeh wei su lu ding ting ren jen yao shen zhong chung cui tsui tan fan jin chin shi
    shih liao jia chia xia hsia fu fang zou tsou xiong hsiung bai pai meng qin qiu chiu hou yin
    xue hsueh yan yen duan tuan lei long lung tao shi he mao xi hsi hao gong kung shao wan qian
    chien kong niu bo po dai tai xiang hsiang""".split()
)
_FAMILY_NAMES = {
    "lee": "ri", "yi": "ri", "i": "ri", "rhee": "ri", "li": "ri", "park": "pak", "choi": "choe",
    "roh": "ro", "no": "ro", "im": "rim", "lim": "rim", "oh": "o", "ahn": "an", "shin": "sin",
    "yoo": "ryu", "yu": "ryu", "yang": "ryang", "moon": "mun",
}  # fmt: skip
# Applied in order to a whole word, Korean spellings first, then Chinese ones.
_KOREAN = (
    ("geun", "gun"), ("keun", "kun"), ("eo", "o"), ("eu", "u"), ("young", "yong"), ("yeo", "yo"),
    ("oo", "u"), ("ou", "u"), ("hyun", "hyon"), ("jung", "jong"), ("sung", "song"),
    ("chul", "chol"), ("suk", "sok"), ("kyung", "kyong"), ("myung", "myong"), ("ryung", "ryong"),
    ("byung", "pyong"), ("hyung", "hyong"), ("j", "ch"), ("b", "p"), ("d", "t"),
)  # fmt: skip
_G = re.compile(r"(?<!n)g")
_CHINESE = (
    ("ssu", "si"), ("szu", "si"), ("tzu", "zi"), ("hs", "x"),
    ("x", "sh"), ("zh", "ch"), ("q", "ch"), ("tz", "ts"), ("ss", "s"), ("z", "ts"),
    ("c", "ts"), ("tsh", "ch"), ("tsts", "ts"), ("j", "ch"), ("b", "p"), ("d", "t"), ("g", "k"),
)  # fmt: skip
_CHINESE_RHYMES = (
    (re.compile(r"ung"), "ong"), (re.compile(r"yen"), "yan"), (re.compile(r"ien"), "ian"),
    (re.compile(r"ieh|ueh?"), "ie"), (re.compile(r"ih"), "i"), (re.compile(r"uo|eh"), "o"),
    (re.compile(r"(?<=[kht])e(?!n)"), "o"), (re.compile(r"(?<=ts)[eu](?![iaon])"), "e"),
    (re.compile(r"iou|yu(?!an|e)|you"), "yu"), (re.compile(r"iu|io"), "iu"),
    (re.compile(r"(?<=ch)(?=ong)"), ""), (re.compile(r"w"), "v"), (re.compile(r"y"), "i"),
    (re.compile(r"ou"), "u"), (re.compile(r"ii"), "i"),
)  # fmt: skip
_KOREAN_WORD = re.compile(r"(?:[bcdghjklmnprstwy]{0,2}[aeiouy]{1,3}(?:ng|[klmnptb])?){1,2}|park")
# Syllables of pinyin and of Wade-Giles without its apostrophes, up to three in a word.
_SYLLABLE = (
    r"(?:zh|ch|sh|ts|tz|hs|ss|[bpmfdtnlgkhjqxrzcsyw])?"
    r"(?:iang|iong|uang|ieh|ien|ueh|uan|uai|iao|iou|ang|eng|ing|ong|ung|ian|ai|ei|ui|ao|ou|iu|ie|ue"
    r"|uo|ia|ua|io|an|en|in|un|er|eh|ih|[aeiou])"
)
_CHINESE_WORD = re.compile(rf"(?:{_SYLLABLE}){{1,3}}")


def language_of(texts: tuple[str, ...]) -> str:
    """Return `korean`, `chinese` or nothing for the folded words of a name.

    >>> language_of(("kim", "jong", "un")), language_of(("teng", "hsiao", "ping"))
    ('korean', 'chinese')
    """
    if not 2 <= len(texts) <= 4:
        return ""
    korean = len(texts) < 4 and texts[0] in _KOREAN_SURNAMES
    if korean and all(len(t) <= 9 and _KOREAN_WORD.fullmatch(t) for t in texts):
        return "korean"
    chinese = texts[0] in _CHINESE_SURNAMES or texts[-1] in _CHINESE_SURNAMES
    if chinese and all(len(t) <= 14 and _CHINESE_WORD.fullmatch(t) for t in texts):
        return "chinese"
    return ""


@lru_cache(maxsize=50_000)
def to_one_form(text: str, language: str, surname: bool) -> str:
    """Return a word of a Korean or Chinese name in the form that its romanisations share.

    >>> to_one_form("park", "korean", True), to_one_form("geun", "korean", False)
    ('pak', 'kun')
    >>> [to_one_form(w, "chinese", False) for w in ("xiaoping", "hsiaoping", "zedong", "tsetung")]
    ['shiaoping', 'shiaoping', 'tsetong', 'tsetong']
    """
    if language == "korean":
        text = _FAMILY_NAMES.get(text, text) if surname else text
        for old, new in _KOREAN:
            text = text.replace(old, new)
        return _G.sub("k", text)
    text = "li" if text == "lee" else text
    for old, new in _CHINESE:
        if old == "c":
            text = re.sub(r"c(?!h)", "ts", text)
        elif old == "z":
            text = re.sub(r"(?<!t)z(?!h)", "ts", text)
        elif old == "g":
            text = _G.sub("k", text)
        else:
            text = text.replace(old, new)
    for pattern, new in _CHINESE_RHYMES:
        text = pattern.sub(new, text)
    return text
