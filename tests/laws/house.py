"""An alliance as the law tests work it: every sentence that anybody says holds a word of its own."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from typing import Any

import pypdfium2
from django.test import Client
from django.utils import timezone
from PIL import Image

from manantial.campaign.actions import (
    Brief,
    Tally,
    add_audience,
    create_material,
    move_material,
    put_fragment,
    record_pretest,
    release,
    write_campaign,
    write_message,
)
from manantial.campaign.models import Material, Release
from manantial.campaign.rules import MaterialKind, MaterialState
from manantial.kernel.dates import PartialDate
from manantial.kits.actions.editions import build_edition
from manantial.kits.models import Edition
from manantial.meaning.actions import draw_lesson, state_finding, validate
from manantial.meaning.rules import GroupVotes
from manantial.people.actions import (
    create_account,
    create_body,
    create_seat,
    register_person,
    start_mandate,
)
from manantial.people.models import Mandate
from manantial.people.rules import BodyKind, SeatRole
from manantial.press.synthesis import murmur
from manantial.territory.models import Community, Municipality
from manantial.vault.models import Blob
from manantial.voices.actions import (
    FacePermission,
    Permission,
    Span,
    Upload,
    VoiceProfile,
    WorkshopPlan,
    add_voice,
    allow_face,
    mark_fragment,
    plan_workshop,
    record_consent,
    record_data_agreement,
)
from manantial.voices.models import Consent, FaceAnswer, Fragment, Turn, Voice
from manantial.voices.rules import (
    Attribution,
    ConsentForm,
    Preset,
    Use,
    VoiceState,
    preset_scopes,
)
from tests.cast import client_of

MARK = re.compile(r"xq[a-p]{4}")


@cache
def recording() -> bytes:
    return murmur("el río", 3.0)


@cache
def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (60, 40), "teal").save(out, "JPEG")
    return out.getvalue()


def marks_in(text: str) -> set[str]:
    """The words of ours in a text. Papers may hyphenate them; pictures, sounds and tokens hold them by chance."""
    readable = re.sub(r"base64,[A-Za-z0-9+/=\s]+|\b[A-Za-z0-9]{32,}\b", "", text)
    return set(MARK.findall(re.sub(r"[\u00ad\u2010-]\s*|[\u200b\ufffe]\s*", "", readable)))


def text_of(blob: Blob) -> str:
    """What may be read in a file that was built."""
    content = blob.path().read_bytes()
    if blob.media_type == "application/pdf":
        with pypdfium2.PdfDocument(io.BytesIO(content)) as paper:
            return "\n".join(page.get_textpage().get_text_bounded() for page in paper)
    return content.decode("utf-8", "replace") if blob.media_type.startswith("text/") else ""


class House:
    """The alliance as a test works it: one community, ready materials, and a clock."""

    def __init__(self) -> None:
        self.clock = timezone.now() - timedelta(hours=1)
        self.today: date = timezone.localdate(self.clock)
        self.marks = 0
        self.client = Client()
        town = Municipality.objects.create(name="Agua Clara", state="Chiapas", home=True)
        self.place = Community.objects.create(
            municipality=town, code="C-01", name="La Ceiba", provider="committee", visibility="public"
        )
        self.agree(set(Use))
        self.workshop = plan_workshop("T-5", plan=WorkshopPlan(title="Validación", on=self.today), **self.act())
        self._staff()

    def act(self) -> dict[str, Any]:
        """Who does it and when: a second after the last."""
        self.clock += timedelta(seconds=1)
        return {"by": None, "now": self.clock}

    def word(self) -> str:
        """A word nobody said before."""
        self.marks += 1
        return "xq" + "".join("abcdefghijklmnop"[self.marks >> shift & 15] for shift in (12, 8, 4, 0))

    def agree(self, uses: set[Use]) -> None:
        record_data_agreement(self.place, agreed_on=self.today - timedelta(days=5), uses=uses, act="Acta", **self.act())

    def _staff(self) -> None:
        """Somebody with a seat in the staff, and her browser."""
        body = create_body(kind=BodyKind.OPERATING, name="Equipo", **self.act())
        self.seat = create_seat(body, role=SeatRole.SOCIAL, **self.act())
        self.person = register_person(name="Erandi Cruz", **self.act())
        self.seated: Mandate | None = start_mandate(
            self.seat, self.person, start=PartialDate.parse("2024-01-15"), **self.act()
        )
        self.day = date(2024, 1, 15)
        self.account = create_account(self.person, **self.act())
        self.staff = client_of(self.account)

    def hear(self, *, sound: bool = True, **profile: Any) -> Voice:
        """A voice of two turns, each with its own word."""
        words = f"María: Antes {self.word()} caminábamos.\nAna: Ahora {self.word()} llega."
        upload = Upload(recording(), "a.wav", "audio/wav") if sound else None
        state = profile.pop("state", VoiceState.ACCEPTED)
        asked = {"group": "brigade", "community": self.place} | profile
        kind = "sound" if sound else "text"
        made = VoiceProfile(**asked)
        return add_voice(kind, title="Testimonio", profile=made, upload=upload, words=words, state=state, **self.act())

    def show(self, *, grown: int | None = 1, children: int | None = 0) -> Voice:
        """A photo where people can be recognised besides who gave it."""
        profile = VoiceProfile(
            group="brigade", community=self.place, picture_alt="El tanque", faces_seen=grown, children_seen=children
        )
        return add_voice("photo", title="Foto", profile=profile, upload=Upload(photo()), **self.act())

    def face(self, voice: Voice, uses: frozenset[Use], **more: Any) -> FaceAnswer:
        """What somebody in a photo answers."""
        day = self.today - timedelta(days=1)
        told = FacePermission(**{"called": "Rosa", "uses": uses, "form": ConsentForm.SIGNATURE, "given_on": day} | more)
        return allow_face(voice, permission=told, evidence=Upload(photo()) if told.child else None, **self.act())

    def allow(self, voice: Voice, scopes: Any = None, **more: Any) -> Consent:
        """A permission, everything unless said otherwise."""
        permission = Permission(
            scopes=scopes or preset_scopes(Preset.EVERYTHING),
            form=ConsentForm.SIGNATURE,
            given_on=self.today - timedelta(days=3),
            **{"attribution": Attribution.GROUP, "attribution_name": "Nombre", "evidence_note": "hoja 3"} | more,
        )
        return record_consent(voice, permission=permission, **self.act())

    def mark(self, voice: Voice, number: int = 0, *, sound: bool = True) -> Fragment:
        """A turn of a voice, with its second when it sounds; a photo as a whole."""
        if voice.kind == "photo":
            return mark_fragment(voice, span=Span(), **self.act())
        turns = list(Turn.objects.filter(transcript__voice=voice).order_by("-transcript__version", "position"))
        turn = turns[number % len(turns)]
        heard = sound and voice.sound_id is not None
        span = Span(turn, 0, len(turn.text), *((500 * number, 500 * number + 1000) if heard else (None, None)))
        return mark_fragment(voice, span=span, **self.act())

    def prepare(self, fragments: Iterable[Fragment]) -> None:
        """A validated finding, its lesson, a message, and three small materials ready to be built."""
        finding = state_finding("Al cambiar el comité se pierden papeles.", fragments=fragments, **self.act())
        validate(finding, workshop=self.workshop, votes=[GroupVotes("brigade", 9, 0, 0)], **self.act())
        lesson = draw_lesson("Entregar en mano", learned="Con carpeta.", findings=[finding], **self.act())
        campaign = write_campaign(None, texts={"title": "El agua"}, **self.act())
        audience = add_audience(campaign, name="Familias", **self.act())
        message = write_message(campaign, text="De mano en mano.", lessons=[lesson], audiences=[audience], **self.act())
        for kind in (MaterialKind.RADIO, MaterialKind.GUIDE, MaterialKind.POSTER):
            brief = Brief(f"Material {kind}", kind, purpose="Contar", text="Buenos días.")
            made = create_material(brief, campaign=campaign, message=message, audience=audience, **self.act())
            record_pretest(made, Tally(self.today, understood=9, asked=10), **self.act())
            move_material(made, MaterialState.APPROVAL, note="Acta 4", **self.act())

    def material(self, kind: str) -> Material:
        return Material.objects.get(kind=kind)

    def carry(self, kind: str, fragment: Fragment) -> None:
        put_fragment(self.material(kind), fragment, on=self.today, **self.act())

    def build(self, kind: str) -> Release:
        return release(self.material(kind), on=self.today, **self.act())

    def kits(self) -> Edition:
        return build_edition(on=self.today, **self.act())
