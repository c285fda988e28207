"""The tables of a database: a new one gets them at once, an older one by the migrations that it lacks.

All migrations, one after the other, take over ten seconds on a slow machine, nearly all of it for Django to
imagine the models as they were in between. With nothing there to be carried over, only the end counts; that
both ways end in the same, rows included, is held by tests/adapters/storage/test_schema.py.
"""

from __future__ import annotations

from django.apps import apps
from django.core.management import call_command
from django.core.management.sql import emit_post_migrate_signal, emit_pre_migrate_signal
from django.db import connection, router
from django.db.migrations.executor import MigrationExecutor


def lay_out(executor: MigrationExecutor) -> None:
    """Brings the database to where the migrations end; all or nothing where it is new."""
    if connection.vendor == "sqlite" and not connection.introspection.table_names():
        _at_once(executor)
    else:
        call_command("migrate", verbosity=0, interactive=False)


def _at_once(executor: MigrationExecutor) -> None:
    """In one transaction, so that a process that is killed meanwhile leaves a new database behind."""
    recorder = executor.recorder
    emit_pre_migrate_signal(0, False, connection.alias)
    with connection.schema_editor() as editor:
        editor.create_model(recorder.Migration)
        for app in apps.get_app_configs():
            for model in router.get_migratable_models(app, connection.alias, include_auto_created=False):
                if model._meta.can_migrate(connection):
                    editor.create_model(model)
        for app_label, name in sorted(executor.loader.disk_migrations):
            recorder.record_applied(app_label, name)
        emit_post_migrate_signal(0, False, connection.alias)
