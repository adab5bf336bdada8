"""What the days of the workshops left besides voices: agreements, cards and votes, interviews, short records."""

from __future__ import annotations

from datetime import date
from uuid import NAMESPACE_URL, uuid5

from manantial.example.agua_clara.analysis import INSIGHTS
from manantial.example.agua_clara.calendar import ENCOUNTERS
from manantial.example.agua_clara.listening import group_of
from manantial.example.agua_clara.stage import Stage, after, at
from manantial.example.agua_clara.testimonies import TESTIMONIES
from manantial.kernel.remembered import read_remembered
from manantial.meaning.actions.rounds import (
    CardText,
    Counted,
    answer_round,
    close_round,
    count_by_hand,
    open_round,
    put_card,
    show_card,
    sort_cards,
)
from manantial.meaning.models import Finding, Milestone
from manantial.meaning.rules.rounds import RoundKind
from manantial.voices.actions import (
    AgreedLine,
    DebriefCard,
    GuideCard,
    record_debrief,
    record_interview,
    set_agreement_done,
    write_guide,
    write_report,
)
from manantial.voices.guides import BRIGADE, OPENING
from manantial.voices.models import Guide, WorkshopAgreement
from manantial.voices.queries.guides import guide_in_force
from manantial.voices.rules import DebriefKind, VoiceGroup

RIVER, WHY, VALIDATION, DESIGN = 1, 4, 5, 6  # places in the calendar of workshops

# workshop → who, what, days to do it, days in which it was done (None: still open)
AGREED = {
    0: (
        ("Hacer la lista de quién guarda actas y fotos", "Comités y coordinación social", 30, 21),
        ("Pasar el plan a la Junta de Gobierno", "Gerencia general", 40, 34),
    ),
    RIVER: (
        ("Llevar el río impreso a la asamblea de noviembre", "Coordinación social", 260, None),
        ("Preguntar a quienes dejaron el cargo por el año de la fundación", "Ana y Erandi", 21, 18),
    ),
    WHY: (
        ("Escribir la hoja de entrega entre comités con dinero, llaves, cloro y acuerdos", "Área técnica", 90, None),
    ),
    VALIDATION: (
        ("Regresar los hallazgos a cada comunidad en su asamblea", "Coordinación social", 120, None),
        ("Decir en el informe que falta el pasaje en cuatro rutas", "Ana", 30, 25),
    ),
    DESIGN: (("Buscar quién grabe las cápsulas en tsotsil", "Jóvenes y radio", 35, None),),
}
TENSIONS = {RIVER: "Dos comunidades no se saludaron por el asunto de la bomba; se sentaron en mesas distintas."}
PENDING = {RIVER: "Falta preguntar a quienes ya no viven aquí y a las familias que llegaron después de 2021."}

# group, when, what happened; the letter says to which milestone it was joined
CARDS = (
    ("committee_women", "2022", "Nos juntábamos en una cocina para hablar del agua", "H-01"),
    ("committee_men", "enero de 2023", "Salió el papel del organismo", "H-01"),
    ("brigade", "2021", "Yo ya andaba midiendo el cloro, sin nombramiento", "H-01"),
    ("committee_men", "2023-01-29", "Doce comunidades firmamos la lista", "H-02"),
    ("committee_women", "2023", "Fue la primera vez que hablamos las mujeres en la cancha", "H-02"),
    ("committee_men", "septiembre de 2023", "Compramos una bomba que no le quedó al pozo", "H-03"),
    ("households", "2023", "Tres meses otra vez con cubeta", ""),
    ("brigade", "2024-11-24", "Nos nombraron por acta en la asamblea", "H-08"),
    ("committee_women", "la seca larga", "Se hicieron turnos y se escribieron en la puerta de la escuela", "H-07"),
    ("households", "2025", "A mi barrio no le tocaba el turno escrito", ""),
    ("committee_men", "octubre de 2024", "Cambió el presidente y no había a quién entregarle", "H-05"),
)
RUDE = ("committee_men", "2023", "Una cosa que se dijo con enojo de un vecino")
BEANS = (
    "Que el agua llegue con reloj",
    "La hoja de entrega",
    "Las cuentas en la pared",
    "Las brigadistas",
    "Visitarnos",
)
SKIPPED = {0: (3, 6), 1: (6,), 2: ()}  # of each interview, the questions left out


def gather(stage: Stage) -> None:
    """Write what each workshop agreed, what its rooms answered, who was asked with which guide, two short records."""
    _agree(stage)
    _cards(stage)
    _lights(stage)
    _beans(stage)
    _interview(stage)
    _debrief(stage)


def _agree(stage: Stage) -> None:
    for place, lines in AGREED.items():
        workshop, day = stage.workshops[place], ENCOUNTERS[place].on
        written = [AgreedLine(text, who, after(day, days)) for text, who, days, _done in lines]
        write_report(
            workshop, report=workshop.report, feelings=workshop.feelings, tensions=TENSIONS.get(place),
            pending=PENDING.get(place), agreements=written, by=stage.social, now=at(after(day, 3)),
        )  # fmt: skip
        rows = WorkshopAgreement.objects.filter(workshop=workshop)
        for row, (_text, _who, _days, done) in zip(rows, lines, strict=True):
            if done is not None:
                when = after(day, done)
                set_agreement_done(row, done_on=when, by=stage.social, now=at(when))


def _cards(stage: Stage) -> None:
    day = ENCOUNTERS[RIVER].on
    found = open_round(
        stage.workshops[RIVER], kind=RoundKind.CARDS, question="¿Qué pasó y cuándo?", code="AGUA7", by=stage.social,
        now=at(day, 17),
    )  # fmt: skip
    put = []
    for n, (group, when, text, _folio) in enumerate(CARDS):
        card = CardText(VoiceGroup(group), text, read_remembered(when))
        put.append(put_card(found, card, device=_phone("cards", n // 2), now=at(day, 18)))
    rude = put_card(found, CardText(RUDE[0], RUDE[2], read_remembered(RUDE[1])), by=stage.social, now=at(day, 18))
    show_card(rude, hidden=True, by=stage.social, now=at(day, 19))
    close_round(found, by=stage.social, now=at(day, 20))
    milestones = {row.folio: row for row in Milestone.objects.all()}
    for folio in ("H-02", "H-03"):
        cards = [card for card, told in zip(put, CARDS, strict=True) if told[3] == folio]
        sort_cards(cards, milestone=milestones[folio], by=stage.social, now=at(after(day, 4)))


def _lights(stage: Stage) -> None:
    """The votes of the validation as the room gave them: four groups by beans, the staff from their phones."""
    day = ENCOUNTERS[VALIDATION].on
    findings = {row.folio: row for row in Finding.objects.all()}
    found = open_round(
        stage.workshops[VALIDATION], kind=RoundKind.LIGHTS, question="¿Es cierto para nosotros?", code="CLARO",
        findings=[findings[insight.folio] for insight in INSIGHTS], by=stage.social, now=at(day, 18),
    )  # fmt: skip
    counts = []
    for item, insight in enumerate(INSIGHTS, 1):
        for key, *votes in insight.lights:
            group = group_of(key, "M")
            counts += [
                Counted(group, light, n, item) for light, n in zip(("green", "yellow", "red"), votes, strict=True) if n
            ]
    count_by_hand(found, counts, by=stage.social, now=at(day, 19))
    close_round(found, by=stage.social, now=at(day, 20))


def _beans(stage: Stage) -> None:
    day = ENCOUNTERS[DESIGN].on
    found = open_round(
        stage.workshops[DESIGN], kind=RoundKind.BEANS, question="¿Cuál mensaje va primero?", options=BEANS,
        code="MAIZ4", by=stage.social, now=at(day, 18),
    )  # fmt: skip
    votes = [("committee_women", (3, 4, 2, 1, 0)), ("brigade", (1, 0, 0, 6, 0)), ("youth", (2, 0, 1, 1, 3))]
    for group, counts in votes:
        for choice, count in enumerate(counts, 1):
            for n in range(count):
                mark = _phone(group, choice * 100 + n)
                answer_round(found, group=group, choices={1: str(choice)}, device=mark, now=at(day, 19))
    hands = [Counted("committee_men", str(n), count) for n, count in enumerate((4, 3, 2, 0, 0), 1) if count]
    count_by_hand(found, hands, by=stage.social, now=at(day, 19))
    close_round(found, by=stage.social, now=at(day, 20))


def _phone(room: str, number: int) -> str:
    """The mark of an invented phone, always the same."""
    return uuid5(NAMESPACE_URL, f"agua-clara-{room}-{number}").hex


def _interview(stage: Stage) -> None:
    spoken = [n for n, one in enumerate(TESTIMONIES) if one.group == "brigade" and one.kind == "sound"][:3]
    first = guide_in_force("brigade") or Guide()
    for order, n in enumerate(spoken[:2]):
        _asked(stage, n, first, SKIPPED[order])
    card = GuideCard(
        BRIGADE.title, [*BRIGADE.questions, "¿Qué pasa con la ruta cuando usted se enferma?"], opening=OPENING
    )
    second = write_guide("brigade", card=card, by=stage.social, now=at(date(2026, 4, 22)))
    for n in spoken[2:]:
        _asked(stage, n, second, SKIPPED[2])


def _asked(stage: Stage, n: int, guide: Guide, skipped: tuple[int, ...]) -> None:
    asked = [number for number in range(1, len(guide.questions) + 1) if number not in skipped]
    moment = at(after(ENCOUNTERS[TESTIMONIES[n].workshop].on, 1), 15)
    record_interview(stage.voices[n], guide, asked=asked, interviewer="Ana Jarillero", by=stage.social, now=moment)


def _debrief(stage: Stage) -> None:
    repair = DebriefCard(
        title="Reparación de la bomba de Dos Arroyos",
        on=date(2026, 9, 17),
        community=stage.communities["C-02"],
        told_by="Coordinación técnica y comité",
        answers={
            "expected": "Cambiar el empaque en dos horas y dejar agua esa misma tarde.",
            "happened": "El empaque no era de esa medida. La comunidad estuvo dos días sin agua.",
            "why": "La ficha del equipo tenía la medida de la bomba anterior; nadie la corrigió al cambiarla.",
            "differently": "Tomar foto de la placa al instalar, y llevar dos medidas de empaque en la camioneta.",
        },
    )
    record_debrief(DebriefKind.AFTER_ACTION, card=repair, by=stage.staff["technical"], now=at(date(2026, 9, 18)))
    wash = DebriefCard(
        title="Lavado del tanque con jóvenes de la secundaria",
        on=date(2026, 10, 22),
        community=stage.communities["C-12"],
        told_by="Coordinación de calidad del agua",
        answers={
            "situation": "El tanque llevaba once meses sin lavarse y salía agua turbia.",
            "did": "Se lavó en una mañana con dieciséis jóvenes, en dos turnos y con permiso de sus familias.",
            "happened": "El cloro se midió bien al otro día y el agua salió clara.",
            "learned": "Con jóvenes se acaba más rápido, y después ellos avisan cuando algo anda mal.",
            "recommend": "Ponerlo en el calendario de la escuela cada seis meses.",
        },
    )
    record_debrief(DebriefKind.SHORT, card=wash, by=stage.staff["quality"], now=at(date(2026, 10, 23)))
