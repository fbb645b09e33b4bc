"""A page of the desk becomes a page of a site: links between files, nothing that needs a server, names held back."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from lxml import html  # type: ignore[import-untyped]  # it ships no types

from corroborate.publishing import Names
from corroborate.web.site.addresses import link_from

_LINKS = (
    ("a", "href"), ("link", "href"), ("script", "src"), ("img", "src"), ("form", "action"),
    ("section", "data-points"), ("section", "data-source"), ("section", "data-link"),
)  # fmt: skip
_TEXTUAL = ("title", "aria-label", "alt", "placeholder", "data-name", "content", "value")
_WORD = re.compile(r"\w+")

Hide = Callable[[str], str]


class Withheld:
    """The names of private people that a page may hold: of thousands only those whose first word it has are tried."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_word: dict[str, list[str]] = defaultdict(list)
        for name in names:
            if found := _WORD.search(name):
                self._by_word[found.group()].append(name)

    def for_page(self, text: str) -> Hide:
        """What hides the names in any part of a page with this text."""
        words = self._by_word.keys() & set(_WORD.findall(text))
        held = Names(private=frozenset(name for word in words for name in self._by_word[word]))
        return lambda part: held.in_text(part) or ""


def rewritten(page: str, file: str, known: Mapping[str, str], hide: Hide) -> str:
    """The page as the file of a site. What leads nowhere without a server is left out, its words stay."""
    tree = html.document_fromstring(page)
    for element in tree.xpath("//*[@data-desk-only]"):
        element.drop_tree()
    for tag, attribute in _LINKS:
        for element in list(tree.iter(tag)):
            _relink(element, attribute, file, known)
    for element in tree.iter():
        _hide_in(element, hide)
    doctype = "<!doctype html>\n"
    return doctype + str(html.tostring(tree, encoding="unicode"))


def _relink(element: html.HtmlElement, attribute: str, file: str, known: Mapping[str, str]) -> None:
    address = element.get(attribute)
    if address is None:
        return
    link = link_from(file, address, known)
    if link is not None:
        element.set(attribute, link)
    elif element.tag in ("a", "section"):
        element.tag = "span" if element.tag == "a" else element.tag
        del element.attrib[attribute]
    else:
        element.drop_tree()


def _hide_in(element: html.HtmlElement, hide: Hide) -> None:
    if not isinstance(element.tag, str):
        return
    if element.text:
        element.text = hide(element.text)
    if element.tail:
        element.tail = hide(element.tail)
    for name in _TEXTUAL:
        if value := element.get(name):
            element.set(name, hide(value))
