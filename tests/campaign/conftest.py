"""The river of the tests of the campaign."""

import pytest

from tests.meaning.river import River


@pytest.fixture
def river(alliance):
    return River()
