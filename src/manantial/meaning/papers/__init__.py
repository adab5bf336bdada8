"""What meaning prints: reports, the synthesis, the sheet of each community, the catalogue, sheets for workshops."""

from collections.abc import Callable, Mapping

from manantial.meaning.papers.actors import actor_map_sheet, map_drawing, part_words, stand_words
from manantial.meaning.papers.answers import (
    audio_list,
    community_poster,
    corrections_sheet,
    ethics_sheet,
)
from manantial.meaning.papers.blanks import BLANKS, blank_sheet
from manantial.meaning.papers.booklet import booklet, folding_booklet
from manantial.meaning.papers.catalogue import audiovisual_catalogue
from manantial.meaning.papers.community import community_sheet, every_community_sheet
from manantial.meaning.papers.costs import cost_paper
from manantial.meaning.papers.filled import (
    finding_cards,
    lesson_cards,
    milestone_cards,
    traffic_lights_filled,
    why_tables,
)
from manantial.meaning.papers.frame import PaperRefused, escaped, frame, group_word, titled
from manantial.meaning.papers.matrices import (
    axis_guide_sheet,
    compare_words,
    ordering_cells,
    ordering_heads,
    ordering_sheet,
    voice_matrix_sheet,
)
from manantial.meaning.papers.model_sheet import model_paper
from manantial.meaning.papers.planning import PLAN_PAGES, approval_act, plan_sheet, source_matrix_sheet
from manantial.meaning.papers.report import final_report, preliminary_report
from manantial.meaning.papers.script import reading_script
from manantial.meaning.papers.sheets import traffic_light_sheet
from manantial.meaning.papers.short import exhibition, finding_sheet, lesson_sheet, one_page_model
from manantial.meaning.papers.speech import Speech
from manantial.meaning.papers.stages import stages_sheet
from manantial.meaning.papers.synthesis import PAGES as SYNTHESIS_PAGES
from manantial.meaning.papers.synthesis import synthesis
from manantial.meaning.papers.timeline import timeline_drawing, timeline_strip, wall_strip, why_poster, why_poster_of
from manantial.press.compile import Pdf
from manantial.press.document import Document

PAPERS: Mapping[str, Callable[..., Document]] = {
    "cuaderno": booklet,
    "hoja-de-hallazgo": finding_sheet,
    "hoja-de-aprendizaje": lesson_sheet,
    "lo-que-dijeron-las-comunidades": every_community_sheet,
    "informe-final": final_report,
    "informe-preliminar": preliminary_report,
    "sintesis": synthesis,
    "ficha-del-modelo": model_paper,
    "hoja-de-costos": cost_paper,
    "lo-que-dijo-su-comunidad": community_sheet,
    "lo-que-pidio-su-comunidad": corrections_sheet,
    "audios-de-su-comunidad": audio_list,
    "catalogo-audiovisual": audiovisual_catalogue,
    "plan-de-sistematizacion": plan_sheet,
    "acta-de-aprobacion-del-plan": approval_act,
    "matriz-de-fuentes": source_matrix_sheet,
    "matriz-de-voces": voice_matrix_sheet,
    "matriz-de-ordenamiento": ordering_sheet,
    "guia-por-eje": axis_guide_sheet,
    "mapa-de-actores": actor_map_sheet,
    "comparar-etapas": stages_sheet,
    "hoja-de-semaforo": traffic_light_sheet,
    "bitacora-etica": ethics_sheet,
    "fichas-de-hito": milestone_cards,
    "fichas-de-hallazgo": finding_cards,
    "fichas-de-aprendizaje": lesson_cards,
    "mesas-por-que": why_tables,
    "semaforo-lleno": traffic_lights_filled,
    "guion-de-lectura": reading_script,
    "formato": blank_sheet,
}
OF_A_COMMUNITY = ("lo-que-dijo-su-comunidad", "lo-que-pidio-su-comunidad", "audios-de-su-comunidad")
OF_ONE_OR_ALL = (
    "fichas-de-hito", "fichas-de-hallazgo", "fichas-de-aprendizaje", "mesas-por-que", "semaforo-lleno",
)  # fmt: skip
RESERVED_PAPERS = ("bitacora-etica",)

# Pieces laid out for the printer: they exist only as PDF.
PIECES: Mapping[str, Callable[..., Pdf]] = {
    "cuaderno-para-doblar": folding_booklet,
    "sintesis-en-una-pagina": one_page_model,
    "exposicion": exhibition,
    "tira-de-la-linea-del-tiempo": timeline_strip,
    "cartel-por-que": why_poster_of,
}

__all__ = [
    "BLANKS",
    "OF_A_COMMUNITY",
    "OF_ONE_OR_ALL",
    "PAPERS",
    "PIECES",
    "PLAN_PAGES",
    "RESERVED_PAPERS",
    "SYNTHESIS_PAGES",
    "PaperRefused",
    "Speech",
    "actor_map_sheet",
    "approval_act",
    "audio_list",
    "audiovisual_catalogue",
    "blank_sheet",
    "booklet",
    "community_poster",
    "community_sheet",
    "compare_words",
    "corrections_sheet",
    "escaped",
    "ethics_sheet",
    "final_report",
    "folding_booklet",
    "frame",
    "group_word",
    "map_drawing",
    "ordering_cells",
    "ordering_heads",
    "ordering_sheet",
    "part_words",
    "plan_sheet",
    "preliminary_report",
    "source_matrix_sheet",
    "stages_sheet",
    "stand_words",
    "synthesis",
    "timeline_drawing",
    "titled",
    "traffic_light_sheet",
    "voice_matrix_sheet",
    "wall_strip",
    "why_poster",
]
