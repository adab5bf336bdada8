"""The campaign as it was lived: plan, materials tried with people, forty kits, dissemination and a small survey."""

from __future__ import annotations

from datetime import date

from manantial.campaign.actions import (
    Activity,
    Brief,
    Interview,
    Tally,
    add_audience,
    add_objective,
    approve_campaign,
    create_material,
    current_release,
    give_out,
    hear_rumour,
    move_material,
    open_survey,
    put_fragment,
    record_dissemination,
    record_pretest,
    type_answer,
    write_campaign,
    write_message,
)
from manantial.campaign.models import Audience, Campaign, Material, Message, Release
from manantial.campaign.rules import Level, MaterialKind, MaterialState, Medium
from manantial.example.agua_clara.calendar import ENCOUNTERS, TODAY
from manantial.example.agua_clara.outreach import (
    ACTIVITIES,
    AUDIENCES,
    EXPOSED,
    INTERVIEWS,
    MESSAGES,
    NOT_DELIVERED,
    PIECES,
    RECALLED,
    SURVEY_COMMUNITIES,
    VERIFIED,
    Piece,
)
from manantial.example.agua_clara.prose import CAMPAIGN
from manantial.example.agua_clara.stage import Stage, after, at
from manantial.kernel.dates import PartialDate
from manantial.kits.actions import build_edition, deliver, note_step
from manantial.kits.queries import kits_of
from manantial.kits.rules import DeliveryState
from manantial.meaning.models import Lesson
from manantial.people.models import Seat
from manantial.press.cards import landscape
from manantial.press.illustrations import Subject
from manantial.vault.actions import keep

PLANNED = ENCOUNTERS[6].on
TESTED = ENCOUNTERS[-1].on
RELEASED = date(2026, 10, 15)
DELIVERED = date(2026, 10, 18)
SPREAD = date(2026, 10, 16)
TEXTS = {
    "title": "El agua se cuenta y se cuida",
    "central_message": "Lo que se escribe y se dice en voz alta no se pierde cuando cambian las personas.",
    "diagnosis": "En catorce comunidades no entra la radio; en todas hay asamblea y pared. Pocas personas leen largo.",
    "sustainability": "El periódico mural queda a cargo de jóvenes y brigadistas; el kit se renueva con cada comité.",
}
DRAWN = {"MA-01": Subject.ASSEMBLY, "MA-02": Subject.JAR, "MA-03": Subject.TANK, "MA-04": Subject.SPRING}


def prepare(stage: Stage) -> None:
    """Write the plan with its messages, try the materials with people and build their first versions."""
    campaign, audiences, messages = _plan(stage)
    for piece in PIECES:
        material = _material(stage, campaign, piece, audiences, messages)
        _walk(stage, material, piece)


def _plan(stage: Stage) -> tuple[Campaign, list[Audience], dict[str, Message]]:
    now, by = at(after(PLANNED, 4)), stage.social
    campaign = write_campaign(
        None, texts=TEXTS, starts=SPREAD, ends=date(2027, 3, 22), sections=CAMPAIGN, by=by, now=now
    )
    objective = add_objective(
        campaign, text="Que las comunidades decidan cómo entregar y cómo pedir apoyo.", level=Level.DECIDE,
        target_code="I1", by=by, now=now,
    )  # fmt: skip
    audiences = [
        add_audience(
            campaign,
            name=name,
            texts={"now": today, "wanted": wanted},
            channels=channels,
            objective=objective,
            by=by,
            now=now,
        )
        for name, today, wanted, channels in AUDIENCES
    ]
    lessons = {lesson.folio: lesson for lesson in Lesson.objects.all()}
    messages = {
        folio: write_message(
            campaign, text=text, lessons=[lessons[f] for f in origins], audiences=[audiences[n] for n in whom],
            central=central, folio=folio, by=by, now=now,
        )
        for folio, text, origins, whom, central in MESSAGES
    }  # fmt: skip
    session = stage.sessions["JG-05"]
    approve_campaign(campaign, session=session, by=by, now=at(session.planned_at.date(), 22))
    hear_rumour(
        "Dicen que el organismo va a cobrar el manantial.", community=stage.communities["C-36"],
        heard=PartialDate.parse("2026-10"), by=by, now=at(after(SPREAD, 6)),
    )  # fmt: skip
    return campaign, audiences, messages


def _material(
    stage: Stage, campaign: Campaign, piece: Piece, audiences: list[Audience], messages: dict[str, Message]
) -> Material:
    now = at(after(PLANNED, 20))
    picture = None
    if subject := DRAWN.get(piece.folio):
        drawing = landscape(piece.folio, subject)
        picture = keep(drawing, media_type="image/jpeg", name=f"{piece.folio}.jpg", now=now)
    brief = Brief(
        title=piece.title, kind=MaterialKind(piece.kind), purpose=piece.purpose, text=piece.text,
        call_to_action=piece.call, credits="Comités y brigadas de Agua Clara", licence="CC BY-SA 4.0", icon=piece.icon,
        picture=picture, picture_alt=f"Dibujo para «{piece.title}»" if picture else "", print_run=piece.print_run,
    )  # fmt: skip
    material = create_material(
        brief, campaign=campaign, message=messages.get(piece.message), audience=audiences[piece.audience],
        folio=piece.folio, by=stage.social, now=now,
    )  # fmt: skip
    for index in piece.carries:
        put_fragment(material, stage.fragments[index], on=now.date(), by=stage.social, now=now)
    return material


def _walk(stage: Stage, material: Material, piece: Piece) -> None:
    """Take the material through its steps; the first version of the first poster was not understood."""
    by = stage.social
    for state in (MaterialState.SCRIPT, MaterialState.PRETEST):
        move_material(material, state, by=by, now=at(after(PLANNED, 40)))
    if piece.kind in {"report", "synthesis"}:
        note = "Leído en el taller de validación del 11 de julio."
    else:
        note = "Visto bueno del grupo de Paso de Tablas, acta del 12 de octubre."
        community = stage.communities["C-30"]
        if piece.folio == "MA-01":
            poor = Tally(
                on=after(TESTED, -4), understood=8, asked=14, women=9, men=5, community=community,
                changes="Menos palabras y el dibujo más grande.",
            )  # fmt: skip
            record_pretest(material, poor, by=by, now=at(after(TESTED, -4)))
            move_material(material, MaterialState.PRETEST, by=by, now=at(after(TESTED, -1)))
        good = Tally(on=TESTED, understood=12, asked=14, women=9, men=5, community=community)
        record_pretest(material, good, by=by, now=at(TESTED, 20))
    move_material(material, MaterialState.CONSENTS, by=by, now=at(after(TESTED, 1)))
    move_material(material, MaterialState.APPROVAL, note=note, by=by, now=at(after(TESTED, 2)))
    move_material(material, MaterialState.DESIGN, by=by, now=at(after(TESTED, 3)))
    release = current_release(material, on=RELEASED, by=by, now=at(RELEASED))
    if release is not None:
        _out(stage, material, release, piece)


def _out(stage: Stage, material: Material, release: Release, piece: Piece) -> None:
    by = stage.social
    move_material(material, MaterialState.PRINTING, by=by, now=at(after(RELEASED, 1)))
    move_material(material, MaterialState.DISTRIBUTION, by=by, now=at(after(RELEASED, 2)))
    if piece.kind == "poster":
        for code in SURVEY_COMMUNITIES:
            place = f"Tanque y tienda de {stage.communities[code].name}"
            give_out(
                release, copies=3, place=place, community=stage.communities[code], on=after(DELIVERED, 2), by=by,
                now=at(after(DELIVERED, 3)),
            )  # fmt: skip
    elif piece.kind == "radio":
        for station in ("Radio El Cántaro (inventada)", "La Voz del Barro (inventada)"):
            give_out(release, copies=1, place=station, on=SPREAD, by=by, now=at(SPREAD))
    else:
        give_out(
            release, copies=piece.print_run // 2, place="Asamblea y oficina", on=DELIVERED, by=by, now=at(DELIVERED)
        )


def deliver_first_kits(stage: Stage) -> None:
    """Build the first edition of kits and deliver all but seven; 21 were verified a month later."""
    edition = build_edition(on=RELEASED, by=stage.social, now=at(after(RELEASED, 1)))
    verified = 0
    for n, kit in enumerate(kits_of(edition)):
        code = kit.community.code
        if code in NOT_DELIVERED:
            continue
        day = after(DELIVERED, n % 9)
        seat = Seat.objects.filter(body__community=kit.community, body__kind="committee", role="presidency").first()
        signed = n % 11 != 3
        delivery = deliver(
            kit, on=day, usb=1, printed=1, seat=seat, received_by="Presidencia del comité" if signed else "",
            receipt=("fingerprint" if n % 4 == 0 else "signature") if signed else "", by=stage.social, now=at(day, 20),
        )  # fmt: skip
        if signed and verified < VERIFIED:
            verified += 1
            for state, days in ((DeliveryState.OPENED, 7), (DeliveryState.VERIFIED, 26)):
                note_step(delivery, state, on=after(day, days), by=stage.social, now=at(after(day, days), 20))


def spread(stage: Stage) -> None:
    """Note the activities of the campaign, each reach in its own column, and sixty interviews."""
    materials = {material.folio: material for material in Material.objects.all()}
    for folio, medium, days, place, units, women, men, children, estimated, claimed in ACTIVITIES:
        community = stage.communities.get(place)
        activity = Activity(
            medium=Medium(medium), on=after(SPREAD, days), place=place if community is None else f"Asamblea de {community.name}",
            units=units, minutes=24 if medium == "radio" else None, women=women, men=men, children=children,
            counted_how="Lista de asistencia" if women is not None else "",
            estimated=estimated[0] if estimated else None, estimated_how=estimated[1] if estimated else "",
            claimed=claimed[0] if claimed else None, claimed_by=claimed[1] if claimed else "",
        )  # fmt: skip
        material = materials["MA-06"] if medium == "radio" else materials["MA-01"]
        record_dissemination(
            activity,
            material=material,
            community=community,
            folio=folio,
            by=stage.social,
            now=at(after(SPREAD, days), 22),
        )
    _ask(stage)


def _ask(stage: Stage) -> None:
    """Type in sixty interviews: 35 met the campaign, 24 of the 59 who answered recall at least two messages."""
    campaign = Campaign.objects.get()
    starts = date(2026, 11, 9)
    messages = list(Message.objects.order_by("folio"))
    survey = open_survey(
        campaign, title="Encuesta corta de noviembre", starts=starts, ends=after(starts, 10),
        selection="Una de cada cuatro casas de la lista, en 12 comunidades", messages=messages, least_messages=2,
        organism_named="OCAC", by=stage.social, now=at(starts),
    )  # fmt: skip
    media = ("radio", "assembly", "poster", "mural", "usb_kit")
    for n in range(INTERVIEWS):
        exposed = n < EXPOSED
        heard = (
            {m.folio: [media[(n + k) % 5]] for k, m in enumerate(messages[: 3 if n < RECALLED else 1])}
            if exposed
            else {}
        )
        skipped = n == INTERVIEWS - 1  # one person stopped before the questions about messages
        interview = Interview(
            on=after(starts, n % 10), community=stage.communities[SURVEY_COMMUNITIES[n % 12]], spontaneous=n % 4 == 0,
            aided=exposed or n % 3 == 0, what_it_does=n % 4 if exposed else 0, heard=heard,
            not_heard=() if skipped else tuple(m.folio for m in messages if m.folio not in heard),
            went_to_assembly=n % 2 == 0, would_ask="organism" if exposed else "committee", sex="M" if n % 5 < 3 else "H",
            age_range=("18-29", "30-44", "45-59", "60+")[n % 4], language="es", reads=("yes", "some", "no")[n % 3],
        )  # fmt: skip
        type_answer(survey, interview, folio=f"EN-{n + 1:03}", by=stage.social, now=at(after(starts, 11)))


def build_again(stage: Stage) -> None:
    """Build today's edition: what was withdrawn is no longer in it."""
    build_edition(on=TODAY, by=stage.social, now=at(TODAY))
