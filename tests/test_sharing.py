from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest

from corroborate.errors import BadRequest
from corroborate.sharing import made_beside

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="a second process is forked on Linux only")


def test_what_a_second_process_makes_comes_in_its_order() -> None:
    with made_beside(lambda: iter(range(1_234))) as beside:
        assert list(beside) == list(range(1_234))


def test_what_goes_wrong_there_is_raised_here() -> None:
    def breaks() -> Iterator[int]:
        yield 1
        raise BadRequest("no such rule")

    with pytest.raises(BadRequest, match="no such rule"), made_beside(breaks) as beside:
        list(beside)


def test_it_ends_where_nobody_waits_for_it() -> None:
    def endless() -> Iterator[int]:
        while True:
            yield 1

    with made_beside(endless) as beside:
        assert beside is not None
