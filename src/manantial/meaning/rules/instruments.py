"""The eighteen instruments of a systematization and the places where each is opened, in four forms each.

Every instrument is a blank sheet to carry, a page to type it in, a filled sheet to print and a table to take away. Said
once, here: the doors of the moments, the page of all the instruments and the test that opens every one read it.

A place is an address of this room by its name (`meaning:findings?que=debil`), one of its papers (`papel:formato?…`) or
an address of another room under the alliance (`mesa/fuentes/`). A table's place is that of the list it comes from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from manantial.kernel.rulings import gettext_noop as _
from manantial.meaning.rules.moments import Moment


class Form(StrEnum):
    """The four forms of an instrument."""

    BLANK = "blank"
    CAPTURE = "capture"
    FILLED = "filled"
    TABLE = "table"


@dataclass(frozen=True)
class Instrument:
    """An instrument: its key in the method, its name, the moments it belongs to, and the place of each form."""

    key: str
    name: str
    moments: tuple[Moment, ...]
    blank: str = ""
    capture: str = ""
    filled: str = ""
    table: str = ""

    def place(self, form: Form) -> str:
        """Where this form is opened; empty where there is none."""
        return str(getattr(self, form.value))

    @property
    def forms(self) -> Iterator[tuple[Form, str]]:
        """Each form with its place."""
        return ((form, self.place(form)) for form in Form)


_LIVED, _PLAN, _RECOVERY, _REFLECTION, _ARRIVAL = Moment
_INSTRUMENTS = (
    Instrument(
        "I-01", _("Ficha del plan de sistematización"), (_PLAN,),
        "papel:formato?clave=I-01", "meaning:plan_write", "papel:plan-de-sistematizacion", "meaning:plan",
    ),
    Instrument(
        "I-02", _("Inventario de fuentes"), (_LIVED,),
        "mesa/voces/papel/inventario/", "mesa/fuentes/nueva/", "mesa/fuentes/?papel=inventario", "mesa/fuentes/",
    ),
    Instrument(
        "I-03", _("Matriz de fuentes y preguntas"), (_PLAN,),
        "papel:formato?clave=I-03", "meaning:source_matrix", "papel:matriz-de-fuentes", "meaning:source_matrix",
    ),
    Instrument(
        "I-04", _("Línea del tiempo o río de la vida"), (_RECOVERY,),
        "papel:formato?clave=I-04", "meaning:milestone_new", "papel:fichas-de-hito", "meaning:milestones",
    ),
    Instrument(
        "I-05", _("Matriz de ordenamiento y reconstrucción"), (_RECOVERY,),
        "papel:formato?clave=I-05", "meaning:ordering", "papel:matriz-de-ordenamiento", "meaning:ordering",
    ),
    Instrument(
        "I-06", _("Guía de ordenamiento por eje"), (_RECOVERY,),
        "papel:formato?clave=I-06", "meaning:fragments?estado=sin", "papel:guia-por-eje", "meaning:fragments",
    ),
    Instrument(
        "I-07", _("Ficha de recuperación de aprendizajes"), (_REFLECTION, _ARRIVAL),
        "papel:formato?clave=I-07", "meaning:lesson_new", "papel:fichas-de-aprendizaje", "meaning:lessons",
    ),
    Instrument(
        "I-08", _("Matriz de voces"), (_RECOVERY,),
        "papel:formato?clave=I-08", "meaning:matrix", "papel:matriz-de-voces", "meaning:matrix",
    ),
    Instrument(
        "I-09", _("Relatoría de encuentro"), (_RECOVERY,),
        "mesa/voces/papel/relatoria/", "mesa/talleres/", "mesa/talleres/?papel=1", "mesa/talleres/",
    ),
    Instrument(
        "I-10", _("Guía de entrevista"), (_RECOVERY,),
        "mesa/guias/?papel=1", "mesa/guias/nueva/", "mesa/guias/preguntas/?papel=1", "mesa/guias/",
    ),
    Instrument(
        "I-11", _("Ficha de entrevista"), (_LIVED, _RECOVERY),
        "mesa/voces/papel/ficha-de-entrevista/", "mesa/voces/nueva/", "mesa/voces/?papel=entrevistas", "mesa/voces/",
    ),
    Instrument(
        "I-12", _("Testimonio con foto o dibujo"), (_RECOVERY,),
        "mesa/voces/papel/testimonio-con-foto/", "mesa/voces/nueva/?clase=photo", "mesa/voces/?papel=fotos",
        "mesa/voces/?clase=photo",
    ),
    Instrument(
        "I-13", _("Mapa de actores en el tiempo"), (_LIVED,),
        "papel:formato?clave=I-13", "meaning:actors", "papel:mapa-de-actores", "meaning:actors",
    ),
    Instrument(
        "I-14", _("Mesa «¿por qué pasó?»"), (_REFLECTION,),
        "papel:formato?clave=I-14", "meaning:whys", "papel:mesas-por-que", "meaning:whys",
    ),
    Instrument(
        "I-15", _("Ficha de hallazgo"), (_REFLECTION,),
        "papel:formato?clave=I-15", "meaning:finding_new", "papel:fichas-de-hallazgo", "meaning:findings",
    ),
    Instrument(
        "I-16", _("Validación con semáforo y devolución"), (_ARRIVAL,),
        "papel:hoja-de-semaforo", "meaning:validation", "papel:semaforo-lleno", "meaning:validation",
    ),
    Instrument(
        "I-17", _("Ficha corta"), (_LIVED, _ARRIVAL),
        "mesa/fichas/papel/short/", "mesa/fichas/nueva/short/", "mesa/fichas/?tipo=short&papel=1",
        "mesa/fichas/?tipo=short",
    ),
    Instrument(
        "I-18", _("Revisión después de la acción"), (_LIVED, _ARRIVAL),
        "mesa/fichas/papel/after_action/", "mesa/fichas/nueva/after_action/", "mesa/fichas/?tipo=after_action&papel=1",
        "mesa/fichas/?tipo=after_action",
    ),
)  # fmt: skip
INSTRUMENTS: Mapping[str, Instrument] = {one.key: one for one in _INSTRUMENTS}

# Work of a moment that is no instrument of its own, or a second sheet of one.
BESIDE = (
    Instrument(
        "I-02", _("Ficha de una fuente"), (_LIVED,),
        "mesa/voces/papel/ficha-de-fuente/", "mesa/fuentes/nueva/", "mesa/fuentes/?papel=fichas",
    ),
    Instrument(
        "I-01", _("Ejes y preguntas"), (_PLAN,), capture="meaning:questions",
        filled="papel:acta-de-aprobacion-del-plan",
    ),
    Instrument("I-01", _("Calendario"), (_PLAN,), capture="meaning:calendar", table="meaning:calendar"),
    Instrument(
        "I-04", _("Tira de la línea del tiempo"), (_RECOVERY,), capture="meaning:milestones", filled="meaning:strip",
    ),
    Instrument(
        "", _("Antes, en el camino y hoy"), (_REFLECTION,),
        "papel:formato?clave=etapas", "meaning:stages", "papel:comparar-etapas", "meaning:stages",
    ),
    Instrument(
        "I-16", _("Lo que pidieron corregir"), (_ARRIVAL,),
        "papel:formato?clave=correccion", "meaning:corrections", table="meaning:corrections",
    ),
    Instrument("", _("Regresar los resultados"), (_ARRIVAL,), capture="meaning:returns", table="meaning:returns"),
    Instrument("", _("Informes y síntesis"), (_ARRIVAL,), capture="meaning:reports", filled="papel:informe-final"),
    Instrument("", _("Bitácora ética"), (_ARRIVAL,), capture="meaning:ethics"),
)  # fmt: skip


def instruments_of(moment: Moment) -> list[Instrument]:
    """The instruments of one moment, in the order of the method, then what is done beside them."""
    return [one for one in (*_INSTRUMENTS, *BESIDE) if moment in one.moments]
