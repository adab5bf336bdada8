"""What water prints: the sheet of the month, the page of each community, and the figures with their rivals."""

from collections.abc import Callable, Mapping

from manantial.press.compile import Pdf
from manantial.press.document import Document
from manantial.water.papers.community import community_sheet, spoken_sheet
from manantial.water.papers.figures import figures_paper
from manantial.water.papers.month import chlorine_sheet

PAPERS: Mapping[str, Callable[..., Document | Pdf]] = {
    "hoja-de-cloro": chlorine_sheet,
    "hoja-de-mi-comunidad": community_sheet,
    "cifras-del-agua": figures_paper,
}

__all__ = ["PAPERS", "chlorine_sheet", "community_sheet", "figures_paper", "spoken_sheet"]
