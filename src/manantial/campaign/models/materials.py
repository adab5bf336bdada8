"""Materials with their production file, and what was built from them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link, MoneyColumns
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths


class Material(Owned):
    """A printed or audiovisual piece with its production file; the final report is one too."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    campaign = Link("manantial.Campaign", null=True, blank=True, related_name="materials")
    folio = models.CharField(max_length=20)
    kind = models.CharField(max_length=16)  # poster, leaflet, radio, report, synthesis, booklet, mural, video, guide
    title = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    message = Link("manantial.Message", null=True, blank=True, related_name="materials")
    audience = Link("manantial.Audience", null=True, blank=True, related_name="materials")
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
    """A fragment that a release carries, with the credit and what else was said beside it, as it was printed."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    release = Link(Release, related_name="fragment_links")
    fragment = Link("manantial.Fragment", related_name="release_links")
    credit = models.CharField(max_length=200, blank=True)
    remark = models.TextField(blank=True)  # that a machine wrote it down; its translation with who made it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "release", "fragment"], name="release_fragment")]

    def __str__(self) -> str:
        return f"{self.release_id} ⊃ {self.fragment_id}"


class ReleaseVoice(Owned):
    """A voice that a release carries as a whole: its picture, or its version of a milestone."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    release = Link(Release, related_name="voice_links")
    voice = Link("manantial.Voice", related_name="release_links")
    credit = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "release", "voice"], name="release_voice")]

    def __str__(self) -> str:
        return f"{self.release_id} ⊃ {self.voice_id}"


class ReleaseFile(Owned):
    """A file of a release: PDF in colour or one ink, tiles, sound, DOCX, EPUB, HTML."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    release = Link(Release, related_name="files")
    form = models.CharField(max_length=16)  # pdf, pdf-one-ink, tiles, mp3, docx, odt, epub, html, png
    blob = Link("manantial.Blob", related_name="+")
    pages = models.PositiveSmallIntegerField(null=True, blank=True)
    duration_ms = models.PositiveIntegerField(null=True, blank=True)
    community = Link("manantial.Community", null=True, blank=True, related_name="+")
    language = models.CharField(max_length=8, default="es")

    class Meta:
        ordering = ["form", "id"]

    def __str__(self) -> str:
        return self.form
