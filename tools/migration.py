"""Regenerate the first migration from the models. Used only until the first release.

Django's own ``makemigrations`` writes each index and each link as an operation of its own, and every operation
re-renders the related models: the tables took half a minute. Here each table comes with its links and indexes,
in the order of its dependencies, and all of them in one step (see alliance/first_migration.py).
"""

from __future__ import annotations

import os
import sys
import tempfile
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
FIRST = ROOT / "src" / "manantial" / "migrations" / "0001_initial.py"


def operations() -> list[Any]:
    """Return one CreateModel a table, and at the end the many-to-many fields that go through a table."""
    from django.apps import apps
    from django.db import migrations, models
    from django.db.migrations.state import ProjectState

    from manantial.alliance.first_migration import CreateTables

    states = {name: state for (app, name), state in ProjectState.from_apps(apps).models.items() if app == "manantial"}
    order: TopologicalSorter[str] = TopologicalSorter()
    many: list[Any] = []
    for name, state in states.items():
        links = [f for f in state.fields.values() if isinstance(f, models.ForeignKey)]
        targets = {f.remote_field.model.split(".")[-1].lower() for f in links if "." in str(f.remote_field.model)}
        order.add(name, *(targets & set(states) - {name}))
    created = []
    for name in order.static_order():
        state = states[name]
        fields = [(n, f) for n, f in state.fields.items() if not isinstance(f, models.ManyToManyField)]
        many += [
            migrations.AddField(name, n, f) for n, f in state.fields.items() if isinstance(f, models.ManyToManyField)
        ]
        options = {k: v for k, v in state.options.items() if v}
        created.append(migrations.CreateModel(state.name, fields, options, state.bases, state.managers))
    return [CreateTables([*created, *many])]


def main() -> None:
    """Write 0001_initial.py anew."""
    sys.path.insert(0, str(ROOT / "src"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "manantial.settings"
    os.environ["MANANTIAL_HOME"] = tempfile.mkdtemp()
    import django

    django.setup()
    from django.utils import translation

    translation.deactivate_all()
    from django.db.migrations import Migration
    from django.db.migrations.writer import MigrationWriter

    migration = type("Migration", (Migration,), {})("0001_initial", "manantial")
    migration.operations = operations()
    migration.dependencies = [
        ("contenttypes", "0002_remove_content_type_name"),
        ("auth", "0012_alter_user_first_name_max_length"),
    ]
    migration.initial = True
    FIRST.write_text(MigrationWriter(migration, include_header=False).as_string(), encoding="utf-8")
    print(FIRST.relative_to(ROOT), "written")


if __name__ == "__main__":
    main()
