"""News reports of armed conflict become a record of incidents in which every figure still says who gave it.

import corroborate

with corroborate.open("record.db") as record:
    record.add("articles/", publisher="The Daily")
    for incident in record.incidents(since="2024-05", place="Kech", grade="contested"):
        print(incident["id"], incident["killed_low"], incident["killed_high"], incident["contested"])
    frame = record.claims(field="casualty").to_pandas()

coding = corroborate.extract("Two soldiers were killed …", published="2024-05-15")
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

    from corroborate.errors import CorroborateError
    from corroborate.filters import Filters
    from corroborate.model.coding import Coding
    from corroborate.model.document import Document
    from corroborate.record import Record
    from corroborate.table import Table

__version__ = "0.1.0"

__all__ = ["CorroborateError", "Filters", "Record", "Table", "__version__", "extract", "open"]

_HOMES = {"CorroborateError": "errors", "Filters": "filters", "Record": "record", "Table": "table"}


def open(
    path: str | PathLike[str] = "corroborate.db",
    *,
    readonly: bool = False,
    create: bool = True,
    author: str = "",
    rule: str = "lowest",
) -> Record:
    """Open the record at `path`, or make one; ":memory:" is one that is not kept.

    `author` is whose name decisions carry, `rule` the rule for best figures. Raises UnreadableRecord where
    the file is missing (and may not be made), damaged, another program's, or from a newer version.
    """
    from corroborate.record import Record
    from corroborate.store import open_store

    return Record(open_store(str(path), readonly=readonly, create=create), author=author, rule=rule)


def extract(
    text: str,
    *,
    published: str | None = None,
    publisher: str | None = None,
    extractor: Callable[[Document], Coding] | None = None,
) -> Coding:
    """What a text tells of incidents, totals and stances; relative dates are resolved against `published`.

    `extractor` codes in place of the grammar (see `corroborate.extractors.choose`).
    `corroborate.model.encoding.coding_to_json` makes it JSON. Raises UnreadableDocument for a blank text,
    BadRequest for a date that is none.
    """
    from corroborate.pipeline.coding import code_text

    return code_text(text, published=published, publisher=publisher, extractor=extractor)


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"corroborate.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'corroborate' has no attribute {name!r}")
