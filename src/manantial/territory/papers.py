"""What every paper of the alliance has around its text, and the list of communities on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from manantial.alliance.tenancy import current_alliance
from manantial.kernel.rulings import SaidNo
from manantial.press.document import Block, Column, ColumnKind, Document, Prose, Sheet, Table
from manantial.press.posters.imprint import Imprint
from manantial.territory.queries import CommunityRow, communities, rows
from manantial.territory.rules import PROVIDER_WORDS, STATE_WORDS

LANGUAGES = {"es": "es-MX", "en": "en"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#+!|~-])")

Builder = TypeVar("Builder", bound=Callable[..., Any])


class PaperRefused(SaidNo, ValueError):
    """A paper that may not be built yet; the message is Spanish and says why and what to do."""


def titled(title: object) -> Callable[[Builder], Builder]:
    """Name a builder for the list of papers."""

    def name(builder: Builder) -> Builder:
        builder.title = title  # type: ignore[attr-defined]
        return builder

    return name


def frame(title: str, blocks: Sequence[Block], *, language: str, on: date, **extra: Any) -> Document:
    """Return a document of the present alliance: publisher, contact and, for an example, the notice on every page."""
    alliance = current_alliance()
    dress: dict[str, Any] = {
        "publisher": alliance.organism or alliance.name,
        "contact": contact(),
        "fictitious": example_notice(),
    }
    return Document(title=title, language=LANGUAGES[language], date=on, blocks=tuple(blocks), **(dress | extra))


def imprint(folio: str, *, language: str, on: date, origin: str = "", **extra: Any) -> Imprint:
    """Return the foot of a poster or notice of the present alliance; its code holds the folio."""
    alliance = current_alliance()
    dress: dict[str, Any] = {"fictitious": example_notice(), "qr": folio, "qr_words": folio}
    return Imprint(
        sender=alliance.organism or alliance.name,
        contact=contact(),
        date=on,
        folio=folio,
        origin=origin,
        language=LANGUAGES[language],
        **(dress | extra),
    )


def contact() -> str:
    """Whom to call, as printed at the foot; empty when the alliance has no telephone."""
    phone = current_alliance().phone
    return _("Dudas: %(phone)s") % {"phone": phone} if phone else ""


def example_notice() -> str:
    """What every page of an invented alliance says; empty for a real one."""
    alliance = current_alliance()
    if not alliance.fictitious:
        return ""
    notice = _("Municipio de ejemplo: %(town)s. Personas y hechos inventados para enseñar el programa.")
    return notice % {"town": alliance.municipality}


def escaped(text: str) -> str:
    """Plain text for a field that takes restricted Markdown, so that nothing in it is read as a mark."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))


@titled(gettext_noop("Lista de comunidades"))
def community_list(language: str, on: date) -> Document:
    """Return the working list of communities on a wide letter sheet: state, since when, with which act."""
    found = rows(communities().order_by("code"), on=on)
    columns = (
        Column(_("Clave")), Column(_("Comunidad"), share=2), Column(_("Estado")), Column(_("Desde"), share=1.3),
        Column(_("Acta"), share=1.3), Column(_("Quién da el agua"), share=1.5),
        Column(_("Viviendas"), ColumnKind.NUMBER),
    )  # fmt: skip
    proven = sum(row.proven for row in found)
    said = _("%(count)s comunidades en la lista. %(proven)s integradas con su acta.")
    return frame(
        _("Comunidades de la alianza"),
        (
            Prose(said % {"count": len(found), "proven": proven}),
            Table(columns, [_printed(row) for row in found], small=True),
        ),
        language=language,
        on=on,
        as_of=on,
        sheet=Sheet.LETTER_WIDE,
    )


def _printed(row: CommunityRow) -> tuple[object, ...]:
    community, standing = row.community, row.standing
    return (
        community.code,
        community.name,
        _(STATE_WORDS[standing.state]) if standing.state else None,
        standing.since if standing.state else None,
        standing.act or None,
        _(PROVIDER_WORDS[community.provider]) if community.provider in PROVIDER_WORDS else community.provider,
        community.households,
    )


PAPERS: Mapping[str, Callable[..., Document]] = {"comunidades": community_list}
