"""A corpus as large as one wishes: interviews of about 8,000 words with turns, fragments, codes, coders and consents.

The same number of interviews always gives the same rows. Words are made of syllables and used as people use words (a
few very often, most of them rarely), with the vocabulary of water among them, accents and plurals included. A folder
named by ``BENCH_CACHE`` keeps the database, so that it is written once: ``python -m bench.corpus 1000 FOLDER``.
"""

from __future__ import annotations

import hashlib
import math
import os
import random
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from manantial.meaning.models import Code
    from manantial.people.models import Person
    from manantial.territory.models import Community
    from manantial.voices.models import Fragment, Transcript, Turn, Voice

EDITION = 1  # raise it when the rows change, so that an old cache is not used
TURNS, WORDS_OF_A_TURN = 112, 72
FRAGMENTS = 200
CODES = (10, 10)  # at the top, and within each
CODERS = 4
COMMUNITIES = 12
NOW = datetime(2026, 11, 23, 18, 0, tzinfo=UTC)
ON = date(2026, 11, 23)
SLUG = "corpus"
#: Of a hundred voices so many were taken back, wait in the mailbox, or may not be studied.
TAKEN_BACK, RECEIVED, REFUSED = 3, 2, 1
WATER = (
    "agua manantial manantiales tubería tuberías tanque tanques comité comités asamblea asambleas cloro cloración "
    "mujer mujeres joven jóvenes obra obras gobierno gobiernos luz luces reunión reuniones presidente presidenta "
    "tesorera tesorero papel papeles llave llaves fuga fugas cuota cuotas lluvia sequía cerro milpa escuela niñas "
    "niños enfermedad enfermedades brigada brigadas acuerdo acuerdos relevo relevos válvula válvulas raíz raíces"
)
_SYLLABLES = "ba ca da fa la ma na pa ra sa ta be de le me ne pe re se te bi di li mi ni ri si ti bo co do lo mo no po "
_SYLLABLES += "ro so to bu cu du lu mu nu pu ru su tu cha llo rra que gui ñan tre bla ción ár és ún ía"
_COMMON = "que de no a la el y en lo se es por un los ya con me para las una pues como nos pero ahí o si más le este"
_BATCH = 2000


def vocabulary(size: int = 6000) -> tuple[list[str], list[float]]:
    """The words and how often each is used, added up: the law of Zipf over made words, and 4 % words of water."""
    chance = random.Random("words")
    syllables = _SYLLABLES.split()
    words = _COMMON.split()
    water_words = WATER.split()
    seen = {*words, *water_words}
    while len(words) < size:
        word = "".join(chance.choices(syllables, k=chance.choice((2, 2, 3, 3, 4))))
        word += "s" if chance.random() < 0.15 else ""
        if word not in seen:
            seen.add(word)
            words.append(word)
    weights = [0.96 / (place + 2.7) for place in range(size)]
    total = math.fsum(weights)
    water = [0.04 / (place + 4) for place in range(len(water_words))]
    share = math.fsum(water)
    weights = [weight * 0.96 / total for weight in weights] + [weight * 0.04 / share for weight in water]
    return words + water_words, list(accumulate(weights))


def ready(interviews: int) -> dict[str, float]:
    """Fill the database of this process's home, or copy it from the cache; return what that took in seconds.

    To be called before anything was asked of the database. Only for SQLite; the alliance is called as SLUG.
    """
    from django.conf import settings
    from django.db import connection

    target: Path = settings.HOME.database_file
    settings.HOME.make()
    folder = os.environ.get("BENCH_CACHE")
    kept = Path(folder) / f"corpus-{_tables()}-{interviews}.sqlite3" if folder else None
    started = time.perf_counter()
    if kept and kept.is_file():
        connection.close()
        shutil.copyfile(kept, target)
        return {"copied_seconds": round(time.perf_counter() - started, 1)}
    fill(interviews)
    took = round(time.perf_counter() - started, 1)
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
        connection.close()
        with closing(sqlite3.connect(target)) as origin, closing(sqlite3.connect(kept)) as copy:
            origin.backup(copy)
    return {"filled_seconds": took}


def _tables() -> str:
    """What the cached rows fit: this edition of the corpus, and the tables as the migrations make them."""
    from manantial import migrations

    text = "".join(file.read_text() for file in sorted(Path(migrations.__path__[0]).glob("0*.py")))
    return f"{EDITION}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def fill(interviews: int) -> None:
    """Write the corpus into the empty database of this process."""
    from django.core.management import call_command
    from django.db import connection, transaction

    from manantial.alliance.models import Alliance
    from manantial.alliance.statistics import gather
    from manantial.alliance.tenancy import working_for
    from manantial.kernel.ids import seeded

    call_command("migrate", verbosity=0)
    with seeded(f"corpus {EDITION}", NOW), transaction.atomic():
        alliance = Alliance.objects.create(
            slug=SLUG, name="Corpus", municipality="Corpus", state="Chiapas", fictitious=True, created_at=NOW
        )
        with working_for(alliance):
            _Corpus(interviews).write()
    gather(connection)


class _Corpus:
    """What is shared by all interviews while they are written."""

    def __init__(self, interviews: int) -> None:
        self.interviews = interviews
        self.words, self.weights = vocabulary()
        self.chance = random.Random(f"corpus {EDITION}")
        self.keys = _keys_of(self.words)
        self.codings = 0

    def write(self) -> None:
        """Write everything: people and places, the codebook, and the interviews batch by batch."""
        self.communities, self.coders = _places(), _people()
        self.codes, self.code_weights = _codebook()
        for start in range(0, self.interviews, 20):
            self._some(range(start, min(start + 20, self.interviews)))

    def _some(self, numbers: Sequence[int]) -> None:
        from manantial.voices.models import Consent, Fragment, Transcript, Turn, Voice, Withdrawal

        voices = [self._voice(number) for number in numbers]
        Voice.objects.bulk_create(voices)
        Consent.objects.bulk_create([_consent(voice, number) for voice, number in zip(voices, numbers, strict=True)])
        Withdrawal.objects.bulk_create(
            [_withdrawal(voice) for voice, n in zip(voices, numbers, strict=True) if n % 100 < TAKEN_BACK]
        )
        transcripts = [Transcript(voice=voice, version=1, made_at=NOW) for voice in voices]
        Transcript.objects.bulk_create(transcripts)
        turns = [list(self._turns(transcript)) for transcript in transcripts]
        Turn.objects.bulk_create([turn for some in turns for turn in some], batch_size=_BATCH)
        fragments = [
            fragment
            for voice, number, said in zip(voices, numbers, turns, strict=True)
            for fragment in self._fragments(voice, number, said)
        ]
        Fragment.objects.bulk_create(fragments, batch_size=_BATCH)
        self._code(fragments)

    def _voice(self, number: int) -> Voice:
        from manantial.kernel.dates import PartialDate
        from manantial.voices.models import Voice
        from manantial.voices.rules import EXPECTED_GROUPS, VoiceKind, VoiceState

        chance = self.chance
        back = TAKEN_BACK <= number % 100 < TAKEN_BACK + RECEIVED
        return Voice(
            folio=f"VOZ-{number + 1:04}",
            kind=VoiceKind.SOUND,
            title=f"Entrevista {number + 1}",
            group=EXPECTED_GROUPS[int(len(EXPECTED_GROUPS) * chance.random() ** 2)],
            sex=chance.choice("MMH"),
            age_range=chance.choice(("18-29", "30-44", "45-59", "60+")),
            community=chance.choice(self.communities),
            recorded=PartialDate.on(date(2024, 1, 1) + timedelta(days=chance.randrange(1000))),
            duration_ms=TURNS * 30_000,
            peaks=[chance.randrange(100) for _ in range(800)],
            received_at=NOW,
            state=VoiceState.RECEIVED if back else VoiceState.ACCEPTED,
        )

    def _turns(self, transcript: Transcript) -> Iterator[Turn]:
        from manantial.kernel.ids import uuid7
        from manantial.voices.models import Turn

        at = 0
        for position in range(1, TURNS + 1):
            count = max(4, int(self.chance.gauss(WORDS_OF_A_TURN, 30)))
            said = self.chance.choices(range(len(self.words)), cum_weights=self.weights, k=count)
            end = at + count * 400
            yield Turn(
                transcript=transcript,
                lineage=uuid7(),
                position=position,
                speaker="Entrevista" if position % 4 == 1 else "Voz",
                start_ms=at,
                end_ms=end,
                text=f"{' '.join(self.words[word] for word in said).capitalize()}.",
                keys=" ".join(self.keys[word] for word in said),
            )
            at = end

    def _fragments(self, voice: Voice, number: int, turns: Sequence[Turn]) -> Iterator[Fragment]:
        from manantial.voices.models import Fragment

        for place in range(FRAGMENTS):
            turn = turns[place * TURNS // FRAGMENTS] if self.chance.random() < 0.8 else self.chance.choice(turns)
            words = turn.text.split(" ")
            first = self.chance.randrange(len(words))
            last = min(len(words), first + self.chance.randrange(4, 40))
            start = sum(len(word) + 1 for word in words[:first])
            quote = " ".join(words[first:last])
            yield Fragment(
                folio=f"FRA-{number * FRAGMENTS + place + 1:06}",
                voice=voice,
                what="voice",
                turn=turn,
                start_char=start,
                end_char=start + len(quote),
                start_ms=(turn.start_ms or 0) + first * 400,
                end_ms=(turn.start_ms or 0) + last * 400,
                quote=quote,
                keys=" ".join(turn.keys.split(" ")[first:last]),
                marked_by_id=self.coders[place % CODERS].pk,
                marked_at=NOW + timedelta(seconds=place),
            )

    def _code(self, fragments: Sequence[Fragment]) -> None:
        """About 1.37 codings a fragment: some have none, most have one, some have several, of one or two coders."""
        from manantial.meaning.models import Coding

        rows = []
        for fragment in fragments:
            many = self.chance.choices((0, 1, 2, 3, 4), (8, 60, 22, 7, 3))[0]
            chosen = set(self.chance.choices(self.codes, cum_weights=self.code_weights, k=many)) if many else set()
            for code in sorted(chosen, key=lambda code: code.pk):
                self.codings += 1
                second = self.chance.random() < 0.1
                by = self.coders[self.codings % CODERS].pk if second else fragment.marked_by_id
                rows.append(Coding(fragment=fragment, code=code, by_id=by, at=fragment.marked_at))
        Coding.objects.bulk_create(rows, batch_size=_BATCH)


def _keys_of(words: Sequence[str]) -> list[str]:
    from manantial.kernel.text import search_keys

    return [search_keys(word) for word in words]


def _places() -> list[Community]:
    from manantial.territory.models import Community, Municipality

    place = Municipality.objects.create(name="Corpus", state="Chiapas", home=True)
    rows = [
        Community(municipality=place, code=f"C-{n:02}", name=f"Comunidad {n}", households=20 + n)
        for n in range(1, COMMUNITIES + 1)
    ]
    return Community.objects.bulk_create(rows)


def _people() -> list[Person]:
    """Four coders; the first one has an account and may see everything of the desk."""
    from manantial.kernel.dates import PartialDate
    from manantial.people.actions import create_account, create_body, create_seat, register_person, start_mandate
    from manantial.people.models import Person
    from manantial.people.rules import BodyKind, SeatRole

    body = create_body(kind=BodyKind.OPERATING, name="Equipo", by=None, now=NOW)
    seat = create_seat(body, role=SeatRole.SOCIAL, by=None, now=NOW)
    first = register_person(name="Codificadora Uno", by=None, now=NOW)
    start_mandate(seat, first, start=PartialDate.parse("2024-01-15"), by=None, now=NOW)
    create_account(first, by=None, now=NOW)
    others = [Person(name=f"Codificadora {name}") for name in ("Dos", "Tres", "Cuatro")]
    return [first, *Person.objects.bulk_create(others)]


def _codebook() -> tuple[list[Code], list[float]]:
    from manantial.meaning.models import Code

    tops = [Code(name=f"Tema {n}", position=n) for n in range(1, CODES[0] + 1)]
    Code.objects.bulk_create(tops)
    leaves = [Code(name=f"{top.name}.{n}", parent=top, position=n) for top in tops for n in range(1, CODES[1] + 1)]
    Code.objects.bulk_create(leaves)
    return leaves, list(accumulate(1 / (place + 3) for place in range(len(leaves))))


def _consent(voice: Voice, number: int) -> Any:
    from manantial.voices.models import Consent
    from manantial.voices.rules import PRESETS, ConsentForm, Preset, preset_scopes, store_scopes

    preset = list(Preset)[number % len(Preset)]
    scopes = store_scopes(preset_scopes(preset))
    if TAKEN_BACK + RECEIVED <= number % 100 < TAKEN_BACK + RECEIVED + REFUSED:
        scopes = {}
    return Consent(
        voice=voice,
        form=ConsentForm.RECORDED,
        scopes=scopes or {"quote": {"analysis": "no"}, "voice": {"analysis": "no"}},
        attribution=PRESETS[preset].attribution,
        given_on=date(2024, 1, 1),
        evidence_note="En la grabación.",
        recorded_at=NOW,
    )


def _withdrawal(voice: Voice) -> Any:
    from manantial.voices.models import Withdrawal

    return Withdrawal(voice=voice, folio=f"RET-{voice.folio[4:]}", channel="letter", withdrawn_on=ON, recorded_at=NOW)


def main() -> int:
    """Write a corpus into a folder, to be served or measured: ``python -m bench.corpus 100 /tmp/corpus``."""
    if len(sys.argv) != 3 or not sys.argv[1].isdecimal():
        print("python -m bench.corpus INTERVIEWS FOLDER", file=sys.stderr)
        return 2
    os.environ["MANANTIAL_HOME"] = sys.argv[2]
    os.environ["DJANGO_SETTINGS_MODULE"] = "manantial.settings"
    import django

    django.setup()
    print(ready(int(sys.argv[1])))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
