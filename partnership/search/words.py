"""Words as people type them, and as PostgreSQL searches them."""

import re

from django.contrib.postgres.search import SearchQuery
from django.db.models import BooleanField, Func

CONFIG = "english"
LONGEST_SEARCH = 200  # characters

# PostgreSQL reads 'multi-agency' and '2024/25' as single words. These characters look the same but
# split words, and no one types them, so they can be turned back.
MARKS = {"-": "\u2011", "/": "\u2215"}
TYPED = str.maketrans({mark: typed for typed, mark in MARKS.items()})
WITHIN_WORDS = re.compile(r"(?<=\w)[-/](?=\w)")


def tidy(words):
    """Return typed words as one line that PostgreSQL accepts, up to ``LONGEST_SEARCH``."""
    return " ".join(words.replace("\0", " ").split())[:LONGEST_SEARCH].strip()


def mark_compounds(text):
    """Return ``text`` with hyphens and slashes inside words replaced by marks that split words."""
    return WITHIN_WORDS.sub(lambda match: MARKS[match[0]], text)


def unmark_compounds(text):
    """Return ``text`` as it was before ``mark_compounds``."""
    return text.translate(TYPED)


def split_compounds(words):
    """Return ``words`` with spaces for hyphens and slashes inside words, to search with."""
    return WITHIN_WORDS.sub(" ", words)


def search_terms(words):
    """Return the words that a search looks for, in order: not ‘or’, nor those after a minus."""
    words = re.sub(r'(?<!\S)-(?:"[^"]*"?|\S+)', " ", split_compounds(words))
    return [word for word in re.findall(r"[^\W_]+(?:['’][^\W_]+)*", words) if word.lower() != "or"]


def phrases(text):
    """Return the phrases of ``text``, which has commas between them or each on its own line."""
    tidied = [" ".join(part.split()) for part in re.split(r"[,;\n]", text)]
    return [phrase for phrase in tidied if phrase]


class ParsedQuery(SearchQuery):
    """A query as PostgreSQL prints it: ``ParsedQuery("'safeguard' & 'children'")``.

    A subquery hides from the planner how many rows match. For words that are everywhere, it would
    otherwise read every vector instead of using the index.
    """

    def as_sql(self, compiler, connection, function=None, template=None):
        (text,) = self.get_source_expressions()
        sql, params = compiler.compile(text)
        return f"(SELECT {sql}::tsquery)", params


class ContainsPhrase(Func):
    """Whether a text has all words of a phrase in a column.

    ``ContainsPhrase("words", Value(text))``
    """

    template = f"""EXISTS (
        SELECT FROM (SELECT %(expressions)s) AS given(phrases, text),
            regexp_split_to_table(translate(given.phrases, '-/', '  '), '[,;\\n]') AS phrase,
            plainto_tsquery('{CONFIG}', phrase) AS asked
        WHERE numnode(asked) > 0 AND to_tsvector('{CONFIG}', given.text) @@ asked
    )"""
    output_field = BooleanField()
