"""The communication campaign: audiences, messages, materials, what was built from them, and what it reached."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link, MoneyColumns, PartialDateColumns
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths


class Campaign(Owned):
    """The plan: objectives with their level, and the act that approved it."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    title = models.CharField(max_length=200)
    central_message = models.TextField(blank=True)
    diagnosis = models.TextField(blank=True)
    sustainability = models.TextField(blank=True)
    starts = models.DateField(null=True, blank=True)
    ends = models.DateField(null=True, blank=True)
    approved_in = Link("manantial.Session", null=True, blank=True, related_name="+")
    sections = models.JSONField(default=dict, blank=True)  # further sections of the plan, by key

    def __str__(self) -> str:
        return self.title


class Objective(Owned):
    """An objective at one of three levels: inform, opinion, decide; tied to a target."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    campaign = Link(Campaign, related_name="objectives")
    text = models.TextField()
    level = models.CharField(max_length=8)  # inform, opine, decide
    target_code = models.CharField(max_length=8, blank=True)  # I1 … I4
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text[:80]


class Audience(Owned):
    """A group of people to talk with: what they think now, what is wanted, whom they trust."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    campaign = Link(Campaign, related_name="audiences")
    name = models.CharField(max_length=160)
    now = models.TextField(blank=True)
    wanted = models.TextField(blank=True)
    barriers = models.TextField(blank=True)
    trusted = models.CharField(max_length=200, blank=True)
    channels = models.JSONField(default=list, blank=True)
    objective = Link(Objective, null=True, blank=True, related_name="audiences")
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Message(Owned):
    """A key message, drawn from validated lessons."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    campaign = Link(Campaign, related_name="messages")
    folio = models.CharField(max_length=20)
    text = models.CharField(max_length=240)
    central = models.BooleanField(default=False)
    lessons = models.ManyToManyField("manantial.Lesson", through="MessageLesson", related_name="messages")
    audiences = models.ManyToManyField(Audience, through="MessageAudience", related_name="messages")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="message_folio")]

    def __str__(self) -> str:
        return self.text


class MessageLesson(Owned):
    """A message comes from a lesson."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    message = Link(Message, related_name="lesson_links")
    lesson = Link("manantial.Lesson", related_name="message_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "message", "lesson"], name="message_lesson")]

    def __str__(self) -> str:
        return f"{self.message_id} ← {self.lesson_id}"


class MessageAudience(Owned):
    """A message is for an audience."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    message = Link(Message, related_name="audience_links")
    audience = Link(Audience, related_name="message_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "message", "audience"], name="message_audience")]

    def __str__(self) -> str:
        return f"{self.message_id} → {self.audience_id}"


class Material(Owned):
    """A printed or audiovisual piece with its production file; the final report is one too."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    campaign = Link(Campaign, null=True, blank=True, related_name="materials")
    folio = models.CharField(max_length=20)
    kind = models.CharField(max_length=16)  # poster, leaflet, radio, report, synthesis, booklet, mural, video, guide
    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    message = Link(Message, null=True, blank=True, related_name="materials")
    audience = Link(Audience, null=True, blank=True, related_name="materials")
    language = models.CharField(max_length=8, default="es")
    text = models.TextField(blank=True)  # restricted Markdown; the script of a radio capsule
    call_to_action = models.CharField(max_length=240, blank=True)
    picture = Link("manantial.Blob", null=True, blank=True, related_name="+")
    picture_alt = models.CharField(max_length=400, blank=True)
    icon = models.CharField(max_length=40, blank=True)
    credits = models.CharField(max_length=300, blank=True)
    licence = models.CharField(max_length=60, blank=True)
    in_kit = models.BooleanField(default=True)
    uses = models.JSONField(default=list, blank=True)  # voices.rules.Use values this material needs
    print_run = models.PositiveIntegerField(null=True, blank=True)
    cost = MoneyColumns()
    budget_line = models.PositiveSmallIntegerField(null=True, blank=True)
    state = models.CharField(max_length=16, default="idea")  # campaign.rules.MaterialState
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="material_folio")]

    def __str__(self) -> str:
        return self.title


class MaterialFragment(Owned):
    """A fragment that a material wants to carry; whether it may is asked at each build."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    material = Link(Material, related_name="fragment_links")
    fragment = Link("manantial.Fragment", related_name="material_links")
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)  # taken out again; the row stays

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["alliance", "material", "fragment"], name="material_fragment")]

    def __str__(self) -> str:
        return f"{self.material_id} ← {self.fragment_id}"


class MaterialStep(Owned):
    """A change of state of a material by a named person, with its act or reason."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    material = Link(Material, related_name="steps")
    state = models.CharField(max_length=16)
    by = Link("manantial.Person", null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    note = models.TextField(blank=True)
    override = models.BooleanField(default=False)  # a process step or a missing source; never a consent

    class Meta:
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return self.state


class Pretest(Owned):
    """A material tried with people before it is printed: how many could say the message in their words."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    material = Link(Material, related_name="pretests")
    version = models.PositiveSmallIntegerField(default=1)
    on = models.DateField()
    community = Link("manantial.Community", null=True, blank=True, related_name="+")
    method = models.CharField(max_length=14, default="group")
    women = models.PositiveSmallIntegerField(default=0)
    men = models.PositiveSmallIntegerField(default=0)
    understood = models.PositiveSmallIntegerField()
    asked = models.PositiveSmallIntegerField()
    answers = models.JSONField(default=dict, blank=True)
    changes = models.TextField(blank=True)
    decision = models.CharField(max_length=10)  # approved, change, discard

    class Meta:
        ordering = ["on", "version"]

    def __str__(self) -> str:
        return f"{self.material_id} v{self.version}"


class Translation(Owned):
    """A translation as a step with its own people, never a machine."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    material = Link(Material, related_name="translations")
    language = models.CharField(max_length=8)
    translator = models.CharField(max_length=120)
    validator = models.CharField(max_length=120, blank=True)
    community = Link("manantial.Community", null=True, blank=True, related_name="+")
    on = models.DateField()
    text = models.TextField(blank=True)
    sound = Link("manantial.Blob", null=True, blank=True, related_name="+")

    def __str__(self) -> str:
        return f"{self.material_id} {self.language}"


class Release(Owned):
    """One built version of a material: what left the house, when, with which fragments."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    material = Link(Material, related_name="releases")
    number = models.PositiveSmallIntegerField()
    built_at = models.DateTimeField()
    on = models.DateField()  # the day for which consent was asked
    dropped = models.JSONField(default=list, blank=True)  # [{fragment, reason}] left out by the gate
    fragments = models.ManyToManyField("manantial.Fragment", through="ReleaseFragment", related_name="releases")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["alliance", "material", "number"], name="release_number")]

    def __str__(self) -> str:
        return f"{self.material_id} #{self.number}"


class ReleaseFragment(Owned):
    """A fragment that a release carries, with the credit as it was printed."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    release = Link(Release, related_name="fragment_links")
    fragment = Link("manantial.Fragment", related_name="release_links")
    credit = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "release", "fragment"], name="release_fragment")]

    def __str__(self) -> str:
        return f"{self.release_id} ⊃ {self.fragment_id}"


class ReleaseFile(Owned):
    """A file of a release: PDF in colour or one ink, tiles, sound, DOCX, EPUB, HTML."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    release = Link(Release, related_name="files")
    form = models.CharField(max_length=16)  # pdf, pdf-one-ink, tiles, mp3, docx, epub, html, png
    blob = Link("manantial.Blob", related_name="+")
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    duration_ms = models.PositiveIntegerField(null=True, blank=True)
    community = Link("manantial.Community", null=True, blank=True, related_name="+")
    language = models.CharField(max_length=8, default="es")

    class Meta:
        ordering = ["form", "id"]

    def __str__(self) -> str:
        return self.form


class Distribution(Owned):
    """Copies of a release given out: how many, where, to whom. They cannot be called back."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    release = Link(Release, related_name="distributions")
    copies = models.PositiveIntegerField()
    place = models.CharField(max_length=200)
    community = Link("manantial.Community", null=True, blank=True, related_name="+")
    on = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return f"{self.copies} × {self.release_id}"


class Dissemination(Owned):
    """One activity of dissemination. Counted, estimated and claimed reach are three columns that never add."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    folio = models.CharField(max_length=20)
    medium = models.CharField(max_length=20)  # campaign.rules.Medium
    material = Link(Material, null=True, blank=True, related_name="disseminations")
    release = Link(Release, null=True, blank=True, related_name="disseminations")
    community = Link("manantial.Community", null=True, blank=True, related_name="disseminations")
    place = models.CharField(max_length=200, blank=True)
    on = models.DateField()
    units = models.PositiveIntegerField(default=1)  # spots, copies, sessions, editions
    minutes = models.PositiveIntegerField(null=True, blank=True)
    women = models.PositiveIntegerField(null=True, blank=True)
    men = models.PositiveIntegerField(null=True, blank=True)
    children = models.PositiveIntegerField(null=True, blank=True)
    counted = models.PositiveIntegerField(null=True, blank=True)
    counted_how = models.CharField(max_length=120, blank=True)
    estimated = models.PositiveIntegerField(null=True, blank=True)
    estimated_how = models.CharField(max_length=200, blank=True)
    claimed = models.PositiveIntegerField(null=True, blank=True)
    claimed_by = models.CharField(max_length=160, blank=True)
    questions = models.TextField(blank=True)
    evidence = Link("manantial.Blob", null=True, blank=True, related_name="+")
    evidence_note = models.CharField(max_length=200, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["-on", "folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="dissemination_folio")]

    def __str__(self) -> str:
        return self.folio


class Survey(Owned):
    """A round of the short survey of exposure and recall."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    campaign = Link(Campaign, related_name="surveys")
    title = models.CharField(max_length=160)
    starts = models.DateField()
    ends = models.DateField()
    selection = models.CharField(max_length=200)  # how people were chosen
    messages = models.ManyToManyField(Message, through="SurveyMessage", related_name="surveys")
    least_messages = models.PositiveSmallIntegerField(default=2)  # N of the recall index
    organism_named = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return self.title


class SurveyMessage(Owned):
    """A message asked about in a survey."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    survey = Link(Survey, related_name="message_links")
    message = Link(Message, related_name="survey_links")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return f"{self.survey_id} {self.message_id}"


class SurveyAnswer(Owned):
    """One interview, without a name."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    survey = Link(Survey, related_name="answers")
    folio = models.CharField(max_length=20)
    community = Link("manantial.Community", null=True, blank=True, related_name="+")
    on = models.DateField()
    spontaneous = models.BooleanField(null=True, blank=True)
    aided = models.BooleanField(null=True, blank=True)
    what_it_does = models.PositiveSmallIntegerField(null=True, blank=True)  # coded 0–3
    heard = models.JSONField(default=dict)  # {message folio: [media]}; an empty list = heard, place unknown
    not_heard = models.JSONField(default=list)  # message folios answered "no"
    opinion = models.TextField(blank=True)
    went_to_assembly = models.BooleanField(null=True, blank=True)
    would_ask = models.CharField(max_length=80, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    age_range = models.CharField(max_length=10, blank=True)
    language = models.CharField(max_length=8, blank=True)
    reads = models.CharField(max_length=6, blank=True)
    typed_at = models.DateTimeField()

    class Meta:
        ordering = ["folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "survey", "folio"], name="answer_folio")]

    def __str__(self) -> str:
        return self.folio


class Rumour(Owned):
    """A question or rumour heard, until it is answered in the next edition."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    text = models.TextField()
    community = Link("manantial.Community", null=True, blank=True, related_name="+")
    heard = PartialDateColumns()
    answer = models.TextField(blank=True)
    answered_in = Link(Material, null=True, blank=True, related_name="answered_rumours")
    closed_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.text[:80]
