"""Words and phrases by class, as data: the lexicons' format and their matching."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources.abc import Traversable

import yaml

from corroborate.errors import DataFileBroken
from corroborate.language.sentences import Sentence


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a lexicon: its class (`people.military`), its forms, and a sentence that shows it."""

    kind: str
    forms: tuple[str, ...]
    example: str


@dataclass(frozen=True, slots=True)
class Match:
    """Tokens `begin` to `end` (exclusive) of a sentence are a form of the class `kind`."""

    begin: int
    end: int
    kind: str


class Lexicon:
    """Forms (one word or several) and their classes; the longest form wins."""

    def __init__(self, forms: Mapping[tuple[str, ...], str]) -> None:
        self._alone: dict[str, str] = {form[0]: kind for form, kind in forms.items() if len(form) == 1}
        self._longer: dict[str, dict[str, list[tuple[list[str], str]]]] = {}
        for form, kind in sorted(forms.items(), key=lambda entry: -len(entry[0])):
            if len(form) > 1:
                following = self._longer.setdefault(form[0], {})
                following.setdefault(form[1], []).append((list(form), kind))
        self._firsts = self._alone.keys() | self._longer.keys()

    def matches(self, sentence: Sentence) -> list[Match]:
        """All matches in `sentence`, left to right, none overlapping."""
        found: list[Match] = []
        lowers, firsts = sentence.lowers, self._firsts
        reached = 0
        for i in [i for i, word in enumerate(lowers) if word in firsts]:
            if i >= reached:
                match = self._at(lowers, i)
                if match is not None:
                    found.append(match)
                    reached = match.end
        return found

    def _at(self, lowers: list[str], i: int) -> Match | None:
        following = self._longer.get(lowers[i])
        if following is not None and i + 1 < len(lowers):
            for form, kind in following.get(lowers[i + 1], ()):
                if lowers[i : i + len(form)] == form:
                    return Match(i, i + len(form), kind)
        kind_alone = self._alone.get(lowers[i])
        return Match(i, i + 1, kind_alone) if kind_alone is not None else None


def read_entries(file: Traversable) -> list[Entry]:
    """The entries of one YAML lexicon: a list of `{class, forms, example}`; `verbs` are inflected."""
    found = []
    for n, row in enumerate(yaml.load(file.read_text(encoding="utf-8"), Loader=_LOADER), 1):
        try:
            forms = [str(form) for form in row.get("forms", ())]
            for verb in row.get("verbs", ()):
                forms.extend(inflect(str(verb)))
            found.append(Entry(str(row["class"]), tuple(forms), str(row["example"])))
        except (KeyError, TypeError, AttributeError) as error:
            raise DataFileBroken(
                f"{file.name}, entry {n}: needs class, forms or verbs, example; {error}"
            ) from error
    return found


def compile_lexicon(entries: Iterable[Entry]) -> Lexicon:
    """A lexicon of all `entries`; where a form stands twice, the first class wins."""
    forms: dict[tuple[str, ...], str] = {}
    for entry in entries:
        for form in entry.forms:
            forms.setdefault(tuple(form.lower().split()), entry.kind)
    return Lexicon(forms)


def inflect(verb: str) -> list[str]:
    """The forms of a verb, particle and all.

    `kill` and `blow up` are regular; `gun+ down` doubles its last letter (gunned, gunning);
    `shoot|shot|shot` names its past and its participle, `hit+|hit|hit` doubles in the gerund only.
    """
    head, _, particle = verb.partition(" ")
    tail = f" {particle}" if particle else ""
    parts = head.split("|")
    base = parts[0].removesuffix("+")
    doubled = base + base[-1] if parts[0].endswith("+") else base
    pasts = parts[1:] or [_past(doubled)]
    return [form + tail for form in dict.fromkeys((base, _third(base), _gerund(doubled), *pasts))]


def _third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + "s"


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    return base + "ed"


def _gerund(base: str) -> str:
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return base + "ing"


_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
