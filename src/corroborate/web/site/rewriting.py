"""A page of the desk becomes a page of a site: links between files, nothing that needs a server, names held back."""

from __future__ import annotations

from collections.abc import Mapping

from lxml import html  # type: ignore[import-untyped]  # it ships no types

from corroborate.web.site.addresses import link_from
from corroborate.web.site.holding import PageHide

_LINKS = ("href", "src", "action", "data-points", "data-source", "data-link")
_LINKED = html.etree.XPath(" | ".join(f"//*[@{name}]" for name in _LINKS))
_DESK_ONLY = html.etree.XPath("//*[@data-desk-only]")
_TEXTUAL = ("title", "aria-label", "alt", "placeholder", "data-name", "content", "value")
_WITH_SCRIPT = ("filters", "facets", "pager")
"""Parts of the list of incidents that its script fills on a site."""
_NO_SCRIPT = (
    '<noscript><p class="note">Filters need a script. Without one, <a href="/">months and countries</a>, kinds and '
    'grades beside the list, <a href="/actors">actors</a> and <a href="/places">places</a> lead to everything.</p></noscript>'
)


class Links:
    """Links from file to file, each found once. `known` are the files of the site by address."""

    def __init__(self, known: Mapping[str, str]) -> None:
        self._known = known
        self._found: dict[tuple[str, str], str | None] = {}

    def link(self, file: str, address: str) -> str | None:
        """As `link_from` has it."""
        key = (file.rpartition("/")[0], address)
        if key not in self._found:
            self._found[key] = link_from(file, address, self._known)
        return self._found[key]


def rewritten(page: str, file: str, links: Links, hide: PageHide | None) -> str:
    """The page as the file of a site. What leads nowhere without a server is left out, its words stay."""
    tree = html.document_fromstring(page)
    is_list = file == "incidents/index.html"
    for element in _DESK_ONLY(tree):
        part = element.get("data-part")
        if not (part == "exports" and _leads(element, file, links)) and not (
            is_list and part in _WITH_SCRIPT
        ):
            element.drop_tree()
    if is_list:
        _give_script(tree)
    if hide is not None:
        hide.in_page(tree, _TEXTUAL)
    for element in _LINKED(tree):
        for name in _LINKS:
            _relink(element, name, file, links)
    return "<!doctype html>\n" + str(html.tostring(tree, encoding="unicode"))


def _leads(element: html.HtmlElement, file: str, links: Links) -> bool:
    """Whether all links of a part lead somewhere on the site."""
    return all(links.link(file, each.get("href")) is not None for each in element.iter("a"))


def _give_script(tree: html.HtmlElement) -> None:
    """Put the script of a site, which filters what it reads from files, in the place of the desk's."""
    for section in tree.xpath("//section[@data-island='incidents']"):
        section.set("data-island", "site-incidents")
        section.set("data-source", "/data/incidents/index.json")
        for name in ("data-points", "data-rows"):
            section.attrib.pop(name, None)
    for script in tree.xpath("//script[@src='/static/built/incidents.js']"):
        script.set("src", "/static/built/site-incidents.js")
    for form in tree.xpath("//form[@data-part='filters']"):
        form.set("hidden", "")
        for field in form.xpath(".//div[*[@name='as_of']]"):
            field.drop_tree()
        form.addnext(html.fragment_fromstring(_NO_SCRIPT))


def _relink(element: html.HtmlElement, attribute: str, file: str, links: Links) -> None:
    address = element.get(attribute)
    if address is None:
        return
    link = links.link(file, address)
    if link is not None:
        element.set(attribute, link)
    elif element.tag in ("a", "section"):
        element.tag = "span" if element.tag == "a" else element.tag
        del element.attrib[attribute]
    elif element.getparent() is not None:
        element.drop_tree()
