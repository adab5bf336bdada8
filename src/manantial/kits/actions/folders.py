"""Writing an edition as folders: BagIt over hard links, with the pages that open them."""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from manantial.alliance.tenancy import current_alliance
from manantial.kits.actions.contents import forbidden_now
from manantial.kits.actions.editions import KitsRefused
from manantial.kits.models import Edition, Kit
from manantial.kits.papers import open_page, read_me
from manantial.kits.queries import kits_of
from manantial.kits.rules import folder_name
from manantial.press.bags import Entry, preflight, write_bag
from manantial.press.zips import zip_bag
from manantial.vault.models import Blob

Progress = Callable[[int, int | None, str], None]


def write_edition(edition: Edition, out: Path, *, progress: Progress | None = None) -> list[Path]:
    """Write each kit of the edition as a folder inside ``out``, which must not hold anything yet.

    The folders appear all at once, when the last is complete; a full disk leaves nothing. Raises KitsRefused when
    the folder is in use, and when a permission was taken back after the edition was built.
    """
    if out.exists() and any(out.iterdir()):
        raise KitsRefused(_("%(out)s ya tiene archivos. Elija una carpeta nueva con --out.") % {"out": out})
    if taken_back := forbidden_now(edition):
        raise KitsRefused(
            _("Después de esta edición se retiró el permiso de: %(folios)s. Construya una edición nueva.")
            % {"folios": ", ".join(taken_back)}
        )
    out.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(dir=out.parent, prefix=".kits-"))
    try:
        names = list(_write(edition, draft, progress))
        draft.chmod(0o755)
        if out.exists():
            out.rmdir()
        draft.rename(out)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT}:
            raise KitsRefused(
                _("El disco se llenó. No quedó ningún kit a medias; libere espacio o elija otro disco.")
            ) from error
        raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    return [out / name for name in names]


def _write(edition: Edition, draft: Path, progress: Progress | None) -> Iterator[str]:
    kits = list(kits_of(edition))
    sources = _sources(kits)
    bags = {folder_name(kit.community.code, kit.community.name): _entries(kit, sources) for kit in kits}
    for entries in bags.values():  # every source and name is looked at before the first folder is written
        preflight(entries, draft)
    for done, (kit, (name, entries)) in enumerate(zip(kits, bags.items(), strict=True), start=1):
        write_bag(draft / name, entries, info=_info(kit), date=edition.on, link=True)
        if progress:
            progress(done, len(bags), name)
        yield name


def _info(kit: Kit) -> dict[str, str]:
    alliance = current_alliance()
    return {
        "Source-Organization": alliance.organism or alliance.name,
        "External-Description": f"{kit.community.code} {kit.community.name} · {kit.edition.title}",
        "External-Identifier": kit.digest,
    }


def _sources(kits: list[Kit]) -> dict[str, Path]:
    """Return where the bytes of every hash lie, one question for all kits."""
    wanted = {str(row["sha256"]) for kit in kits for row in kit.manifest}
    return {blob.sha256: blob.path() for blob in Blob.objects.filter(sha256__in=wanted, erased_at=None)}


def _entries(kit: Kit, sources: dict[str, Path]) -> list[Entry]:
    entries = []
    for row in kit.manifest:
        source = sources.get(row["sha256"])
        if source is None or not os.access(source, os.R_OK):
            raise KitsRefused(_("Falta en la bóveda un archivo del kit: %(title)s. Recupérelo de un respaldo.") % row)
        entries.append(Entry(row["path"], source, row["sha256"], row["size"]))
    phone = next((e for e in entries if e.path == "data/5_DEVOLVER/CELULAR.html"), None)
    pages = [Entry("ABRIR.html", open_page(kit).encode()), Entry("LEEME.txt", read_me(kit).encode())]
    if phone is not None:  # the page for phones lies where people look, at the root
        entries.remove(phone)
        pages.append(Entry("CELULAR.html", phone.source, phone.sha256, phone.size))
    return [*entries, *pages]


def zipped(kit: Kit) -> Iterator[bytes]:
    """Yield a kit as a zip, piece by piece, without a temporary file.

    Raises KitsRefused at once when a permission was taken back or a file is missing.
    """
    if taken_back := forbidden_now(kit.edition):
        raise KitsRefused(
            _("Después de esta edición se retiró el permiso de: %(folios)s. Construya una edición nueva.")
            % {"folios": ", ".join(taken_back)}
        )
    name = folder_name(kit.community.code, kit.community.name)
    return zip_bag(name, _entries(kit, _sources([kit])), info=_info(kit), date=kit.edition.on)
