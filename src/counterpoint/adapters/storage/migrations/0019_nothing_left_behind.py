"""Writes the database anew, so that the plain words of before lie in no freed corner of its file."""

from django.db import migrations

from counterpoint.adapters.storage.sealing_over import write_anew

TABLES = (
    "valuerow", "taskrow", "calendarrow", "commitmentrow", "decidedrow", "bridgerow", "supportrow", "jobnoterow",
    "jobtrialrow", "seasonrow", "bendrow", "checkinrow", "stretchrow", "habitrow", "pauserow", "answersheetrow",
    "portraitrow", "reviewrow", "markersrow", "requestrow", "companionrow",
)


def rewrite(apps, schema_editor):
    tables = [f"storage_{name}" for name in TABLES]
    write_anew(schema_editor.connection, (*tables, "django_session"))


class Migration(migrations.Migration):
    atomic = False
    dependencies = [('storage', '0018_only_sealed')]

    operations = [migrations.RunPython(rewrite, migrations.RunPython.noop)]
