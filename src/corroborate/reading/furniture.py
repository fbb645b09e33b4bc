"""What stands on a page beside its article: found line by line, by rules kept as data."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from corroborate.errors import DataFileBroken
from corroborate.reading.layout import Line, cut_end, cut_line

_LONGEST = 700  # characters; no furniture in `furniture.yaml` is longer, so longer lines are not even tried
_HEAD = 8  # lines in which bylines stand
_TAIL = 600  # characters at the end of a paragraph in which an agency's tail stands
_PLACES = frozenset(("line", "head", "end"))
_BARS = re.compile(r"\s[|•·]\s")
_LATIN = re.compile("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_OTHER_SCRIPT = re.compile(r"[^\W\d_A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_PROSE = re.compile(r"[.!?؟۔।][\"'”’»)\]]*$")
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One entry of furniture.yaml: `pattern` matches a line (or, at its `end`, a part) of the class `kind`."""

    kind: str
    at: str
    pattern: re.Pattern[str]
    example: str
    kept: tuple[str, ...] = ()
    takes: str | None = None
    beside: bool = False


@cache
def load_rules() -> tuple[Rule, ...]:
    """The rules of furniture.yaml, in their order."""
    file = files("corroborate.reading").joinpath("furniture.yaml")
    rows = yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER)
    return tuple(_rule(row, n) for n, row in enumerate(rows, 1))


def clear_furniture(lines: Sequence[Line]) -> list[Line]:
    """`lines` with furniture cut out: by rule, and short lines in another script than the article's."""
    found: list[Line] = list(lines)
    matched = _match_lines(found)
    _take_neighbours(found, matched)
    _take_following(found, matched)
    kinds = _foreign_lines(found) | {n: rule.kind for n, rule in matched.items()}
    return [cut_line(line, kinds[n]) if n in kinds else _without_tail(line) for n, line in enumerate(found)]


def _rule(row: dict[str, object], n: int) -> Rule:
    try:
        patterns = row["patterns"]
        at, kind, example = str(row["at"]), str(row["class"]), str(row["example"])
        if not isinstance(patterns, list) or at not in _PLACES:
            raise TypeError(f"`patterns` is a list and `at` one of {', '.join(sorted(_PLACES))}")
        joined = re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)
    except (KeyError, TypeError, re.error) as error:
        raise DataFileBroken(f"furniture.yaml, entry {n}: {error}") from error
    kept = row.get("kept") or ()
    return Rule(
        kind=kind,
        at=at,
        pattern=joined,
        example=example,
        kept=tuple(str(line) for line in kept) if isinstance(kept, list) else (),
        takes=str(row["takes"]) if row.get("takes") else None,
        beside=bool(row.get("beside")),
    )


def _match_lines(lines: Sequence[Line]) -> dict[int, Rule]:
    """The lines that a rule takes whole by themselves."""
    found = {}
    for n, line in enumerate(lines):
        if len(line.text) <= _LONGEST:
            rule = _rule_for(line.text, n) or _rule_for_parts(line.text, n)
            if rule is not None:
                found[n] = rule
    return found


def _rule_for(text: str, n: int) -> Rule | None:
    """The first rule that takes `text`, as line `n` of its page."""
    for rule in load_rules():
        if (
            not rule.beside
            and (rule.at == "line" or (rule.at == "head" and n < _HEAD))
            and rule.pattern.fullmatch(text)
        ):
            return rule
    return None


def _rule_for_parts(text: str, n: int) -> Rule | None:
    """A row of links ("Comments (17) | Subscribe | Horoscope"): short parts, one of which a rule takes."""
    parts = [part.strip() for part in _BARS.split(text) if part.strip()]
    if len(parts) < 2 or any(len(part.split()) > 5 or _PROSE.search(part) for part in parts):
        return None
    return next((rule for part in parts if (rule := _rule_for(part, n)) is not None), None)


def _take_neighbours(lines: Sequence[Line], matched: dict[int, Rule]) -> None:
    """Lines that are furniture only next to another line of their class."""
    rules = [rule for rule in load_rules() if rule.beside]
    for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
        for n in order:
            if n in matched or len(lines[n].text) > _LONGEST:
                continue
            near = {matched[m].kind for m in (n - 1, n + 1) if m in matched}
            for rule in rules:
                if rule.kind in near and rule.pattern.fullmatch(lines[n].text):
                    matched[n] = rule
                    break


def _take_following(lines: Sequence[Line], matched: dict[int, Rule]) -> None:
    """The headlines under "Also read", and all but prose after the comments' notice."""
    for n in sorted(matched):
        takes = matched[n].takes
        if takes is None:
            continue
        following = n + 1
        while following < len(lines) and not _is_prose(lines[following].text):
            if takes == "headlines" and following > n + 1 and lines[following].gap:
                break
            matched.setdefault(following, matched[n])
            following += 1


def _is_prose(text: str) -> bool:
    return bool(_PROSE.search(text)) or len(text.split()) > 25


def _foreign_lines(lines: Sequence[Line]) -> dict[int, str]:
    """Short lines in another script inside an article in Latin script: a site's other languages."""
    if all(line.text.isascii() for line in lines):
        return {}
    latin, other = _letters(" ".join(line.text for line in lines))
    if latin < 4 * other:
        return {}
    found = {}
    for n, line in enumerate(lines):
        if not line.text.isascii() and len(line.text.split()) <= 15:
            latin, other = _letters(line.text)
            if other > 2 * latin:
                found[n] = "foreign-script line"
    return found


def _letters(text: str) -> tuple[int, int]:
    """How many letters are Latin, and how many are of another script."""
    other = len(_OTHER_SCRIPT.findall(text))
    return len(_LATIN.findall(text)), other


def _without_tail(line: Line) -> Line:
    start = max(0, len(line.text) - _TAIL)
    for rule in load_rules():
        if rule.at == "end" and (match := rule.pattern.search(line.text, start)):
            return _without_tail(cut_end(line, match.start(), rule.kind))
    return line
