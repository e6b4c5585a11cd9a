"""Every table either can show visitors something or cannot: a new one has to say which."""

from django.apps import apps
from django.db import connection

from partnership.publishing.triggers import TRIGGER
from partnership.publishing.visible import can_show, cannot_show

NO_MODEL = {"django_migrations"}


def test_every_model_is_named_once():
    named = sorted([*can_show(), *cannot_show()])
    assert named == sorted(
        model._meta.label for model in apps.get_models(include_auto_created=True)
    )


def test_every_table_of_the_database_has_a_model(db):
    models = apps.get_models(include_auto_created=True)
    tables = set(connection.introspection.table_names())
    assert tables - {model._meta.db_table for model in models} == NO_MODEL


def test_each_column_that_a_rule_names_exists():
    for label, rule in can_show().items():
        columns = {field.column for field in apps.get_model(label)._meta.local_fields}
        assert columns.issuperset(rule.get("unseen", [])), label
        assert rule.get("only_if") in {*columns, None}, label


def test_what_can_show_has_a_trigger_and_nothing_else_has(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
            " WHERE tgname = %s AND tgenabled = 'O' AND tgdeferrable AND tginitdeferred",
            [TRIGGER],
        )
        found = {row[0] for row in cursor.fetchall()}
    assert found == {apps.get_model(label)._meta.db_table for label in can_show()}
