"""The synthesis of the model for a mayor with ten minutes: 4 to 12 pages, every claim with its source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.meaning.papers import closing, history, participation, standing
from manantial.meaning.papers.basis import Basis, read_basis
from manantial.meaning.papers.costs import cost_table
from manantial.meaning.papers.fitting import fitted, reaches
from manantial.meaning.papers.frame import escaped, frame, said_act, titled
from manantial.meaning.papers.model_sheet import ModelPaper
from manantial.meaning.papers.reasons import fragment_notes
from manantial.meaning.papers.standing import dissent_notes
from manantial.meaning.papers.terms import FOR_EVERYBODY, SYNTHESIS
from manantial.meaning.queries import LessonView, recommendations_by_addressee
from manantial.meaning.rules import SECTIONS, Addressee
from manantial.meaning.rules.model_sheet import PARTS, ModelPart
from manantial.press.document import (
    Block,
    Callout,
    Column,
    Cover,
    Document,
    FactList,
    Figure,
    Heading,
    Kind,
    Origins,
    Prose,
    Provenance,
    Row,
    Table,
)

LATER = ("historia", "aprendizajes", "contactos")  # they stand after the others, in their own place
PAGES = range(4, 13)


@titled(gettext_lazy("Documento de síntesis del modelo"))
def synthesis(language: str, on: date) -> Document:
    """Build the synthesis: the sheet of the model, agreed wordings, validated lessons and what somebody wrote."""
    basis = read_basis(SYNTHESIS, uses=FOR_EVERYBODY, on=on, language=language)
    model = ModelPaper.read(language, on)
    body = [*_sections(basis, model), *_story(basis), *_lessons(basis), *_for_others(basis), *_contacts(basis, model)]
    cover = participation.pictures(basis, 1)

    def make(most: int) -> Document:
        return _bound(basis, [*body, *_annexes(model, lines=most > 0), Origins()], cover)

    made = fitted(make, pages=PAGES, most=1) if cost_table(language) else make(0)
    return made if reaches(made, pages=PAGES) else replace(made, brief=False)  # a young memory fills more with room


def _bound(basis: Basis, blocks: list[Block], figures: list[Figure]) -> Document:
    return frame(
        _("Agua que cuidan comunidades y municipio"),
        blocks,
        language=basis.language,
        on=basis.on,
        subtitle=_("El modelo en diez minutos"),
        kind=Kind.REPORT,
        brief=True,
        pages=PAGES,
        cover=Cover(
            (f"{basis.alliance.municipality}, {basis.alliance.state}", basis.publisher),
            figures[0].picture if figures else None,
        ),
    )


def _sections(basis: Basis, model: ModelPaper) -> list[Block]:
    blocks: list[Block] = [Heading(_("El modelo en diez minutos"))]
    for key, title in SECTIONS[SYNTHESIS].items():
        if key in LATER:
            continue
        extra = model.section(key)
        if key in basis.texts or extra:
            blocks.append(Heading(_(title), 2))
            written = basis.prose(key)
            blocks += [written] if written else []
            blocks += extra
    return blocks


def _told(basis: Basis, key: str) -> list[Block]:
    """What somebody wrote of a section for readers of another language; in Spanish the memory itself speaks."""
    written = basis.prose(key) if basis.language != "es" else None
    return [Heading(_(SECTIONS[SYNTHESIS][key]), 2), written] if written else []


def _contacts(basis: Basis, model: ModelPaper) -> list[Block]:
    written = basis.prose("contactos")
    blocks: list[Block] = [*([written] if written else []), *model.section("contactos")]
    return [Heading(_(SECTIONS[SYNTHESIS]["contactos"]), 2), *blocks] if blocks else []


def _annexes(model: ModelPaper, *, lines: bool = True) -> list[Block]:
    """What somebody who copies the model takes along: the list of documents, and the costs, `lines` one by one.

    Where the lines do not fit in twelve pages they are a paper of their own, and this one says so.
    """
    documents, costs = model.part(ModelPart.DOCUMENTS), cost_table(model.language)
    if costs and not lines:
        costs = [Callout(_("Renglón por renglón está en un papel aparte: «Hoja de costos de arranque y operación»."))]
    blocks: list[Block] = []
    if documents:
        blocks += [Heading(_(PARTS[ModelPart.DOCUMENTS].title), 2), *documents]
    if costs:
        blocks += [Heading(_("Hoja de costos de arranque y operación"), 2), *costs]
    return [Heading(_("Anexos"), anchor="anexos"), *blocks] if blocks else []


def _story(basis: Basis) -> list[Block]:
    """The milestones whose wording does not differ or was agreed in a meeting; open differences stay out."""
    if written := _told(basis, "historia"):
        return written
    told = [view for view in basis.milestones if not view.is_open]
    rows = []
    for view in told:
        version = view.agreed or (view.versions[0] if view.versions else None)
        if version is not None and (version.voice is None or basis.speech.may(version.voice)):
            act = said_act(version.agreed_workshop, version.agreed_session)
            label = ", ".join(filter(None, (standing.note(view, inside=False).label, act)))
            kept = history.noted(basis, view) if view.agreed else ""
            note = Provenance("milestone", str(view.milestone.pk), f"{label}. {kept}" if kept else label)
            rows.append(Row((view.when, version.text), (note,)))
    if not rows:
        return []
    columns = (Column(_("Cuándo"), share=1.2), Column(_("Qué pasó"), share=4))
    return [Heading(_("Cómo llegamos aquí"), 2), Table(columns, rows, small=True)]


def _lessons(basis: Basis) -> list[Block]:
    views = [view for view in basis.lessons if view.is_validated]
    written = _told(basis, "aprendizajes")
    if not views:
        return written
    blocks: list[Block] = written or [Heading(_("Lo que aprendimos"), 2)]
    for view in views:
        blocks += [] if written else [_lesson(basis, view)]
        for found in view.findings:
            blocks += dissent_notes(found) if found.ruling else []
    return blocks


def _lesson(basis: Basis, view: LessonView) -> Prose:
    shown = [found for found in view.findings if found.ruling]
    origin = Provenance("lesson", str(view.lesson.pk), f"{view.lesson.folio}, {view.lesson.title}")
    text = f"**{escaped(view.lesson.title)}.** {escaped(view.lesson.learned)}"
    return Prose(text, notes=(origin, *fragment_notes(shown, basis, 1)))


def _for_others(basis: Basis) -> list[Block]:
    rows = recommendations_by_addressee().get(Addressee.OTHER_MUNICIPALITIES, [])
    shown = {view.lesson.pk: view for view in basis.lessons if view.is_validated}
    advice = [
        Prose(f"- {escaped(row.text)}", notes=(standing.note(shown[row.lesson_id], inside=False),))
        for row in rows
        if row.lesson_id in shown
    ]
    blocks: list[Block] = [Heading(_("A otros municipios les recomendamos"), 2), *advice] if advice else []
    return [*blocks, Heading(_("Fuentes"), 2, anchor="fuentes"), *closing.sources_table(basis)]


@dataclass(frozen=True)
class Claim:
    """Something a paper says: under which title and in which words."""

    title: str
    words: str


def unsourced_claims(language: str, on: date) -> list[Claim]:
    """What the synthesis would say today without telling where it comes from, written sections aside."""
    basis = read_basis(SYNTHESIS, uses=FOR_EVERYBODY, on=on, language=language)
    model = ModelPaper.read(language, on)
    blocks = [*_sections(basis, model), *_story(basis), *_lessons(basis), *_for_others(basis), *_annexes(model)]
    plain = {_("Fuentes"), _(SECTIONS[SYNTHESIS]["contactos"])}  # they tell where to ask
    found, title = [], ""
    for block in blocks:
        title = block.text if isinstance(block, Heading) else title
        found += [Claim(title, words) for words in _bare(block)] if title not in plain else []
    return found


def _bare(block: Block) -> Iterator[str]:
    """The words of a block that carry no note, by row and line."""
    match block:
        case Prose() if not block.notes and not block.about:
            yield block.markdown
        case Figure() if not block.notes:
            yield block.caption
        case Table() if not block.notes:
            rows = (row if isinstance(row, Row) else Row(tuple(row)) for row in block.rows)
            yield from (" · ".join(map(str, row.cells)) for row in rows if not row.notes)
        case FactList():
            yield from (f"{fact.label}: {fact.value}" for fact in block.facts if not fact.notes)
