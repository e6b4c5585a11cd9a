"""Words as people type them, and as PostgreSQL searches for them."""

import re

from django.contrib.postgres.search import SearchQuery
from django.db.models import BooleanField, Func

CONFIG = "english"
LONGEST_SEARCH = 200  # characters

# PostgreSQL takes 'multi-agency' and '2024/25' for words of their own. These look the same, part
# words, and are nowhere typed, so that they can be turned back.
APART = {"-": "\u2011", "/": "\u2215"}
TOGETHER = str.maketrans({mark: typed for typed, mark in APART.items()})
WITHIN_WORDS = re.compile(r"(?<=\w)[-/](?=\w)")


def tidy(words):
    """Return what somebody typed as one line that PostgreSQL takes, of ``LONGEST_SEARCH``."""
    return " ".join(words.replace("\0", " ").split())[:LONGEST_SEARCH].strip()


def apart(text):
    """Return ``text`` with hyphens and slashes inside words turned into marks that part them."""
    return WITHIN_WORDS.sub(lambda match: APART[match[0]], text)


def spaced(words):
    """Return ``words`` without hyphens and slashes inside words, to search with."""
    return WITHIN_WORDS.sub(" ", words)


def wanted(words):
    """Return the words that a search asks for, in order: neither ‘or’ nor those after a minus."""
    words = re.sub(r'(?<!\S)-(?:"[^"]*"?|\S+)', " ", spaced(words))
    return [word for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", words) if word.lower() != "or"]


def phrases(text):
    """Return the phrases of ``text``: commas stand between them, or each is on its own line."""
    return [phrase for part in re.split(r"[,;\n]", text) if (phrase := " ".join(part.split()))]


class ReadQuery(SearchQuery):
    """A query as PostgreSQL itself wrote it down: ``ReadQuery("'safeguard' & 'children'")``.

    Selected, so that the planner does not see how many rows match: it would read every vector
    rather than use the index, for words that are everywhere.
    """

    def as_sql(self, compiler, connection, function=None, template=None):
        (text,) = self.get_source_expressions()
        sql, params = compiler.compile(text)
        return f"(SELECT {sql}::tsquery)", params


class Says(Func):
    """Whether a text has all words of a phrase of a column: ``Says("words", Value(text))``."""

    template = f"""EXISTS (
        SELECT FROM (SELECT %(expressions)s) AS given(phrases, text),
            regexp_split_to_table(translate(given.phrases, '-/', '  '), '[,;\\n]') AS phrase,
            plainto_tsquery('{CONFIG}', phrase) AS asked
        WHERE numnode(asked) > 0 AND to_tsvector('{CONFIG}', given.text) @@ asked
    )"""
    output_field = BooleanField()
