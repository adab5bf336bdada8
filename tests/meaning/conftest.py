"""The river of the tests of meaning."""

import pytest

from tests.meaning.river import River


@pytest.fixture
def river(alliance):
    return River()
