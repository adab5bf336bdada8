"""What handover prints: the act to sign, one front sheet, and the folder of the new committee."""

from collections.abc import Callable, Mapping

from manantial.handover.papers.act import handover_act
from manantial.handover.papers.folder import FOLDER_PAGES, new_committee_folder
from manantial.handover.papers.front import front_sheet
from manantial.press.compile import Pdf
from manantial.press.document import Document

PAPERS: Mapping[str, Callable[..., Document | Pdf]] = {
    "acta-de-entrega": handover_act,
    "hoja-del-relevo": front_sheet,
    "carpeta-del-nuevo-comite": new_committee_folder,
}

__all__ = ["FOLDER_PAGES", "PAPERS", "front_sheet", "handover_act", "new_committee_folder"]
