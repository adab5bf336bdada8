"""What meaning prints: reports, the synthesis, the sheet of each community, the catalogue, sheets for workshops."""

from collections.abc import Callable, Mapping

from manantial.meaning.papers.catalogue import audiovisual_catalogue
from manantial.meaning.papers.community import community_sheet
from manantial.meaning.papers.frame import PaperRefused, escaped, frame, titled
from manantial.meaning.papers.report import final_report, preliminary_report
from manantial.meaning.papers.sheets import plan_sheet, traffic_light_sheet
from manantial.meaning.papers.speech import Speech
from manantial.meaning.papers.synthesis import PAGES as SYNTHESIS_PAGES
from manantial.meaning.papers.synthesis import synthesis
from manantial.press.document import Document

PAPERS: Mapping[str, Callable[..., Document]] = {
    "informe-final": final_report,
    "informe-preliminar": preliminary_report,
    "sintesis": synthesis,
    "lo-que-dijo-su-comunidad": community_sheet,
    "catalogo-audiovisual": audiovisual_catalogue,
    "plan-de-sistematizacion": plan_sheet,
    "hoja-de-semaforo": traffic_light_sheet,
}

__all__ = [
    "PAPERS",
    "SYNTHESIS_PAGES",
    "PaperRefused",
    "Speech",
    "audiovisual_catalogue",
    "community_sheet",
    "escaped",
    "final_report",
    "frame",
    "plan_sheet",
    "preliminary_report",
    "synthesis",
    "titled",
    "traffic_light_sheet",
]
