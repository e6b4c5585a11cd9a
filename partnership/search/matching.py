"""What matches a search: how many of each kind and year, and the best of them. One statement."""

from typing import NamedTuple

from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.db.models.functions import ExtractYear

from .models import Entry, Passage

MOST_RANKED = 300  # matches: first those with the words in the title, then the newest
WEIGHTS = "{0.1, 0.4, 0.7, 1.0}"  # of the letters D (unused), C text, B summary, A title
BY_LENGTH = 1  # a word counts for less in a long document
# The index of texts is read once. A kind or year that no match has filters nothing.
BEST = """
WITH matched AS MATERIALIZED ({matched}),
counted AS (SELECT kind, year, count(*) AS times FROM matched GROUP BY kind, year),
likely AS (
    SELECT id, date, in_title FROM matched
    WHERE (kind = %s OR NOT EXISTS (SELECT FROM counted WHERE kind = %s))
    AND (year::text = %s OR NOT EXISTS (SELECT FROM counted WHERE year::text = %s))
    ORDER BY in_title DESC, date DESC NULLS LAST, id DESC
    LIMIT {most}
),
ranked AS (
    SELECT likely.*, in_title::int + ts_rank(%s, vector, %s::tsquery, %s) AS rank
    FROM likely JOIN {table} AS entry ON entry.id = likely.id
)
SELECT
    ARRAY(SELECT id FROM ranked ORDER BY rank DESC, date DESC NULLS LAST, id DESC),
    (SELECT json_agg(json_build_array(kind, year, times)) FROM counted)
"""


class Tally(NamedTuple):
    """How many matches there are of one kind and year; the year is None without a date."""

    kind: str
    year: int | None
    times: int


def best_matches(parsed, site, kind, year):
    """Return the keys of the best matches of ``kind`` and ``year``, and the tallies of all.

    The best come first. 1 query, and 1 more for a phrase.
    """
    titles = Entry.objects.filter(title_vector=parsed.exact)  # by its index
    in_title = ExpressionWrapper(Q(pk__in=titles.values("pk")), output_field=BooleanField())
    matches = matching(parsed).visible(site).annotate(year=ExtractYear("date"), in_title=in_title)
    rows = matches.values("id", "kind", "date", "year", "in_title")
    matched, params = rows.query.sql_with_params()
    sql = BEST.format(matched=matched, most=MOST_RANKED, table=Entry._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(
            sql, [*params, kind, kind, year, year, WEIGHTS, parsed.exact.text, BY_LENGTH]
        )
        best, tallies = cursor.fetchone()
    return best, [Tally(*tally) for tally in tallies or []]


def matching(parsed):
    """Return all entries that match, private ones included: 1 query for a phrase.

    PostgreSQL does not store positions deep in a long text: its passages are searched as well.
    """
    matches = Q(vector=parsed.exact)
    if parsed.has_phrase:
        deep = Passage.objects.filter(is_deep=True, vector=parsed.exact)
        entries = set(deep.values_list("entry", flat=True))
        if entries:
            matches |= Q(pk__in=entries)
    return Entry.objects.filter(matches)
