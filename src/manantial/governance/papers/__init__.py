"""What governance prints: the call, the list to sign, the minutes, and what was agreed for the wall."""

from collections.abc import Callable, Mapping

from manantial.governance.papers.acts import minutes_paper
from manantial.governance.papers.meeting import attendance_sheet, call_notice
from manantial.governance.papers.walls import agreements_poster
from manantial.press.compile import Pdf
from manantial.press.document import Document

PAPERS: Mapping[str, Callable[..., Document | Pdf]] = {
    "convocatoria": call_notice,
    "lista-de-asistencia": attendance_sheet,
    "acta": minutes_paper,
    "cartel-de-acuerdos": agreements_poster,
}

__all__ = ["PAPERS", "agreements_poster", "attendance_sheet", "call_notice", "minutes_paper"]
