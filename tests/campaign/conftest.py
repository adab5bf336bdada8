"""The river of the tests of the campaign, with a campaign on it and a round of the survey."""

from datetime import date

import pytest

from manantial.campaign import actions
from manantial.campaign.rules import Level
from manantial.meaning import actions as meaning
from manantial.meaning.rules import GroupVotes
from tests.campaign.making import BY
from tests.meaning.river import DAY, River


@pytest.fixture
def river(alliance):
    return River()


@pytest.fixture
def campaign(river, now):
    """A campaign with one objective, one audience, one message from one validated lesson."""
    river.place = river.community("El Carrizal")
    river.told = river.voice(river.place)
    river.quote = river.fragment(river.told, "Nos dejaron una hoja y las llaves.")
    finding = meaning.state_finding("Una hoja basta.", fragments=[river.quote], now=now, **BY)
    votes = [GroupVotes("committee_women", green=9)]
    meaning.validate(finding, workshop=river.workshop(), votes=votes, now=now, **BY)
    river.lesson = meaning.draw_lesson("Entregar es cuidar", learned="Se entrega.", findings=[finding], now=now, **BY)
    plan = actions.write_campaign(
        None, texts={"title": "El agua se cuenta", "diagnosis": "En todas hay asamblea."}, starts=DAY,
        ends=date(2027, 3, 22), now=now, **BY,
    )  # fmt: skip
    objective = actions.add_objective(
        plan, text="Decidir cómo entregar", level=Level.DECIDE, target_code="I1", now=now, **BY
    )
    river.audience = actions.add_audience(
        plan,
        name="Comités nuevos",
        texts={"now": "Empiezan de cero"},
        channels=["poster", "radio"],
        objective=objective,
        now=now,
        **BY,
    )
    river.message = actions.write_message(
        plan, text="Una hoja, el mismo día.", lessons=[river.lesson], audiences=[river.audience], now=now, **BY
    )
    river.campaign = plan
    return river


@pytest.fixture
def survey(campaign, now):
    second = actions.write_message(
        campaign.campaign, text="Tres números en la pared.", lessons=[campaign.lesson], audiences=[], now=now, **BY
    )
    campaign.second = second
    return actions.open_survey(
        campaign.campaign, title="Noviembre", starts=DAY, ends=DAY, selection="una de cada cuatro casas",
        messages=[campaign.message, second], least_messages=2, now=now, **BY,
    )  # fmt: skip
