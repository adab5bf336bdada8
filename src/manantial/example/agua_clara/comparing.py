"""Ana reads with her own eyes what the organism coded: where both saw the same, where she saw something more."""

from __future__ import annotations

from manantial.example.agua_clara.stage import Stage, after, at
from manantial.example.agua_clara.thinking import ANALYSIS_DAY
from manantial.meaning.actions.coding import put_code
from manantial.meaning.actions.finishing import finish_coding
from manantial.meaning.models import Code

ALSO_SAW = {  # testimony → the codes Ana put on it
    2: ("Cloro",), 24: ("Cuentas a la vista",), 29: ("Asamblea",), 49: ("Brigadistas",),
    8: ("Relevo del comité", "Lo que no se escribió"), 22: ("Relevo del comité", "Cuentas a la vista"),
    47: ("Lo que no se escribió",), 3: ("Brigadistas", "Cloro"), 28: ("Brigadistas", "Cloro"),
    18: ("Asamblea", "Cuentas a la vista"), 54: ("Asamblea",),
}  # fmt: skip


STILL_READING = 54  # the testimony that Ana has not finished


def read_again(stage: Stage) -> None:
    """Put the codes of a second person on some fragments, so that there is something to compare."""
    codes = {code.name: code for code in Code.objects.all()}
    ana, now = stage.staff["facilitator"], at(after(ANALYSIS_DAY, -6))
    for index, names in ALSO_SAW.items():
        for name in names:
            put_code(stage.fragments[index], codes[name], by=ana, now=now)
        voice = stage.fragments[index].voice
        finish_coding(voice, by=stage.social, now=now)
        if index != STILL_READING:
            finish_coding(voice, by=ana, now=now)
