"""What became of whom, sentence by sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from corroborate.extraction import default_tools, read_closely
from corroborate.extraction.casualties import find_harms
from corroborate.extraction.people import find_people
from corroborate.model import Document

CASES = yaml.safe_load((Path(__file__).parent / "casualties.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["text"] for case in CASES])
def test_sentence_tells_what_became_of_whom(case: dict[str, object]) -> None:
    passage = read_closely(
        Document(id="x", source="x", text=str(case["text"]), language="en"), default_tools()
    )
    harms = [
        [harm.effect, harm.people.group, harm.people.count.low, harm.people.count.high]
        for harm in find_harms(passage, 0, find_people(passage, 0))
        if not harm.recalled
    ]
    assert sorted(map(str, harms)) == sorted(map(str, case["harms"]))  # type: ignore[call-overload]
