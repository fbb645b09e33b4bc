"""What an address asks of the documents, and back."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast, get_args

from markupsafe import Markup, escape
from starlette.datastructures import QueryParams

from corroborate.errors import BadRequest
from corroborate.filters import selection_of
from corroborate.model.held import END, FOUND, DocumentFlag, DocumentQuery
from corroborate.web.asked import PAGE, asked

ORDERS = {
    "-published": "newest first",
    "published": "oldest first",
    "-added": "last added first",
    "publisher": "by publisher",
    "-reports": "most reports first",
}
ONLY: Mapping[str, str] = {
    "telling": "tell of an incident",
    "silent": "tell of none",
    "copies": "copies of others",
    "originals": "no copies",
    "uncoded": "not coded",
}
NONE = "none"
"""What an address calls documents without publisher, language or coder."""

_SEVERAL = {"publisher": "publishers", "language": "languages", "coder": "coders"}
_MORE = ("q", "publisher", "language", "coder", "names")
_LONGEST = 400
_WORD = re.compile(r'"([^"]+)"|(\S+)')


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Documents that somebody asks for; `given` is what the address says, without the page."""

    query: DocumentQuery
    given: Mapping[str, Any]

    @property
    def is_filtered(self) -> bool:
        """Does anything restrict the list?"""
        return bool({*self.given} - {"order", "limit"})

    def without(self, name: str, value: str) -> dict[str, Any]:
        """The address's names and values less one of them."""
        held = self.given.get(name)
        rest = tuple(each for each in held if each != value) if isinstance(held, tuple) else None
        return {**self.given, name: rest or None}


def shelf_asked(query: QueryParams, limit: int = PAGE, order: str = "-published") -> Shelf:
    """What an address asks. Raises BadRequest for what makes no sense."""
    wanted = asked(query, _MORE)
    unfit = sorted(set(wanted.filters) - {"since", "until", "only"})
    if unfit:
        raise BadRequest(f"{unfit[0]}: documents have no such filter; incidents do, at /incidents")
    shared: Any = {name: wanted.filters[name] for name in ("since", "until") if name in wanted.filters}
    days = selection_of(shared)
    named = {name: tuple(dict.fromkeys(filter(None, query.getlist(name)))) for name in _SEVERAL}
    text = " ".join(query.get("q", "").replace("\x00", " ").split())[:_LONGEST]
    only = _known_flags(wanted.filters.get("only", ()))
    orders = (*ORDERS, "best")
    if wanted.order and wanted.order not in orders:
        raise BadRequest(f"order {wanted.order!r}: there is no such order; choose among {', '.join(orders)}")
    given = {"q": text, **shared, **named, "only": only, "order": wanted.order}
    return Shelf(
        query=DocumentQuery(
            text=text,
            since=days.since,
            until=days.until,
            only=only,
            order=wanted.order or order,
            offset=wanted.offset,
            limit=limit if wanted.is_whole else wanted.limit,
            **{
                part: tuple("" if each == NONE else each for each in named[name])
                for name, part in _SEVERAL.items()
            },
        ),
        given={name: value for name, value in given.items() if value},
    )


def _known_flags(names: tuple[str, ...]) -> tuple[DocumentFlag, ...]:
    known: tuple[str, ...] = get_args(DocumentFlag)
    for name in names:
        if name not in known:
            raise BadRequest(f"only {name!r}: there is no such kind; choose among {', '.join(known)}")
    return cast(tuple[DocumentFlag, ...], names)


def snippet_shown(snippet: str) -> Markup:
    """A piece of text with the words found in mark elements, all else escaped."""
    return Markup(str(escape(snippet)).replace(FOUND, "<mark>").replace(END, "</mark>"))


def words_marked(text: str, asked_for: str) -> Markup:
    """A text with the words of a search in mark elements, all else escaped."""
    terms = list(_terms(asked_for))
    if not terms:
        return escape(text)
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(terms)})", re.IGNORECASE)
    parts, at = [], 0
    for found in pattern.finditer(text):
        parts += [escape(text[at : found.start()]), Markup("<mark>{}</mark>").format(found[0])]
        at = found.end()
    return Markup("").join([*parts, escape(text[at:])])


def _terms(asked_for: str) -> Iterator[str]:
    """Each word or phrase that was asked for, as a pattern."""
    for phrase, word in _WORD.findall(asked_for):
        said = (phrase or word).strip('"')
        bare = r"\W+".join(re.escape(each) for each in re.findall(r"\w+", said))
        if bare:
            yield bare + (r"\w*" if said.endswith("*") else r"(?!\w)")
