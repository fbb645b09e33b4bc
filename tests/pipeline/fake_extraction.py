"""A stand-in for extraction, and a process of its own that adds with it: PATH of the record, then the sources."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from codings import ARMY, FRONT, MINA, day, killed, words
from corroborate.model import Coding, Document, Perpetrator, Report, report_id
from corroborate.pipeline import AddOptions, add
from corroborate.store import open_store

FIRST = """Five soldiers were killed when a roadside bomb hit a convoy near Mina on 14 May 2024, the Northern Front said.
The group said its fighters set off the bomb as the convoy left the town for the base at the river."""
SECOND = """Army says five soldiers were killed by a bomb near Mina on 14 May 2024.
A statement from headquarters gave no names and said a search was under way in the hills to the north."""
OTHER = """Two soldiers were killed in a quarrel in the market of Mina on 2 February 2023, a spokesman said yesterday.
The market was closed for the rest of the day and traders were told to come back in the morning."""


def fake_extract(document: Document) -> Coding:
    """One report a document, by the words it must have."""
    text = document.text
    if "poison" in text:
        raise ValueError("no such thing")
    if "killed" not in text:
        return Coding(document=document)
    first = text.splitlines()[0]
    bomb = "bomb" in text
    number = 5 if "ive soldiers" in text else 2
    quote = "ive soldiers were killed" if number == 5 else "wo soldiers were killed"
    said = (FRONT,) if "Front" in text else (ARMY,)
    who = Perpetrator(
        name="Northern Front",
        kind="organization",
        responsibility="claimed",
        actor="northern_front",
        span=words(document, first),
    )
    report = Report(
        id=report_id(document.id, first),
        document=document.id,
        evidence=(words(document, first),),
        where=MINA,
        type="remote_explosive_landmine_ied" if bomb else "mob_violence",
        when=day(date(2024, 5, 14) if bomb else date(2023, 2, 2)),
        casualties=(killed(document, quote, number, *said),),
        perpetrators=(who,) if "Front" in text else (),
    )
    return Coding(document=document, reports=(report,))


OPTIONS = AddOptions(code=fake_extract, extractor="fake 1.0")


if __name__ == "__main__":
    with open_store(sys.argv[1]) as record:
        add(record, sys.argv[2:], OPTIONS, lambda progress: print(progress.done, flush=True))
