"""The plan in full, who counted over the years, why things happened, what people asked to correct. All invented."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from manantial.example.agua_clara.calendar import ENCOUNTERS
from manantial.example.agua_clara.listening import group_of
from manantial.example.agua_clara.stage import Stage, after, at
from manantial.kernel.dates import PartialDate
from manantial.meaning.actions.actors import Placed, add_actor, add_snapshot, place_actors
from manantial.meaning.actions.causes import Factor, add_cause
from manantial.meaning.actions.corrections import Asker, ask_correction, decline_correction, make_correction
from manantial.meaning.actions.findings import annotate_finding, take_stance
from manantial.meaning.actions.milestones import edit_milestone, keep_note
from manantial.meaning.actions.plan import approve_plan, choose_method, set_calendar, write_plan
from manantial.meaning.actions.questions import edit_question, fill_matrix
from manantial.meaning.actions.stages import Account, tell_stage
from manantial.meaning.models import Axis, Finding, Milestone
from manantial.meaning.queries import current_plan, questions
from manantial.meaning.rules import (
    Activity,
    ActivityState,
    ActorKind,
    ActorPart,
    ActorRelation,
    Gives,
    QuestionKind,
    StanceKind,
    Stand,
)
from manantial.meaning.rules import Stage as Stretch

VALIDATION = 5
VALIDATED_ON = ENCOUNTERS[VALIDATION].on
PARTS = {
    "actors": "Comités (mujeres y hombres), brigadistas, personal del organismo, funcionarios, antiguos y comunidades que no están.",
    "techniques": "Línea del tiempo, entrevistas, recorrido por el agua, círculo de brigadistas, semáforo de validación.",
    "products": "Informe, síntesis de diez minutos, folleto ilustrado, cápsulas de radio y una hoja para cada comunidad.",
    "people": "Coordina el área social; facilita la asociación aliada; la Junta aprueba; cada comité revisa lo suyo.",
    "resources": "Grabadora, papel grande, pasajes, comida de los talleres y dos memorias USB.",
}
CALENDAR = (
    ("Inventario de fuentes", "2026-01-20", "2026-02-10", "Área social", "Lista con quien resguarda", "done"),
    ("Taller de línea del tiempo", "2026-03-07", "2026-03-07", "Facilitación", "Hitos con versiones", "done"),
    ("Entrevistas y círculo de brigadistas", "2026-03-10", "2026-04-30", "Brigadas", "Testimonios", "done"),
    ("Taller de validación", "2026-06-07", "2026-06-07", "Facilitación", "Semáforo por grupo", "done"),
    ("Regresar los resultados", "2026-06-20", "2026-10-15", "Comités", "Hoja, audio y cartel", "doing"),
    ("Escribir la síntesis", "2026-11-01", "2026-12-15", "Gerencia", "Síntesis del modelo", "planned"),
)
Standing = tuple[str, int, int]  # relation, interest, influence
ACTORS: tuple[tuple[str, ActorKind, tuple[Standing, ...]], ...] = (  # in 2022, 2024, 2026
    ("Comités de agua", ActorKind.COMMITTEE, (("supports", 2, 1), ("works_with", 3, 2), ("works_with", 3, 3))),
    ("Brigadistas", ActorKind.COMMITTEE, (("works_with", 3, 1), ("works_with", 3, 1), ("works_with", 3, 2))),
    ("Presidencia municipal", ActorKind.MUNICIPALITY, (("works_with", 3, 3), ("distant", 1, 3), ("supports", 2, 3))),
    ("Sindicatura", ActorKind.MUNICIPALITY, (("absent", 0, 0), ("tension", 2, 3), ("works_with", 3, 3))),
    ("Organismo Comunitario", ActorKind.ORGANISM, (("absent", 0, 0), ("works_with", 3, 2), ("works_with", 3, 3))),
    ("Asociación Agua y Raíz", ActorKind.CIVIL, (("works_with", 3, 2), ("works_with", 3, 2), ("works_with", 3, 2))),
    ("Fundación donante", ActorKind.DONOR, (("supports", 2, 2), ("supports", 2, 2), ("absent", 0, 0))),
    ("Comunidades no integradas", ActorKind.COMMUNITY, (("distant", 1, 1), ("tension", 2, 1), ("distant", 2, 1))),
    ("Comisión estatal del agua", ActorKind.GOVERNMENT, (("distant", 1, 2), ("distant", 1, 2), ("supports", 2, 2))),
)  # fmt: skip
INFLUENCED = {"Fundación donante", "Comunidades no integradas", "Comisión estatal del agua"}  # the others made it
STAGE_OF_MILESTONES = {"H-09": Stretch.NOW}
STAGE_OF_FINDINGS = {
    "HA-05": Stretch.BEFORE, "HA-02": Stretch.NOW, "HA-03": Stretch.NOW, "HA-06": Stretch.NOW, "HA-08": Stretch.NOW,
}  # fmt: skip
SNAPSHOTS = (
    ("2022, antes del organismo", "2022"),
    ("2024, cambia la administración", "2024-10"),
    ("2026, hoy", "2026"),
)
CARDS = {
    "H-01": {
        "participants": "Comités de doce comunidades, brigadistas, presidencia municipal y la asociación aliada.",
        "importance": "Desde entonces hay a quién llamar cuando falla el agua.",
        "aims": "Que el municipio y las comunidades cuiden juntos el agua.",
        "means": "Reuniones en casas, visitas y un acuerdo de cabildo.",
        "results": "Un organismo con Junta donde las comunidades son mayoría.",
    },
    "H-03": {
        "participants": "Comité de Pozo Hondo.",
        "importance": "Enseñó a medir antes de comprar.",
        "results": "La bomba quedó guardada; hoy se mide primero en todas.",
    },
}
CAUSES = {  # milestone: (factor, helped, own, testimony)
    "H-01": (
        ("Las brigadistas ya medían el agua y tenían cuadernos", True, True, 2),
        ("El presidente municipal conocía a los comités", True, False, None),
        ("No había quien pagara el pasaje para juntarse", False, False, 28),
    ),
    "H-05": (
        ("Los comités llegaron con sus actas", True, True, 10),
        ("Hubo una carpeta de entrega", True, False, None),
        ("Nadie sabía quién firmaba", False, False, 25),
        ("El vehículo estuvo seis semanas parado", False, True, None),
    ),
    "H-08": (
        ("Se contaron las mediciones en la asamblea", True, True, 3),
        ("No estaba en el presupuesto", False, True, 49),
    ),
    "H-10": (("El comité vecino enseñó sus cuentas", True, False, 17),),
}
KINDS = (
    (2, QuestionKind.ANALYTIC),
    (4, QuestionKind.PROPOSING),
    (7, QuestionKind.ANALYTIC),
    (8, QuestionKind.PROPOSING),
)
STAGES = (
    (0, Stretch.BEFORE, "El agua se acarreaba o llegaba cada ocho días; cada quien se arreglaba solo.", "8 de 40 con comité activo, 2022", 0),
    (0, Stretch.PROCESS, "Se formaron comités, se midió el cloro y se abrieron las cuentas.", "21 de 40 con comité activo, 2024", 2),
    (0, Stretch.NOW, "Hay a quién llamar, turnos escritos y cuentas en la pared; faltan cuatro rutas.", "33 de 40 con comité activo, 2026", 0),
    (1, Stretch.BEFORE, "Quien salía se llevaba las llaves, las cuentas y lo que sabía.", "", None),
    (1, Stretch.PROCESS, "Se probó la hoja de entrega en siete comunidades.", "", 2),
    (1, Stretch.NOW, "La entrega se hace el día de la elección, con testigos; todavía hay quien no la hace.", "", 1),
)  # fmt: skip


def reflect(stage: Stage) -> None:
    """Finish the plan, draw the maps, gather the reasons and answer what people asked."""
    _plan(stage)
    _actors(stage)
    _milestones(stage)
    _findings(stage)
    _corrections(stage)
    _stages(stage)


def _plan(stage: Stage) -> None:
    plan = current_plan()
    session = stage.sessions["JG-04"]
    day = session.planned_at.date()
    now = at(after(ENCOUNTERS[0].on, 4))
    if plan is None:
        return
    write_plan(plan, texts=PARTS, start=plan.period_start, end=plan.period_end, by=stage.social, now=now)
    choose_method(plan, method="jara", by=stage.social, now=now)
    rows = [
        Activity(what, date.fromisoformat(start), date.fromisoformat(end), who, product, ActivityState(state))
        for what, start, end, who, product, state in CALENDAR
    ]
    set_calendar(plan, activities=rows, by=stage.social, now=at(date(2026, 11, 2)))
    asked = list(questions())
    for place, kind in KINDS:
        edit_question(asked[place], text=asked[place].text, kind=kind, by=stage.social, now=now)
    spread = ((0, 1), (1, 2), (2, 2), (3, 3), (5, 0), (6, 1), (7, 2), (3, 6), (2, 7))
    cells = {(asked[q].pk, stage.sources[s].pk): Gives.YES for q, s in spread if q < len(asked)}
    cells |= {(asked[0].pk, stage.sources[5].pk): Gives.NO, (asked[1].pk, stage.sources[4].pk): Gives.PENDING}
    fill_matrix(plan, cells=cells, by=stage.social, now=now)
    approve_plan(plan, session=session, by=stage.social, now=at(day))


def _actors(stage: Stage) -> None:
    now = at(after(ENCOUNTERS[1].on, 9))
    moments = [add_snapshot(label, when=PartialDate.parse(when), by=stage.social, now=now) for label, when in SNAPSHOTS]
    parts = {name: ActorPart.INDIRECT if name in INFLUENCED else ActorPart.DIRECT for name, _kind, _stands in ACTORS}
    actors = [add_actor(name, kind=kind, part=parts[name], by=stage.social, now=now) for name, kind, _stands in ACTORS]
    for number, moment in enumerate(moments):
        placed: dict[UUID, Placed | None] = {}
        for actor, row in zip(actors, ACTORS, strict=True):
            relation, interest, influence = row[2][number]
            stand = Stand(ActorRelation(relation), interest or None, influence or None)
            placed[actor.pk] = Placed(stand)
        place_actors(moment, placed=placed, by=stage.social, now=now)


def _milestones(stage: Stage) -> None:
    now = at(after(ENCOUNTERS[4].on, 1))
    rows = {row.folio: row for row in Milestone.objects.select_related("community")}
    for folio, card in CARDS.items():
        edit_milestone(rows[folio], card=card, community=rows[folio].community, by=stage.social, now=now)
    for folio, stretch in STAGE_OF_MILESTONES.items():
        row = rows[folio]
        edit_milestone(row, card={"stage": stretch}, community=row.community, by=stage.social, now=now)
    for folio, causes in CAUSES.items():
        for text, helped, own, index in causes:
            fragment = stage.fragments.get(index) if index is not None else None
            add_cause(rows[folio], Factor(text, helped, own, fragment), by=stage.social, now=now)
    note = "Para mí todo empezó cuando cambió el presidente; sin ese cambio no se platicaba nada."
    keep_note(
        rows["H-01"], group=group_of("former", "M").value, text=note, workshop=stage.workshops[VALIDATION],
        by=stage.social, now=at(after(VALIDATED_ON, 1)),
    )  # fmt: skip


def _findings(stage: Stage) -> None:
    now = at(after(VALIDATED_ON, 2))
    rows = {row.folio: row for row in Finding.objects.select_related("axis", "question", "milestone")}
    milestones = {row.folio: row for row in Milestone.objects.all()}
    for folio, milestone, careful, sensitive in (
        ("HA-04", "H-05", "Lo cuentan sobre todo quienes se quedaron; faltan quienes se fueron.", False),
        ("HA-09", "H-03", "Es un caso; se volvió regla, pero no se ha medido.", False),
        ("HA-11", None, "Solo hay datos de visitas desde 2025.", True),
    ):
        row = rows[folio]
        annotate_finding(
            row, explanation=row.explanation, confidence=careful, sensitive=sensitive, axis=row.axis,
            question=row.question, milestone=milestones.get(milestone or ""), by=stage.social, now=now,
        )  # fmt: skip
    for folio, stretch in STAGE_OF_FINDINGS.items():
        row = rows[folio]
        annotate_finding(
            row, explanation=row.explanation, confidence=row.confidence, sensitive=row.sensitive, axis=row.axis,
            question=row.question, milestone=row.milestone, stage=stretch, by=stage.social, now=now,
        )  # fmt: skip
    workshop = stage.workshops[VALIDATION]
    for folio, group, said in (
        ("HA-02", "nonmember", StanceKind.NOT_ASKED),
        ("HA-08", "officials", StanceKind.NO_OPINION),
        ("HA-10", "committee", StanceKind.AGREE),
    ):
        take_stance(
            rows[folio], group=group_of(group, "M").value, stance=said, workshop=workshop, on=VALIDATED_ON,
            by=stage.social, now=now,
        )  # fmt: skip


def _corrections(stage: Stage) -> None:
    rows = {row.folio: row for row in Finding.objects.all()}
    day, told = after(VALIDATED_ON, 28), stage.communities
    workshop = stage.workshops[VALIDATION]
    made = ask_correction(
        "No fueron dos meses: el tanque se copió en un mes.", on=day, asker=Asker(told["C-21"], "committee_women"),
        finding=rows["HA-07"], folio="COR-01", by=stage.social, now=at(day),
    )  # fmt: skip
    make_correction(
        made, after="Ir a ver a otra comunidad convence más que cualquier plática: al mes ya se había copiado.",
        reason="Se revisó el acta y tenían razón.", on=after(day, 5), by=stage.social, now=at(after(day, 5)),
    )  # fmt: skip
    declined = ask_correction(
        "Que se quite que faltaron cuentas en 2023.", on=day, asker=Asker(told["C-12"]), finding=rows["HA-05"],
        folio="COR-02", by=stage.social, now=at(day),
    )  # fmt: skip
    decline_correction(
        declined, reason="Tres comités lo contaron igual; se agregó que ya se entregaron en 2024.",
        on=after(day, 6), by=stage.social, now=at(after(day, 6)),
    )  # fmt: skip
    closed = ask_correction(
        "Que no se diga cuánto costó la bomba.", on=VALIDATED_ON, asker=Asker(told["C-32"], workshop=workshop),
        finding=rows["HA-09"], withheld=True, folio="COR-03", by=stage.social, now=at(after(VALIDATED_ON, 1)),
    )  # fmt: skip
    make_correction(
        closed, after=rows["HA-09"].statement, reason="Se quitó el costo de todos los textos.", on=after(VALIDATED_ON, 1),
        by=stage.social, now=at(after(VALIDATED_ON, 1)),
    )  # fmt: skip
    ask_correction(
        "Que el audio vaya más lento y en tsotsil.", on=after(day, 10), asker=Asker(told["C-27"]), folio="COR-04",
        by=stage.social, now=at(after(day, 10)),
    )  # fmt: skip


def _stages(stage: Stage) -> None:
    now = at(after(ENCOUNTERS[4].on, 4))
    axes = list(Axis.objects.order_by("position"))
    for place, stretch, text, figure, index in STAGES:
        source = stage.sources[index] if index is not None else None
        tell_stage(axes[place], stage=stretch, told=Account(text, figure, source), by=stage.social, now=now)
