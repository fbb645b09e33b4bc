"""How a command ends: the documented exit codes, and every trouble in one line on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

FINE, FAILED, WRONG_USAGE, SOME_FAILED, INTERRUPTED, BROKEN_PIPE = 0, 1, 2, 3, 130, 141

EXIT_CODES = {
    FINE: "all went well",
    FAILED: "the run could not go on (an unreadable record, an unknown id, a full disk)",
    WRONG_USAGE: "wrong usage: an unknown option, or a value that makes no sense",
    SOME_FAILED: "some inputs failed, a line each on standard error; the rest went on",
    INTERRUPTED: "interrupted (Ctrl-C); what was done so far is kept, and the same command goes on from there",
    BROKEN_PIPE: "whoever read the output stopped reading",
}


def complain(message: object) -> None:
    """Says on standard error what went wrong, in one line."""
    from corroborate.words import harmless

    print(f"corroborate: {harmless(' '.join(str(message).split()))}", file=sys.stderr, flush=True)


@contextmanager
def told_in_one_line() -> Iterator[None]:
    """Ends the process with the fitting code where a command fails; anything unforeseen stays a traceback."""
    from corroborate.errors import BadRequest, CorroborateError

    try:
        yield
        sys.stdout.flush()
    except CorroborateError as error:
        complain(error)
        sys.exit(WRONG_USAGE if isinstance(error, BadRequest) else FAILED)
    except KeyboardInterrupt:
        complain("interrupted; what was done so far is kept, run the same command to go on")
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        _stop_writing()
        sys.exit(BROKEN_PIPE)
    except OSError as error:
        complain(f"{error.filename or 'output'}: {(error.strerror or str(error)).lower()}")
        sys.exit(FAILED)


def _stop_writing() -> None:
    """Nothing more can be printed: the interpreter's last flush goes nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
