"""Short articles coded on the spot, and what a case file says of the outcome.

A case names only what it is about: every key it leaves out may come out as it likes. Its `incidents` stand in
the order of the text and are all there are.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from corroborate.extraction import extract
from corroborate.model import Casualty, Coding, Document, Report, When, content_id

PUBLISHED = "2025-06-15"
"""The day of the articles that say no other: a Sunday."""

Case = dict[str, Any]


def cases(path: str) -> list[Case]:
    """The cases of a file beside the tests of extraction."""
    return list(yaml.safe_load((Path(__file__).parent / "extraction" / path).read_text(encoding="utf-8")))


def article(text: str, **head: Any) -> Document:
    """A document that begins with its title, where it has one, as reading leaves it."""
    title = head.get("title")
    whole = f"{title}\n\n{text}" if title else text
    head = {"published": PUBLISHED, "language": "en", **head}
    return Document(id=content_id(whole.encode("utf-8", "replace")), source="x.txt", text=whole, **head)


def coded(text: str, **head: Any) -> Coding:
    """What extraction makes of a short article published on 15 June 2025."""
    return extract(article(text, **head))


def coded_case(case: Case) -> Coding:
    """What extraction makes of the article of a case."""
    head = {key: case[key] for key in ("title", "language") if key in case}
    published = case.get("published", PUBLISHED)
    return coded(case["text"], published=published and str(published), **head)


def told(report: Report, asked: Case) -> Case:
    """What a report says of the keys that a case asks for, in the notation of the case files."""
    return {key: _TELLINGS[key](report) for key in asked}


def asked(case: Case) -> list[Case]:
    """The incidents that a case asks for, dates as text and lists in the order of `told`."""
    return [{key: _noted(key, value) for key, value in one.items()} for one in case["incidents"]]


def _noted(key: str, value: Any) -> Any:
    if key == "when":
        return str(value)
    return sorted(value) if isinstance(value, list) and key != "tactics" else value


def days(when: When) -> str:
    """`2025-06-10`, `2025-06-02..2025-06-08`, `..2025-06-08`, or the wording of a day that stays open."""
    if when.earliest is None and when.latest is None:
        return f"open: {when.wording}" if when.wording else "open"
    first, last = str(when.earliest or ""), str(when.latest or "")
    return first if first == last else f"{first}..{last}"


def casualty(each: Casualty) -> str:
    """`killed military 5`, `injured civilians 3-`, with `per` and the first speaker, and `denied`."""
    low, high = each.count.low, each.count.high
    number = f"{'' if low is None else low}-{'' if high is None else high}"
    said = f"{each.effect} {each.group} {'some' if number == '-' else low if low == high else number}"
    speaker = f" per {each.attribution[0].name}" if each.attribution else ""
    return said + speaker + (" denied" if each.denied else "")


_TELLINGS: dict[str, Any] = {
    "type": lambda report: report.type,
    "stage": lambda report: report.stage,
    "tactics": lambda report: list(report.tactics),
    "when": lambda report: days(report.when),
    "where": lambda report: report.where.name,
    "country": lambda report: report.where.country,
    "background": lambda report: report.background,
    "casualties": lambda report: sorted(casualty(each) for each in report.casualties),
    "by": lambda report: sorted(f"{each.name}: {each.responsibility}" for each in report.perpetrators),
    "says": lambda report: sorted(
        f"{each.name}: {each.attribution[0].name}" for each in report.perpetrators if each.attribution
    ),
    "targets": lambda report: sorted(each.name for each in report.targets),
    "weapons": lambda report: sorted(each.name.lower() for each in report.weapons),
    "silent": lambda report: sorted(each.party.name for each in report.silences),
}
