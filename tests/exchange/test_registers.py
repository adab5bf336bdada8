"""What people write leaves in some register, or is left out for a reason that is written here."""

import pytest
from django.apps import apps
from django.db.models import Field

from manantial.exchange.leaving.choice import Leave
from manantial.exchange.leaving.registers import TABLES, rows_of
from manantial.meaning.models import Milestone
from manantial.voices.models import Source
from manantial.voices.rules import Use
from tests.meaning.river import DAY, River

ROOMS = ("manantial.voices.models", "manantial.meaning.models")
#: Fields that no person fills in: identity, order, hands and hours of the machine, what was set aside, earlier words.
MACHINE = {
    "id", "alliance", "former", "keys", "position", "former_id", "retired_at", "retired_why", "replaces", "merged_into",
    "split_from", "recorded_at", "received_at", "made_at", "written_at", "told_at", "marked_at", "came_at", "at",
    "counted_at", "peaks", "level", "veiled", "reading", "parent", "lineage", "forebears", "joins", "replaced_at",
}  # fmt: skip
#: Tables that do not leave as a register, and why.
TABLES_LEFT = {
    "VoicePerson": "who a voice is: kept apart on purpose, never leaves",
    "FaceAnswer": "names of people in a picture; the answer is read by the gate, and leaves with the bundle",
    "AnswerWording": "how permission is offered: words of the desk, on their own page; each permission tells its own",
    "VoiceTarget": "targets of coverage: the coverage page has its own table",
    "WorkshopTemplate": "formats of workshops: the formats page has its own table",
    "GuideReading": "sounds; they leave in the folder of the guide",
    "TurnDraft": "drafts of one person",
    "EarlierMark": "what a mark said before a correction: the ledger of fragments",
    "QuoteTranslation": "leaves as the translation column of «Fragmentos»",
    "CodedVoice": "who read a voice whole: leaves as «Avance de la codificación»",
    "Outsider": "names of coders of other programs: they leave with their codings",
    "CodebookVersion": "older codebooks leave as REFI-QDC and from their page",
    "Snapshot": "leaves as the moment of «Actores en el tiempo»",
    "Passage": "texts of reports leave as the report itself",
    "Review": "the Word file that came back: kept as it came",
    "ReviewRemark": "comments that came in a Word file: their page has its own table",
    "ReadAloud": "recordings of papers: they leave in the folder that is heard",
    "ModelEntry": "the sheet of the model: its page has its own table",
    "CostLine": "costs: their page has its own table",
    "Round": "questions to the room: each has its own table",
    "WallCard": "cards of the wall: they leave with their question to the room",
    "Ballot": "votes of the room: they leave counted, never one by one",
}
#: Fields of tables that do leave, and why these stay.
FIELDS_LEFT = {
    "Workshop": {
        "tensions": "only the team reads them, on the desk",
        "blocks": "the agenda leaves as the script and the account",
        "supplies": "leaves as the list of what to carry",
        "cares": "leaves as the script",
        "roles": "names: leave as the script",
        "photo_of_list": "a photo of names and signatures",
    },
    "WorkshopAttendance": {"name": "names never leave"},
    "Source": {"blob": "files leave with the whole copy"},
    "Voice": {
        "original": "sounds and pictures leave by the gate, as files",
        "sound": "as the original",
        "film": "as the original",
        "picture": "as the original",
        "thumbnail": "as the original",
        "community_reserved": "told by the community that is not told",
        "credit_limit": "told by the credit",
        "state": "what was put away does not leave",
    },
    "Consent": {"attribution_name": "a name: only in the credit, where it was allowed", "evidence": "signatures stay"},
    "Transcript": {"translated_from": "told by the language and the version"},
    "Turn": {"speaker": "it may be a name; the team reads it beside the words"},
    "Fragment": {
        "turn": "told in «Códigos puestos» by its number",
        "start_char": "in the project file (REFI-QDA)",
        "end_char": "in the project file (REFI-QDA)",
        "region": "in the project file (REFI-QDA)",
        "clip": "sounds and pictures leave by the gate, as files",
        "reserved": "what is reserved leaves only in the whole copy, which says so",
        "reserved_reason": "why something is reserved stays with who takes care of it",
    },
    "Memo": {"thing_id": "a key of the machine"},
    "Axis": {"plan": "there is one plan"},
}


def human_fields(model):
    for field in model._meta.get_fields():
        if not isinstance(field, Field) or field.name in MACHINE or field.name.endswith(("_by_id",)):
            continue
        if field.name == "by_id" or field.many_to_many:
            continue
        yield field.name


def told(model):
    """The fields of a model that some register tells; a date of two bounds and its words counts for each of them."""
    found = set()
    for register in TABLES:
        if register.model is model:
            found |= set(register.holds) | {column.path.partition("__")[0] for column in register.columns}
    stems = {name.rpartition("_")[0] for name in found if name.endswith(("_min", "_max", "_words"))}
    spread = {f"{stem}_{end}" for stem in stems | found for end in ("min", "max", "words")}
    return found | stems | spread


def written_tables():
    return [m for m in apps.get_models() if m.__module__.startswith(ROOMS)]


@pytest.mark.parametrize("model", written_tables(), ids=lambda model: model.__name__)
def test_what_a_person_writes_leaves_or_says_why_not(model):
    name = model.__name__
    known = told(model)
    if name in TABLES_LEFT:
        assert not known, f"{name} leaves: take it from the list"
        return
    left = FIELDS_LEFT.get(name, {})
    human = set(human_fields(model))
    assert sorted(human - known - set(left)) == [], f"{name}: no register tells these"
    assert set(left) <= human, f"{name}: there is no such field any more"
    assert sorted(set(left) & known) == [], f"{name}: these leave, take them from the list"


def test_what_only_the_team_reads_is_empty_farther_away(alliance):
    River().source()
    Source.objects.update(visibility="public", note="La guarda doña Lupe")
    Milestone.objects.create(folio="H-1", title="Nace", kind="advance", participants="Doña Lupe", visibility="public")
    for key, words in (("fuentes", "La guarda doña Lupe"), ("hitos", "Doña Lupe")):
        register = next(one for one in TABLES if one.key == key)
        near, far = (list(rows_of(register, Leave(use, DAY))) for use in (Use.INTERNAL_REPORT, Use.INTERNET))
        assert words in near[0], key
        assert len(far) == 1, key
        assert words not in far[0], key
