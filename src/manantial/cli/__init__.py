"""The command line: ``manantial``. Each verb is a small module; Django starts only when a verb needs it."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from importlib import import_module

import click

from manantial import __version__
from manantial.cli.frame import OURS, REFUSED, Frame, Trouble, keep_trace
from manantial.cli.words import _
from manantial.home import Home

VERBS = {
    "init": "setup", "demo": "setup", "serve": "serving", "import": "data", "export": "leaving", "trace": "data",
    "build": "papers", "kit": "papers", "verify": "keeping", "backup": "keeping", "restore": "keeping",
    "doctor": "keeping", "bundle": "bundles", "i18n": "languages",
}  # fmt: skip


class Verbs(click.Group):
    """Finds a verb in its module, so that asking for help stays quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs in the order of a first day."""
        return list(VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        """Return the verb, or None."""
        if name not in VERBS:
            return None
        found: click.Command = getattr(import_module(f"manantial.cli.{VERBS[name]}"), f"{name}_command")
        return found


@click.group(
    cls=Verbs,
    help=_("Manantial: la memoria y la comunicación de las alianzas público-comunitarias por el agua."),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110},
)
@click.version_option(__version__, message="Manantial %(version)s")
@click.option("--home", metavar="DIR", help=_("Carpeta de datos (o MANANTIAL_HOME)."))
@click.option("--json", "as_json", is_flag=True, help=_("Responder con un objeto JSON."))
@click.option("--alliance", metavar="SLUG", default="", help=_("Alianza con la que se trabaja, si hay varias."))
@click.pass_context
def cli(context: click.Context, home: str | None, as_json: bool, alliance: str) -> None:
    """Gather the choices made before the verb."""
    context.obj = Frame(Home.find(home), as_json, alliance)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and leave with its exit code; no person ever meets a traceback."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = cli.main(args=given, prog_name="manantial", standalone_mode=False)
    except click.Abort:
        _leave(Trouble(_("Cancelado. Lo guardado sigue igual."), 130), given)
    except click.ClickException as error:
        _leave(error, given)
    except OSError as error:
        _leave(Trouble(f"{error.strerror or error} {error.filename or ''}".strip(), REFUSED), given)
    except Exception:  # noqa: BLE001 - the last net: one clear line for people, the trace for the log
        kept = keep_trace(Home.find(_home_of(given))) or "—"
        told = _("Falló el programa, no usted. Lo guardado sigue igual. Detalle: %(log)s") % {"log": kept}
        _leave(Trouble(told, OURS), given)
    else:
        sys.exit(code if isinstance(code, int) else 0)


def _leave(trouble: click.ClickException, given: list[str]) -> None:
    """Say the trouble in one line, or as a JSON object, and leave with its code."""
    if "--json" in given:
        click.echo(json.dumps({"error": trouble.format_message(), "code": trouble.exit_code}, ensure_ascii=False))
    else:
        trouble.show()
    sys.exit(trouble.exit_code)


def _home_of(given: list[str]) -> str | None:
    return given[given.index("--home") + 1] if "--home" in given[:-1] else None
