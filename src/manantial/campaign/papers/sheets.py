"""Blank paper of the campaign: the short survey, the pretest, the tally of an activity. Same order as the screen."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.campaign.models import Campaign, Message, Survey
from manantial.campaign.queries import audiences, current_campaign, messages, surveys
from manantial.campaign.rules import CHANNELS, CRITERION_QUESTIONS
from manantial.meaning.papers import PaperRefused, frame, titled
from manantial.press.document import BlankField, BlankForm, Block, Document, Prose
from manantial.voices.rules import AGE_WORDS, LANGUAGE_WORDS


def place_choices(campaign: Campaign | None) -> list[tuple[str, str]]:
    """Where a message was met: the channels of the plan (all while it names none), then family, other, unknown."""
    rest = {"family": _("Familia o vecinos"), "other": _("Otro"), "unknown": _("No recuerda")}
    used = {medium for row in audiences(campaign) for medium in row.channels} if campaign else set()
    listed = [channel for channel in CHANNELS if not used or channel.kind in used]
    return [(channel.kind.value, _(channel.name)) for channel in listed] + list(rest.items())


@titled(gettext_lazy("Hoja de la encuesta corta"))
def survey_sheet(language: str, on: date) -> Document:
    """Build the sheet of the last round (or of the campaign's messages when no round is open). No name is asked."""
    campaign = current_campaign()
    if campaign is None:
        raise PaperRefused(_("Todavía no hay campaña: primero escriba sus mensajes."))
    survey = surveys(campaign).last()
    asked = _asked(survey) if survey else list(messages(campaign))
    intro = _(
        "«Otras personas nos han dicho con confianza que sí y también que no han oído nada; las dos respuestas nos "
        "sirven.» No escriba ningún nombre."
    )
    blocks: list[Block] = [Prose(intro, lead=True), BlankForm((*_before(survey), *_heard(asked, campaign), *_after()))]
    title = survey.title if survey else _("Encuesta corta")
    return frame(title, blocks, language=language, on=on, subtitle=_("Ocho minutos, sin nombres"), folio="________")


def _asked(survey: Survey) -> list[Message]:
    return [link.message for link in survey.message_links.select_related("message")]


def _before(survey: Survey | None) -> tuple[BlankField, ...]:
    named = survey.organism_named if survey and survey.organism_named else _("el organismo de agua")
    yes_no = (_("Sí"), _("No"))
    return (
        BlankField(_("Comunidad"), half=True),
        BlankField(_("Fecha"), half=True),
        BlankField(_("¿Ha oído de alguna organización que ayude a los comités de agua? ¿Cuál?")),
        BlankField(_("¿Ha oído hablar de %(name)s?") % {"name": named}, choices=yes_no),
        BlankField(
            _("¿Qué hace?"), hint=_("0 no sabe · 1 algo · 2 lo principal · 3 completo"), choices=("0", "1", "2", "3")
        ),
    )


def _heard(asked: list[Message], campaign: Campaign) -> tuple[BlankField, ...]:
    places = tuple(f"{n} {word}" for n, (_key, word) in enumerate(place_choices(campaign), 1))
    answers = (_("Sí"), _("No"), _("No recuerda"))
    fields: list[BlankField] = []
    for message in asked:
        fields.append(BlankField(_("¿Ha oído o visto esto? «%(text)s»") % {"text": message.text}, choices=answers))
        fields.append(BlankField(_("Si dijo que sí: ¿dónde?"), choices=places))
    return tuple(fields)


def _after() -> tuple[BlankField, ...]:
    yes_no = (_("Sí"), _("No"))
    return (
        BlankField(_("¿Qué le pareció? ¿Le faltó algo?"), lines=2),
        BlankField(_("¿Fue usted o alguien de su casa a la última asamblea?"), choices=yes_no),
        BlankField(_("Si su comité tuviera un problema, ¿a quién pediría ayuda?")),
        BlankField(_("Sexo"), choices=(_("Mujer"), _("Hombre")), half=True),
        BlankField(_("Edad"), choices=tuple(_(word) for word in AGE_WORDS.values()), half=True),
        BlankField(_("Lengua"), choices=tuple(_(word) for word in LANGUAGE_WORDS.values()), half=True),
        BlankField(_("¿Lee?"), choices=(_("Sí"), _("Algo"), _("No")), half=True),
    )


@titled(gettext_lazy("Hoja de prueba de un material (T-6)"))
def pretest_sheet(language: str, on: date) -> Document:
    """Build the blank sheet of a pretest: seven questions, oral, and the count that decides."""
    head = (
        BlankField(_("Material y versión")),
        BlankField(_("Comunidad"), half=True),
        BlankField(_("Fecha"), half=True),
        BlankField(_("Mujeres"), half=True),
        BlankField(_("Hombres"), half=True),
        BlankField(_("Cómo se hizo"), choices=(_("En grupo"), _("Entrevista"), _("En el camino"))),
    )
    questions = tuple(BlankField(_(question), lines=2) for question in CRITERION_QUESTIONS.values())
    counts = (
        BlankField(_("¿Cuántas personas contestaron?"), half=True),
        BlankField(_("¿Cuántas dijeron el mensaje con sus palabras?"), half=True),
        BlankField(_("¿Qué hay que cambiar?"), lines=3),
    )
    words = _(
        "Enseñe o ponga el material. Pregunte en voz alta. Con menos de 70 de cada 100, se cambia y se prueba otra vez."
    )
    blocks: list[Block] = [Prose(words), BlankForm((*head, *questions, *counts))]
    return frame(_("Prueba de un material con la gente"), blocks, language=language, on=on)


@titled(gettext_lazy("Hoja de conteo de una actividad"))
def tally_sheet(language: str, on: date) -> Document:
    """Build the blank sheet of an activity: what can be counted, and apart what is estimated or claimed by others."""
    media = tuple(_(channel.name) for channel in CHANNELS)
    fields = (
        BlankField(_("Medio"), choices=media),
        BlankField(_("Fecha"), half=True),
        BlankField(_("Comunidad o lugar"), half=True),
        BlankField(_("Unidades (cápsulas, ejemplares, funciones)"), half=True),
        BlankField(_("Minutos"), half=True),
        BlankField(_("Mujeres"), hint=_("palitos de cinco en cinco"), lines=2),
        BlankField(_("Hombres"), lines=2),
        BlankField(_("Niñas y niños"), lines=2),
        BlankField(_("Alcance estimado y de qué cuenta sale")),
        BlankField(_("Alcance declarado y quién lo dice")),
        BlankField(_("Qué preguntó la gente"), lines=3),
        BlankField(_("Prueba que se guarda (lista, foto con permiso, constancia)")),
    )
    return frame(_("Conteo de una actividad"), [BlankForm(fields)], language=language, on=on)
