"""A small river to test on: communities, a workshop, voices with their permission, fragments."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time

from manantial.governance.models import Session
from manantial.people.models import Body
from manantial.territory.models import Community, Municipality
from manantial.voices.models import Consent, DataAgreement, Fragment, Source, Voice, Withdrawal, Workshop
from manantial.voices.rules import PUBLIC_USES, Preset, preset_scopes, store_scopes

DAY = date(2026, 11, 23)
NOW = datetime.combine(DAY, time(18), UTC)


@dataclass
class River:
    """What tests start from; every method adds one thing."""

    communities: list[Community] = field(default_factory=list)
    voices: int = 0
    fragments: int = 0

    def community(self, name: str = "El Carrizal", *, agreed: bool = True) -> Community:
        """A community; `agreed`: its assembly allows the public uses."""
        town = Municipality.objects.filter(home=True).first()
        town = town or Municipality.objects.create(name="Agua Clara", state="Chiapas", home=True)
        code = f"C-{len(self.communities) + 11:02d}"
        place = Community.objects.create(municipality=town, code=code, name=name)
        if agreed:
            uses = sorted(str(use) for use in PUBLIC_USES)
            DataAgreement.objects.create(community=place, agreed_on=date(2024, 1, 7), uses=uses)
        self.communities.append(place)
        return place

    def voice(
        self,
        community: Community | None = None,
        *,
        group: str = "committee_women",
        preset: Preset | None = Preset.ALLIANCE,
        kind: str = "text",
    ) -> Voice:
        """A voice with the usual answer `preset` as its permission; None gives no permission at all."""
        self.voices += 1
        voice = Voice.objects.create(
            folio=f"VOZ-{self.voices:04d}",
            kind=kind,
            title="Cuando llegó el agua",
            group=group,
            sex="M",
            community=community,
            received_at=NOW,
            recorded_min=date(2026, 3, 1),
            recorded_max=date(2026, 3, 1),
            state="accepted",
        )
        if preset:
            Consent.objects.create(
                voice=voice,
                form="signature",
                scopes=store_scopes(preset_scopes(preset)),
                attribution="group",
                given_on=date(2026, 3, 1),
                evidence_note="Hoja firmada en la carpeta 3",
                recorded_at=NOW,
            )
        return voice

    def fragment(self, voice: Voice | None = None, quote: str = "Antes el agua llegaba cada ocho días.") -> Fragment:
        """A quote of a voice (of a new one that may be printed when none is given)."""
        self.fragments += 1
        return Fragment.objects.create(
            folio=f"FRA-{self.fragments:04d}", voice=voice or self.voice(), what="quote", quote=quote, marked_at=NOW
        )

    def workshop(self, folio: str = "TAL-0005", **values: object) -> Workshop:
        """A validation workshop that was held."""
        return Workshop.objects.create(
            folio=folio, format="T-5", title="Taller de validación", on=date(2026, 6, 7), state="held", **values
        )

    def source(self, folio: str = "FUE-0001") -> Source:
        """An act in the inventory."""
        return Source.objects.create(folio=folio, kind="act", title="Acta de la asamblea", keeper="El comité")

    def session(self, number: str = "AG-01") -> Session:
        """A sitting of the assembly."""
        body = Body.objects.filter(kind="assembly").first()
        body = body or Body.objects.create(kind="assembly", name="Asamblea General")
        return Session.objects.create(body=body, number=number, planned_at=NOW, state="held", started_at=NOW)

    def withdraw(self, voice: Voice, *, uses: tuple[str, ...] = ()) -> Withdrawal:
        """Take a permission back, wholly or for some uses."""
        return Withdrawal.objects.create(
            voice=voice,
            folio=f"RET-{voice.folio}",
            uses=list(uses),
            channel="telephone",
            withdrawn_on=DAY,
            recorded_at=NOW,
        )
