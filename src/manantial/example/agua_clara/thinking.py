"""From the fragments to validated findings and lessons, with their disagreements and their return."""

from __future__ import annotations

from datetime import date

from manantial.example.agua_clara.analysis import AXES, INSIGHTS, LEARNINGS, MOMENTS, Insight, Learning, Moment, Version
from manantial.example.agua_clara.calendar import ENCOUNTERS
from manantial.example.agua_clara.listening import group_of
from manantial.example.agua_clara.prose import PASSAGES
from manantial.example.agua_clara.stage import Stage, after, at
from manantial.kernel.dates import PartialDate
from manantial.meaning.actions.causes import Factor, add_cause
from manantial.meaning.actions.codebook import add_code
from manantial.meaning.actions.coding import put_code
from manantial.meaning.actions.findings import (
    add_support,
    decide,
    state_finding,
    take_stance,
    validate,
)
from manantial.meaning.actions.lessons import draw_lesson, recommend, record_return
from manantial.meaning.actions.milestones import Told, add_version, agree_wording, record_milestone
from manantial.meaning.actions.plan import approve_plan, write_plan
from manantial.meaning.actions.questions import add_axis, add_question, relate_source
from manantial.meaning.actions.writing import write_passage
from manantial.meaning.models import Axis, Code, Finding, Lesson, Milestone
from manantial.meaning.rules import Addressee, GroupVotes, MilestoneKind, Outcome, Relation, ReturnMedium, StanceKind

ANALYSIS_DAY, VALIDATION = ENCOUNTERS[4].on, 5
RETURNED = ("C-01", "C-02", "C-05", "C-09", "C-12", "C-17", "C-27", "C-33", "C-39", "C-21", "C-06", "C-13")
CODES = (
    ("Memoria", ("Relevo del comité", "Cuentas a la vista", "Lo que no se escribió")),
    ("Agua", ("Acarreo", "Cloro", "Continuidad", "Obra")),
    ("Gente", ("Brigadistas", "Asamblea", "Visitas entre comunidades", "Autoridades")),
)
TAGS = {  # testimony → code
    0: "Acarreo", 7: "Lo que no se escribió", 8: "Relevo del comité", 22: "Relevo del comité", 47: "Relevo del comité",
    29: "Cuentas a la vista", 17: "Visitas entre comunidades", 24: "Cuentas a la vista", 54: "Cuentas a la vista",
    2: "Cloro", 20: "Cloro", 3: "Brigadistas", 28: "Brigadistas", 49: "Brigadistas", 12: "Continuidad", 32: "Obra",
    52: "Asamblea", 18: "Asamblea", 9: "Lo que no se escribió", 25: "Autoridades", 10: "Autoridades", 23: "Obra",
}  # fmt: skip


def think(stage: Stage) -> list[Lesson]:
    """Write plan, codes, milestones and findings, validate them by group, draw the lessons, give results back."""
    axes = _plan(stage)
    _code(stage)
    for moment in MOMENTS:
        _milestone(stage, moment)
    findings = {insight.folio: _finding(stage, insight, axes) for insight in INSIGHTS}
    for insight in INSIGHTS:
        _judge(stage, insight, findings[insight.folio])
    lessons = [_lesson(stage, learning, findings) for learning in LEARNINGS]
    _give_back(stage)
    _write(stage)
    return lessons


def _plan(stage: Stage) -> list[Axis]:
    now = at(after(ENCOUNTERS[0].on, 3))
    texts = {
        "title": "Plan de sistematización de la alianza de Agua Clara",
        "objective": "Contar y entender cómo nos organizamos por el agua y qué pasa cuando cambian las personas.",
        "usefulness": "Para que el siguiente comité, la siguiente administración y otros municipios no empiecen de cero.",
        "object": "La alianza público-comunitaria de Agua Clara, desde las primeras reuniones hasta hoy.",
        "place": "Municipio de ejemplo: Agua Clara",
        "ethics": "Nada se publica sin permiso; los resultados regresan a quien habló; se guarda en el organismo y en USB.",
    }
    start, end = PartialDate.parse("2022"), PartialDate.parse("2026")
    plan = write_plan(None, texts=texts, start=start, end=end, by=stage.social, now=now)
    axes = []
    for name, questions in AXES:
        axis = add_axis(plan, name=name, by=stage.social, now=now)
        for n, text in enumerate(questions):
            question = add_question(axis, text=text, by=stage.social, now=now)
            if n < len(stage.sources):
                relate_source(question, stage.sources[n], gives="gives", by=stage.social, now=now)
        axes.append(axis)
    approve_plan(
        plan, session=stage.sessions["JG-04"], by=stage.social, now=at(stage.sessions["JG-04"].planned_at.date())
    )
    return axes


def _code(stage: Stage) -> None:
    now = at(after(ANALYSIS_DAY, -10))
    codes: dict[str, Code] = {}
    for family, names in CODES:
        parent = add_code(family, by=stage.social, now=now)
        for name in names:
            codes[name] = add_code(name, parent=parent, by=stage.social, now=now)
    for index, name in TAGS.items():
        put_code(stage.fragments[index], codes[name], by=stage.social, now=at(after(ANALYSIS_DAY, -8)))


def _milestone(stage: Stage, moment: Moment) -> Milestone:
    now = at(after(ENCOUNTERS[1].on, 7))
    first, *others = moment.versions
    milestone = record_milestone(
        moment.title, kind=MilestoneKind(moment.kind), told=_told(stage, first), folio=moment.folio,
        community=stage.communities.get(moment.community), by=stage.social, now=now,
    )  # fmt: skip
    for version in others:
        if version.agreed:
            agree_wording(
                milestone, text=version.text, when=PartialDate.parse(version.when), workshop=stage.workshops[VALIDATION],
                by=stage.social, now=at(after(ENCOUNTERS[VALIDATION].on, 1)),
            )  # fmt: skip
        else:
            add_version(milestone, _told(stage, version), by=stage.social, now=now)
    if moment.folio == "H-03":
        for text, helped in (
            ("La comunidad juntó el dinero a tiempo", True),
            ("Nadie midió el pozo antes de comprar", False),
        ):
            add_cause(
                milestone, Factor(text, helped, fragment=stage.fragments[32]), by=stage.social, now=at(ANALYSIS_DAY)
            )
    return milestone


def _told(stage: Stage, version: Version) -> Told:
    return Told(
        group=group_of(version.group, "M").value,
        text=version.text,
        when=PartialDate.parse(version.when, words=version.words),
        voice=stage.voices[version.voice] if version.voice is not None else None,
        relation=Relation(version.relation) if version.relation else None,
    )


def _finding(stage: Stage, insight: Insight, axes: list[Axis]) -> Finding:
    now = at(after(ANALYSIS_DAY, 6))
    finding = state_finding(
        insight.at_first or insight.statement, explanation=insight.explanation, axis=axes[insight.axis], folio=insight.folio,
        fragments=[stage.fragments[n] for n in insight.supports], sources=[stage.sources[n] for n in insight.sources],
        by=stage.social, now=now,
    )  # fmt: skip
    for n in insight.against:
        add_support(finding, fragment=stage.fragments[n], opposes=True, by=stage.social, now=now)
    return finding


def _judge(stage: Stage, insight: Insight, finding: Finding) -> None:
    workshop = stage.workshops[VALIDATION]
    day = ENCOUNTERS[VALIDATION].on
    votes = [
        GroupVotes(group_of(g, "M").value, green, yellow, red, understood=True)
        for g, green, yellow, red in insight.lights
    ]
    validate(finding, workshop=workshop, votes=votes, by=stage.social, now=at(day, 21))
    if insight.dissent:
        group, note = insight.dissent
        take_stance(
            finding, group=group_of(group, "M").value, stance=StanceKind.NUANCED, dissent_note=note, workshop=workshop,
            on=day, by=stage.social, now=at(after(day, 1)),
        )  # fmt: skip
    if insight.decision:
        outcome, reason = insight.decision
        decide(
            finding, outcome=Outcome(outcome), reason=reason, workshop=workshop, on=after(day, 1), by=stage.social,
            after=insight.statement if outcome == "correct" else "", now=at(after(day, 1)),
        )  # fmt: skip


def _lesson(stage: Stage, learning: Learning, findings: dict[str, Finding]) -> Lesson:
    now = at(after(ENCOUNTERS[VALIDATION].on, 14))
    lesson = draw_lesson(
        learning.title, learned=learning.learned, differently=learning.differently, for_whom=learning.for_whom,
        findings=[findings[folio] for folio in learning.findings], folio=learning.folio, by=stage.social, now=now,
    )  # fmt: skip
    if learning.recommendation:
        text, _whom = learning.recommendation
        whom = Addressee.MUNICIPALITY if learning.folio == "AP-03" else Addressee.COMMUNITIES
        recommend(lesson, text=text, to_whom=whom, by_when=date(2027, 3, 31), by=stage.social, now=now)
    return lesson


def _give_back(stage: Stage) -> None:
    media = (ReturnMedium.ASSEMBLY, ReturnMedium.POSTERS, ReturnMedium.AUDIO)
    for n, code in enumerate(RETURNED):
        day = after(ENCOUNTERS[VALIDATION].on, 20 + 4 * n)
        record_return(
            stage.communities[code], on=day, medium=media[n % 3], women=14 + n, men=9 + n % 5,
            act=f"Acta de {stage.communities[code].name}", corrections="Pidieron que el audio fuera más lento." if n == 3 else "",
            by=stage.social, now=at(after(day, 1)),
        )  # fmt: skip


def _write(stage: Stage) -> None:
    for paper, passages in PASSAGES.items():
        for section, text in passages.items():
            write_passage(paper, section, text=text, by=stage.social, now=at(date(2026, 8, 20)))
