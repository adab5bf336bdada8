"""What the campaign prints: its plan, its evaluation, and the blank sheets that are typed in afterwards."""

from collections.abc import Callable, Mapping

from manantial.campaign.papers.evaluation import evaluation
from manantial.campaign.papers.figures import counted_chart, limit_text, share_text
from manantial.campaign.papers.plan import campaign_plan
from manantial.campaign.papers.sheets import place_choices, pretest_sheet, survey_sheet, tally_sheet
from manantial.press.document import Document

PAPERS: Mapping[str, Callable[..., Document]] = {
    "plan-de-campana": campaign_plan,
    "evaluacion": evaluation,
    "hoja-de-encuesta": survey_sheet,
    "hoja-de-prueba": pretest_sheet,
    "hoja-de-conteo": tally_sheet,
}

__all__ = [
    "PAPERS",
    "campaign_plan",
    "counted_chart",
    "evaluation",
    "limit_text",
    "place_choices",
    "pretest_sheet",
    "share_text",
    "survey_sheet",
    "tally_sheet",
]
