"""What is held back where on a page: names, and fine places, of the documents and incidents that a part tells of."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

from lxml import html  # type: ignore[import-untyped]  # it ships no types

from corroborate.analysis.personal import names_in
from corroborate.model import Report
from corroborate.publishing.names import Names, finer_places, names_to_show
from corroborate.record import Record
from corroborate.web.desk import Desk

_WORD = re.compile(r"\w+")
_LINKED = re.compile(r"(?:/(?:incidents|documents|totals)/|data-id=\")([^\"#?]+)")
_HOLDERS = ("incidents", "documents", "totals")
_WIDE = frozenset(("body", "main", "html", "section", "div"))
"""Parts of a page that are no one thing: what they link to does not tell what their own words are about."""
_ONE = frozenset(("li", "tr", "article", "blockquote", "dd"))
"""Parts that are about what they link to, as a whole."""

Hide = Callable[[str], str]


@dataclass(slots=True)
class Withheld:
    """What a site holds back: `of` by the id of an incident, a document or a total; `everywhere` whole names by first words."""

    of: Mapping[str, Names] = field(default_factory=dict)
    everywhere: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def for_page(self, address: str, text: str) -> PageHide | None:
        """What hides on a page; None where nothing on it is to be held back."""
        own = _id_of(address)
        mine = self.of.get(own) if own else None
        words = self.everywhere.keys() & set(_WORD.findall(text))
        whole = frozenset(name for word in words for name in self.everywhere[word])
        if mine is None and not whole and self.of.keys().isdisjoint(_LINKED.findall(text)):
            return None
        return PageHide(self.of, mine, _exactly(whole))

    def for_things(self, ids: Iterable[str]) -> Hide:
        """What hides in a text about some incidents or documents."""
        return _hide([self.of[each] for each in ids if each in self.of])


class PageHide:
    """Hides in the parts of a page, each by what the nearest part around it links to, and by what the page is about."""

    def __init__(self, of: Mapping[str, Names], mine: Names | None, everywhere: Hide) -> None:
        self._of, self._mine, self._everywhere = of, mine, everywhere
        self._about: dict[html.HtmlElement, frozenset[str]] = {}

    def in_page(self, tree: html.HtmlElement, textual: Iterable[str]) -> None:
        """Hide in all texts and attributes of a page; links must still be those of the desk."""
        self._look(tree)
        attributes = tuple(textual)
        for element in list(tree.iter(html.etree.Element)):
            hide = self._around(element)
            if element.text:
                element.text = hide(element.text)
            for name in attributes:
                if value := element.get(name):
                    element.set(name, hide(value))
            if element.tail:
                element.tail = self._around(element.getparent())(element.tail)

    def in_text(self, text: str) -> str:
        """Hide in a text that belongs to the page as a whole."""
        return self._with([])(text)

    def _look(self, tree: html.HtmlElement) -> None:
        for element in tree.iter("a", "tr"):
            told = element.get("href") if element.tag == "a" else f"/incidents/{element.get('data-id')}"
            name = _id_of(told or "")
            if name is None or name not in self._of:
                continue
            at = element
            while at is not None and at.tag not in _WIDE:
                self._about[at] = self._about.get(at, frozenset()) | {name}
                at = None if at.tag in _ONE else at.getparent()

    def _around(self, element: html.HtmlElement) -> Hide:
        at = element
        while at is not None and at.tag not in _WIDE:
            if at in self._about:
                return self._with(sorted(self._about[at]))
            at = at.getparent()
        return self._with([])

    def _with(self, ids: list[str]) -> Hide:
        told = [self._of[each] for each in ids]
        hide = _hide([*told, self._mine] if self._mine else told)
        return lambda text: self._everywhere(hide(text))


def withheld(record: Record, desk: Desk) -> Withheld:
    """All that a site of a record holds back."""
    of: dict[str, list[Report]] = defaultdict(list)
    for incident, report in record.store.reports():
        of[incident].append(report)
        of[report.document].append(report)
    told = {name: _names(reports, desk) for name, reports in of.items()}
    told = {name: each for name, each in told.items() if each.private or each.places}
    for each in record.quoted_totals():
        quoted = [told[held.source.id] for held in each.quoted if held.source.id in told]
        if quoted:
            told[min(held.id for held in each.quoted)] = Names.together(quoted)
    return Withheld(told, _by_word(name for each in told.values() for name in each.private))


def _names(reports: Iterable[Report], desk: Desk) -> Names:
    reports = list(reports)
    names = names_to_show(reports, desk.include_names)
    if not desk.coarsen:
        return names
    return names.and_places(finer_places((each.where, desk.placed(each.where)) for each in reports))


def _by_word(wordings: Iterable[str]) -> dict[str, frozenset[str]]:
    """Names of several words by their first: one word alone is held back only where its document is told of."""
    found: dict[str, set[str]] = defaultdict(set)
    for name in {name for wording in wordings for name in names_in(wording)}:
        words = _WORD.findall(name)
        if len(words) > 1:
            found[words[0]].add(name)
    return {word: frozenset(names) for word, names in found.items()}


def _exactly(names: frozenset[str]) -> Hide:
    from corroborate.publishing import HELD_BACK

    if not names:
        return lambda text: text
    either = "|".join(sorted(map(re.escape, names), key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{either})(?!\w)")
    return lambda text: pattern.sub(HELD_BACK, text)


def _hide(told: list[Names]) -> Hide:
    if not told:
        return lambda text: text
    names = told[0] if len(told) == 1 else Names.together(told)
    return lambda text: names.in_text(text) or ""


def _id_of(address: str) -> str | None:
    """The id of the incident, document or total whose page an address is."""
    room, _, name = urlsplit(address).path.strip("/").partition("/")
    return unquote(name) if room in _HOLDERS and name else None
