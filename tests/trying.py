"""How often the tests try at random: enough for every change, and ten times as often with MANANTIAL_TEST_THOROUGH=1."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

THOROUGH = os.environ.get("MANANTIAL_TEST_THOROUGH", "") not in {"", "0"}
EXAMPLES = 100  # of a pure rule; a test whose examples cost a world each says how many it is worth


def times(few: int) -> int:
    """How many examples of a test whose examples cost a world each."""
    return few * 10 if THOROUGH else few


def choose_profile() -> None:
    """Choose how examples are tried when a test says nothing else.

    A busy or old machine is no fault of the product: how long an example takes is measured in bench/, not here.
    CI repeats the same examples, so that a change is judged by itself; every other run looks for new ones.
    """
    settings.register_profile(
        "house",
        deadline=None,
        max_examples=times(EXAMPLES),
        suppress_health_check=[HealthCheck.too_slow],
        derandomize=os.environ.get("CI", "").lower() == "true",
    )
    settings.load_profile("house")
