"""What is printed on: a terminal with colours and its own width, or a plain file without either."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from corroborate.words import harmless

if TYPE_CHECKING:
    from rich.console import Console
    from rich.text import Text

_PLAIN_WIDTH = 110
GRADE_STYLES = {
    "confirmed": "green", "corroborated": "green", "single-source": "yellow", "contested": "magenta", "denied": "red",
}  # fmt: skip


class Paper:
    """Standard output: paragraphs, headings and tables without lines, readable at 80 columns and in a pipe."""

    def __init__(self, console: Console | None = None) -> None:
        self.console = console or _console()

    @property
    def width(self) -> int:
        """How many columns there are."""
        return self.console.width

    def heading(self, text: str) -> None:
        """The title of a part, after a blank line."""
        self.console.print()
        self.line((text, "bold cyan"))

    def line(self, *parts: str | tuple[str, str], indent: int = 0, hang: int | None = None) -> None:
        """One paragraph of (words, style) parts; its further lines are indented by `hang`, or as the first."""
        further = indent if hang is None else hang
        rows = styled(*parts).wrap(self.console, max(20, self.width - max(indent, further)))
        for at, row in enumerate(rows):
            row.rstrip()
            shift = further if at else indent
            self.console.print(styled(" " * shift).append_text(row), soft_wrap=True)

    def table(self, heads: Sequence[str], rows: Iterable[Sequence[Any]], *, keep: Sequence[str] = ()) -> None:
        """Columns without lines; those in `keep` are never wrapped. A cell is words or (words, style)."""
        from rich.table import Table

        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold dim")
        for head in heads:
            table.add_column(head, no_wrap=head in keep, overflow="fold")
        for row in rows:
            table.add_row(*(styled(cell) for cell in row))
        if self.console.is_terminal:
            self.console.print(table)
            return
        with self.console.capture() as printed:
            self.console.print(table)
        self.console.out("\n".join(line.rstrip() for line in printed.get().splitlines()), highlight=False)

    def blank(self) -> None:
        """An empty line."""
        self.console.print()


def styled(*parts: str | tuple[str, str]) -> Text:
    """Words in their styles, never read as markup, without characters that steer a terminal."""
    from rich.text import Text

    text = Text()
    for part in parts:
        words, style = (part, "") if isinstance(part, str) else part
        text.append(harmless(words), style=style)
    return text


def graded(grade: str) -> tuple[str, str]:
    """A grade in its colour."""
    return grade, GRADE_STYLES.get(grade, "")


def print_json(value: Any) -> None:
    """One JSON value, indented, as UTF-8 whatever the terminal's own encoding is."""
    speak_utf8()
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    sys.stdout.write("\n")


def speak_utf8() -> None:
    """Standard output in UTF-8; a half character of a broken text is escaped, which JSON allows."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8", errors="backslashreplace")


def _console() -> Console:
    from rich.console import Console

    class Pipe(Console):
        """Tells of a reader who left as any other file does."""

        def on_broken_pipe(self) -> None:
            raise BrokenPipeError

    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    width = None if sys.stdout.isatty() else int(os.environ.get("COLUMNS") or _PLAIN_WIDTH)
    return Pipe(width=width, highlight=False, markup=False, emoji=False)
