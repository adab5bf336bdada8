"""Short papers: one page for one finding or one lesson, the model on one page with five numbers, panels for a wall."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from manantial.kernel.dates import say_day
from manantial.kernel.money import Money
from manantial.meaning.papers import participation
from manantial.meaning.papers.basis import read_basis
from manantial.meaning.papers.diagram import organs
from manantial.meaning.papers.fitting import fitted
from manantial.meaning.papers.frame import PaperRefused, escaped, frame, titled
from manantial.meaning.papers.reasons import stance_blocks
from manantial.meaning.papers.speech import Speech
from manantial.meaning.papers.standing import dissent_notes, note
from manantial.meaning.papers.terms import FOR_EVERYBODY, SYNTHESIS
from manantial.meaning.queries import (
    FindingView,
    LessonView,
    finding_rows,
    finding_standings,
    finding_views,
    lesson_rows,
    lesson_standings,
    lesson_views,
    returns,
    standing_lessons,
)
from manantial.meaning.queries.counted import CountedFact, Registers, counted_facts, registers
from manantial.meaning.rules import WORDS
from manantial.press.binding import bind
from manantial.press.compile import Pdf
from manantial.press.document import Block, Callout, CalloutKind, Document, Fact, FactList, Heading, Prose
from manantial.press.posters import Ink, Poster, poster
from manantial.press.posters.onepage import NumberCard, OnePage, ShortList, one_page
from manantial.press.trimming import BLEED
from manantial.territory.models import Community
from manantial.territory.papers import imprint
from manantial.voices.models import Voice
from manantial.voices.queries import said
from manantial.voices.rules import VoiceState
from manantial.water.papers.figures import said_source, said_value
from manantial.water.queries import IndicatorView, indicator_views, indicators

ONE_PAGE = range(1, 2)
FIVE = 5
MOST_QUOTES = 4
MOST_PANELS = 12


@titled(gettext_lazy("Hoja de un hallazgo (una página)"))
def finding_sheet(language: str, on: date, *, folio: str) -> Document:
    """Build the page of one finding by its folio: what it says, on what it rests, who sees it differently."""
    views = finding_views(finding_rows().filter(folio__iexact=folio), on=on)
    if not views:
        raise PaperRefused(_("No hay un hallazgo con el folio «%(folio)s».") % {"folio": folio})
    view = views[0]
    if not view.ruling:
        raise PaperRefused(view.ruling.say(_))
    speech = _speech([view], on)

    def make(most: int) -> Document:
        ground = view.ground
        facts = (
            Fact(_("Fuerza"), said(WORDS, ground.strength), (note(view, inside=False),)),
            Fact(_("Voces"), ground.voices),
            Fact(_("Grupos"), ground.groups),
            Fact(_("Documentos"), ground.documents),
        )
        blocks: list[Block] = [FactList(facts)]
        blocks += [Prose(escaped(view.finding.explanation))] if view.finding.explanation else []
        quotes = speech.quotes(view.fragments, most)
        blocks += [Heading(_("Las voces"), 2), *quotes] if quotes else []
        blocks += stance_blocks(view) if most > 1 else dissent_notes(view)
        return frame(view.finding.statement, blocks, language=language, on=on, folio=view.finding.folio)

    return fitted(make, pages=ONE_PAGE, most=MOST_QUOTES)


@titled(gettext_lazy("Hoja de un aprendizaje (una página)"))
def lesson_sheet(language: str, on: date, *, folio: str) -> Document:
    """Build the page of one lesson by its folio, with its voices, its recommendations and its dissent."""
    views = lesson_views(lesson_rows().filter(folio__iexact=folio), on=on)
    if not views:
        raise PaperRefused(_("No hay un aprendizaje con el folio «%(folio)s».") % {"folio": folio})
    view = views[0]
    if not view.is_validated:
        raise PaperRefused(_("Ninguno de sus hallazgos puede salir todavía."))
    speech = _speech(view.findings, on)

    def make(most: int) -> Document:
        return frame(view.lesson.title, _learned(view, speech, most), language=language, on=on, folio=view.lesson.folio)

    return fitted(make, pages=ONE_PAGE, most=MOST_QUOTES)


def _learned(view: LessonView, speech: Speech, most: int) -> list[Block]:
    lesson = view.lesson
    blocks: list[Block] = [Prose(escaped(lesson.learned), lead=True, notes=(note(view, inside=False),))]
    if lesson.differently:
        blocks.append(Callout(escaped(lesson.differently), CalloutKind.NOTE, _("Qué haríamos distinto")))
    quotes = speech.quotes(view.fragments, most)
    blocks += [Heading(_("Las voces"), 2), *quotes] if quotes else []
    advice = [f"- **{said(WORDS, row.to_whom)}:** {escaped(row.text)}" for row in view.recommendations]
    blocks += [Heading(_("Qué se recomienda"), 2), Prose("\n".join(advice))] if advice else []
    for found in view.findings:
        blocks += dissent_notes(found) if found.ruling else []
    return blocks


def _speech(views: Iterable[FindingView], on: date) -> Speech:
    fragments = {fragment.pk: fragment for view in views for fragment in view.fragments}
    return Speech.ask(fragments.values(), uses=FOR_EVERYBODY, on=on)


@titled(gettext_lazy("El modelo en una página, con cinco números"))
def one_page_model(language: str, on: date) -> Pdf:
    """Build the version of one page: five numbers, each with its source and its age; who decides; what was learned."""
    basis = read_basis(SYNTHESIS, uses=FOR_EVERYBODY, on=on, language=language)
    read = registers(on)
    cards = list(islice(_numbers(on, language, read), FIVE))
    lessons = tuple(basis.title(view) for view in basis.lessons if view.is_validated)
    content = OnePage(
        title=_("Agua que cuidan comunidades y municipio"),
        place=f"{basis.alliance.municipality}, {basis.alliance.state}",
        lead=_("Comités, municipio y asociaciones deciden juntos. Cada número dice de dónde viene y de cuándo es."),
        cards=cards,
        lists=(
            ShortList(_("Quién decide y quién hace"), tuple(one.line for one in organs(on, read))),
            ShortList(_("Lo que aprendimos"), lessons[:6], empty=_("Todavía no hay aprendizajes validados.")),
        ),
        imprint=imprint("SINTESIS", language=language, on=on, origin=_("Memoria de la alianza")),
    )
    return one_page(content)


def _numbers(on: date, language: str, read: Registers) -> Iterator[NumberCard]:
    """What may be counted, the figures of the water first; what nobody knows is left out, not printed as zero."""
    for view in indicator_views(indicators(), on=on)[:2]:
        if view.shown is not None and view.shown.figure.value:
            yield NumberCard(*_measured(view, language), "tap", state=said_source(view.shown))
    day = say_day(on, language, weekday=False)
    yield from _of_the_model(counted_facts(on, read), day)
    register = _("Registro de la alianza, al %(day)s") % {"day": day}
    for count, words, drawing in _counted(on):
        yield NumberCard(count, words, drawing, state=register)


def _measured(view: IndicatorView, language: str) -> tuple[str, str]:
    """A figure of the water in large and in words: the sign of percent stands with the number."""
    spanish, english = view.indicator.name, view.indicator.name_en
    name = spanish if language == "es" else english or f"{spanish} ({_('en español')})"
    said_whole = said_value(view.shown)
    if "%" in said_whole:
        return f"{said_whole.partition('%')[0].strip()} %", name
    value = view.shown.figure.value if view.shown else ""
    return value, f"{said_whole.removeprefix(value).strip()}. {name}"


def _of_the_model(facts: Mapping[str, CountedFact], day: str) -> Iterator[NumberCard]:
    """What somebody who copies the model asks first: how much the communities decide, what it costs each year."""
    seats, all_seats = facts["asientos-de-comunidades"], facts["asientos-de-la-junta"]
    if seats.value and all_seats.value:
        told = _("%(a)s de %(b)s") % {"a": seats.said, "b": all_seats.said}
        source = _("%(register)s, al %(day)s") % {"register": seats.register, "day": day}
        yield NumberCard(told, _("asientos de la junta son de las comunidades"), "assembly", state=source)
    cost = facts["costo-de-un-anio"].value
    if isinstance(cost, Money):
        source = _("%(register)s, al %(day)s") % {"register": facts["costo-de-un-anio"].register, "day": day}
        words = _("%(code)s cuesta cada año sostener el modelo") % {"code": cost.currency}
        yield NumberCard(f"{cost.decimal:,.0f}", words, "coins", state=source)


def _counted(on: date) -> Iterator[tuple[str, str, str]]:
    """What the memory itself can count: the number, its words, its drawing."""
    places = Community.objects.filter(merged_into=None).count()
    heard = Voice.objects.filter(state=VoiceState.ACCEPTED).count()
    metric = returns(on=on)
    findings = finding_standings(on=on)
    agreed = sum(1 for view in findings if view.ruling)
    learned = sum(1 for view in lesson_standings(standing_lessons(), on=on, findings=findings) if view.is_validated)
    if places:
        yield str(places), ngettext("comunidad", "comunidades", places), "village"
    if heard:
        yield str(heard), ngettext("testimonio guardado", "testimonios guardados", heard), "voice"
    if metric.contributed:
        told = _("%(a)s de %(b)s") % {"a": metric.returned, "b": metric.contributed}
        yield told, _("comunidades que hablaron ya recibieron los resultados"), "assembly"
    if agreed:
        yield str(agreed), ngettext("hallazgo validado", "hallazgos validados", agreed), "yes"
    if learned:
        yield str(learned), ngettext("aprendizaje", "aprendizajes", learned), "book"


@titled(gettext_lazy("Exposición: un panel tabloide por aprendizaje"))
def exhibition(language: str, on: date, *, bleed: str = "") -> Pdf:
    """Build the panels of the exhibition: a lesson, one voice that may be printed and one picture on each.

    bleed: anything asks for 3 mm beyond the cut with its marks, for a print shop.
    """
    basis = read_basis(SYNTHESIS, uses=FOR_EVERYBODY, on=on, language=language)
    views = [view for view in basis.lessons if view.is_validated][:MOST_PANELS]
    if not views:
        raise PaperRefused(_("Todavía no hay aprendizajes validados para la exposición."))
    pictures = participation.pictures(basis)
    panels = []
    for number, view in enumerate(views):
        quote = next(iter(basis.speech.quotes(view.fragments, 1)), None)
        shown = pictures[number % len(pictures)].picture if pictures else None
        panels.append(
            poster(
                Poster(
                    title=basis.title(view),
                    message=basis.learned(view),
                    quote=quote.translation or quote.text if quote else "",
                    voice=quote.attribution if quote else "",
                    picture=shown,
                    pictogram="book",
                    imprint=imprint(view.lesson.folio, language=language, on=on, origin=_("Memoria de la alianza")),
                ),
                ink=Ink.COLOUR,
            ).content
        )
    title = _("Exposición: lo que aprendimos")
    return bind(panels, title=title, language=language, date=on, bleed=BLEED if bleed else 0.0)
