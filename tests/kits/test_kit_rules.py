"""Names that survive a USB stick, sounds that fit in a phone, steps of a delivery, coverage that hides nothing."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from manantial.kernel.manifests import Manifest, ManifestItem
from manantial.kits.rules import (
    VERIFY_AFTER,
    Coverage,
    DeliveryFacts,
    DeliveryState,
    Item,
    Part,
    coverage,
    folder_name,
    for_the_phone,
    may_follow,
    place,
)

DIGEST = "0" * 64


def item(title: str, part: Part = Part.LISTEN, size: int = 10) -> Item:
    return Item(part, title, DIGEST, size, "audio/mpeg", ".mp3")


@given(st.lists(st.tuples(st.sampled_from(list(Part)), st.text(max_size=90)), max_size=30))
def test_every_name_is_unique_and_survives_every_disk(titles: list[tuple[Part, str]]) -> None:
    placed = place(item(title, part) for part, title in titles)
    paths = [p.path for p in placed]
    assert len({path.lower() for path in paths}) == len(paths)
    for path in paths:
        assert path.isascii()
        assert len(path) < 120
        assert not set(path) & set('<>:"|?*\\')
    Manifest.of(ManifestItem(path, DIGEST, 1) for path in paths)


def test_names_speak_and_keep_the_order_given() -> None:
    paths = [p.path for p in place([item("Cómo cuidamos el tanque"), item("Ch'ul Ja' habla")])]
    assert paths[0].startswith("data/1_ESCUCHAR/01_como-cuidamos")
    assert paths[1].startswith("data/1_ESCUCHAR/02_ch")


def test_homonymous_communities_get_different_folders() -> None:
    assert folder_name("C-03", "San José") != folder_name("C-04", "San José")


@given(st.lists(st.integers(1, 400), max_size=20), st.integers(0, 1000))
def test_the_phone_page_never_outgrows_its_limit(sizes: list[int], limit: int) -> None:
    placed = place(item(f"s{n}", size=size) for n, size in enumerate(sizes))
    chosen = for_the_phone(placed, limit)
    assert sum(p.item.size for p in chosen) <= limit
    assert chosen == [p for p in placed if p in chosen]
    left = [p for p in placed if p not in chosen]
    assert all(sum(c.item.size for c in chosen) + p.item.size > limit for p in left)


def test_a_delivery_goes_forward_and_ends() -> None:
    assert may_follow(None, DeliveryState.DELIVERED)
    assert not may_follow(None, DeliveryState.OPENED)
    assert may_follow(DeliveryState.RECEIVED, DeliveryState.VERIFIED)
    refused = may_follow(DeliveryState.OPENED, DeliveryState.RECEIVED)
    assert not refused
    assert refused.say()
    assert not may_follow(DeliveryState.REPLACED, DeliveryState.USED)


def test_coverage_counts_communities_and_names_the_unverified() -> None:
    today = date(2026, 11, 23)
    old = today - VERIFY_AFTER - timedelta(days=1)
    seen = coverage(
        [
            DeliveryFacts("C-01", old, True, frozenset({DeliveryState.DELIVERED, DeliveryState.VERIFIED})),
            DeliveryFacts("C-02", old, True, frozenset({DeliveryState.DELIVERED})),
            DeliveryFacts("C-02", today, False, frozenset({DeliveryState.DELIVERED})),
            DeliveryFacts("C-03", today, False, frozenset({DeliveryState.DELIVERED})),
        ],
        wanted=40,
        today=today,
    )
    assert seen == Coverage(wanted=40, delivered=3, signed=2, opened=1, verified=1, late_to_verify=("C-02",))
