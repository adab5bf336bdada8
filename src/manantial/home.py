"""The data folder of one installation: where things lie on disk and which settings a person chose.

Everything a person may edit is in ``manantial.toml``; every setting is also an environment variable
``MANANTIAL_<NAME>``, which wins. Nothing here needs Django.
"""

from __future__ import annotations

import os
import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote, urlsplit

import platformdirs

SETTINGS_TEXT = """\
# Manantial: ajustes de esta carpeta. Cada uno puede ser también una variable de entorno MANANTIAL_<NOMBRE>.
# database = "postgresql://usuario:clave@localhost/manantial"   # sin esta línea: SQLite en esta carpeta
# hosts = "localhost,127.0.0.1,[::1]"                            # nombres por los que se entra
# public_address = "https://agua.ejemplo.mx"                     # en un servidor con nombre y certificado
# upload_limit = 335544320                                       # bytes de un envío
# transcribe_model = "/home/ana/modelos/whisper-base"            # carpeta de un modelo; sin ella no se ofrece
# arrival_limit = 2147483648                                     # bytes de un archivo que llega en pedazos
"""


LETTERS = "BCDFGHJKLMNPRTVX"  # of folios: none that is taken for a number or for another letter


class BadSetting(ValueError):
    """A setting that cannot be understood; the message says which one and what is expected."""


@dataclass(frozen=True)
class Home:
    """The folder that holds the database, the vault, what was built and the backups."""

    path: Path

    @classmethod
    def find(cls, chosen: str | Path | None = None) -> Home:
        """Return the folder chosen by argument, else MANANTIAL_HOME, else the user's data folder."""
        where = chosen or os.environ.get("MANANTIAL_HOME") or platformdirs.user_data_path("manantial", appauthor=False)
        return cls(Path(where).expanduser().resolve())

    @property
    def settings_file(self) -> Path:
        """The settings a person may edit."""
        return self.path / "manantial.toml"

    @property
    def database_file(self) -> Path:
        """The SQLite database, when no other database was chosen."""
        return self.path / "database.sqlite3"

    @property
    def vault(self) -> Path:
        """Files by content."""
        return self.path / "vault"

    @property
    def out(self) -> Path:
        """Papers and kits that were built."""
        return self.path / "out"

    @property
    def backups(self) -> Path:
        """Copies of the whole folder and of the database before each migration."""
        return self.path / "backups"

    @property
    def secret_file(self) -> Path:
        """The key that signs logins; made once, readable by its owner only."""
        return self.path / "secret.key"

    @property
    def signing_file(self) -> Path:
        """The key with which this computer signs what it gives to others; made when first needed, never copied."""
        return self.path / "signing.key"

    @property
    def letter(self) -> str:
        """The letter in the folios of this computer when it was set up from another one; empty on the first."""
        file = self.path / "letter"
        return file.read_text(encoding="ascii").strip()[:1] if file.is_file() else ""

    def choose_letter(self, letter: str = "") -> str:
        """Give this computer a letter for its folios: the one chosen, or any."""
        chosen = letter if letter in LETTERS and letter else secrets.choice(LETTERS)
        (self.path / "letter").write_text(f"{chosen}\n", encoding="ascii")
        return chosen

    @property
    def lock_file(self) -> Path:
        """Held by the one server of this folder."""
        return self.path / "server.lock"

    @cached_property
    def chosen(self) -> Mapping[str, object]:
        """What ``manantial.toml`` says, empty when there is none."""
        if not self.settings_file.is_file():
            return {}
        try:
            return tomllib.loads(self.settings_file.read_text(encoding="utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise BadSetting(f"{self.settings_file}: {error}") from error

    def setting(self, name: str, default: str = "") -> str:
        """Return one setting as text: the environment first, then the file, then the default."""
        value = os.environ.get(f"MANANTIAL_{name.upper()}", self.chosen.get(name.lower(), default))
        return str(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a yes/no setting (``1``, ``true``, ``yes``, ``sí`` mean yes)."""
        return self.setting(name, "1" if default else "0").strip().lower() in {"1", "true", "yes", "si", "sí"}

    def secret_key(self) -> str:
        """Return the installation's key, or one that lasts as long as the process when the folder is not made yet."""
        if key := self.setting("secret_key"):
            return key
        if self.secret_file.is_file():
            return self.secret_file.read_text(encoding="ascii").strip()
        return secrets.token_urlsafe(48)

    def make(self) -> None:
        """Create the folder with its parts, its settings and its key; what exists stays."""
        for folder in (self.path, self.vault, self.out, self.backups):
            folder.mkdir(parents=True, exist_ok=True)
        if not self.settings_file.exists():
            self.settings_file.write_text(SETTINGS_TEXT, encoding="utf-8")
        if not self.secret_file.exists():
            descriptor = os.open(self.secret_file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w", encoding="ascii") as out:
                out.write(secrets.token_urlsafe(48))

    def database(self) -> dict[str, object]:
        """Return Django's description of the database: SQLite with no set-up, or PostgreSQL by one address."""
        address = self.setting("database")
        return _postgresql(address) if address else _sqlite(self.database_file)


def _sqlite(file: Path) -> dict[str, object]:
    # synchronous=FULL because testimonies must survive a power cut; IMMEDIATE because a write lock
    # asked for late is refused instead of waited for.
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA mmap_size=134217728; PRAGMA cache_size=-32000;"
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(file),
        "CONN_MAX_AGE": 600,  # opened again now and then, to choose its ways by what was gathered since
        "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": pragmas},
    }


def _postgresql(address: str) -> dict[str, object]:
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"} or not parts.path.strip("/"):
        raise BadSetting("database: se espera postgresql://usuario:clave@servidor/base")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
    }
