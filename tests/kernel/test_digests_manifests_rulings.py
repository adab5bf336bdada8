"""Fingerprints are stable, manifests tell what changed, and a ruling says why."""

import io
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from manantial.kernel.digests import canonical_json, sha256_bytes, sha256_file, sha256_stream
from manantial.kernel.manifests import InvalidManifest, Manifest, ManifestItem, PathFault, lint_path
from manantial.kernel.rulings import Ruling

EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"


def item(path: str, content: bytes = b"agua", **more: str) -> ManifestItem:
    return ManifestItem(path, sha256_bytes(content), len(content), **more)


def test_bytes_streams_and_files_have_one_fingerprint(tmp_path: Path) -> None:
    data = b"agua" * 600_000
    (tmp_path / "a").write_bytes(data)
    assert sha256_bytes(data) == sha256_stream(io.BytesIO(data)) == sha256_file(tmp_path / "a")
    assert sha256_bytes(b"") == EMPTY


def test_equal_values_have_one_spelling() -> None:
    one = canonical_json({"b": date(2021, 3, 1), "a": ["ñ", UUID(int=7)]})
    assert one == canonical_json({"a": ["ñ", UUID(int=7)], "b": date(2021, 3, 1)})
    assert one == '{"a":["ñ","00000000-0000-0000-0000-000000000007"],"b":"2021-03-01"}'.encode()


def test_values_without_a_spelling_are_refused() -> None:
    with pytest.raises(TypeError):
        canonical_json({"a": object()})
    with pytest.raises(ValueError):
        canonical_json({"a": float("nan")})


def test_a_manifest_reads_back_and_its_fingerprint_ignores_the_order_of_making() -> None:
    items = [item("2 LEER/b.pdf", title="Cartel"), item("1 OÍR/a.mp3", language="tzo")]
    made = Manifest.of(items)
    assert [one.path for one in made.items] == ["1 OÍR/a.mp3", "2 LEER/b.pdf"]
    assert Manifest.from_json(made.to_json()) == made
    assert made.digest == Manifest.of(reversed(items)).digest
    assert made.size == 8


def test_a_manifest_tells_what_changed() -> None:
    old = Manifest.of([item("a"), item("b"), item("c")])
    new = Manifest.of([item("a"), item("b", b"otra"), item("d")])
    found = new.diff(old)
    assert (found.added, found.removed, found.changed) == (("d",), ("c",), ("b",))
    assert not new.diff(new)


@pytest.mark.parametrize(
    "data", [b"{", b"[]", b'{"items":[{"path":"a"}]}', b'{"items":[{"path":"a","sha256":"x","size":1}]}']
)
def test_what_is_not_a_manifest_is_refused(data: bytes) -> None:
    with pytest.raises(InvalidManifest):
        Manifest.from_json(data)


def test_a_path_comes_once() -> None:
    with pytest.raises(InvalidManifest):
        Manifest.of([item("a"), item("a", b"otra")])


@pytest.mark.parametrize(
    ("path", "fault"),
    [
        ("", PathFault.EMPTY),
        ("a//b", PathFault.EMPTY),
        ("/a", PathFault.ABSOLUTE),
        ("a/../b", PathFault.CLIMBS),
        ("a/b:c", PathFault.CHARACTER),
        ("a\\b", PathFault.CHARACTER),
        ("a\nb", PathFault.CHARACTER),
        ("kit/CON.txt", PathFault.RESERVED),
        ("kit/lpt1", PathFault.RESERVED),
        ("kit/fin.", PathFault.EDGE),
        ("kit /a", PathFault.EDGE),
        ("x" * 256, PathFault.TOO_LONG),
        ("raiz/nin\u0303o.txt", PathFault.NOT_COMPOSED),
    ],
)
def test_paths_that_do_not_survive_a_stick_are_named(path: str, fault: PathFault) -> None:
    assert fault in lint_path(path)


def test_good_paths_have_no_fault_and_names_that_differ_in_case_collide() -> None:
    assert lint_path("01 Para la pared/Cartel de acuerdos.pdf") == []
    assert lint_path("03 Para oír/Doña Lucía.mp3") == []
    found = Manifest.of([item("Cartel.pdf"), item("cartel.PDF"), item("otro.pdf")]).lint()
    assert found == {"cartel.PDF": (PathFault.COLLIDES,)}


@given(st.lists(st.text("abc", min_size=1, max_size=3), unique=True))
def test_a_manifest_has_nothing_against_itself(paths: list[str]) -> None:
    made = Manifest.of(item(path) for path in paths)
    assert not made.diff(made)
    assert made.diff(Manifest()).added == tuple(sorted(paths))


def test_a_ruling_is_true_when_it_allows_and_says_why() -> None:
    refused = Ruling.no("Faltan %(missing)d personas.", missing=2)
    assert not refused
    assert refused.say() == "Faltan 2 personas."
    assert refused.say({"Faltan %(missing)d personas.": "%(missing)d people are missing."}.__getitem__) == (
        "2 people are missing."
    )
    assert Ruling.yes()
    assert Ruling(True, "").say() == ""
