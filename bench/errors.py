"""A page of mistakes: grouped by kind, each with its text, what the gold says and what was found.

The page is one HTML file without anything from outside, readable in light and dark.
"""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.results import OUT

Spans = tuple[tuple[int, int], ...]
MOST_OF_A_KIND = 300
"""Cases of a kind that the page shows, so that it still opens; it says how many there are."""
AROUND, WHOLE = 160, 900
"""Characters kept around marked spans of a text that is longer than WHOLE."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One mistake: its kind, the text it is in, gold and found in words, and where both stand in the text.

    Spans are characters of `text`, end exclusive; a case without them is shown by its words alone.
    """

    kind: str
    id: str
    text: str
    gold: str
    found: str
    gold_spans: Spans = ()
    found_spans: Spans = ()


def write_errors(
    name: str,
    cases: Iterable[Case | Mapping[str, Any]],
    figures: Sequence[str] = (),
    to: Path | None = None,
) -> Path:
    """Write bench/out/NAME-errors.html (or `to`), most frequent kinds first; `figures` (SVG) stand at its head.

    A case may also be a mapping with the fields of Case.
    """
    read = [each if isinstance(each, Case) else Case(**each) for each in cases]
    path = to or OUT / f"{name}-errors.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(page(name, read, figures), encoding="utf-8")
    return path


def page(name: str, cases: Sequence[Case], figures: Sequence[str] = ()) -> str:
    """The whole page."""
    kinds = by_kind(cases)
    links = "".join(
        f'<li><a href="#k{n}">{_escaped(kind)}</a> {len(each)}</li>' for n, (kind, each) in enumerate(kinds)
    )
    sections = "".join(_section(n, kind, each) for n, (kind, each) in enumerate(kinds))
    title = f"{_escaped(name)}: {len(cases):,} mistakes"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><h1>{title}</h1>{''.join(figures)}"
        f"<nav><ul>{links}</ul></nav>{sections}</body></html>\n"
    )


def by_kind(cases: Iterable[Case]) -> list[tuple[str, list[Case]]]:
    """Cases by kind, the commonest kind first."""
    kinds: dict[str, list[Case]] = {}
    for case in cases:
        kinds.setdefault(case.kind, []).append(case)
    return sorted(kinds.items(), key=lambda item: (-len(item[1]), item[0]))


def marked(text: str, spans: Spans, label: str, keep: Spans = ()) -> str:
    """A text as HTML with `spans` marked; of a long text only what stands around `spans` and `keep`."""
    inside = [span for span in _joined(spans) if span[0] < len(text)]
    pieces = []
    for begin, end in _windows(text, (*inside, *keep)):
        at = begin
        pieces.append("… " if begin else "")
        for start, stop in inside:
            if begin <= start and stop <= end:
                pieces.append(
                    f'{_escaped(text[at:start])}<mark class="{label}">{_escaped(text[start:stop])}</mark>'
                )
                at = stop
        pieces.append(_escaped(text[at:end]) + (" …" if end < len(text) else ""))
    return "".join(pieces)


def _windows(text: str, spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(text) <= WHOLE:
        return [(0, len(text))]
    around = [(max(0, start - AROUND), min(len(text), end + AROUND)) for start, end in spans]
    return _joined(tuple(around)) or [(0, WHOLE)]


def _joined(spans: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that overlap as one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if found and start < found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        elif end > start:
            found.append((start, end))
    return found


def _section(n: int, kind: str, cases: Sequence[Case]) -> str:
    shown = cases[:MOST_OF_A_KIND]
    note = f"<p>The first {len(shown)} of {len(cases)}.</p>" if len(shown) < len(cases) else ""
    articles = "".join(_article(case) for case in shown)
    opened = " open" if n == 0 else ""
    return (
        f'<details id="k{n}"{opened}><summary><h2>{_escaped(kind)} <small>{len(cases)}</small></h2></summary>'
        f"{note}{articles}</details>"
    )


def _article(case: Case) -> str:
    sides = []
    both = (*case.gold_spans, *case.found_spans)
    for label, said, spans in (("gold", case.gold, case.gold_spans), ("found", case.found, case.found_spans)):
        text = f"<p>{marked(case.text, spans, label, both)}</p>" if both else ""
        sides.append(f"<div><h4>{label}</h4><pre>{_escaped(said)}</pre>{text}</div>")
    plain = "" if both else f"<p>{marked(case.text, (), 'gold')}</p>"
    return f"<article><h3>{_escaped(case.id)}</h3>{plain}<div class='sides'>{''.join(sides)}</div></article>"


def _escaped(text: str) -> str:
    return html.escape(text, quote=True)


_STYLE = """
:root{color-scheme:light dark;--line:light-dark(#ccc,#444);--gold:light-dark(#ffe08a,#6b5200);
--found:light-dark(#a9d5ff,#0f4a7a)}
body{font:15px/1.5 system-ui,sans-serif;max-width:78rem;margin:1.5rem auto;padding:0 1rem}
nav ul{columns:16rem;padding-left:1.2rem}summary h2{display:inline;font-size:1.1rem}small{font-weight:normal}
article{border-top:1px solid var(--line);padding:.6rem 0}h3{font-size:.85rem;margin:.2rem 0;font-weight:600}
h4{font-size:.75rem;margin:.2rem 0;text-transform:uppercase;letter-spacing:.05em}
.sides{display:grid;grid-template-columns:1fr 1fr;gap:1.2rem}
.sides>div{min-width:0}
@media(max-width:45rem){.sides{grid-template-columns:1fr}}
p{white-space:pre-wrap;margin:.3rem 0}pre{white-space:pre-wrap;margin:.2rem 0;font:13px/1.4 ui-monospace,monospace}
mark{color:inherit;padding:0 .1em;border-radius:2px}mark.gold{background:var(--gold)}
mark.found{background:var(--found)}svg{max-width:100%;height:auto}
"""
