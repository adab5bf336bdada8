"""Create the index of words of every table that has keys (see alliance/words_index.py)."""

from django.db import migrations


def install(apps, schema_editor):
    from manantial.alliance import words_index

    words_index.install(schema_editor.connection)


class Migration(migrations.Migration):
    dependencies = [("manantial", "0002_guards")]
    operations = [migrations.RunPython(install, migrations.RunPython.noop)]
