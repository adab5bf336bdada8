"""What every command stands on: the data folder, one alliance, answers as text or JSON, clear troubles.

Exit codes: 0 done · 1 a check found faults · 2 wrong use of the command · 3 the input cannot be used ·
4 something is not there · 5 the machine refuses (disk full, folder in use, newer data) · 70 a fault of ours.
"""

from __future__ import annotations

import json
import logging
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any

import click

from manantial.cli.words import _
from manantial.home import BadSetting, Home

if TYPE_CHECKING:
    from manantial.alliance.models import Alliance

FAULTS, BAD_INPUT, NOT_THERE, REFUSED, OURS = 1, 3, 4, 5, 70


class Trouble(click.ClickException):
    """Something a person can mend; one line that says what happened and what to do."""

    def __init__(self, message: str, exit_code: int = BAD_INPUT) -> None:
        super().__init__(message)
        self.exit_code = exit_code  # type: ignore[misc]

    def show(self, file: IO[str] | None = None) -> None:
        """Print the line on the error stream."""
        click.echo(click.style(_("No se pudo:"), bold=True) + " " + self.message, file=file, err=True)


@dataclass
class Frame:
    """The choices made before the command: folder, alliance, form of the answer."""

    home: Home
    as_json: bool = False
    alliance: str = ""
    _ready: bool = field(default=False, repr=False)

    def prepare(self, environment: Mapping[str, str] | None = None, *, must_exist: bool = True) -> None:
        """Start Django over the folder; with ``must_exist`` the folder must hold a database that fits."""
        if must_exist and not self.home.settings_file.exists():
            raise Trouble(
                _("No hay datos en %(home)s. Empiece con: manantial init o manantial demo") % {"home": self.home.path},
                NOT_THERE,
            )
        os.environ["MANANTIAL_HOME"] = str(self.home.path)
        os.environ["DJANGO_SETTINGS_MODULE"] = "manantial.settings"
        os.environ.update(environment or {})
        if not self._ready:
            import django

            try:
                django.setup()
            except BadSetting as error:
                raise Trouble(str(error), BAD_INPUT) from error
            self._ready = True
        from manantial.cli import installation

        if must_exist:
            installation.refuse_newer_database()

    @contextmanager
    def at_work(self) -> Iterator[Alliance]:
        """Prepare, and work for the alliance chosen by --alliance (or the only one there is)."""
        self.prepare()
        from django.utils import translation

        from manantial.alliance.tenancy import working_for
        from manantial.cli.words import language

        with translation.override("en" if language() == "en" else "es-mx"), working_for(self.chosen()) as alliance:
            yield alliance

    def chosen(self) -> Alliance:
        """Return the alliance to work for, or say which ones there are."""
        from manantial.alliance.models import Alliance

        found = list(Alliance.objects.filter(slug=self.alliance) if self.alliance else Alliance.objects.all())
        if len(found) == 1:
            return found[0]
        known = ", ".join(Alliance.objects.values_list("slug", flat=True)) or "—"
        if self.alliance:
            raise Trouble(
                _("No existe la alianza «%(slug)s». Hay: %(known)s") % {"slug": self.alliance, "known": known},
                NOT_THERE,
            )
        raise Trouble(_("Diga para qué alianza: --alliance con una de estas: %(known)s") % {"known": known}, 2)

    def answer(self, data: dict[str, Any], *lines: str) -> None:
        """Print the lines for people, or the data as one JSON object."""
        if self.as_json:
            click.echo(json.dumps(data, ensure_ascii=False, default=str))
        else:
            for line in lines:
                click.echo(line)

    @contextmanager
    def progress(self, label: str) -> Iterator[Callable[[int, int | None, str], None]]:
        """Show how far long work is, on the error stream; a terminal sees one moving line, a log a few lines."""
        if self.as_json or not sys.stderr.isatty():
            yield _quiet(label, silent=self.as_json)
            return

        def moving(done: int, total: int | None = None, message: str = "") -> None:
            share = f"{done}/{total}" if total else str(done)
            click.echo(f"\r\033[K{label} {share} {message}"[:100], nl=False, err=True)

        yield moving
        click.echo("\r\033[K", nl=False, err=True)


def _quiet(label: str, *, silent: bool) -> Callable[[int, int | None, str], None]:
    tenths = {"last": -1}

    def report(done: int, total: int | None = None, message: str = "") -> None:
        tenth = done * 10 // total if total else 0
        if not silent and total and tenth != tenths["last"]:
            tenths["last"] = tenth
            click.echo(f"{label} {done}/{total} {message}".rstrip(), err=True)

    return report


def now() -> datetime:
    """Return the present moment: commands are the only place, with pages, where the clock is read."""
    from django.utils import timezone

    return timezone.now()


def keep_trace(home: Home) -> str:
    """Write the present exception to the log of the folder and return where, for the developers."""
    folder = home.path if home.path.is_dir() else None
    if folder is None:
        return ""
    log = folder / "manantial.log"
    with log.open("a", encoding="utf-8") as out:
        out.write(traceback.format_exc())
    logging.getLogger(__name__).debug("trace kept in %s", log)
    return str(log)
