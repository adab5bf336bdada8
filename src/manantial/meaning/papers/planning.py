"""The plan on paper (I-01): two pages with its approval line, its act, and the matrix of sources (I-03)."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from manantial.kernel.dates import say_day
from manantial.meaning.models import Axis, Plan, Question
from manantial.meaning.papers.frame import PaperRefused, escaped, frame, spoken, titled
from manantial.meaning.queries import (
    PlanView,
    SourceMatrix,
    current_plan,
    moments,
    plan_view,
    source_matrix,
    sourced_axes,
    sources_without_question,
)
from manantial.meaning.rules import ACTIVITY_WORDS, QUESTION_WORDS, Gives, Moment
from manantial.press.document import (
    Block,
    Callout,
    CalloutKind,
    Column,
    ColumnKind,
    Document,
    Fact,
    FactList,
    Heading,
    Prose,
    Sheet,
    Signatures,
    Signer,
    Table,
)
from manantial.voices.models import Source
from manantial.voices.queries import said

PLAN_PAGES = range(1, 3)
MARKS = {Gives.YES: "●", Gives.NO: "–", Gives.PENDING: "?"}
SOURCES_OF_A_SHEET = 40
UNPRINTED_PARTS = ("people", "resources")  # who answers for what and with which money stays with the team


@titled(gettext_lazy("Plan de sistematización (I-01)"))
def plan_sheet(language: str, on: date) -> Document:
    """Build the plan as its method asks for it, with its gaps counted and room to sign its approval."""
    plan = current_plan()
    if plan is None:
        raise PaperRefused(_("Todavía no hay plan: escríbalo primero."))
    blocks = [*plan_blocks(plan), *_gaps(on), _approval(plan_view(plan))]
    return frame(plan.title, blocks, language=language, on=on, subtitle=_("Plan de sistematización"))


def plan_blocks(plan: Plan, *, inside: bool = True) -> list[Block]:
    """The plan as its method asks for it: its parts, its axes with their questions and sources, its calendar.

    On paper for everybody (not `inside`) nobody is named: who answers for what and with which money is left out.
    """
    view = plan_view(plan)
    calendar = [_calendar(view, inside=inside)] if view.activities else []
    return [FactList(tuple(_facts(view, inside=inside))), _questions(list(sourced_axes(plan))), *calendar]


def _facts(view: PlanView, *, inside: bool = True) -> list[Fact]:
    told = [part for part in view.parts if inside or part[0] not in UNPRINTED_PARTS]
    facts = [Fact(_(label), _short(text) or None) for _name, label, text in told]
    start, end = view.plan.period_start, view.plan.period_end
    period = [moment.say(spoken(), weekday=False) for moment in (start, end) if moment or moment.words]
    facts.insert(min(4, len(facts)), Fact(_("Desde cuándo y hasta cuándo"), " – ".join(period) or None))
    return [Fact(_("Método"), _(view.method.name)), *facts]


def _short(text: str, most: int = 360) -> str:
    """A part as it fits on the sheet; the whole text is on the screen and in the report."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[: most - 1].rsplit(" ", 1)[0] + "…"


def _questions(rows: list[Axis]) -> Table:
    lines = []
    for axis in rows:
        for number, question in enumerate(axis.questions.all(), 1):
            lines.append((axis.name if number == 1 else "", question.text, _kind(question), _folios(question)))
    columns = (
        Column(_("Eje"), share=1.4),
        Column(_("Pregunta"), share=3.2),
        Column(_("Qué pregunta"), share=0.9),
        Column(_("Fuentes"), share=1.2),
    )
    return Table(columns, lines, caption=_("Ejes y preguntas"), small=True)


def _kind(question: Question) -> str:
    return said(QUESTION_WORDS, question.kind)


def _folios(question: Question) -> str:
    found = [cell.source.folio for cell in question.source_cells.all() if cell.gives == Gives.YES]
    more = f" +{len(found) - 4}" if len(found) > 4 else ""
    return ", ".join(sorted(found)[:4]) + more if found else _("Falta")


def _calendar(view: PlanView, *, inside: bool) -> Table:
    rows = [
        (
            *(each.what, each.start, each.end),
            *((each.who or "—",) if inside else ()),
            *(each.product or "—", said(ACTIVITY_WORDS, each.state)),
        )
        for each in view.activities[:14]
    ]
    columns = (
        Column(_("Actividad"), share=2.4),
        Column(_("Empieza"), ColumnKind.DATE, 1),
        Column(_("Termina"), ColumnKind.DATE, 1),
        *((Column(_("Responde"), share=1.3),) if inside else ()),
        Column(_("Qué sale"), share=1.3),
        Column(_("Estado"), share=0.9),
    )
    left = len(view.activities) - len(rows)
    note = _("Y %(count)s actividades más en la pantalla.") % {"count": left} if left else ""
    return Table(columns, rows, caption=_("Calendario"), note=note, small=True)


def _gaps(on: date) -> list[Block]:
    status = next(one for one in moments(on=on) if one.moment is Moment.PLAN)
    lines = [_(gap.sentence) % gap.facts for gap in status.missing]
    loose = sources_without_question().count()
    if loose:
        lines.append(_("Fuentes que ninguna pregunta usa: %(count)s.") % {"count": loose})
    return [Callout("\n".join(f"- {line}" for line in lines), CalloutKind.MISSING, _("Qué falta"))] if lines else []


def _approval(view: PlanView) -> Signatures:
    session = view.plan.approved_in
    title = _("Aprobación del plan")
    if session is not None:
        day = say_day(timezone.localdate(session.planned_at), spoken(), weekday=False)
        told = {"body": session.body.name, "number": session.number, "day": day}
        title = _("Aprobado en: %(body)s, sesión %(number)s, %(day)s") % told
    signers = (Signer(role=_("Por la asamblea o junta")), Signer(role=_("Por el equipo que sistematiza")))
    return Signatures(signers, title=title)


@titled(gettext_lazy("Acta de aprobación del plan"))
def approval_act(language: str, on: date) -> Document:
    """Build the act by which a body approves the plan. Raises PaperRefused until somebody says in which session."""
    plan = current_plan()
    if plan is None or plan.approved_in is None:
        raise PaperRefused(_("Diga primero en el plan qué sesión lo aprobó."))
    session, view = plan.approved_in, plan_view(plan)
    day = say_day(timezone.localdate(session.planned_at), language)
    words = _(
        "En la sesión %(number)s de %(body)s, el %(day)s, se leyó en voz alta el plan «%(title)s». "
        "Se explicó para qué es, qué se va a preguntar, quién guarda lo que se diga y cómo regresan los resultados."
    ) % {
        "number": escaped(session.number),
        "body": escaped(session.body.name),
        "day": day,
        "title": escaped(plan.title),
    }
    agreed = _(
        "Las personas reunidas lo aprobaron. Acordaron que nada se publica sin permiso de quien lo dijo, "
        "que los resultados vuelven a cada comunidad que dio su palabra y que cualquiera puede retirar lo que dijo."
    )
    facts = [fact for fact in _facts(view) if fact.value]
    blocks: list[Block] = [Prose(words, lead=True), FactList(tuple(facts)), _questions(list(sourced_axes(plan)))]
    if view.changed_since:
        changed = _("El plan cambió después de esta sesión: preséntelo otra vez antes de firmar.")
        blocks.append(Callout(changed, CalloutKind.WARNING))
    blocks += [Heading(_("Acuerdo"), 2), Prose(agreed)]
    signers = (
        Signer(role=_("Preside la sesión")),
        Signer(role=_("Da fe: secretaría")),
        Signer(role=_("Por el equipo que sistematiza")),
        Signer(role=_("Testigo")),
    )
    blocks.append(Signatures(signers))
    return frame(_("Acta de aprobación del plan"), blocks, language=language, on=on)


@titled(gettext_lazy("Matriz de fuentes y preguntas (I-03)"))
def source_matrix_sheet(language: str, on: date) -> Document:
    """Build the matrix for the table: a row for each source, a column for each question, what is missing below."""
    sources = list(Source.objects.order_by("folio"))
    blocks: list[Block] = []
    for start in range(0, max(1, len(sources)), SOURCES_OF_A_SHEET):
        matrix = source_matrix(sources[start : start + SOURCES_OF_A_SHEET])
        if not matrix.questions:
            raise PaperRefused(_("El plan no tiene preguntas todavía: agréguelas y vuelva a imprimir la matriz."))
        blocks += [_legend(matrix)] if not start else []
        blocks.append(_matrix(matrix))
    blocks += _loose(source_matrix(sources))
    title = _("Matriz de fuentes y preguntas")
    return frame(title, blocks, language=language, on=on, sheet=Sheet.TABLOID_WIDE)


def _legend(matrix: SourceMatrix) -> Prose:
    lines = [
        f"- **{number}.** {escaped(question.text)} — {escaped(question.axis.name)}"
        for number, question in enumerate(matrix.questions, 1)
    ]
    return Prose(_("● sí aporta, – no aporta, ? por revisar, vacío: nadie ha mirado.") + "\n\n" + "\n".join(lines))


def _matrix(matrix: SourceMatrix) -> Table:
    rows = [
        (source.folio, source.title, *(MARKS[cell] if cell else "" for cell in matrix.row(source)))
        for source in matrix.sources
    ]
    numbers = range(1, len(matrix.questions) + 1)
    columns = (
        Column(_("Folio"), share=1.1),
        Column(_("Fuente"), share=4),
        *(Column(str(n), share=0.5) for n in numbers),
    )
    return Table(columns, rows, small=True)


def _loose(matrix: SourceMatrix) -> list[Block]:
    asked = [escaped(q.text) for q in matrix.questions if q.pk in matrix.unanswered]
    unused = [f"{escaped(source.folio)} {escaped(source.title)}" for source in matrix.unused]
    blocks: list[Block] = []
    if asked:
        title = _("Preguntas sin fuente: %(count)s") % {"count": len(asked)}
        blocks.append(Callout("\n".join(f"- {line}" for line in asked), CalloutKind.MISSING, title))
    if unused:
        title = _("Fuentes sin pregunta: %(count)s") % {"count": len(unused)}
        blocks.append(Callout("\n".join(f"- {line}" for line in unused), CalloutKind.MISSING, title))
    return blocks
