"""The reference of the command line, made from the commands themselves: docs/cli.md."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from corroborate.cli.exits import EXIT_CODES

_HEAD = """# The command line

Made from the commands by `make docs`; do not edit.

`corroborate --help` and `corroborate COMMAND --help` print the same. Texts and JSON go to standard output,
complaints to standard error, a line each. Progress is shown on standard error where it is a terminal. Colours are
used only on a terminal, and never where `NO_COLOR` is set. Where the output goes to a file or a pipe it is
as wide as `COLUMNS` says, or 110 columns. `corroborate --install-completion` sets up completion for your shell.

The record is the file given with `--record`, or named by `CORROBORATE_RECORD`, or by the setting `record`,
or `corroborate.db` in the working directory.

## Exit codes

| code | meaning |
|---|---|
"""


def render() -> str:
    """The whole reference as Markdown."""
    from typer.main import get_command

    from corroborate.cli.app import build

    lines = [f"| {code} | {meaning} |" for code, meaning in EXIT_CODES.items()]
    parts = [_HEAD + "\n".join(lines) + "\n"]
    parts += [_section(name, command) for name, command in _commands("corroborate", get_command(build()))]
    return "\n".join(parts)


def _commands(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    """Every command that can be run, with its full name."""
    inner = getattr(command, "commands", None)
    if inner is None:
        yield name, command
        return
    for each, below in inner.items():
        yield from _commands(f"{name} {each}", below)


def _section(name: str, command: Any) -> str:
    import inspect

    about, _, examples = inspect.cleandoc(command.help or "").partition("\b")
    arguments = [each for each in command.params if each.param_type_name == "argument"]
    options = [each for each in command.params if each.param_type_name == "option" and each.name != "help"]
    usage = " ".join([name, *("[OPTIONS]" for _ in options[:1]), *(_metavar(each) for each in arguments)])
    rows = [f"| `{_metavar(each)}` | {_cell(each)} |" for each in arguments]
    rows += [f"| `{_flags(each)}` | {_cell(each)} |" for each in options]
    table = ["| | |", "|---|---|", *rows] if rows else []
    shown = inspect.cleandoc(examples.partition("Examples:")[2])
    return "\n".join([f"## {name}", "", about.strip(), "", "```", usage, "```", "", *table, "", "```console", *(f"$ {line}" for line in shown.splitlines()), "```", ""])  # fmt: skip


def _metavar(argument: Any) -> str:
    name: str = argument.metavar or argument.name.upper()
    return name if argument.metavar or argument.required else f"[{name}]"


def _flags(option: Any) -> str:
    value = option.metavar or str(option.opts[0]).lstrip("-").upper()
    return ", ".join(option.opts) + ("" if option.is_flag else f" {value}")


def _cell(parameter: Any) -> str:
    """What a parameter is for, with its default where that says something."""
    told = " ".join((parameter.help or "").split()).replace("|", "\\|")
    default = parameter.default
    says_something = (
        parameter.param_type_name == "option" and isinstance(default, (str, int)) and not parameter.is_flag
    )
    again = " May be repeated." if getattr(parameter, "multiple", False) and "repeated" not in told else ""
    variable = f" Also from `{parameter.envvar}`." if parameter.envvar else ""
    return f"{told}{again}{variable}" + (f" [default: {default}]" if says_something else "")


if __name__ == "__main__":
    print(render(), end="")
