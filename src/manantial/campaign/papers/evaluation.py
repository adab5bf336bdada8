"""The evaluation of the campaign: three kinds of reach apart, every share with its n, limits that say themselves."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.campaign.models import Campaign, Material, Rumour
from manantial.campaign.papers.figures import exposure_chart, limit_text, media_blocks, share_text, survey_blocks
from manantial.campaign.queries import (
    MediumRow,
    SurveyResult,
    activity_rows,
    communities_reached,
    current_campaign,
    limitations,
    media_table,
    survey_result,
    surveys,
)
from manantial.campaign.rules import CHANNEL, MATERIAL_WORDS, STATE_WORDS, Coverage, MaterialState, Medium
from manantial.campaign.rules.stock import copies_gone
from manantial.meaning.papers import PaperRefused, Speech, escaped, frame, titled
from manantial.press.document import (
    Block,
    Callout,
    CalloutKind,
    Column,
    ColumnKind,
    Contents,
    Document,
    Fact,
    FactList,
    Heading,
    Kind,
    Origins,
    Prose,
    Provenance,
    Row,
    Table,
)
from manantial.voices.models import Fragment
from manantial.voices.queries import said
from manantial.voices.rules import Use

MOST_VOICES = 6


@titled(gettext_lazy("Informe de evaluación de la campaña"))
def evaluation(language: str, on: date) -> Document:
    """Build the evaluation. Raises PaperRefused while there is no campaign."""
    campaign = current_campaign()
    if campaign is None:
        raise PaperRefused(_("Todavía no hay campaña que evaluar."))
    results = [survey_result(survey) for survey in surveys(campaign)]
    media, coverage = media_table(), communities_reached()
    blocks: list[Block] = [
        Contents(depth=1),
        Heading(_("Resumen de una hoja")), *_summary(campaign, results, media, coverage),
        Heading(_("Lo planeado y lo hecho")), *_planned(campaign),
        Heading(_("Materiales")), *_materials(campaign),
        Heading(_("Actividades y comunidades")), *_activities(coverage),
        Heading(_("Alcance por medio")), *media_blocks(media),
        Heading(_("Qué oyó y qué recuerda la gente")), *_recall(results),
        Heading(_("Qué entendió y qué cambió")), *_understood(results),
        Heading(_("Voces")), *_voices(campaign, on),
        Heading(_("Publicaciones en medios externos")), *_press(),
        Heading(_("Lo que costó")), *_costs(campaign, media),
        Heading(_("Qué funcionó y qué no")), *_written(campaign, "funciono"),
        Heading(_("Limitaciones")), *_limits(results, media, coverage),
        Heading(_("Recomendaciones")), *_written(campaign, "recomendaciones"),
        Heading(_("Anexo: lo que preguntó la gente"), numbered=False), *_rumours(),
        Origins(),
    ]  # fmt: skip
    title = _("¿Sirvió la campaña?")
    return frame(title, blocks, language=language, on=on, subtitle=campaign.title, kind=Kind.PAPER, numbered=True)


def _summary(
    campaign: Campaign, results: list[SurveyResult], media: list[MediumRow], coverage: Coverage
) -> list[Block]:
    counted = [row.reach.counted for row in media if row.reach.counted is not None]
    last = results[-1] if results else None
    facts = (
        Fact(_("Comunidades con alguna actividad"), _of(coverage)),
        Fact(_("Asistencias contadas (visitas, no personas)"), sum(counted) if counted else None),
        Fact(_("Oyó o vio algo de la campaña"), share_text(last.exposure) if last else None),
        Fact(_("Recuerda los mensajes"), share_text(last.index) if last else None),
        Fact(_("Materiales construidos"), Material.objects.filter(campaign=campaign).exclude(releases=None).count()),
    )
    return [FactList(facts)]


def _of(coverage: Coverage) -> str:
    return _("%(done)s de %(all)s") % {"done": coverage.done, "all": coverage.of}


def _planned(campaign: Campaign) -> list[Block]:
    rows = []
    for material in campaign.materials.prefetch_related("releases__distributions"):
        copies = sum(copies_gone(release.distributions.all()) for release in material.releases.all())
        rows.append((material.folio, material.title, material.print_run, copies, said(STATE_WORDS, material.state)))
    columns = (
        Column(_("Folio"), share=0.8),
        Column(_("Material"), share=2.6),
        Column(_("Tiraje planeado"), ColumnKind.NUMBER, 1),
        Column(_("Ejemplares entregados"), ColumnKind.NUMBER, 1.1),
        Column(_("Cómo va"), share=1.3),
    )
    return [Table(columns, rows, note=_("Fuente: ficha de cada material y registro de entregas."))] if rows else []


def _materials(campaign: Campaign) -> list[Block]:
    rows = []
    for material in campaign.materials.exclude(state=MaterialState.IDEA).prefetch_related("pretests", "releases"):
        tested = list(material.pretests.all())
        last = tested[-1] if tested else None
        origin = Provenance("material", str(material.pk), f"{material.folio}, {material.title}")
        rows.append(
            Row(
                (
                    material.title,
                    said(MATERIAL_WORDS, material.kind),
                    f"{last.understood}/{last.asked}" if last else None,
                    len(tested),
                    len(material.releases.all()),
                ),
                (origin,),
            )
        )
    columns = (
        Column(_("Material"), share=2.4),
        Column(_("Tipo"), share=1.2),
        Column(_("Lo dijo con sus palabras"), share=1.2),
        Column(_("Pruebas"), ColumnKind.NUMBER, 0.8),
        Column(_("Versiones"), ColumnKind.NUMBER, 0.9),
    )
    return [Table(columns, rows, note=_("Fuente: pruebas de materiales con la gente."))] if rows else []


def _activities(coverage: Coverage) -> list[Block]:
    rows = [
        (row.on, _(CHANNEL[row.medium].name), str(row.community or row.place), row.units, row.counted)
        for row in activity_rows().order_by("on", "folio")
    ]
    columns = (
        Column(_("Día"), ColumnKind.DATE, 1.3),
        Column(_("Medio"), share=1.4),
        Column(_("Dónde"), share=2),
        Column(_("Unidades"), ColumnKind.NUMBER, 0.8),
        Column(_("Personas contadas"), ColumnKind.NUMBER, 1),
    )
    words = _("Comunidades con alguna actividad: %(of)s.") % {"of": _of(coverage)}
    table = [Table(columns, rows, note=_("Fuente: bitácora de difusión."), small=True)] if rows else []
    return [Prose(words), *table]


def _recall(results: list[SurveyResult]) -> list[Block]:
    if not results:
        return [Callout(_("No hubo encuesta: no se sabe qué recuerda la gente."), CalloutKind.MISSING)]
    return [block for result in results for block in (*survey_blocks(result), *exposure_chart(result))]


def _understood(results: list[SurveyResult]) -> list[Block]:
    blocks: list[Block] = []
    for result in results:
        facts = (
            Fact(_("Nombró al organismo sin que se le dijera"), share_text(result.spontaneous)),
            Fact(_("Lo conocía al oír su nombre"), share_text(result.aided)),
            Fact(_("Pudo decir qué hace"), share_text(result.knows_what)),
            Fact(_("Fue alguien de su casa a la última asamblea"), share_text(result.went)),
        )
        blocks += [FactList(facts, result.survey.title)]
    return [*blocks, *_written_change(results)]


def _written_change(results: list[SurveyResult]) -> list[Block]:
    if len(results) < 2:
        return []
    first, last = results[0], results[-1]
    rows = [
        (_("Oyó o vio algo"), share_text(first.exposure), share_text(last.exposure)),
        (_("Recuerda los mensajes"), share_text(first.index), share_text(last.index)),
    ]
    columns = (Column(_("Qué"), share=2), Column(_("Primera ronda"), share=2), Column(_("Última ronda"), share=2))
    return [Table(columns, rows, caption=_("Antes y después, cada uno con sus respuestas"))]


def _voices(campaign: Campaign, on: date) -> list[Block]:
    fragments = Fragment.objects.filter(release_links__release__material__campaign=campaign, retired_at=None)
    rows = list(fragments.select_related("voice__community").distinct().order_by("folio"))
    quotes = Speech.ask(rows, uses=(Use.PRINT,), on=on).quotes(rows, MOST_VOICES)
    return [*quotes] or [Callout(_("Ninguna voz de la campaña se puede imprimir aquí."), CalloutKind.PRIVACY)]


def _press() -> list[Block]:
    rows = [
        (row.on, row.place, row.evidence_note or None)
        for row in activity_rows().filter(medium=Medium.EXTERNAL_MEDIA).order_by("on")
    ]
    if not rows:
        return [Prose(_("No se registró ninguna publicación en medios de fuera."))]
    columns = (Column(_("Día"), ColumnKind.DATE, 1), Column(_("Medio"), share=2), Column(_("Prueba guardada"), share=2))
    return [Table(columns, rows)]


def _costs(campaign: Campaign, media: list[MediumRow]) -> list[Block]:
    priced = [row for row in campaign.materials.all() if row.cost is not None]
    if not priced:
        words = _("No se han escrito los costos: no se puede decir cuánto costó cada asistencia contada.")
        return [Callout(words, CalloutKind.MISSING)]
    rows = [(row.folio, row.title, row.cost) for row in priced]
    columns = (Column(_("Folio"), share=1), Column(_("Material"), share=3), Column(_("Costo"), ColumnKind.MONEY, 1.4))
    return [Table(columns, rows, note=_("Fuente: ficha de cada material."))]


def _written(campaign: Campaign, key: str) -> list[Block]:
    text = campaign.sections.get(key, "")
    return [Prose(escaped(text))] if text else [Callout(_("Falta escribir esta parte."), CalloutKind.MISSING)]


def _limits(results: list[SurveyResult], media: list[MediumRow], coverage: Coverage) -> list[Block]:
    lines = [f"- {escaped(limit_text(limit))}" for limit in limitations(results, media, coverage)]
    return [Prose("\n".join(lines))]


def _rumours() -> list[Block]:
    rows = [(row.text, row.answer or None, row.closed_on) for row in Rumour.objects.order_by("heard_min", "id")]
    if not rows:
        return [Prose(_("No se anotó ninguna pregunta."))]
    columns = (
        Column(_("Lo que se dice o pregunta"), share=2.4),
        Column(_("Lo que se contestó"), share=2.4),
        Column(_("Día"), ColumnKind.DATE, 1),
    )
    return [Table(columns, rows)]
