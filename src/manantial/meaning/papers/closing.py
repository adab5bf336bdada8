"""The end of a report: recommendations, what went back to people, sources, permissions, words explained."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.utils.translation import gettext as _

from manantial.governance.rules import AGREEMENT_STATE_WORDS
from manantial.meaning.papers.answers import corrections_cells
from manantial.meaning.papers.basis import Basis, nameable
from manantial.meaning.papers.frame import escaped, group_word, said_act
from manantial.meaning.papers.speech import PRINTED_LEVELS
from manantial.meaning.papers.unasked import unasked_lines
from manantial.meaning.queries import (
    FindingView,
    community_returns,
    correction_rows,
    questions_without_source,
    recommendations_by_addressee,
    returns,
    voice_matrix,
)
from manantial.meaning.rules import WORDS
from manantial.press.charts import array
from manantial.press.document import (
    Block,
    Callout,
    CalloutKind,
    Column,
    ColumnKind,
    Fact,
    FactList,
    Heading,
    Prose,
    Provenance,
    Row,
    Table,
)
from manantial.voices.models import Consent, Source, Withdrawal
from manantial.voices.queries import said
from manantial.voices.rules import CONDITION_WORDS, FORM_WORDS, SOURCE_WORDS


def recommendations(basis: Basis) -> list[Block]:
    """The recommendations by who should act, and which a body has already adopted."""
    blocks: list[Block] = []
    shown = {view.lesson.pk: view for view in basis.lessons}
    for addressee, rows in recommendations_by_addressee().items():
        lines = [
            Row(
                (
                    row.text,
                    row.by_when,
                    f"{row.agreement.folio}: {said(AGREEMENT_STATE_WORDS, row.agreement.state)}"
                    if row.agreement
                    else None,
                ),
                (Provenance("lesson", str(row.lesson_id), f"{row.lesson.folio}, {row.lesson.title}"),),
            )
            for row in rows
            if row.lesson_id in shown
        ]
        if lines:
            columns = (
                Column(_("Recomendación"), share=4),
                Column(_("Para cuándo"), ColumnKind.DATE, 1.4),
                Column(_("Acuerdo que la adoptó"), share=1.6),
            )
            blocks += [Heading(said(WORDS, addressee), 2), Table(columns, lines)]
    return blocks


def return_blocks(basis: Basis) -> list[Block]:
    """What went back to the communities that gave their words, and who still waits and for how long."""
    metric = returns(on=basis.on)
    if not metric.contributed:
        return [Callout(_("Todavía no hay comunidades que hayan dado su palabra."), CalloutKind.MISSING)]
    drawing = array(
        _("Comunidades a las que ya se regresaron los resultados"),
        count=metric.returned,
        of=metric.contributed,
        what=_("comunidades"),
        picture="village",
    )
    return [drawing.chart(), *_returns_table(basis)]


def _returns_table(basis: Basis) -> list[Block]:
    rows, named = [], nameable()
    for each in community_returns():
        first = each.returns[0] if each.returns else None
        rows.append(
            (
                each.community.name if each.nameable and each.community.pk in named else _("Comunidad reservada"),
                said(WORDS, first.medium) if first else _("Falta regresar"),
                first.on if first else None,
                first.women + first.men if first else None,
                each.elapsed(basis.on),
            )
        )
    columns = (
        Column(_("Comunidad"), share=1.6),
        Column(_("Cómo regresó"), share=2),
        Column(_("Día"), ColumnKind.DATE, 1.3),
        Column(_("Personas"), ColumnKind.NUMBER, 0.9),
        Column(_("Días desde que habló"), ColumnKind.NUMBER, 1),
    )
    return [Table(columns, rows, caption=_("Regreso de los resultados por comunidad"), small=True)]


def corrections_table(basis: Basis) -> list[Block]:
    """What people asked to correct and what was done: by a decision on a finding, or by a correction they asked for.

    What somebody asked to take out is not printed again, and nothing is told of a finding that this paper leaves out.
    """
    decided = [
        (view.finding.folio, _decided_by(view), _was(view), view.decision.after, view.decision.reason)
        for view in basis.findings
        if view.decision and view.decision.after
    ]
    standing = {view.finding.pk for view in basis.findings}
    asked = [
        corrections_cells(row)
        for row in correction_rows().order_by("asked_on", "folio")
        if row.asked_on <= basis.on and (row.finding_id is None or row.finding_id in standing)
    ]
    if not decided and not asked:
        return []
    columns = (
        Column(_("Folio"), share=0.9),
        Column(_("Qué se pidió"), share=1.8),
        Column(_("Antes decía"), share=2),
        Column(_("Ahora dice"), share=2),
        Column(_("Qué se hizo"), share=1.8),
    )
    return [Table(columns, [*decided, *asked], caption=_("Correcciones que pidieron las comunidades"), small=True)]


def _was(view: FindingView) -> str:
    return view.corrected_from or (_("(se pidió no publicarlo)") if view.is_withheld else "—")


def _decided_by(view: FindingView) -> str:
    decision = view.decision
    act = said_act(decision.workshop, decision.session) if decision else ""
    return _("En la validación: %(act)s") % {"act": act} if act else _("En la validación")


def gaps(basis: Basis) -> list[Block]:
    """What nobody has been asked yet: questions without a source, groups that said nobody asked them."""
    asked = [escaped(question.text) for question in questions_without_source()]
    unasked = sorted({group_word(group) for view in basis.findings for group in view.not_asked})
    lines = [
        *(_("Pregunta del plan sin ninguna fuente: %(text)s") % {"text": text} for text in asked),
        *(_("A este grupo no se le preguntó: %(group)s.") % {"group": escaped(group)} for group in unasked),
        *unasked_lines(basis),
    ]
    return [Prose("\n".join(f"- {line}" for line in lines))] if lines else []


def pending(basis: Basis) -> list[Block]:
    """What the memory itself says is not done: people not asked, results not returned, advice nobody adopted."""
    silent = [group_word(group) for group in voice_matrix(basis.milestones).silent_groups]
    waiting = len(returns(on=basis.on).pending)
    open_ = [row for view in basis.lessons for row in view.recommendations if row.agreement_id is None]
    lines = [
        (waiting, _("Comunidades que esperan que se les regresen los resultados: %(count)s.") % {"count": waiting}),
        (len(open_), _("Recomendaciones que ningún órgano ha adoptado: %(count)s.") % {"count": len(open_)}),
        (len(silent), _("Grupos que no han contado ningún hito: %(names)s.") % {"names": escaped(", ".join(silent))}),
    ]
    told = [f"- {line}" for count, line in lines if count]
    return [Prose("\n".join(told))] if told else []


def sources_table(basis: Basis, *, everything: bool = False) -> list[Block]:
    """The sources by folio. Those of restricted access are counted, never described on paper for everybody."""
    shown = [row for row in basis.sources if everything or row.visibility in PRINTED_LEVELS]
    blocks: list[Block] = []
    if shown:
        blocks.append(Table(_source_columns(everything), [_source_row(row, everything) for row in shown], small=True))
    hidden = len(basis.sources) - len(shown)
    if hidden:
        words = _("Fuentes de acceso restringido que también se consultaron: %(count)s.") % {"count": hidden}
        blocks.append(Callout(words, CalloutKind.PRIVACY))
    return blocks


def _source_columns(everything: bool) -> tuple[Column, ...]:
    base = (
        Column(_("Folio"), share=0.9),
        Column(_("Tipo"), share=1),
        Column(_("Título"), share=3),
        Column(_("Fecha"), ColumnKind.DATE, 1.3),
    )
    keeper = (Column(_("Quién la guarda"), share=1.4), Column(_("Estado"), share=0.9))
    return (*base, *keeper) if everything else (*base, Column(_("Dónde se publicó"), share=2))


def _source_row(row: Source, everything: bool) -> tuple[object, ...]:
    base = (row.folio, said(SOURCE_WORDS, row.kind), row.title, row.when)
    if everything:
        return (*base, row.keeper or None, said(CONDITION_WORDS, row.condition))
    return (*base, row.citation or "—")


def consent_blocks(basis: Basis) -> list[Block]:
    """How permission was asked, in what forms it was given, and that it can be taken back."""
    forms = Counter(Consent.objects.values_list("form", flat=True))
    withdrawn = Withdrawal.objects.values("voice").distinct().count()
    rows = [(said(FORM_WORDS, form), count) for form, count in forms.most_common()]
    blocks: list[Block] = [Prose(consent_text())]
    if rows:
        columns = (Column(_("Forma del permiso"), share=3), Column(_("Permisos"), ColumnKind.NUMBER, 1))
        blocks.append(Table(columns, rows, caption=_("Cómo se dio el permiso"), small=True))
    facts = (
        Fact(_("Testimonios guardados"), len(basis.voices)),
        Fact(_("Personas o grupos que retiraron algún permiso"), withdrawn),
        Fact(_("Testimonios sin permiso para este papel"), sum(1 for v in basis.voices if not basis.speech.may(v))),
    )
    return [*blocks, FactList(facts)]


def consent_text() -> str:
    """How permission was asked for, in the language of the moment."""
    return _(
        "Antes de grabar o escribir se explicó para qué, quién lo iba a oír y qué se podía hacer con lo dicho. "
        "Cada persona, grupo o asamblea dijo qué sí y qué no: su voz, sus palabras, su imagen, su nombre. "
        "Valen la firma, la huella, la palabra grabada, la palabra con testigo y el acta de asamblea.\n\n"
        "Este papel se hizo preguntando otra vez por cada permiso el día que se imprimió. "
        "Quien cambie de opinión puede avisar: su testimonio deja de salir en lo que se haga después. "
        "Lo ya impreso no se puede recoger, y se le dice dónde quedó."
    )


def glossary(terms: Sequence[tuple[str, str]]) -> FactList:
    """Words of the alliance said plainly."""
    return FactList(tuple(Fact(word, meaning) for word, meaning in terms))


def glossary_terms() -> list[tuple[str, str]]:
    """The words a reader from outside needs, explained in plain Spanish."""
    return [
        (_("Alianza público-comunitaria"), _("Comités, municipio y organizaciones que cuidan juntos el agua.")),
        (_("Comité o patronato"), _("Personas que la comunidad elige para dar el servicio de agua.")),
        (_("Asamblea"), _("Reunión donde la gente decide.")),
        (_("Junta de gobierno"), _("Quienes deciden en el organismo: comunidades, municipio y organizaciones.")),
        (_("Brigadistas"), _("Mujeres que miden, cloran y cuidan el agua de su comunidad.")),
        (_("Coinversión"), _("Dinero o trabajo que puso cada quien.")),
        (_("Cuórum"), _("Los que hacen falta para que valga.")),
        (_("Entrega-recepción"), _("Lo que un comité le deja al siguiente: dinero, llaves, papeles y acuerdos.")),
        (_("Voz"), _("Un testimonio y quien lo dio, con el permiso que dio.")),
        (_("Fragmento"), _("Una parte de una voz: unas palabras, unos segundos, una foto.")),
        (_("Hito"), _("Algo que pasó y que cambió el camino. Puede tener varias versiones.")),
        (_("Hallazgo"), _("Lo que se encontró al juntar voces y documentos.")),
        (_("Postura"), _("Lo que un grupo dice de un hallazgo.")),
        (_("Nota de disenso"), _("Lo que escribe un grupo que lo ve distinto. Va siempre junto al hallazgo.")),
        (_("Aprendizaje"), _("Lo que la experiencia enseña a quien venga después.")),
        (_("Devolución"), _("Regresar los resultados a quienes dieron su palabra.")),
        (_("Semáforo"), _("Verde: así es. Amarillo: en parte. Rojo: así no es.")),
        (_("Una sola voz"), _("Lo dijo una persona o un grupo: hay que tomarlo con cuidado.")),
    ]
