"""A photo of an assembly with one face hidden, and a short film: drawn here, so that nobody's face is anybody's."""

from __future__ import annotations

import io
from datetime import date
from typing import Any

import av
from PIL import Image, ImageDraw

from manantial.example.agua_clara.stage import Stage, after, at
from manantial.jobs.actions import work_once
from manantial.kernel.dates import PartialDate
from manantial.press.cards import landscape
from manantial.press.draws import Draws
from manantial.press.illustrations import Subject as Drawn
from manantial.press.synthesis import RATE, murmur
from manantial.voices.actions import (
    FacePermission,
    Hiding,
    Permission,
    Span,
    Upload,
    VoiceProfile,
    add_voice,
    allow_face,
    blur_picture,
    count_faces,
    mark_fragment,
    record_consent,
    transcribe,
)
from manantial.voices.models import Voice
from manantial.voices.rules import (
    FACE_USES,
    PRESETS,
    ConsentForm,
    FaceReach,
    Preset,
    TurnText,
    VoiceGroup,
    preset_scopes,
)

ON = date(2026, 6, 14)
PHOTO, FILM = (900, 600), (320, 180)
PLACES = (210, 450, 690)  # of the faces in the photo, from the left
HIDDEN = (660, 505, 875, 815)  # thousandths: the woman who did not want to be seen
SECONDS, FRAMES = 6, 10
_SKIN, _HAIR = ("#8d5a3b", "#a56b46", "#7a4a30"), ("#2a1c14", "#1c1410", "#4a3a30")


def be_seen(stage: Stage) -> None:
    """Keep the photo and the film, and what each person in them answered."""
    _photo(stage)
    _film(stage)


def _photo(stage: Stage) -> None:
    now = at(after(ON, 1))
    voice = add_voice(
        "photo",
        title="La asamblea que aprobó el reglamento",
        profile=_profile(
            stage,
            "C-03",
            alt="Dibujo: tres personas al frente de una asamblea, bajo un árbol",
            because="La escogí porque ese día, por primera vez, la que leyó el reglamento fue una de nosotras.",
        ),
        upload=Upload(_assembly(), "asamblea.jpg", "image/jpeg"),
        by=stage.social,
        now=now,
    )
    _allow(stage, voice)
    count_faces(voice, grown=3, children=0, by=stage.social, now=at(after(ON, 2)))
    for called, reach in (("doña Ofelia", FaceReach.EVERYTHING), ("don Beto", FaceReach.ALLIANCE)):
        _face(stage, voice, called, reach)
    hiding = Hiding(regions=[HIDDEN], faces_seen=2, children_seen=0)
    blur_picture(voice, hiding, by=stage.social, now=at(after(ON, 4)))
    mark_fragment(voice, span=Span(), title=voice.title, by=stage.social, now=at(after(ON, 5)))


def _film(stage: Stage) -> None:
    now = at(after(ON, 6))
    profile = _profile(
        stage, "C-05", alt="Dibujo animado: una mujer habla junto a un tanque que se llena; atrás, un hombre"
    )
    sent = Upload(_animated(), "tanque.mp4", "video/mp4")
    voice = add_voice(
        "video", title="El día que se llenó el tanque", profile=profile, upload=sent, by=stage.social, now=now
    )
    work_once("ejemplo", clock=lambda: now)
    voice.refresh_from_db()
    words = "Pensábamos que no iba a llegar. Cuando se llenó el tanque, hasta los niños se quedaron callados."
    turn = TurnText(text=words, speaker="", start_ms=300, end_ms=5700)
    transcribe(voice, [turn], by=stage.social, now=now)
    _allow(stage, voice)
    count_faces(voice, grown=1, children=0, by=stage.social, now=at(after(ON, 7)))
    _face(stage, voice, "don Chepe", FaceReach.COMMUNITY)
    written = voice.transcripts.get().turns.get()
    span = Span(written, 0, len(words), 300, 5700)
    mark_fragment(voice, span=span, title=voice.title, by=stage.social, now=at(after(ON, 8)))


def _profile(stage: Stage, code: str, *, alt: str, because: str = "") -> VoiceProfile:
    return VoiceProfile(
        group=VoiceGroup.COMMITTEE_WOMEN,
        sex="M",
        age_range="45-59",
        community=stage.communities[code],
        recorded=PartialDate.parse(ON.isoformat()),
        picture_alt=alt,
        chosen_because=because,
    )


def _allow(stage: Stage, voice: Voice) -> None:
    given = Permission(
        scopes=preset_scopes(Preset.ALLIANCE),
        form=ConsentForm.SIGNATURE,
        given_on=ON,
        attribution=PRESETS[Preset.COMMUNITY].attribution,
        evidence_note="Carpeta azul, hoja 31",
        notice_version="2026-01",
    )
    record_consent(voice, permission=given, by=stage.social, now=at(after(ON, 6), 18))


def _face(stage: Stage, voice: Voice, called: str, reach: FaceReach) -> None:
    told = FacePermission(
        called, FACE_USES[reach], ConsentForm.SIGNATURE, after(ON, 1), evidence_note="Carpeta azul, hoja 32"
    )
    allow_face(voice, permission=told, by=stage.social, now=at(after(ON, 7), 19))


def _assembly() -> bytes:
    """Three faces before the drawn assembly."""
    with Image.open(io.BytesIO(landscape("agua-clara-asamblea", Drawn.ASSEMBLY))) as drawn:
        image = drawn.convert("RGB").resize(PHOTO)
    pen = ImageDraw.Draw(image)
    for number, left in enumerate(PLACES):
        _person(pen, left, 400, 78, number)
    out = io.BytesIO()
    image.save(out, "JPEG", quality=88)
    return out.getvalue()


def _person(pen: ImageDraw.ImageDraw, x: float, y: float, size: float, number: int, mouth: float = 0.1) -> None:
    """Head and shoulders; `mouth`: how far it is open, in sizes."""
    pen.ellipse(
        (x - 1.5 * size, y + 0.9 * size, x + 1.5 * size, y + 4 * size), fill=("#0b4a52", "#9a4522", "#5f4b8b")[number]
    )
    pen.ellipse((x - 1.1 * size, y - 1.15 * size, x + 1.1 * size, y + 0.9 * size), fill=_HAIR[number])
    pen.ellipse((x - 0.85 * size, y - 0.8 * size, x + 0.85 * size, y + size), fill=_SKIN[number])
    for side in (-1, 1):
        eye = x + side * 0.36 * size
        pen.ellipse((eye - 0.1 * size, y - 0.15 * size, eye + 0.1 * size, y + 0.05 * size), fill="#1a120c")
    pen.ellipse((x - 0.3 * size, y + 0.5 * size, x + 0.3 * size, y + (0.55 + mouth) * size), fill="#5a1f1a")


def _animated() -> bytes:
    """A woman talks, the tank fills, a man stands behind; with the murmur of a voice."""
    out, sound = io.BytesIO(), io.BytesIO(murmur("agua-clara-tanque", SECONDS))
    draws = Draws("agua-clara-tanque/boca")
    with av.open(out, "w", format="mp4", options={"fflags": "+bitexact"}) as film:
        pace = {"preset": "ultrafast", "crf": "30", "threads": "1"}
        shown: Any = film.add_stream("libx264", rate=FRAMES, options=pace)
        shown.width, shown.height, shown.pix_fmt = *FILM, "yuv420p"
        said: Any = film.add_stream("aac", rate=RATE, layout="mono")
        painted: Any = av.VideoFrame
        for number in range(SECONDS * FRAMES):
            scene = _scene(number / (SECONDS * FRAMES), draws.between(0.05, 0.35))
            film.mux(shown.encode(painted.from_image(scene)))
        film.mux(shown.encode(None))
        with av.open(sound, "r") as heard:
            for frame in heard.decode(audio=0):
                film.mux(said.encode(frame))
        film.mux(said.encode(None))
    return out.getvalue()


def _scene(filled: float, mouth: float) -> Image.Image:
    image = Image.new("RGB", FILM, "#cfe6ea")
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, 130, 320, 180), fill="#8aa05a")
    pen.rectangle((190, 50, 300, 140), fill="#c9c2b4", outline="#6b655a", width=3)
    pen.rectangle((194, 137 - int(80 * filled), 296, 137), fill="#2f7d8c")
    _person(pen, 165, 85, 14, 2)
    _person(pen, 80, 90, 32, 0, mouth)
    return image
