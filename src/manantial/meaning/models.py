"""From voices to lessons: plan, axes, codes, milestones with versions, findings, validation, return."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link, PartialDateColumns
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths


class Plan(Owned):
    """The plan of the systematization: what for, which stretch of the experience, how."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    title = models.CharField(max_length=240)
    objective = models.TextField(blank=True)
    usefulness = models.TextField(blank=True)
    object = models.TextField(blank=True)
    place = models.CharField(max_length=160, blank=True)
    period_start = PartialDateColumns()
    period_end = PartialDateColumns()
    method = models.CharField(max_length=20, default="jara")
    ethics = models.TextField(blank=True)
    approved_in = Link("manantial.Session", null=True, blank=True, related_name="+")
    calendar = models.JSONField(default=list, blank=True)

    def __str__(self) -> str:
        return self.title


class Axis(Owned):
    """The thread that crosses the experience."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    plan = Link(Plan, related_name="axes")
    position = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Question(Owned):
    """A question of an axis, and which sources should answer it."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    axis = Link(Axis, related_name="questions")
    position = models.PositiveSmallIntegerField()
    text = models.TextField()
    kind = models.CharField(max_length=14, default="descriptive")
    sources = models.ManyToManyField("manantial.Source", through="QuestionSource", related_name="questions")

    class Meta:
        ordering = ["axis", "position"]

    def __str__(self) -> str:
        return self.text[:80]


class QuestionSource(Owned):
    """One cell of the matrix source × question."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    question = Link(Question, related_name="source_cells")
    source = Link("manantial.Source", related_name="question_cells")
    gives = models.CharField(max_length=10, default="pending")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "question", "source"], name="question_source")]

    def __str__(self) -> str:
        return f"{self.question_id} × {self.source_id}"


class Code(Owned):
    """A code of the codebook: a real tree, never a dotted name."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    parent = Link("self", null=True, blank=True, related_name="children")
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=10, default="theme")  # axis, stage, theme, actor
    axis = Link(Axis, null=True, blank=True, related_name="codes")
    description = models.TextField(blank=True)
    colour = models.CharField(max_length=7, default="#1f6f78")
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["position", "name"]

    def __str__(self) -> str:
        return self.name


class Coding(Owned):
    """Somebody put a code on a fragment, at some time, perhaps with a memo."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(
        community="fragment__voice__community_id", visibility="fragment__voice__visibility"
    )

    fragment = Link("manantial.Fragment", related_name="codings")
    code = Link(Code, related_name="codings")
    by_id = models.UUIDField(null=True, blank=True)
    at = models.DateTimeField()
    memo = models.TextField(blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "fragment", "code", "by_id"],
                condition=models.Q(retired_at=None),
                name="coding_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.code_id} on {self.fragment_id}"


class Milestone(Owned):
    """Something that happened, told in several versions."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id", visibility="visibility")

    folio = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20)
    place = models.CharField(max_length=160, blank=True)
    community = Link("manantial.Community", null=True, blank=True, related_name="milestones")
    context = models.CharField(max_length=12, default="local")  # local, municipal, national
    visibility = models.CharField(max_length=12, default="public")

    class Meta:
        ordering = ["folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="milestone_folio")]

    def __str__(self) -> str:
        return self.title


class MilestoneVersion(Owned):
    """One version of a milestone. The agreed wording cites its act; the others are never deleted."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="milestone__community_id", visibility="milestone__visibility")

    milestone = Link(Milestone, related_name="versions")
    group = models.CharField(max_length=30)
    voice = Link("manantial.Voice", null=True, blank=True, related_name="milestone_versions")
    source = Link("manantial.Source", null=True, blank=True, related_name="milestone_versions")
    when = PartialDateColumns()
    when_until = PartialDateColumns()
    text = models.TextField()
    relation = models.CharField(max_length=24, blank=True)  # to the first version
    agreed = models.BooleanField(default=False)
    agreed_workshop = Link("manantial.Workshop", null=True, blank=True, related_name="+")
    agreed_session = Link("manantial.Session", null=True, blank=True, related_name="+")
    told_at = models.DateTimeField()

    class Meta:
        ordering = ["told_at", "id"]

    def __str__(self) -> str:
        return self.text[:80]


class Finding(Owned):
    """What the analysis found, resting on fragments and sources, with its objections."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    folio = models.CharField(max_length=20)
    statement = models.TextField()
    explanation = models.TextField(blank=True)  # restricted Markdown
    axis = Link(Axis, null=True, blank=True, related_name="findings")
    question = Link(Question, null=True, blank=True, related_name="findings")
    milestone = Link(Milestone, null=True, blank=True, related_name="findings")
    confidence = models.TextField(blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="finding_folio")]

    def __str__(self) -> str:
        return self.statement


class FindingSupport(Owned):
    """What a finding rests on, or what speaks against it."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    finding = Link(Finding, related_name="supports")
    fragment = Link("manantial.Fragment", null=True, blank=True, related_name="finding_links")
    source = Link("manantial.Source", null=True, blank=True, related_name="finding_links")
    milestone = Link(Milestone, null=True, blank=True, related_name="finding_links")
    opposes = models.BooleanField(default=False)
    note = models.CharField(max_length=300, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return f"{self.finding_id} ← {self.fragment_id or self.source_id}"


class Cause(Owned):
    """One factor of a "why did it happen?" table: helped or hindered, from inside or outside."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="milestone__community_id", visibility="milestone__visibility")

    milestone = Link(Milestone, related_name="causes")
    text = models.TextField()
    helped = models.BooleanField()
    internal = models.BooleanField(default=True)
    fragment = Link("manantial.Fragment", null=True, blank=True, related_name="causes")
    said_by = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.text[:80]


class Stance(Owned):
    """What a group thinks of a finding; a dissent note travels with it everywhere."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    finding = Link(Finding, related_name="stances")
    group = models.CharField(max_length=30)
    stance = models.CharField(max_length=14)  # meaning.rules.StanceKind
    dissent_note = models.TextField(blank=True)
    workshop = Link("manantial.Workshop", null=True, blank=True, related_name="+")
    taken_on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "finding", "group"], name="stance_of_group")]

    def __str__(self) -> str:
        return f"{self.group}: {self.stance}"


class Validation(Owned):
    """The traffic light of one group on one finding, as counts without names."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    finding = Link(Finding, related_name="validations")
    workshop = Link("manantial.Workshop", related_name="validations")
    group = models.CharField(max_length=30)
    green = models.PositiveSmallIntegerField()
    yellow = models.PositiveSmallIntegerField()
    red = models.PositiveSmallIntegerField()
    said = models.TextField(blank=True)  # what is missing, what must not be published
    recorded_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.finding_id} {self.group} {self.green}/{self.yellow}/{self.red}"


class Decision(Owned):
    """What was decided on a yellow or red finding: corrected, published with dissent, or withdrawn."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    finding = Link(Finding, related_name="decisions")
    outcome = models.CharField(max_length=20)
    reason = models.TextField()
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    workshop = Link("manantial.Workshop", null=True, blank=True, related_name="+")
    session = Link("manantial.Session", null=True, blank=True, related_name="+")
    decided_on = models.DateField()
    recorded_at = models.DateTimeField()

    class Meta:
        ordering = ["recorded_at", "id"]

    def __str__(self) -> str:
        return self.outcome


class Lesson(Owned):
    """What was learned, drawn from findings."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    folio = models.CharField(max_length=20)
    title = models.CharField(max_length=240)
    context = models.TextField(blank=True)
    learned = models.TextField()
    differently = models.TextField(blank=True)
    for_whom = models.CharField(max_length=200, blank=True)
    findings = models.ManyToManyField(Finding, through="LessonFinding", related_name="lessons")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["folio"]
        constraints = [models.UniqueConstraint(fields=["alliance", "folio"], name="lesson_folio")]

    def __str__(self) -> str:
        return self.title


class LessonFinding(Owned):
    """A lesson rests on a finding."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    lesson = Link(Lesson, related_name="finding_links")
    finding = Link(Finding, related_name="lesson_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "lesson", "finding"], name="lesson_finding")]

    def __str__(self) -> str:
        return f"{self.lesson_id} ← {self.finding_id}"


class Recommendation(Owned):
    """A recommendation to somebody by some date; adopted, it is an agreement of a body."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    lesson = Link(Lesson, related_name="recommendations")
    text = models.TextField()
    to_whom = models.CharField(max_length=120)
    by_when = models.DateField(null=True, blank=True)
    agreement = Link("manantial.Agreement", null=True, blank=True, related_name="recommendations")

    def __str__(self) -> str:
        return self.text[:80]


class Return(Owned):
    """Results taken back to a community that spoke."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    community = Link("manantial.Community", related_name="returns")
    on = models.DateField()
    medium = models.CharField(max_length=20)
    women = models.PositiveSmallIntegerField(default=0)
    men = models.PositiveSmallIntegerField(default=0)
    workshop = Link("manantial.Workshop", null=True, blank=True, related_name="returns")
    act = models.CharField(max_length=200, blank=True)
    corrections = models.TextField(blank=True)

    class Meta:
        ordering = ["on"]

    def __str__(self) -> str:
        return f"{self.community_id} {self.on}"


class Passage(Owned):
    """A text of a report section, written by a person in restricted Markdown, in versions."""

    law: ClassVar[Law] = Law.REVISION
    ACCESS: ClassVar[AccessPaths] = AccessPaths()

    paper = models.CharField(max_length=40)  # informe-final, sintesis…
    section = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField(default=1)
    text = models.TextField()
    language = models.CharField(max_length=8, default="es")
    written_by_id = models.UUIDField(null=True, blank=True)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["paper", "section", "version"]
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "paper", "section", "language", "version"], name="passage_version"
            )
        ]

    def __str__(self) -> str:
        return f"{self.paper} {self.section} v{self.version}"
