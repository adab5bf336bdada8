"""What people allowed, worked out a second time from the raw rows, without asking any rule of the product.

It is slow and plain on purpose: every row is read as a dictionary, and each sentence of the law is one line.
"""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from manantial.campaign.models import Material
from manantial.meaning.models import MilestoneVersion
from manantial.voices.models import Consent, DataAgreement, FaceAnswer, Fragment, Voice, Withdrawal

PUBLIC = {"print", "radio", "internet", "other_municipalities", "press", "funder"}


class Oracle:
    """The permissions of one day, read once."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.voices = {row["id"]: row for row in Voice.objects.values()}
        self.fragments = list(Fragment.objects.values())
        self.consents = list(Consent.objects.values())
        self.withdrawals = list(Withdrawal.objects.values())
        self.faces = list(FaceAnswer.objects.values())
        self.agreements = list(DataAgreement.objects.values())
        self.versions = list(MilestoneVersion.objects.exclude(voice=None).values("voice_id", "text"))

    def says_yes(self, voice_id: UUID, what: str, *uses: str) -> bool:
        """Everybody who may speak for this voice said yes to this part, for all these uses."""
        return all(self._yes(self.voices[voice_id], what, use) for use in uses)

    def open(self, fragment: dict[str, Any], what: str, *uses: str) -> bool:
        """The same of one fragment, which may have been put aside by itself."""
        if fragment["retired_at"] is not None or (fragment["reserved"] and uses != ("analysis",)):
            return False
        if uses != ("analysis",) and any(self._lies_over(fragment, one, what) for one in self.fragments):
            return False
        return self.says_yes(fragment["voice_id"], what, *uses)

    def words(self, *uses: str) -> str:
        """All the words that may stand in an output for these uses, one after the other."""
        told = [one["quote"] for one in self.fragments if self.open(one, "quote", *uses)]
        told += [one["text"] for one in self.versions if self.says_yes(one["voice_id"], "quote", *uses)]
        return " ".join(told)

    def _lies_over(self, fragment: dict[str, Any], aside: dict[str, Any], what: str) -> bool:
        """It would tell what somebody reserved: the same seconds, or letters of the same turn."""
        if not aside["reserved"] or aside["voice_id"] != fragment["voice_id"]:
            return False
        if what == "voice" and None not in (fragment["start_ms"], aside["start_ms"]):
            return bool(fragment["start_ms"] < aside["end_ms"] and aside["start_ms"] < fragment["end_ms"])
        if fragment["turn_id"] is None or fragment["turn_id"] != aside["turn_id"]:
            return False
        return bool(fragment["start_char"] < aside["end_char"] and aside["start_char"] < fragment["end_char"])

    def _yes(self, voice: dict[str, Any], what: str, use: str) -> bool:
        if voice["state"] == "retired" or self._taken_back(voice["id"], what, use):
            return False
        speaking = self._speaking(voice["id"])
        if use == "analysis":
            return all(one["scopes"].get(what, {}).get(use, "yes") == "yes" for one in speaking)
        if voice["state"] != "accepted" or voice["visibility"] == "reserved" or not speaking:
            return False
        if voice["minor"] and not any(one["subject"] == "tutor" and proven(one) for one in speaking):
            return False
        if voice["community_id"] and use in PUBLIC and use not in self._assembly(voice["community_id"]):
            return False
        if what in {"photo", "video"} and use != "internal_report" and not self._everybody_seen(voice, use):
            return False
        return all(self._stands(one) and one["scopes"].get(what, {}).get(use) == "yes" for one in speaking)

    def _everybody_seen(self, voice: dict[str, Any], use: str) -> bool:
        """Everybody who can be recognised was counted, and each of them said yes to this use."""
        if voice["faces_seen"] is None or voice["children_seen"] is None:
            return False
        mine = [one for one in self.faces if one["voice_id"] == voice["id"]]
        followed = {key for one in mine for key in one["replaces"]}
        last = [one for one in mine if str(one["id"]) not in followed and one["state"] != "hidden"]
        if any(use not in one["uses"] for one in last):
            return False
        signed = sum(1 for one in self._speaking(voice["id"]) if one["subject"] == "tutor" and one["evidence_id"])
        children = signed + sum(one["faces"] for one in last if one["child"])
        grown = sum(one["faces"] for one in last if not one["child"])
        return children >= voice["children_seen"] and grown >= voice["faces_seen"]

    def _taken_back(self, voice: UUID, what: str, use: str) -> bool:
        mine = [one for one in self.withdrawals if one["voice_id"] == voice]
        return any(what in (one["whats"] or [what]) and use in (one["uses"] or [use]) for one in mine)

    def _speaking(self, voice: UUID) -> list[dict[str, Any]]:
        given = [one for one in self.consents if one["voice_id"] == voice and one["given_on"] <= self.today]
        answered = {key for one in given if proven(one) for key in one["replaces"]}
        return [one for one in given if str(one["id"]) not in answered]

    def _stands(self, one: dict[str, Any]) -> bool:
        ended = one["valid_until"] is not None and one["valid_until"] < self.today
        waits = one["not_before"] is not None and one["not_before"] > self.today
        unmet = bool(one["condition"]) and one["not_before"] is None
        return not (ended or waits or unmet)

    def _assembly(self, community: UUID) -> set[str]:
        mine = [one for one in self.agreements if one["community_id"] == community and one["agreed_on"] <= self.today]
        closed = [one["withdrawn_on"] for one in mine if one["withdrawn_on"]]
        given = [one for one in mine if not one["withdrawn_on"] and all(one["agreed_on"] > day for day in closed)]
        last = [one for one in given if one["agreed_on"] == max(other["agreed_on"] for other in given)]
        return set.intersection(*(set(one["uses"]) for one in last)) if last else set()


def proven(consent: dict[str, Any]) -> bool:
    """Somebody could go and look at the proof."""
    return bool(consent["evidence_id"] or consent["evidence_note"] or consent["session_id"])


def uses_of(material: Material) -> tuple[str, ...]:
    """What a material needs: radio is heard, the rest is paper; what travels in a kit is printed and given back."""
    own = "radio" if material.kind == "radio" else "print"
    return (own, "print", "return") if material.in_kit else (own,)
