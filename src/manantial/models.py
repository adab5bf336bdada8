"""All tables of all rooms, gathered here because Django looks for an app's tables in this module."""

from manantial.alliance.models import Alliance
from manantial.campaign import models as campaign
from manantial.exchange import models as exchange
from manantial.governance import models as governance
from manantial.handover import models as handover
from manantial.jobs import models as jobs
from manantial.kits import models as kits
from manantial.ledger import models as ledger
from manantial.meaning import models as meaning
from manantial.people import models as people
from manantial.project import models as project
from manantial.site import models as site
from manantial.territory import models as territory
from manantial.vault import models as vault
from manantial.voices import models as voices
from manantial.water import models as water

__all__ = [
    "Alliance", "campaign", "exchange", "governance", "handover", "jobs", "kits", "ledger", "meaning", "people",
    "project", "site", "territory", "vault", "voices", "water",
]  # fmt: skip
