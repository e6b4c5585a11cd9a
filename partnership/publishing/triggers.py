"""The database itself raises the generation, inside the transaction that changes what shows.

A trigger is on every table that visitors can see something of. So nothing is missed: not what the
shell, a bulk update or another program writes, nor what is written a moment before a process dies.
The triggers wait for the commit, so a long transaction keeps no other from committing.
"""

from django.apps import apps
from django.db import connections, transaction

from .models import Generation
from .visible import can_show, column_of_page

CHANNEL = "generation"  # where the database tells everyone who listens
TRIGGER = "visible_change"

# Arguments of the trigger: the column of the page that a row is part of, the column that says
# whether visitors see the row (each may be empty), the columns that they see nothing of, and the
# columns whose change may take something back ('*': any change).
# Within one statement, which is the commit, one raise is enough. The number is never used twice,
# not even after an older backup was restored: it is the time in microseconds, or one more.
FUNCTION = f"""
CREATE OR REPLACE FUNCTION publishing_note_change() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    page_column text := TG_ARGV[0];
    only_if text := TG_ARGV[1];
    unseen text[] := string_to_array(TG_ARGV[2], ' ');
    former jsonb := to_jsonb(OLD) - unseen;
    latter jsonb := to_jsonb(NEW) - unseen;
    guards text[] := string_to_array(TG_ARGV[3], ' ');
    withdraws boolean;
    now_number bigint := (extract(epoch FROM clock_timestamp()) * 1000000)::bigint;
    present record;
BEGIN
    IF former = latter
        OR only_if <> '' AND NOT (
            coalesce((former ->> only_if)::boolean, false)
            OR coalesce((latter ->> only_if)::boolean, false)
        )
        OR page_column <> '' AND NOT EXISTS (
            SELECT FROM wagtailcore_page WHERE live
            AND id IN ((former ->> page_column)::bigint, (latter ->> page_column)::bigint)
        )
    THEN
        RETURN NULL;
    END IF;
    withdraws := guards = '{{*}}' OR (
        TG_OP <> 'INSERT'
        AND (only_if = '' OR (former ->> only_if)::boolean)
        AND EXISTS (
            SELECT FROM unnest(guards) AS guard
            WHERE former -> guard IS DISTINCT FROM latter -> guard
        )
    );
    IF current_setting('publishing.raised', true) = statement_timestamp() || withdraws::text THEN
        RETURN NULL;
    END IF;
    UPDATE publishing_generation SET
        number = greatest(number + 1, now_number),
        withdrawn = CASE WHEN withdraws THEN greatest(number + 1, now_number) ELSE withdrawn END
        RETURNING * INTO present;
    IF NOT FOUND THEN
        INSERT INTO publishing_generation VALUES (now_number, now_number) RETURNING * INTO present;
    END IF;
    PERFORM set_config('publishing.raised', statement_timestamp() || withdraws::text, true);
    PERFORM pg_notify('{CHANNEL}', present.number::text);
    RETURN NULL;
END
$$
"""


def arguments(label, rule):
    """Return the arguments of the trigger on the table of the model ``label``."""
    page_column = column_of_page(apps.get_model(label)) or ""
    columns = [" ".join(rule.get(name, [])) for name in ("unseen", "guards")]
    return [page_column, rule.get("only_if", ""), *columns]


def install_triggers(using, **kwargs):
    """Bring the triggers into line with what the apps list; runs after each ``migrate``.

    It takes and holds the lock of a table only where something is new. No page that the former
    release made is shown again.
    """
    connection = connections[using]
    tables = connection.introspection.table_names()
    if Generation._meta.db_table not in tables:
        return  # on the way to an older state
    wanted = {
        apps.get_model(label)._meta.db_table: arguments(label, rule)
        for label, rule in can_show().items()
    }
    with transaction.atomic(using), connection.cursor() as cursor:
        cursor.execute(FUNCTION)
        cursor.execute(
            "SELECT relname, encode(tgargs, 'escape') FROM pg_trigger "
            "JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE tgname = %s AND relnamespace = current_schema()::regnamespace",
            [TRIGGER],
        )
        found = {table: text.split("\\000")[:-1] for table, text in cursor.fetchall()}
        for table in found:
            if found[table] != wanted.get(table):
                cursor.execute(f'DROP TRIGGER {TRIGGER} ON "{table}"')
        for table, given in wanted.items():
            if found.get(table) != given and table in tables:
                cursor.execute(
                    f"CREATE CONSTRAINT TRIGGER {TRIGGER} AFTER INSERT OR UPDATE OR DELETE "
                    f'ON "{table}" DEFERRABLE INITIALLY DEFERRED FOR EACH ROW '
                    "EXECUTE FUNCTION publishing_note_change(%s, %s, %s, %s)",
                    given,
                )
    Generation.renew()
