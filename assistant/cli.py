"""The command line's frame: `main` runs a command, turns whatever goes wrong into one sentence, and exits.

Exit status 0: done. 1: done, but some inputs failed, each named on standard error. 2: wrong use or a setting that
can't work, in one sentence on standard error. The commands themselves are in `assistant/commands.py`.
"""

from __future__ import annotations

import os
import sys

import click

from assistant.commands import DONE, belegt
from assistant.terminal import say, speak_utf8

WRONG_USE, STOPPED = 2, 130


def main() -> None:
    """Run the command line and end the process with its exit status."""
    speak_utf8()
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status; whatever goes wrong is one sentence on standard error.

    With `BELEGT_DEBUG=1` an error is raised as it is.
    """
    try:
        # Not `belegt.main`: it ends with status 1, our "some inputs failed", when nobody reads on.
        with belegt.make_context("belegt", list(arguments)) as context:
            return belegt.invoke(context) or DONE
    except click.exceptions.Exit as ended:  # --help and --version
        return ended.exit_code
    except click.ClickException as error:
        return _fail(_advice(error))
    except (click.Abort, KeyboardInterrupt):
        say("Stopped.")
        return STOPPED
    except BrokenPipeError:  # whoever read our output has seen enough, as in `belegt search … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as error:
        if os.environ.get("BELEGT_DEBUG") == "1":
            raise
        return _fail(_sentence(error))


def _fail(sentence: str) -> int:
    say(sentence)
    return WRONG_USE


def _advice(error: click.ClickException) -> str:
    """Say what is wrong with a call, and for a wrong use where the right one is described."""
    if not isinstance(error, click.UsageError):
        return error.format_message()
    command = error.ctx.command_path if error.ctx else "belegt"
    return f"{error.format_message()} See `{command} --help`."


def _sentence(error: Exception) -> str:
    """Put any error into one line; errors of our own are sentences already."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename or 'The system'}: {error.strerror}."
    line = " ".join(str(error).split()) or "no reason given"
    ours = type(error).__module__.partition(".")[0] in ("corpus", "index", "assistant", "web", "app")
    return line if ours else f"{type(error).__name__}: {line} (BELEGT_DEBUG=1 shows where)."


def help_table() -> str:
    """Return all commands as a Markdown table, for the README."""
    rows = ["| command | does |", "|---|---|"]
    for name, command in sorted(belegt.commands.items()):
        context = click.Context(command, info_name=name, parent=click.Context(belegt, info_name="belegt"))
        usage = command.collect_usage_pieces(context)[1:]
        options = [option for option in command.params if isinstance(option, click.Option)]
        flags = [f"[{option.opts[0]}{f' {option.metavar}' if option.metavar else ''}]" for option in options]
        rows.append(f"| `belegt {' '.join([name, *usage, *flags])}` | {command.get_short_help_str(200)} |")
    return "\n".join(rows) + "\n"


if __name__ == "__main__":
    main()
