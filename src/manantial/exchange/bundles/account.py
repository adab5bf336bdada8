"""What reading a bundle did: told by subject, because nobody counts tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.exchange.actions.report import Status
from manantial.exchange.bundles.declared import kind_of

FORMAT = "bundle"
_SUBJECTS: Mapping[str, Any] = {
    "voices": gettext_lazy("Voces y sus palabras"),
    "permission": gettext_lazy("Permisos y retiros"),
    "gatherings": gettext_lazy("Talleres, guías y fichas"),
    "source": gettext_lazy("Fuentes"),
    "meaning": gettext_lazy("Hitos, códigos, hallazgos y aprendizajes"),
    "territory": gettext_lazy("Comunidades"),
    "people": gettext_lazy("Personas y cargos"),
    "governance": gettext_lazy("Asambleas, acuerdos y visitas"),
    "handover": gettext_lazy("Entregas de comités"),
    "water": gettext_lazy("Agua"),
    "project": gettext_lazy("Proyecto y dinero"),
    "campaign": gettext_lazy("Campaña y materiales"),
    "kits": gettext_lazy("Kits y sus entregas"),
    "exchange": gettext_lazy("Archivos recibidos de otros programas"),
    "ledger": gettext_lazy("Hechos de la bitácora"),
    "vault": gettext_lazy("Archivos: sonidos, fotos, documentos"),
    "alliance": gettext_lazy("Datos de la alianza"),
}


def subject_of(model: type[Model]) -> str:
    """The subject that a table belongs to, as a key."""
    room, _dot, rest = model.__module__.removeprefix("manantial.").partition(".")
    if kind_of(model) == "source":
        return "source"
    last = rest.rpartition(".")[2]
    return last if room == "voices" and last in {"permission", "gatherings"} else room


def subject_words(subject: str) -> str:
    """A subject in words."""
    return str(_SUBJECTS.get(subject, subject))


@dataclass
class Account:
    """Rows that came, by subject: new, changed, the same; what waits for a person; what was noted."""

    new: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    same: Counter[str] = field(default_factory=Counter)
    forks: Counter[str] = field(default_factory=Counter)
    notes: list[str] = field(default_factory=list)
    files: int = 0

    @property
    def quiet(self) -> bool:
        """Nothing of this computer changed."""
        return not (self.new.total() or self.changed.total() or self.forks.total() or self.files)

    def as_dict(self, name: str) -> dict[str, Any]:
        """In the shape of every report of a file that came."""
        forked = _("Cambió en las dos computadoras: están las dos versiones y alguien las junta.")
        items = {
            Status.NEW: _items(self.new),
            Status.CHANGED: _items(self.changed),
            Status.SKIPPED: _items(self.forks, forked),
            Status.NOTE: [{"what": note, "reason": "", "count": 1} for note in self.notes],
        }
        counts = {
            Status.NEW: self.new.total(), Status.CHANGED: self.changed.total(), Status.UNCHANGED: self.same.total(),
            Status.SKIPPED: self.forks.total(), Status.NOTE: len(self.notes),
        }  # fmt: skip
        return {
            "format": FORMAT, "name": name, "counts": {str(key): counts[key] for key in Status},
            "items": {str(key): listed for key, listed in items.items()}, "files": self.files,
        }  # fmt: skip

    def lines(self) -> Iterator[str]:
        """For the terminal."""
        told = _("%(new)d nuevos, %(changed)d cambiados, %(same)d sin cambio, %(files)d archivos, %(forks)d por juntar")
        yield told % {
            "new": self.new.total(), "changed": self.changed.total(), "same": self.same.total(),
            "files": self.files, "forks": self.forks.total(),
        }  # fmt: skip
        for title, counted in ((_("nuevos"), self.new), (_("cambiados"), self.changed), (_("por juntar"), self.forks)):
            for subject, count in sorted((+counted).items()):
                yield f"  {title} · {subject_words(subject)}: {count}"
        yield from (f"  {note}" for note in self.notes)


def _items(counted: Counter[str], reason: str = "") -> list[dict[str, Any]]:
    some = sorted((+counted).items())
    return [{"what": subject_words(subject), "reason": reason, "count": count} for subject, count in some]
