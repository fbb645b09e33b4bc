"""People as they are spoken of: the noun that every figure of casualties is about."""

from __future__ import annotations

from dataclasses import dataclass

from corroborate.model import Count
from corroborate.model.vocabulary import Group

ONE = Count(low=1, high=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """Tokens `begin` to `end` of a sentence speak of people; `head` is the noun.

    `bare` is a number without a noun ("four were killed"); `definite` people were spoken of before; `part` are
    among the people named just before ("12, including two officers"); `actor` is the registry's id of the
    party they belong to, where the words name one.
    """

    begin: int
    end: int
    head: int
    group: Group
    count: Count
    definite: bool = False
    bare: bool = False
    part: bool = False
    additional: bool = False
    proper: bool = False
    actor: str | None = None
