"""What ``verify`` and ``doctor`` look at. Each finding says what is wrong and what to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from django.db import connection

from manantial.alliance import words_index
from manantial.cli.frame import now as clock
from manantial.cli.installation import free_bytes
from manantial.cli.words import _
from manantial.home import Home
from manantial.ledger import guards
from manantial.ledger.queries import chain_faults
from manantial.vault.queries import damage

LITTLE_ROOM = 2 * 1024**3
OLD_BACKUP = timedelta(days=7)


@dataclass(frozen=True)
class Finding:
    """One thing found; ``blocks`` when it must be mended before going on."""

    code: str
    text: str
    blocks: bool = True

    def as_dict(self) -> dict[str, object]:
        """Return it for JSON."""
        return asdict(self)


def database_findings() -> list[Finding]:
    """Check the database itself: its integrity, its links, its guards."""
    findings = [
        Finding(
            "guard", _("Falta una protección de la base de datos: %s. Ejecute manantial serve para reponerla.") % name
        )
        for name in guards.missing(connection)
    ]
    remade = _("El índice de palabras de %s no estaba completo y se rehízo; la búsqueda ya encuentra todo.")
    findings += [Finding("words", remade % table, blocks=False) for table in words_index.mend(connection)]
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(20)")
            findings += [Finding("database", str(row[0])) for row in cursor.fetchall() if row[0] != "ok"]
            cursor.execute("PRAGMA foreign_key_check")
            findings += [
                Finding("database", _("Fila sin su referencia en la tabla %s") % row[0])
                for row in cursor.fetchall()[:20]
            ]
    return findings


def alliance_findings(*, deep: bool, progress: object) -> list[Finding]:
    """Check the ledger's chain and the vault of the present alliance."""
    words = {
        "gap": _("falta un asiento"),
        "altered": _("fue alterado"),
        "unlinked": _("no enlaza con el anterior"),
        "origin": _("no es como estaba en la otra computadora"),
    }
    findings = [
        Finding(
            "ledger",
            _("Bitácora, asiento %(number)s: %(what)s") % {"number": fault.sequence, "what": words[fault.what]},
        )
        for fault in chain_faults()
    ]
    kinds = {"missing": _("falta"), "altered": _("fue alterado")}
    report = progress if callable(progress) else None
    losses = damage(deep=deep, progress=(lambda done: report(done, None, "")) if report else None)
    text = _("Archivo %(name)s: %(what)s. Recupérelo de un respaldo.")
    findings += [Finding("vault", text % {"name": loss.blob, "what": kinds[loss.what]}) for loss in losses]
    return findings


def machine_findings(home: Home, moment: datetime) -> list[Finding]:
    """Look at the folder: room on the disk, age of the last backup, guards."""
    findings = []
    room = free_bytes(home.path)
    if room < LITTLE_ROOM:
        findings.append(
            Finding(
                "disk", _("Queda poco espacio en el disco: %.1f GB") % (room / 1024**3), blocks=room < LITTLE_ROOM // 8
            )
        )
    newest = max((file.stat().st_mtime for file in home.backups.glob("manantial-*.zip")), default=None)
    if newest is None or moment.timestamp() - newest > OLD_BACKUP.total_seconds():
        findings.append(
            Finding("backup", _("No hay respaldo de los últimos 7 días. Ejecute: manantial backup"), blocks=False)
        )
    return findings + database_findings()


def health_findings(on: date) -> list[Finding]:
    """Look at the content of the present alliance: consents, orphans, expired committees, sums, sources."""
    from manantial.site.health import content_findings

    return [Finding(code, text, blocks) for code, text, blocks in content_findings(on)]


def today() -> date:
    """Return today's date where the alliance is."""
    from django.utils import timezone

    return timezone.localtime(clock()).date()
