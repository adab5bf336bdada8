"""Tables and charts of reach and recall, the same for the page and the paper."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _

from manantial.campaign.queries import Limit, MediumRow, SurveyResult
from manantial.campaign.rules import CHANNEL, Share, share_words
from manantial.press.charts import Bar, Drawing, bars
from manantial.press.document import Block, Callout, CalloutKind, Column, ColumnKind, Fact, FactList, Heading, Table


def share_text(share: Share) -> str:
    """A share as people read it: percent with its doubt and its n, or the counts when there are few answers."""
    if not share.n:
        return _("sin respuestas")
    sentence, facts = share_words(share)
    said = _(sentence) % facts
    return said if share.percent is None else f"{share.percent} %: {said}"


def limit_text(limit: Limit) -> str:
    """A limitation as a sentence; the name of a medium is said in the language of the moment."""
    facts = {key: _(str(fact)) if key == "medium" else fact for key, fact in limit.facts.items()}
    return _(limit.sentence) % facts


def reach_table(media: Sequence[MediumRow]) -> Table:
    """One row a medium with its three reaches side by side. There is no total on purpose."""
    rows = [
        (
            _(row.channel.name),
            row.activities,
            row.units,
            row.reach.counted,
            row.reach.estimated,
            row.reach.claimed,
        )
        for row in media
    ]
    number = ColumnKind.NUMBER
    columns = (
        Column(_("Medio"), share=2),
        Column(_("Actividades"), number, 1),
        Column(_("Unidades"), number, 0.9),
        Column(_("Contado"), number, 1),
        Column(_("Estimado"), number, 1),
        Column(_("Declarado por otro"), number, 1.1),
    )
    note = _("Contado: alguien contó personas. Estimado: sale de una cuenta. Declarado: lo dice otro. Nunca se suman.")
    return Table(columns, rows, caption=_("Alcance por medio, en tres columnas que no se suman"), note=note)


def media_blocks(media: Sequence[MediumRow]) -> list[Block]:
    """The table of reach and the chart of what was really counted."""
    if not media:
        return [Callout(_("Todavía no hay actividades registradas."), CalloutKind.MISSING)]
    drawing = counted_chart(media)
    return [reach_table(media), *([drawing.chart()] if drawing else [])]


def counted_chart(media: Sequence[MediumRow]) -> Drawing | None:
    """Counted attendance by medium; None when nothing was counted."""
    counted = [row for row in media if row.reach.counted is not None]
    if not counted:
        return None
    return bars(_("Asistencias contadas por medio"), [Bar(_(row.channel.name), row.reach.counted) for row in counted])


def survey_blocks(result: SurveyResult) -> list[Block]:
    """One round: how many answered, how they were chosen, what they heard and recall."""
    survey = result.survey
    facts = (
        Fact(_("Respuestas"), result.n),
        Fact(_("Comunidades"), result.communities),
        Fact(_("Cómo se eligieron"), survey.selection),
        Fact(_("Oyó o vio al menos una actividad"), share_text(result.exposure)),
        Fact(_("Recuerda al menos %(n)s mensajes") % {"n": survey.least_messages}, share_text(result.index)),
        Fact(_("Encuentros por persona que oyó algo"), None if result.dose is None else round(result.dose, 1)),
    )
    rows = [(message.folio, message.text, share_text(share)) for message, share in result.by_message]
    columns = (Column(_("Folio"), share=0.8), Column(_("Mensaje"), share=2.4), Column(_("Lo recuerda"), share=2.2))
    note = _("Solo cuentan los mensajes oídos o vistos por canales de la campaña.")
    return [Heading(survey.title, 2), FactList(facts), Table(columns, rows, note=note)]


def exposure_chart(result: SurveyResult) -> list[Block]:
    """Exposure by channel; with fewer than thirty answers the bars are counts, not percent."""
    if not result.by_channel:
        return []
    few = result.exposure.suppressed
    rows = [
        Bar(_(CHANNEL[channel].name), share.hits if few else share.percent, said=_bar_words(share))
        for channel, share in sorted(result.by_channel.items(), key=lambda item: -item[1].hits)
    ]
    title = _("Por dónde oyó o vio algo: personas") if few else _("Por dónde oyó o vio algo: de cada 100 personas")
    return [bars(title, rows).chart(_("Una persona puede contar en varios canales: no suman 100."))]


def _bar_words(share: Share) -> str:
    if share.interval is None:
        return _("%(hits)s de %(n)s") % {"hits": share.hits, "n": share.n}
    low, high = share.interval
    return _("%(percent)s (entre %(low)s y %(high)s)") % {"percent": share.percent, "low": low, "high": high}
