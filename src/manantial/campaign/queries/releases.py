"""Whether what was built once may still go out today."""

from __future__ import annotations

from datetime import date

from manantial.campaign.models import Release
from manantial.campaign.queries.materials import gate_of, uses_of
from manantial.ledger.queries import history_of
from manantial.voices.queries import (
    Gate,
    Remark,
    credits_of,
    on_paper,
    remarks_on,
    said_credit,
    said_mark,
    said_translation,
)

CHANGES = ("material.edited", "material.fragment_put", "material.fragment_taken")


def is_current(release: Release, *, on: date) -> bool:
    """Tell whether a release may go out on a day as it is.

    Everything it carries is still allowed, would be credited the same with the same words beside it, and nobody changed
    the material since.
    """
    if refused_now(release, on=on) or not same_credits(release, on):
        return False
    return same_remarks(release) and not _changed(release)


def refused_now(release: Release, *, on: date) -> list[str]:
    """Return the folios of the fragments and voices of a release that may no longer go out, in order."""
    uses = uses_of(release.material)
    fragments = [link.fragment for link in release.fragment_links.select_related("fragment__voice__community")]
    rulings = gate_of(release.material, fragments, on=on) if fragments else {}
    refused = {fragment.folio for fragment in fragments if not rulings[fragment.pk]}
    voices = [link.voice for link in release.voice_links.select_related("voice__community")]
    gate = Gate.of(voices)
    refused.update(voice.folio for voice in voices if not gate.all_of(voice, uses, on=on, what=on_paper(voice)))
    return sorted(refused)


def same_credits(release: Release, on: date) -> bool:
    """Tell whether everybody would still be named as the release names them."""
    printed = {link.fragment: link.credit for link in release.fragment_links.select_related("fragment")}
    if not printed:
        return True
    now = credits_of(list(printed), use=uses_of(release.material)[0], on=on)
    return all(said_credit(now[fragment.pk])[:200] == credit for fragment, credit in printed.items())


def same_remarks(release: Release) -> bool:
    """Tell whether what was printed beside its quotes would still be printed so: a machine wrote it, who translated.

    A release with older remarks is no wrong one, for they only get better; a new one is built when somebody asks.
    """
    links = list(release.fragment_links.select_related("fragment"))
    now = remarks_on([link.fragment for link in links], readers(release.material.language))
    return all(remark_line(now.get(link.fragment_id)) == link.remark for link in links)


def remark_line(remark: Remark | None) -> str:
    """What is printed beside the words of a quote besides its credit."""
    if remark is None:
        return ""
    return " · ".join(filter(None, (said_mark(remark), said_translation(remark.translation))))


def readers(language: str) -> list[str]:
    """The languages that who reads a material reads, its own first."""
    return list(dict.fromkeys((language or "es", "es")))


def _changed(release: Release) -> bool:
    return history_of(release.material_id).filter(verb__in=CHANGES, at__gt=release.built_at).exists()
