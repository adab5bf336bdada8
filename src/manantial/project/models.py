"""The project's dossier: activities, results, targets, budget, contributions, co-investment, rates."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from manantial.alliance.columns import Link, MoneyColumns, PartialDateColumns
from manantial.alliance.models import Law, Owned
from manantial.people.rules import AccessPaths


class Project(Owned):
    """A project as its page tells it. ``texts`` keeps the page's own words; empty means that it does not say."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()
    slug = models.SlugField(max_length=60)
    title = models.CharField(max_length=200)
    title_en = models.CharField(max_length=200, blank=True)
    subtitle = models.TextField(blank=True)
    subtitle_en = models.TextField(blank=True)
    place = models.CharField(max_length=200, blank=True)
    category = models.JSONField(default=list, blank=True)
    investment_type = models.CharField(max_length=120, blank=True)
    sdgs = models.JSONField(default=list, blank=True)
    language = models.CharField(max_length=8, default="en")  # of the page's own words
    texts = models.JSONField(default=dict, blank=True)  # {section: {lang: [paragraphs]}}: challenge, project, know_more
    source = models.CharField(max_length=300, blank=True)
    printed = models.JSONField(default=dict, blank=True)  # the page as last read, word for word, without its people
    starts = PartialDateColumns()
    ends = PartialDateColumns()
    currency = models.CharField(max_length=3, default="USD")
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    picture = Link("manantial.Blob", null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "slug"], name="project_slug")]

    def __str__(self) -> str:
        return self.title


class Phase(Owned):
    """A phase of the project with its text."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()
    project = Link(Project, related_name="phases")
    number = models.PositiveSmallIntegerField()
    names = models.JSONField(default=dict)  # {lang: text}
    texts = models.JSONField(default=dict)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["alliance", "project", "number"], name="phase_number")]

    def __str__(self) -> str:
        return str(self.number)


class Activity(Owned):
    """An activity (1.1 … 2.4) and its honest state."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()
    phase = Link(Phase, related_name="activities")
    code = models.CharField(max_length=8)
    texts = models.JSONField(default=dict)
    state = models.CharField(max_length=16, default="pending")  # done, running, pending, no_funds, proposals
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["alliance", "phase", "code"], name="activity_code")]

    def __str__(self) -> str:
        return self.code


class DirectResult(Owned):
    """A countable deliverable (R1 … R9). "Achieved" needs evidence and a verifier."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()
    project = Link(Project, related_name="results")
    phase = Link(Phase, null=True, blank=True, related_name="results")
    code = models.CharField(max_length=8)
    texts = models.JSONField(default=dict)
    quantity = models.PositiveIntegerField(null=True, blank=True)
    needs = models.JSONField(default=list, blank=True)  # kinds of proof (rules.catalogues.EvidenceKind), all of them
    achieved = models.PositiveIntegerField(null=True, blank=True)
    achieved_on = models.DateField(null=True, blank=True)
    verified_by = Link("manantial.Person", null=True, blank=True, related_name="+")
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["alliance", "project", "code"], name="result_code")]

    def __str__(self) -> str:
        return self.code


class Evidence(Owned):
    """A file or reference that proves a result, a contribution or a measurement."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()
    result = Link(DirectResult, null=True, blank=True, related_name="evidence")
    contribution = Link("manantial.Contribution", null=True, blank=True, related_name="evidence")
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    blob = Link("manantial.Blob", null=True, blank=True, related_name="+")
    reference = models.CharField(max_length=300, blank=True)
    invoice_uuid = models.UUIDField(null=True, blank=True)
    on = models.DateField(null=True, blank=True)
    voices = models.JSONField(default=list, blank=True)  # ids of those whose words its file carries

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["alliance", "invoice_uuid"], condition=~models.Q(invoice_uuid=None), name="invoice_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class Target(Owned):
    """An impact target: baseline → now → target year, with its rule printed beside it."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()
    project = Link(Project, related_name="targets")
    code = models.CharField(max_length=8)
    texts = models.JSONField(default=dict)
    value = models.CharField(max_length=40)
    unit = models.CharField(max_length=120)
    by_year = models.PositiveSmallIntegerField()
    rule = models.TextField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["alliance", "project", "code"], name="target_code")]

    def __str__(self) -> str:
        return self.code


class Measurement(Owned):
    """A dated value of a target. Insert-only; the newest of each kind is shown."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths()
    target = Link(Target, related_name="measurements")
    baseline = models.BooleanField(default=False)
    value = models.CharField(max_length=40)
    when = PartialDateColumns()
    source = models.CharField(max_length=300)
    note = models.TextField(blank=True)
    measured_at = models.DateTimeField()

    class Meta:
        ordering = ["when_min", "measured_at"]

    def __str__(self) -> str:
        return self.value


class Partner(Owned):
    """An organisation of the project; its role may be unknown."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()
    project = Link(Project, related_name="partners")
    name = models.CharField(max_length=200)
    role = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class ProjectPerson(Owned):
    """A contact of the project; shown only when the person agreed."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()
    project = Link(Project, related_name="people")
    name = models.CharField(max_length=160)
    role = models.CharField(max_length=240, blank=True)
    contact = models.CharField(max_length=160, blank=True)
    may_show = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position"]

    def __str__(self) -> str:
        return self.name


class Update(Owned):
    """A dated progress note; also tells what did not advance."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()
    project = Link(Project, related_name="updates")
    when = PartialDateColumns()
    author = models.CharField(max_length=160, blank=True)
    texts = models.JSONField(default=dict)  # {lang: [paragraphs]}
    activities = models.JSONField(default=list, blank=True)  # codes
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-written_at"]

    def __str__(self) -> str:
        return str(self.written_at)


class BudgetGroup(Owned):
    """A group of budget lines; its heading may be lost."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()
    project = Link(Project, related_name="budget_groups")
    position = models.PositiveSmallIntegerField()
    names = models.JSONField(default=dict)  # {lang: text}; empty when the page has none
    proposed_names = models.JSONField(default=dict)  # our words when the heading is lost, shown as ours

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["alliance", "project", "position"], name="budget_group")]

    def __str__(self) -> str:
        return str(self.position)


class BudgetLine(Owned):
    """A line of the budget. Secured and missing are derived from contributions, never stored here."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()
    group = Link(BudgetGroup, related_name="lines")
    number = models.PositiveSmallIntegerField()
    description = models.TextField()  # the page's own words
    labels = models.JSONField(default=dict)  # {lang: corrected or translated wording}
    planned_in_kind = models.BooleanField(default=False)
    planned_cash = models.BooleanField(default=False)
    total = MoneyColumns()
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    units = models.PositiveIntegerField(null=True, blank=True)  # 40 kits

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["alliance", "group", "number"], name="budget_line")]

    def __str__(self) -> str:
        return f"{self.number}. {self.description}"


class Contribution(Owned):
    """Who gives what to a line: cash, labour, goods, service or use; promised, signed, received or withdrawn."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()
    line = Link(BudgetLine, related_name="contributions")
    party = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=12)  # cash, labour, goods, service, use, unsplit
    amount = MoneyColumns()
    original = MoneyColumns()  # what was really promised, when in another currency
    rate = models.CharField(max_length=20, blank=True)
    quantity = models.CharField(max_length=20, blank=True)
    unit = models.CharField(max_length=40, blank=True)
    criterion = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12)  # promised, signed, received, withdrawn
    source = models.CharField(max_length=300, blank=True)
    printed = models.BooleanField(default=False)  # made from what the page says is secured, not from an offer

    def __str__(self) -> str:
        return f"{self.party} {self.kind}"


class ContributionStep(Owned):
    """A dated change of state of a contribution."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths()
    contribution = Link(Contribution, related_name="steps")
    state = models.CharField(max_length=12)
    on = models.DateField()
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["on", "id"]

    def __str__(self) -> str:
        return self.state


class Expense(Owned):
    """Money spent on a line, with its receipt."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths()
    line = Link(BudgetLine, related_name="expenses")
    contribution = Link(Contribution, null=True, blank=True, related_name="expenses")
    on = models.DateField()
    amount = MoneyColumns()
    payee = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["on"]

    def __str__(self) -> str:
        return str(self.on)


class Rate(Owned):
    """A dated exchange rate, kept for ever: one unit of ``origin`` is so many of ``target``."""

    law: ClassVar[Law] = Law.FACT
    ACCESS: ClassVar[AccessPaths] = AccessPaths()
    on = models.DateField()
    origin = models.CharField(max_length=3)
    target = models.CharField(max_length=3)
    rate = models.CharField(max_length=20)  # decimal text
    source = models.CharField(max_length=200)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["on"]

    def __str__(self) -> str:
        return f"{self.origin}/{self.target} {self.rate}"


class Work(Owned):
    """A work or action co-invested in one or more communities."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()
    title = models.CharField(max_length=200)
    communities = models.ManyToManyField("manantial.Community", through="WorkCommunity", related_name="works")
    year = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, default="running")
    people_served = models.PositiveIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["-year", "title"]

    def __str__(self) -> str:
        return self.title


class WorkCommunity(Owned):
    """A work serves a community."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths(community="community_id")

    work = Link(Work, related_name="community_links")
    community = Link("manantial.Community", related_name="work_links")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alliance", "work", "community"], name="work_community")]

    def __str__(self) -> str:
        return f"{self.work_id} {self.community_id}"


class CoInvestment(Owned):
    """What each one put into a work. Labour keeps its days; its price is a separate, optional column."""

    ACCESS: ClassVar[AccessPaths] = AccessPaths()
    work = Link(Work, related_name="contributions")
    source = models.CharField(max_length=20)  # community, municipality, state, federation, civil, foundation…
    party = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=20)  # money, labour, material, equipment, land, advice, transport, food
    amount = MoneyColumns()  # None when it was not priced
    quantity = models.CharField(max_length=20, blank=True)
    unit = models.CharField(max_length=40, blank=True)  # jornales, m3, horas
    criterion = models.CharField(max_length=300, blank=True)
    state = models.CharField(max_length=12, default="executed")  # committed, received, executed, proven
    on = models.DateField()
    document = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["on"]

    def __str__(self) -> str:
        return f"{self.work_id} {self.source} {self.kind}"
