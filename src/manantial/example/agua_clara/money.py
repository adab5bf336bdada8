"""The project of Agua Clara with its budget in pesos, who gives what, and what each one put into the works."""

from __future__ import annotations

from datetime import date

from manantial.example.agua_clara.stage import Stage, after, at
from manantial.kernel.dates import PartialDate
from manantial.kernel.money import Money
from manantial.project.actions.investing import invest, record_work
from manantial.project.actions.money import confirm, offer, receive, set_units
from manantial.project.actions.page import load_page
from manantial.project.actions.results import add_evidence, verify_result
from manantial.project.actions.telling import add_update, measure_target, set_activity_state, set_dates
from manantial.project.models import Activity, BudgetLine, DirectResult, Project, Target
from manantial.project.rules.catalogues import (
    ActivityState,
    EvidenceKind,
    InvestmentKind,
    InvestmentSource,
    SourceKind,
    WorkState,
)
from manantial.project.rules.page import (
    ActivityGroup,
    ActivityText,
    Amounts,
    BudgetCategory,
    BudgetText,
    DossierPage,
    Labelled,
    LineText,
    PartnerText,
    PhaseText,
    Place,
    ResultText,
    Section,
    Source,
    TargetText,
)

STARTS = date(2026, 2, 1)
# (group, line, in kind, in cash, total MXN, who gives how much of it and how far it is)
BUDGET = (
    ("Bienes e insumos", (
        ("Papelería para talleres", True, False, 5000, ("Organismo de Agua Clara", SourceKind.GOODS, 5000, "received")),
        ("Impresión del informe de sistematización", True, False, 18000, ("Organismo de Agua Clara", SourceKind.SERVICE, 18000, "signed")),
        ("Kit impreso para 40 comunidades", False, True, 40000, ("Fundación Agua de Todos A.C. (inventada)", SourceKind.CASH, 15000, "received")),
        ("USB para 40 comités", True, True, 12000, ("Manos y Barro A.C. (inventada)", SourceKind.GOODS, 12000, "promised")),
    )),
    ("Servicios", (
        ("Facilitación de talleres", True, False, 36000, ("Fundación Agua de Todos A.C. (inventada)", SourceKind.SERVICE, 36000, "received")),
        ("Diseño de carteles y folletos", False, True, 21000, None),
        ("Acompañamiento de la difusión", False, True, 70000, None),
    )),
    ("Personas", (
        ("Coordinación social, 13 meses", True, False, 81250, ("Organismo de Agua Clara", SourceKind.LABOUR, 81250, "received")),
        ("Gasolina y alimentos en campo", False, True, 52000, ("Municipio de Agua Clara", SourceKind.CASH, 26000, "signed")),
    )),
)  # fmt: skip
ACTIVITIES = (
    (1, "Sistematización participativa de la experiencia", (
        ("1.1", "Talleres y herramientas para recoger experiencias y aprendizajes", ActivityState.DONE),
        ("1.2", "Talleres de análisis, validación y devolución", ActivityState.DONE),
        ("1.3", "Producción de material editorial y audiovisual", ActivityState.RUNNING),
        ("1.4", "Documento de síntesis del modelo", ActivityState.RUNNING),
    )),
    (2, "Comunicación comunitaria", (
        ("2.1", "Talleres de formación en comunicación", ActivityState.DONE),
        ("2.2", "Diseño colaborativo de la campaña", ActivityState.DONE),
        ("2.3", "Curaduría y edición de materiales", ActivityState.RUNNING),
        ("2.4", "Acompañamiento de la difusión", ActivityState.RUNNING),
    )),
)  # fmt: skip
RESULTS = (
    ("1 informe preliminar y registro audiovisual", 1), ("1 taller realizado", 1), ("1 informe final de sistematización", 1),
    ("Material de difusión de la sistematización", None), ("1 documento de síntesis del modelo", 1),
    ("3 talleres realizados", 3), ("Plan de la campaña", None), ("Materiales impresos y audiovisuales de la campaña", None),
    ("Un informe de evaluación de la campaña", None),
)  # fmt: skip
TARGETS = (
    ("40 comunidades participan en la asamblea general", "40", "comunidades", ("12", "2023"), ("27", "2025")),
    ("La alianza invierte 6 millones de pesos al año", "6000000", "MXN al año", ("1900000", "2023"), ("4200000", "2025")),
    ("80 % de las viviendas rurales tienen servicio de agua", "80", "% de viviendas rurales", ("66", "2020"), ("71", "2026")),
    ("3 organismos como este funcionan en la región", "3", "organismos", None, None),
)  # fmt: skip
WORKS = (
    ("Línea de conducción de Dos Arroyos", 2024, ("C-17",), WorkState.FINISHED, 391, (
        (InvestmentSource.MUNICIPALITY, InvestmentKind.MATERIAL, 420000, "", ""),
        (InvestmentSource.COMMUNITY, InvestmentKind.LABOUR, None, "120", "jornales"),
        (InvestmentSource.CIVIL, InvestmentKind.ADVICE, 38000, "", ""))),
    ("Tanque de Santa Lucía del Barro", 2025, ("C-05", "C-32"), WorkState.FINISHED, 754, (
        (InvestmentSource.MUNICIPALITY, InvestmentKind.MONEY, 610000, "", ""),
        (InvestmentSource.FOUNDATION, InvestmentKind.MONEY, 250000, "", ""),
        (InvestmentSource.COMMUNITY, InvestmentKind.LABOUR, 54000, "180", "jornales"))),
    ("Cloración de la ruta alta", 2026, ("C-01", "C-02", "C-33"), WorkState.RUNNING, 1350, (
        (InvestmentSource.STATE, InvestmentKind.EQUIPMENT, 96000, "3", "dosificadores"),
        (InvestmentSource.COMMUNITY, InvestmentKind.LABOUR, None, "45", "jornales"))),
)  # fmt: skip


def fund(stage: Stage) -> None:
    """Load the project, what is promised, signed and received, what was measured, and the co-invested works."""
    by, now = stage.staff["accounting"], at(STARTS)
    project = load_page(_page(), by=by, now=now).project
    set_dates(project, starts=PartialDate.on(STARTS), ends=PartialDate.parse("2027-02"), months=13, by=by, now=now)
    _activities(stage)
    _contributions(stage)
    _progress(stage, project)
    for title, year, codes, state, served, parts in WORKS:
        work = record_work(
            title=title, year=year, communities=[stage.communities[code] for code in codes], state=state,
            people_served=served, by=by, now=at(date(year, 6, 1)),
        )  # fmt: skip
        for source, kind, pesos, quantity, unit in parts:
            invest(
                work, source=source, kind=kind, on=date(year, 6, 20), quantity=quantity, unit=unit,
                amount=_pesos(pesos) if pesos is not None else None,
                criterion=_criterion(kind, unit, pesos),
                by=by, now=at(date(year, 6, 21)),
            )  # fmt: skip


def _criterion(kind: InvestmentKind, unit: str, pesos: int | None) -> str:
    if pesos is None or kind is InvestmentKind.MONEY:
        return ""
    return "Jornal de 300 pesos acordado en asamblea" if unit == "jornales" else "Factura o cotización del año"


def _pesos(amount: int) -> Money:
    return Money(amount * 100, "MXN")


def _page() -> DossierPage:
    categories = tuple(
        BudgetCategory(
            position, name,
            tuple(
                LineText(
                    text, "(*)" * kind + " (**)" * cash, kind, cash, Amounts(_pesos(total), _pesos(0), _pesos(total))
                )
                for text, kind, cash, total, _given in lines
            ),
        )
        for position, (name, lines) in enumerate(BUDGET, start=1)
    )  # fmt: skip
    return DossierPage(
        source=Source("Proyecto de ejemplo de Agua Clara (inventado)", prose="es"),
        title="El agua que contamos", subtitle="Sistematización participativa y campaña de comunicación comunitaria.",
        place=Place("Agua Clara (municipio inventado)", "Agua Clara", "Chiapas", "México"),
        category=Labelled(None, "Agua", ("Agua", "Comunidad")), investment=Labelled(None), sdgs=Labelled(None, None, ("6.1", "6.b")),
        challenge=Section("El reto", (
            "Los comités cambian cada año y la administración cada tres. Con cada cambio se pierde lo aprendido.",)),
        project=Section("El proyecto", (
            "Contar y entender la experiencia con las voces de las comunidades, y regresarla en papel, sonido y reunión.",)),
        phases=tuple(PhaseText(number, name) for number, name, _acts in ACTIVITIES),
        know_more=Section("Para saber más", ("La alianza reúne a cuarenta comités, un organismo público y dos asociaciones.",)),
        figures=(), activities_label=None,
        activities=tuple(
            ActivityGroup(number, name, tuple(ActivityText(code, text) for code, text, _state in acts))
            for number, name, acts in ACTIVITIES
        ),
        results=tuple(ResultText(text, quantity) for text, quantity in RESULTS),
        targets=tuple(TargetText(text, value, unit, 2026, base[0] if base else None) for text, value, unit, base, _now in TARGETS),
        partners=(PartnerText("Organismo Comunitario de Agua de Agua Clara"), PartnerText("Fundación Agua de Todos A.C. (inventada)")),
        people=(), updates=(), budget=BudgetText(None, "MXN", "MXN", categories),
    )  # fmt: skip


def _activities(stage: Stage) -> None:
    states = {code: state for _n, _name, acts in ACTIVITIES for code, _text, state in acts}
    for activity in Activity.objects.order_by("code"):
        if (state := states[activity.code]) != activity.state:
            set_activity_state(activity, state, by=stage.social, now=at(date(2026, 11, 1)))


def _contributions(stage: Stage) -> None:
    by = stage.staff["accounting"]
    given = {text: gift for _name, lines in BUDGET for text, _kind, _cash, _total, gift in lines}
    for line in BudgetLine.objects.order_by("number"):
        if "40" in line.description:
            set_units(line, units=40, by=by, now=at(STARTS))
        if (gift := given[line.description]) is None:
            continue
        party, kind, pesos, state = gift
        contribution = offer(
            line,
            party=party,
            kind=kind,
            on=STARTS,
            amount=_pesos(pesos),
            criterion="" if kind is SourceKind.CASH else "Precio de mercado del año, tres cotizaciones",
            by=by,
            now=at(STARTS),
        )
        if state in {"signed", "received"}:
            confirm(contribution, on=after(STARTS, 20), by=by, now=at(after(STARTS, 20)))
        if state == "received":
            receive(contribution, on=after(STARTS, 40), by=by, now=at(after(STARTS, 40)))


def _progress(stage: Stage, project: Project) -> None:
    by, now = stage.social, at(date(2026, 8, 1))
    for result in DirectResult.objects.filter(code__in=["R2", "R6"]):
        add_evidence(
            result, kind=EvidenceKind.ATTENDANCE, title="Listas de asistencia", reference="T-1 a T-10", by=by, now=now
        )
        add_evidence(
            result, kind=EvidenceKind.ACCOUNT, title="Relatorías", reference="Carpeta de talleres", by=by, now=now
        )
        done = result.quantity or 1
        verify_result(
            result, achieved=done, on=date(2026, 10, 5), verifier=stage.staff["general_management"], by=by,
            now=at(date(2026, 10, 6)),
        )  # fmt: skip
    for target, (_text, _value, _unit, _base, present) in zip(
        Target.objects.order_by("position"), TARGETS, strict=True
    ):
        if present is not None:
            measure_target(
                target, value=present[0], when=PartialDate.parse(present[1]), source="Registro del organismo (ejemplo)",
                by=by, now=now,
            )  # fmt: skip
    add_update(
        project, paragraphs=["Se hicieron los talleres de sistematización y se validaron doce hallazgos con siete grupos."],
        language="es", when=PartialDate.parse("2026-07"), author="Coordinación social", activities=["1.1", "1.2"], by=by,
        now=now,
    )  # fmt: skip
