"""The day and place that stand over a stretch of text: "5 December, Bunia, Ituri." before what happened there."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.extraction.deed import Deed
from corroborate.extraction.kinds import STRONG
from corroborate.extraction.passage import Passage
from corroborate.language.dates import DateMention
from corroborate.places import PlaceMention

_LONGEST = 16
"""Tokens that a line may have which only names a day and a place."""
_SMALL = frozenset(
    "of in near at on and the to from district province territory region department county state area city town village "
    "road highway bridge governorate oblast division a m p.m a.m hours".split()
)


@dataclass(frozen=True, slots=True)
class Setting:
    """The days and places that a line names for the sentences under it; `line` is its sentence."""

    line: int
    dates: list[DateMention]
    places: list[PlaceMention]


def set_in(passage: Passage, deeds: list[Deed]) -> None:
    """Gives each telling without a day or place of its own those that stand over it."""
    settings = _settings(passage)
    for deed in deeds:
        setting = settings[deed.sentence]
        if setting is not None:
            deed.section = setting.line + 1
            deed.lent = not deed.dates and not deed.places
            if not deed.dates:
                deed.dates = setting.dates
            if setting.places and not any(place.relation in ("in", "near") for place in deed.places):
                deed.places = [*deed.places, *setting.places]
    _carried(passage, deeds)


def _carried(passage: Passage, deeds: list[Deed]) -> None:
    """Gives a telling that names no day the day of the sentences before it that tell of nothing: "It began on Monday."."""
    told = {deed.sentence for deed in deeds}
    for deed in deeds:
        if (
            deed.dates
            or deed.anaphoric
            or deed.plural
            or deed.headline
            or deed.begin > 0
            or deed.type == "other"
        ):
            continue
        paragraph = passage.sentences[deed.sentence].paragraph
        for i in range(deed.sentence - 1, -1, -1):
            if i in told or passage.sentences[i].paragraph != paragraph:
                break
            days = [d for d in passage.dates[i] if d.kind == "point" and d.begin <= _FIRST]
            if days:
                deed.dates = days[:1]
                if not deed.places:
                    deed.there = [p for p in passage.places[i] if p.relation in ("in", "near")][-1:]
                break


_FIRST = 4
"""A day that stands over what follows is among the first words of its sentence."""


def _settings(passage: Passage) -> list[Setting | None]:
    """What stands over each sentence, if anything."""
    found: list[Setting | None] = []
    current: Setting | None = None
    for i, sentence in enumerate(passage.sentences):
        if _is_setting(passage, i):
            current = Setting(i, passage.dates[i], passage.places[i])
            found.append(None)
            continue
        if current is not None:
            line = passage.sentences[current.line].paragraph
            inline = passage.sentences[current.line + 1].paragraph == line
            if sentence.paragraph > line + (0 if inline else 2):
                current = None
        found.append(current)
    return found


def _is_setting(passage: Passage, i: int) -> bool:
    """Whether a sentence only names a place, and perhaps a day."""
    sentence = passage.sentences[i]
    if len(sentence) > _LONGEST or not passage.places[i] or sentence.end <= passage.headline_end + 1:
        return False
    if i + 1 >= len(passage.sentences) or any(m.kind in STRONG for m in passage.triggers[i]):
        return False
    if not any(word[:1].islower() for word in passage.sentences[i + 1].words):
        return False  # a text in capitals
    named = {t for m in passage.places[i] for t in range(m.begin, m.end)}
    named |= {t for m in passage.dates[i] for t in range(m.begin, m.end)}
    return all(
        at in named or not word[0].isalpha() or word[:1].isupper() or word in _SMALL
        for at, word in enumerate(sentence.words)
    )
