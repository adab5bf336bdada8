"""Papers of a workshop: the call, the list to sign, the pocket script, the account of how it went."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext
from django.utils.translation import gettext as _

from manantial.press.document import (
    BlankField,
    BlankForm,
    Block,
    Callout,
    CalloutKind,
    CheckItem,
    Checklist,
    Column,
    ColumnKind,
    Document,
    Fact,
    FactList,
    Heading,
    Prose,
    Quote,
    Sheet,
    Signatures,
    Signer,
    Table,
)
from manantial.voices.models import Workshop, WorkshopAgreement, WorkshopAttendance
from manantial.voices.papers.frame import paper, phone, spoken
from manantial.voices.papers.permissions import spoken_text
from manantial.voices.queries import Turnout, VoiceRow, format_of, said, supplies_for
from manantial.voices.rules import (
    AGE_WORDS,
    GROUP_WORDS,
    KIND_WORDS,
    LANGUAGE_WORDS,
    PRESETS,
    ROLE_WORDS,
    USE_WORDS,
    Preset,
    Use,
)

USUAL_PEOPLE = 20
SPARE_LINES = 4


def materials_of(workshop: Workshop) -> list[tuple[str, int]]:
    """What to carry and how many, for the people expected."""
    people = workshop.expected_people or USUAL_PEOPLE
    return [(one.name, one.quantity(people)) for one in supplies_for(workshop, format_of(workshop.format))]


def roles_of(workshop: Workshop) -> list[tuple[str, str]]:
    """Who takes care of what, in words; only the parts that somebody took."""
    return [(gettext(word), workshop.roles[key]) for key, word in ROLE_WORDS.items() if workshop.roles.get(key)]


def clock_of(workshop: Workshop) -> list[tuple[str, dict[str, object]]]:
    """The blocks of the agenda with the hour at which each begins (empty while no hour is set)."""
    at = datetime.combine(workshop.on, workshop.starts_at) if workshop.starts_at else None
    found = []
    for block in workshop.blocks:
        found.append((f"{at:%H:%M}" if at else "", block))
        at = at + timedelta(minutes=int(block["minutes"])) if at else None
    return found


def call(workshop: Workshop, *, on: date) -> Document:
    """The call to a workshop, to post, read aloud or send as a picture."""
    made = format_of(workshop.format)
    hours, minutes = divmod(sum(int(block["minutes"]) for block in workshop.blocks), 60)
    length = _("%(h)d h %(m)d min") % {"h": hours, "m": minutes} if minutes else _("%(h)d horas") % {"h": hours}
    facts = FactList(
        (
            Fact(_("Día"), spoken(workshop.on)),
            Fact(_("Hora"), f"{workshop.starts_at:%H:%M}" if workshop.starts_at else None),
            Fact(_("Dura"), length),
            Fact(_("Lugar"), _place(workshop) or None),
            Fact(_("Convoca"), workshop.facilitators or None),
        )
    )
    text = _(
        "Venga aunque no sepa leer, aunque no sea del comité, aunque piense distinto. Su memoria hace falta. Nadie "
        "está "
        "obligado a hablar ni a dar su nombre. Habrá quien cuide a niñas y niños."
    )
    blocks: tuple[Block, ...] = (
        Prose.plain(made.objective),
        facts,
        Callout(text, CalloutKind.NOTE, _("Le esperamos")),
        Checklist(
            (
                CheckItem(_("Una foto, una libreta o un objeto que le recuerde cómo llegó el agua")),
                CheckItem(_("Las actas o listas que guarde, aunque estén incompletas")),
            ),
            _("Si puede, traiga"),
        ),
        Prose.plain(_("Para avisar que viene o preguntar: %(phone)s.") % {"phone": phone()}),
    )
    return paper(
        _("Convocatoria: %(title)s") % {"title": workshop.title},
        blocks,
        on=on,
        folio=workshop.folio,
        sheet=Sheet.HALF_LETTER,
    )


def attendance_sheet(workshop: Workshop | None = None, *, on: date) -> Document:
    """The list to sign, with a line for each person expected and some more. It asks for no phone and no identity."""
    people = (workshop.expected_people if workshop else None) or USUAL_PEOPLE
    count = people + SPARE_LINES
    columns = (
        Column("", share=0.35),
        Column(_("Nombre (se puede dejar en blanco)"), share=2.4),
        Column(_("Comunidad"), share=1.5),
        Column(_("Grupo o cargo"), share=1.3),
        Column(_("M / H"), share=0.5),
        Column(_("Edad"), share=0.5),
        Column(_("Lengua"), share=0.8),
        Column(_("Firma o huella"), share=1.5),
    )
    rows = [(f"{number}\n\u00a0", *[""] * 7) for number in range(1, count + 1)]
    note = _(
        "Con esta lista solo contamos cuántas personas vinieron y de dónde. No se publica ni se entrega con nombres."
    )
    table = Table(columns, rows, note=note)
    title = workshop.title if workshop else ""
    subtitle = " · ".join(part for part in (title, spoken(workshop.on), _place(workshop)) if part) if workshop else ""
    folio = workshop.folio if workshop else ""
    return paper(_("Lista de asistencia"), (table,), on=on, folio=folio, subtitle=subtitle, sheet=Sheet.LETTER_WIDE)


def attendance_list(workshop: Workshop, people: Sequence[WorkshopAttendance], *, named: bool, on: date) -> Document:
    """The list as it was written, one line a person; `named` prints the names that people gave, for the team alone."""
    columns = (
        Column("", ColumnKind.NUMBER, share=0.35),
        *((Column(_("Nombre"), share=2.4),) if named else ()),
        Column(_("Comunidad"), share=1.5),
        Column(_("Grupo o cargo"), share=1.5),
        Column(_("M / H"), share=0.5),
        Column(_("Edad"), share=0.8),
        Column(_("Lengua"), share=0.8),
    )
    rows = [[number, *cells] for number, cells in enumerate(attendance_cells(people, named=named), start=1)]
    kept = _("Lleva nombres: no sale del equipo.") if named else _("Sin nombres: cada renglón es una persona.")
    table = Table(columns, [tuple("—" if cell == "" else cell for cell in row) for row in rows], note=kept)
    subtitle = " · ".join(part for part in (workshop.title, spoken(workshop.on), _place(workshop)) if part)
    title = _("Quién vino: renglón por renglón")
    return paper(title, (table,), on=on, folio=workshop.folio, subtitle=subtitle, sheet=Sheet.LETTER_WIDE)


def attendance_cells(people: Iterable[WorkshopAttendance], *, named: bool) -> Iterator[list[str]]:
    """One row a person: those counted together become as many rows without a name; struck lines give none."""
    for row in people:
        told = [
            row.community.name if row.community else "",
            said(GROUP_WORDS, row.group) if row.group else "",
            row.sex,
            said(AGE_WORDS, row.age_range) if row.age_range else "",
            said(LANGUAGE_WORDS, row.language) if row.language else "",
        ]
        for _person in range(row.count):
            yield [row.name, *told] if named else told


def pocket_script(workshop: Workshop, *, on: date) -> Document:
    """The script a facilitator carries: hours, what to say and ask, what to bring, how to take care."""
    made = format_of(workshop.format)
    blocks: list[Block] = [
        Prose.plain(made.objective),
        Table(
            (Column(_("Hora"), share=0.6), Column(_("Minutos"), ColumnKind.NUMBER, 0.6), Column(_("Qué"), share=3)),
            [(hour or "—", int(str(block["minutes"])), str(block["title"])) for hour, block in clock_of(workshop)],
            total=("", sum(int(block["minutes"]) for block in workshop.blocks), _("En total")),
        ),
    ]
    if roles := roles_of(workshop):
        blocks.append(FactList(tuple(Fact(role, who) for role, who in roles), _("Quién hace qué")))
    for hour, block in clock_of(workshop):
        blocks += _script_block(hour, block)
    blocks += [
        Checklist(
            tuple(CheckItem(f"{amount} × {name}") for name, amount in materials_of(workshop)),
            _materials_title(workshop),
        ),
        Checklist(tuple(CheckItem(line) for line in made.outcomes), _("Antes de irse, que haya quedado")),
        Callout("\n\n".join(workshop.cares or made.cares), CalloutKind.NOTE, _("Cuidados")),
        Callout(spoken_text(), CalloutKind.PRIVACY, _("Antes de grabar")),
    ]
    subtitle = " · ".join(part for part in (spoken(workshop.on), _place(workshop)) if part)
    title = _("Guion: %(title)s") % {"title": workshop.title}
    return paper(title, tuple(blocks), on=on, folio=workshop.folio, subtitle=subtitle, sheet=Sheet.HALF_LETTER)


@dataclass(frozen=True)
class Phrase:
    """A phrase that may be printed in an internal paper, with its credit."""

    words: str
    credit: str


def account(
    workshop: Workshop,
    *,
    turnout: Turnout,
    voices: Sequence[VoiceRow],
    phrases: Sequence[Phrase] = (),
    team: bool = False,
    on: date,
) -> Document:
    """How a workshop went (I-09): who came, the agenda, what was said, what was agreed, which voices it gave.

    Tensions are for the team: they are printed only where `team` says so. Phrases were let through by the gate.
    """
    blocks: list[Block] = [_account_facts(workshop, turnout)]
    if turnout.people:
        blocks.append(_turnout_table(turnout))
    agenda = [(hour or "—", str(block["title"]), int(str(block["minutes"]))) for hour, block in clock_of(workshop)]
    columns = (Column(_("Hora"), share=0.6), Column(_("Qué"), share=3), Column(_("Minutos"), ColumnKind.NUMBER, 0.6))
    blocks += [Heading(_("Agenda"), 2), Table(columns, agenda), Heading(_("Qué se dijo"), 2), *_told(workshop.report)]
    if phrases:
        blocks.append(Heading(_("Frases tal cual"), 2))
        blocks += [Quote(phrase.words, phrase.credit) for phrase in phrases]
    agreements = list(workshop.agreements.all())
    if agreements:
        blocks += [Heading(_("Acuerdos"), 2), _agreements_table(agreements)]
    for title, text in ((_("Lo que falta"), workshop.pending), (_("Cómo nos sentimos"), workshop.feelings)):
        if text.strip():
            blocks += [Heading(title, 2), Prose.plain(text)]
    if team and workshop.tensions.strip():
        blocks.append(
            Callout(Prose.plain(workshop.tensions).markdown, CalloutKind.PRIVACY, _("Tensiones: solo equipo"))
        )
    if voices:
        blocks += [Heading(_("Voces que dejó"), 2), _voices_table(voices)]
    title = _("Relatoría: %(title)s") % {"title": workshop.title}
    return paper(title, tuple(blocks), on=on, folio=workshop.folio)


def _account_facts(workshop: Workshop, turnout: Turnout) -> FactList:
    facts = [
        Fact(_("Día"), spoken(workshop.on)),
        Fact(_("Lugar"), _place(workshop) or None),
        Fact(_("Facilitan"), workshop.facilitators or None),
        *(Fact(role, who) for role, who in roles_of(workshop)),
        Fact(_("Personas"), turnout.people or None),
        Fact(_("Mujeres / hombres / sin decir"), _sexes(turnout)),
        Fact(_("Comunidades"), turnout.communities or None),
    ]
    return FactList(tuple(facts))


def _sexes(turnout: Turnout) -> str | None:
    """Women, men and those who did not say; nothing while nobody wrote the list."""
    return f"{turnout.women} / {turnout.men} / {turnout.unsaid}" if turnout.people else None


def _agreements_table(agreements: Iterable[WorkshopAgreement]) -> Table:
    columns = (
        Column(_("Acuerdo"), share=3), Column(_("Quién"), share=1.4), Column(_("Para cuándo"), share=1.2),
        Column(_("Hecho"), share=1),
    )  # fmt: skip
    rows = [(one.text, one.who or "—", one.by_when or "—", spoken(one.done_on) or "☐") for one in agreements]
    return Table(columns, rows)


def blank_account(*, on: date) -> Document:
    """The blank sheet to write the account by hand."""
    fields = (
        BlankField(_("Taller"), half=True),
        BlankField(_("Día y lugar"), half=True),
        BlankField(_("Facilitan"), half=True),
        BlankField(_("Escribe"), half=True),
        BlankField(_("Qué se hizo"), lines=5),
        BlankField(_("Frases tal cual"), hint=_("Entre comillas, con quién las dijo y si dio permiso"), lines=6),
        BlankField(_("Acuerdos"), hint=_("Quién y para cuándo"), lines=4),
        BlankField(_("En qué no estuvimos de acuerdo"), lines=4),
        BlankField(_("Lo que falta preguntar y a quién"), lines=3),
        BlankField(_("Cómo nos sentimos"), lines=2),
    )
    blocks: tuple[Block, ...] = (
        BlankForm(fields),
        Signatures((Signer(role=_("Escribió")), Signer(role=_("Facilitó")))),
    )
    return paper(_("Relatoría"), blocks, on=on)


def _script_block(hour: str, block: dict[str, object]) -> Iterable[Block]:
    title = f"{block['title']} ({block['minutes']}′)"
    yield Heading(f"{hour} · {title}" if hour else title, 2)
    if block.get("who"):
        yield Prose.plain(_("Lo lleva: %(who)s") % {"who": block["who"]})
    if block.get("how"):
        yield Prose.plain(str(block["how"]))
    questions = block.get("questions")
    if isinstance(questions, list) and questions:
        yield Checklist(tuple(CheckItem(str(question)) for question in questions))


def _materials_title(workshop: Workshop) -> str:
    return _("Llevar, para %(n)d personas") % {"n": workshop.expected_people or USUAL_PEOPLE}


def _told(report: str) -> list[Block]:
    if not report.strip():
        return [Callout(_("Todavía no se escribe."), CalloutKind.MISSING)]
    return [Prose.plain(part) for part in report.split("\n\n") if part.strip()]


def _turnout_table(turnout: Turnout) -> Table:
    columns = (
        Column(_("Comunidad"), share=2),
        Column(_("Mujeres"), ColumnKind.NUMBER),
        Column(_("Hombres"), ColumnKind.NUMBER),
        Column(_("Sin decir"), ColumnKind.NUMBER),
    )
    rows = [(name or _("Sin comunidad"), women, men, unsaid) for name, women, men, unsaid in turnout.by_community]
    total = (_("En total"), turnout.women, turnout.men, turnout.unsaid)
    return Table(columns, rows, caption=_("Quiénes vinieron"), total=total)


def _voices_table(voices: Sequence[VoiceRow]) -> Table:
    columns = (
        Column(_("Folio")),
        Column(_("Qué es")),
        Column(_("Quién habla"), share=1.6),
        Column(_("Permiso"), share=2),
    )
    rows = [
        (row.voice.folio, said(KIND_WORDS, row.voice.kind), said(GROUP_WORDS, row.voice.group), permission_words(row))
        for row in voices
    ]
    return Table(columns, rows)


def permission_words(row: VoiceRow) -> str:
    """The permission of a voice in few words, and to which uses it opens today."""
    known = {"none": _("Sin permiso registrado"), "withdrawn": _("Permiso retirado"), "own": _("Permiso con detalle")}
    usual = "" if row.consent in {"none", "withdrawn"} else row.answer
    first = usual or known.get(row.consent) or gettext(PRESETS[Preset(row.consent)].title)
    uses = ", ".join(said(USE_WORDS, use) for use in row.uses if use is not Use.ANALYSIS)
    return f"{first}: {uses}" if uses else first


def _place(workshop: Workshop) -> str:
    community = workshop.community.name if workshop.community else ""
    return ", ".join(part for part in (workshop.place, community) if part)
