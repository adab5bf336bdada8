"""The model on paper: each part of its sheet with where every line comes from, and the tables of what is counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.meaning.papers import standing
from manantial.meaning.papers.costs import cited_note, cost_blocks, cost_table, payer_table
from manantial.meaning.papers.diagram import governance_diagram
from manantial.meaning.papers.frame import PaperRefused, escaped, frame, said_act, titled
from manantial.meaning.papers.speech import PRINTED_LEVELS, Speech, origin, origin_of_source
from manantial.meaning.papers.terms import FOR_EVERYBODY
from manantial.meaning.queries.counted import seat_name
from manantial.meaning.queries.model_sheet import EntryView, ModelSheet, model_sheet
from manantial.meaning.rules.model_sheet import PARTS, ModelPart
from manantial.people.rules import BodyKind
from manantial.press.document import (
    Block,
    Column,
    ColumnKind,
    Document,
    Figure,
    Heading,
    Notes,
    Origins,
    Prose,
    Provenance,
    Row,
    Table,
)
from manantial.voices.models import Fragment

# Which parts of the sheet stand in which section of the synthesis, after what somebody wrote for it.
IN_SECTION: Mapping[str, tuple[ModelPart, ...]] = {
    "figura": (ModelPart.LEGAL, ModelPart.CREATION),
    "gobierno": (ModelPart.ORGANS,),
    "equipo": (ModelPart.TEAM,),
    "servicios": (ModelPart.SERVICES,),
    "dinero": (ModelPart.MONEY,),
    "condiciones": (ModelPart.CONDITIONS,),
    "errores": (ModelPart.MISTAKES,),
    "ruta": (ModelPart.ROUTE,),
    "contactos": (ModelPart.CONTACTS,),
}


def fills(sheet: ModelSheet, section: str) -> bool:
    """Whether the sheet alone fills a section of the synthesis, so that nobody needs to write it."""
    if section == "arranque":
        return sheet.counted["costo-de-arranque"].value is not None
    return any(sheet.told(part) for part in IN_SECTION.get(section, ()))


def spoken_lines(sheet: ModelSheet, language: str) -> list[str]:
    """What the lines that go out say in a language, to be counted and read."""
    told = [(view.title(language).rstrip(". "), view.text(language)) for view in sheet.every if view.ruling]
    return [f"{title}. {text}" if title and text else title or text for title, text in told]


@dataclass(frozen=True)
class ModelPaper:
    """The sheet as one paper prints it: in a language, on a day, for everybody."""

    sheet: ModelSheet
    language: str
    on: date
    speech: Speech

    @classmethod
    def read(cls, language: str, on: date) -> ModelPaper:
        """Read the sheet and ask the gate about every voice behind it, for a paper for everybody."""
        sheet = model_sheet(on, uses=FOR_EVERYBODY)
        fragments: dict[object, Fragment] = {
            fragment.pk: fragment for view in sheet.every if view.lesson for fragment in view.lesson.fragments
        }
        return cls(sheet, language, on, Speech.ask(fragments.values(), uses=FOR_EVERYBODY, on=on))

    def section(self, key: str) -> list[Block]:
        """What the sheet brings to a section of the synthesis."""
        blocks = [block for part in IN_SECTION.get(key, ()) for block in self.part(part)]
        if key == "dinero":
            blocks += payer_table(self.language, self.counted)
        return [*blocks, *cost_blocks(self.language, self.counted)] if key == "arranque" else blocks

    def counted(self, key: str) -> Notes:
        """Where something counted was counted."""
        return (standing.counted_note(self.sheet.counted[key], self.on),)

    def part(self, part: ModelPart) -> list[Block]:
        """One part: what is counted of it, then its lines."""
        make = _MADE.get(part, ModelPaper.lines)
        return make(self, self.sheet.told(part))

    def lines(self, views: Sequence[EntryView]) -> list[Block]:
        """Lines one under the other, each with its notes; the dissent of a lesson stands right after it."""
        blocks: list[Block] = []
        for view in views:
            blocks.append(Prose(self.said(view), notes=self.notes(view)))
            if view.lesson and view.is_told_by_lesson:
                shown = [found for found in view.lesson.findings if found.ruling]
                blocks += [block for found in shown for block in standing.dissent_notes(found)]
        return blocks

    def said(self, view: EntryView) -> str:
        """A line as running text; in another language than the reader's it says so."""
        title, text = (escaped(one.strip()) for one in (view.title(self.language), view.text(self.language)))
        told = f"**{title.rstrip('.')}.** {text}".strip() if text else title
        return f"{told} *({_('en español')})*" if self.borrowed(view) else told

    def borrowed(self, view: EntryView) -> bool:
        """Nobody translated it: it stands in Spanish."""
        return view.language(self.language) != self.language

    def notes(self, view: EntryView) -> Notes:
        """Where a line comes from: its document, lesson, agreement or public source, and what it counts."""
        entry, found = view.entry, []
        if entry.source:
            found.append(origin_of_source(entry.source))
        if view.lesson:
            found.append(standing.note(view.lesson, inside=False))
            found += [origin(one) for one in view.lesson.fragments if self.speech.may(one)][:1]
        if entry.agreement:
            open_ = entry.agreement.visibility in PRINTED_LEVELS
            label = _("Acuerdo %(folio)s") % {"folio": entry.agreement.folio}
            act = said_act(None, entry.agreement.session) if open_ else ""
            found.append(Provenance("agreement", str(entry.agreement.pk), f"{label}, {act}" if act else label))
        if entry.cited:
            found.append(cited_note(entry.cited))
        found += [standing.counted_note(self.sheet.counted[key], self.on) for key in view.counts]
        return tuple(found)

    def organs(self, views: Sequence[EntryView]) -> list[Block]:
        """The drawing counted from the registers, then how they decide."""
        picture = governance_diagram(self.on, self.sheet.registers)
        caption = _("Quién decide y quién hace, según los asientos registrados")
        drawn: list[Block] = [Figure(picture, caption, self.counted("asientos"))] if picture else []
        return [*self.lines(views), *drawn]

    def team(self, views: Sequence[EntryView]) -> list[Block]:
        """The posts of the register with what each does; what is told of no post follows."""
        posts = Counter(seat_name(seat) for seat in self.sheet.registers.of(BodyKind.OPERATING))
        told = {seat_name(view.entry.seat): view for view in views if view.entry.seat}
        rows = [
            Row((name, count, told[name].text(self.language)), self.notes(told[name]))
            if name in told
            else Row((name, count, "—"))
            for name, count in posts.items()
        ]
        columns = (
            Column(_("Puesto"), share=1.4),
            Column(_("Cuántos"), ColumnKind.NUMBER, 0.7),
            Column(_("Qué hace"), share=3),
        )
        made = Table(columns, rows, caption=_("Puestos del organismo"), notes=self.counted("puestos"), small=True)
        return [*([made] if rows else []), *self.lines([view for view in views if view.entry.seat is None])]

    def steps(self, views: Sequence[EntryView]) -> list[Block]:
        """Steps in their order: months, what is done, what is copied."""
        if not views:
            return []
        rows = [
            Row((say_months(view), self.plain(view), ", ".join(self.copied(view)) or "—"), self.notes(view))
            for view in views
        ]
        columns = (
            Column(_("Meses"), share=0.9),
            Column(_("Qué se hace"), share=3.4),
            Column(_("Qué se copia"), share=1.6),
        )
        return [Table(columns, rows, small=True)]

    def plain(self, view: EntryView) -> str:
        """A line in a cell."""
        title, text = view.title(self.language).strip(), view.text(self.language).strip()
        told = f"{title.rstrip('.')}. {text}" if title and text else title or text
        return f"{told} ({_('en español')})" if self.borrowed(view) else told

    def copied(self, view: EntryView) -> list[str]:
        """The titles of the documents that a step copies, those that may be told."""
        known = {one.entry.pk: one for one in self.sheet.told(ModelPart.DOCUMENTS)}
        return [known[row.pk].title(self.language) for row in view.documents if row.pk in known]

    def documents(self, views: Sequence[EntryView]) -> list[Block]:
        """The list of model documents with their folio in the inventory."""
        if not views:
            return []
        rows = [Row((view.title(self.language), view.text(self.language) or "—"), self.notes(view)) for view in views]
        columns = (Column(_("Documento"), share=1.6), Column(_("Para qué sirve"), share=3))
        return [Table(columns, rows, small=True)]


_MADE: Mapping[ModelPart, Callable[[ModelPaper, Sequence[EntryView]], list[Block]]] = {
    ModelPart.ORGANS: ModelPaper.organs,
    ModelPart.TEAM: ModelPaper.team,
    ModelPart.CREATION: ModelPaper.steps,
    ModelPart.ROUTE: ModelPaper.steps,
    ModelPart.DOCUMENTS: ModelPaper.documents,
}


def say_months(view: EntryView) -> str:
    """The months of a step as people read them."""
    start, end = view.facts.months
    if start is None:
        return _("sin dato")
    if end is None or end == start:
        return _("mes %(n)s") % {"n": start}
    return _("mes %(a)s a %(b)s") % {"a": start, "b": end}


@titled(gettext_lazy("Ficha del modelo"))
def model_paper(language: str, on: date) -> Document:
    """Build the sheet of the model: every part with its lines that may go out, and the costs. Raises PaperRefused."""
    paper = ModelPaper.read(language, on)
    blocks: list[Block] = []
    for part, rule in PARTS.items():
        made = paper.part(part)
        blocks += [Heading(_(rule.title), 2), *made] if made else []
    if not blocks:
        raise PaperRefused(_("La ficha del modelo está vacía: escriba su primer renglón o anote los órganos."))
    costs = [*cost_blocks(language), *cost_table(language)]
    blocks += [Heading(_("Lo que cuesta"), 2), *costs] if costs else []
    return frame(_("Ficha del modelo"), [*blocks, Origins()], language=language, on=on)
