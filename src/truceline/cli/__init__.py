"""Words on a command line, calls on a case."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Sequence


def main(words: Sequence[str] | None = None) -> None:
    """The `truceline` command: runs, prints errors in one line, exits with the documented code."""
    from typer import TyperException

    from truceline.cli.app import app_for
    from truceline.cli.output import fail
    from truceline.errors import TrucelineError

    atexit.register(gc.freeze)  # what is held goes with the process: it is not searched for circles before
    called = [*(sys.argv[1:] if words is None else words), ""]
    try:
        code = app_for(called[0])(words, prog_name="truceline", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else 0)
    except TrucelineError as e:
        sys.exit(fail(e))
    except TyperException as e:
        from truceline.cli.plain import told

        sys.exit(fail(told(e)) if e.format_message() else 2)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        # the reader of our output went away; so do we, quietly
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as e:
        if not e.filename:
            raise
        from truceline.errors import Invalid

        what = e.strerror or "it cannot be read or written"
        sys.exit(
            fail(
                Invalid(what, where=str(e.filename), mend="check the path, and who may read and write there")
            )
        )
