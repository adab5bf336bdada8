"""Install the triggers that keep what was written (see ledger/guards.py)."""

from django.db import migrations


def install(apps, schema_editor):
    from manantial.ledger import guards

    guards.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("manantial", "0001_initial")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
