"""A text as sentences of tokens, each with its place in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

_TOKEN = re.compile(
    r"""
    (?:[A-Z]\.){2,}                                # U.S., A.K.
    | \d+(?:[.,:]\d+)*(?:st|nd|rd|th|s|m|km|mm|kg|pm|am)?\b   # 1,200  9:30  5th  1990s  25km  122mm
    | [^\W\d_]+(?:['’](?!s\b)[^\W\d_]+)*(?:-(?=\w)(?:\w+['’]?)+)*   # words, hyphenated words, O'Brien
    | ['’]s\b                                      # the possessive stands alone
    | \w+
    | \.\.\.
    | --+
    | ''(?!') | ``                                 # quotation marks of typewriters
    | [^\w\s]
    """,
    re.VERBOSE,
)
_ABBREVIATIONS = frozenset(
    "mr mrs ms md mohd dr gen lt col capt maj sgt cpl brig adm cmdr insp supt prof rev hon st no vs etc jan feb mar apr "
    "jun jul aug sep sept oct nov dec gov sen rep pres dept approx al inc ltd co corp jr sr ft mt dist vol fig".split()
)
_TYPED = frozenset(("''", "``"))
"""Two marks that stand for one; the word is then a straight quotation mark."""
_CLOSERS = frozenset("\"'”’»)]") | _TYPED
_ENDERS = frozenset((".", "!", "?", "...", "…", "۔", "؟", "।"))
_PAUSES = _ENDERS | frozenset(";,:|—–•·")
_BULLETS = frozenset("- – — -- • * · ▪ ‣ ● ○ ■ ►".split())
"""What stands before the items of a list; it is no word of the sentence."""
_LONG, _LONGEST = 150, 250
"""Tokens after which a run of words without an end is cut at the next pause, or where it stands.

No sentence of prose comes near; tables and transcripts without full stops do, and what reads a sentence may
take time in the square of its length.
"""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: `words[i]` stands at `starts[i]` to `ends[i]` (characters of the whole text).

    `lowers` are the words in lower case with straight apostrophes; `paragraph` counts from 0.
    """

    start: int
    end: int
    paragraph: int
    words: list[str]
    lowers: list[str]
    starts: list[int]
    ends: list[int]

    def __len__(self) -> int:
        return len(self.words)


def split_sentences(text: str) -> list[Sentence]:
    """The sentences of `text`; a line break ends a sentence, as does each of `. ! ?` that is no abbreviation's."""
    found: list[Sentence] = []
    paragraph = -1
    for line in re.finditer(r"[^\n\r\u2028\u2029]+", text):
        if not line.group().strip():
            continue
        paragraph += 1
        _split_line(text, line.start(), line.end(), paragraph, found)
    return found


def _split_line(text: str, begin: int, end: int, paragraph: int, found: list[Sentence]) -> None:
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    tokens = list(_TOKEN.finditer(text, begin, end))
    last = len(tokens) - 1
    i = 1 if last > 0 and tokens[0].group() in _BULLETS else 0
    while i <= last:
        token = tokens[i]
        words.append(token.group())
        starts.append(token.start())
        ends.append(token.end())
        if token.group() in _ENDERS and _is_end(tokens, i):
            while i < last and tokens[i + 1].group() in _CLOSERS and tokens[i + 1].start() == tokens[i].end():
                i += 1
                words.append(tokens[i].group())
                starts.append(tokens[i].start())
                ends.append(tokens[i].end())
            found.append(_sentence(words, starts, ends, paragraph))
            words, starts, ends = [], [], []
        elif len(words) >= _LONG and (token.group() in _PAUSES or len(words) >= _LONGEST):
            found.append(_sentence(words, starts, ends, paragraph))
            words, starts, ends = [], [], []
        i += 1
    if words:
        found.append(_sentence(words, starts, ends, paragraph))


def _is_end(tokens: list[re.Match[str]], i: int) -> bool:
    """Whether the full stop (or its like) at `i` ends a sentence."""
    if i == len(tokens) - 1 or tokens[i].group() not in (".", "...", "…"):
        return True
    following = i + 1
    while following < len(tokens) - 1 and tokens[following].group() in _CLOSERS | {"“", "‘", "«"}:
        following += 1
    first = tokens[following].group()[0]
    if tokens[i].group() != ".":
        return first.isupper()
    if tokens[i + 1].start() == tokens[i].end() and tokens[i + 1].group() not in _CLOSERS:
        return False
    before = tokens[i - 1].group().lower() if i else ""
    if before in _ABBREVIATIONS or (len(before) == 1 and before.isalpha()):
        return False
    return not first.islower()


def _sentence(words: list[str], starts: list[int], ends: list[int], paragraph: int) -> Sentence:
    if not _TYPED.isdisjoint(words):
        words = ['"' if word in _TYPED else word for word in words]
    lowers = [word.lower().replace("’", "'") for word in words]
    return Sentence(starts[0], ends[-1], paragraph, words, lowers, starts, ends)
