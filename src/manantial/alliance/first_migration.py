"""Creating all tables of the first migration in one step.

Every table points to the alliance, so Django's state of the models is one connected web, and creating the
tables one by one would render the whole web once for each: seconds become half a minute on an old laptop.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class CreateTables(Operation):
    """Run several state changes as one and then create the tables in the order given."""

    def __init__(self, operations: Sequence[Any]) -> None:
        self.operations = operations

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        """Return how to write this operation in a migration."""
        return type(self).__qualname__, [], {"operations": self.operations}

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """Add all models to the state and let it be rendered once, afterwards."""
        state.__dict__.pop("apps", None)
        for operation in self.operations:
            operation.state_forwards(app_label, state)

    def database_forwards(
        self,
        app_label: str,
        schema_editor: BaseDatabaseSchemaEditor,
        from_state: ProjectState,
        to_state: ProjectState,
    ) -> None:
        """Create the tables."""
        for operation in self.operations:
            if (name := getattr(operation, "name", None)) and not hasattr(operation, "model_name"):
                schema_editor.create_model(to_state.apps.get_model(app_label, name))

    def database_backwards(self, *args: Any) -> None:
        """Nothing goes before the first migration."""

    def describe(self) -> str:
        """Say what this does."""
        return f"Create {len(self.operations)} tables"
