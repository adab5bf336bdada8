"""What goes back to one community: «Lo que dijo su comunidad», what it asked to correct and what was done."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.kernel.dates import say_day
from manantial.meaning.papers.answers import correction_blocks
from manantial.meaning.papers.fitting import fits, fitted
from manantial.meaning.papers.frame import PaperRefused, escaped, frame, titled
from manantial.meaning.papers.speech import PICTURES, Speech
from manantial.meaning.queries import FindingView, community_returns, corrections_of, finding_rows, finding_views
from manantial.meaning.rules import WORDS
from manantial.press.document import (
    BlankField,
    BlankForm,
    Block,
    Callout,
    CalloutKind,
    Columns,
    Document,
    Gallery,
    Heading,
    Prose,
    Provenance,
    on_own_pages,
)
from manantial.press.qr import code
from manantial.territory.models import Community
from manantial.voices.models import Fragment, Voice
from manantial.voices.queries import said
from manantial.voices.rules import Use, VoiceState

ONE_PAGE, TWO_PAGES = range(1, 2), range(1, 3)
MOST_QUOTES, MOST_FIGURES = 6, 2
# All of it on one sheet, with less room to write, then in smaller letters; what does not fit so goes on two.
WAYS = ((3, True), (2, True), (1, True), (2, False))


@titled(gettext_lazy("Hoja «Lo que dijo su comunidad»"))
def community_sheet(language: str, on: date, *, community: str) -> Document:
    """Build the sheet of one community by its code, in large type: one page where all fits, else two.

    Only what may be returned there is in it. Raises PaperRefused for a code there is not, PageOverflow.
    """
    place = Community.objects.filter(code=community, merged_into=None).first()
    if place is None:
        raise PaperRefused(_("No hay una comunidad con la clave «%(code)s».") % {"code": community})
    voices = list(Voice.objects.filter(community=place, state=VoiceState.ACCEPTED, community_reserved=False))
    spoken = Fragment.objects.filter(voice__in=voices, retired_at=None)
    fragments = list(spoken.select_related("voice__community", "voice__sound").order_by("folio"))
    speech = Speech.ask(fragments, voices, uses=(Use.RETURN,), on=on, sounds=Use.RETURN)
    rest = [
        *_heard(speech, fragments),
        *_findings(fragments, on),
        *_asked(place, on),
        *_returned(place, on),
    ]

    def make(most: int, *, lines: int = 3, large: bool = True) -> Document:
        blocks = [*_said(speech, fragments, voices, most), *rest, *_answer(lines)]
        return frame(
            _("Lo que dijo su comunidad"), blocks, language=language, on=on, subtitle=place.name, folio=place.code,
            large=large, code=code(place.code, _("Comunidad %(code)s") % {"code": place.code}),
        )  # fmt: skip

    for lines, large in WAYS:
        whole = make(MOST_QUOTES, lines=lines, large=large)
        if fits(whole, pages=ONE_PAGE):
            return whole
    return fitted(make, pages=TWO_PAGES, most=MOST_QUOTES)


@titled(gettext_lazy("Hojas «Lo que dijo su comunidad» de todas las que hablaron"))
def every_community_sheet(language: str, on: date) -> Document:
    """Build the sheets of all communities that spoke, each beginning on a page of its own, to print in one go."""
    places = [each.community for each in community_returns() if each.nameable]
    sheets = [(place, community_sheet(language, on, community=place.code)) for place in places]
    blocks = on_own_pages((place.name, one.blocks) for place, one in sheets)
    if not blocks:
        raise PaperRefused(_("Todavía no hay comunidades que hayan dado su palabra."))
    large = all(one.large for _place, one in sheets)
    return frame(_("Lo que dijeron las comunidades"), blocks, language=language, on=on, large=large)


def _heard(speech: Speech, fragments: list[Fragment]) -> list[Block]:
    """Which of these voices may be played there: their sounds go in the folder of sounds, not on paper."""
    folios = [row.voice.folio for row in fragments if row.pk in speech.heard and row.voice.sound_id]
    if not folios:
        return []
    words = _("Se pueden oír, en la lista de audios: %(folios)s.")
    return [Prose(words % {"folios": ", ".join(dict.fromkeys(folios))})]


def _said(speech: Speech, fragments: list[Fragment], voices: list[Voice], most: int) -> list[Block]:
    quotes = speech.quotes(fragments, most, aloud=False)
    figures = [figure for voice in voices if voice.kind in PICTURES and (figure := speech.figure(voice))]
    if not speech.quotes(fragments, 1, aloud=False) and not figures:
        words = _("Todavía no hay palabras de su comunidad que se puedan imprimir aquí.")
        return [Callout(words, CalloutKind.MISSING)]
    intro = _("Su comunidad dio su palabra para esta memoria. Esto es lo que dijo y lo que se hizo con ello.")
    shown = figures[: min(MOST_FIGURES, most)]
    return [Prose(intro, lead=True), *quotes, *([Gallery(tuple(shown))] if shown else [])]


def _findings(fragments: list[Fragment], on: date) -> list[Block]:
    keys = {fragment.pk for fragment in fragments}
    rows = finding_rows().filter(supports__fragment__in=list(keys), supports__retired_at=None).distinct()
    views = [view for view in finding_views(rows, on=on) if view.ruling]
    if not views:
        return []
    blocks: list[Block] = [Heading(_("Lo que se encontró con sus palabras"), 2)]
    for view in views:
        note = Provenance("finding", str(view.finding.pk), view.finding.folio)
        blocks.append(Prose(f"- {escaped(view.finding.statement)}", notes=(note,)))
    return [*blocks, *_corrected(views)]


def _corrected(views: list[FindingView]) -> list[Block]:
    changed = [view for view in views if view.decision and view.decision.after]
    if not changed:
        return []
    blocks: list[Block] = [Heading(_("Lo que se pidió corregir y qué hicimos"), 2)]
    for view in changed:
        decision = view.decision
        if decision is not None:
            old = view.corrected_from
            before = _("Antes decía: «%(before)s»") % {"before": escaped(old)} if old else ""
            after = _("Ahora dice: «%(after)s»") % {"after": escaped(decision.after)}
            told = "\n\n".join(part for part in (before, after, escaped(decision.reason)) if part)
            blocks.append(Callout(told, CalloutKind.AGREEMENT))
    return blocks


def _asked(place: Community, on: date) -> list[Block]:
    """What the community itself asked to correct, with its answer."""
    rows = [row for row in corrections_of(place) if row.asked_on <= on]
    blocks = [block for row in rows for block in correction_blocks(row)]
    return [Heading(_("Lo que pidió su comunidad y qué hicimos"), 2), *blocks] if blocks else []


def _returned(place: Community, on: date) -> list[Block]:
    mine = next((each for each in community_returns() if each.community.pk == place.pk), None)
    if mine is None or not mine.returns:
        return []
    lines = [
        f"- {say_day(row.on)}: {said(WORDS, row.medium)}. {escaped(row.corrections)}"
        for row in mine.returns
        if row.on <= on
    ]
    return [Heading(_("Cuándo regresamos con ustedes"), 2), Prose("\n".join(lines))] if lines else []


def _answer(lines: int) -> list[Block]:
    form = BlankForm(
        (
            BlankField(_("¿Así lo dijeron?"), choices=(_("Sí"), _("En parte"), _("No"))),
            BlankField(_("¿Qué falta o qué está mal?"), lines=lines),
            BlankField(_("¿Qué no se debe publicar?"), lines=max(1, lines - 1)),
            BlankField(_("Quién lo dice (grupo)"), half=True),
            BlankField(_("Fecha"), half=True),
        ),
        _("Díganos si está bien"),
    )
    return [Columns(((form,),))]
