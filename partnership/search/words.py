"""Words as people type them, and as PostgreSQL searches them."""

import re
from itertools import chain

from django.contrib.postgres.search import SearchQuery
from django.db.models import BooleanField, Func

from .folding import fold, words_in

CONFIG = "english"
LONGEST_SEARCH = 200  # characters
QUOTATION_MARKS = str.maketrans(dict.fromkeys("“”„‟«»", '"'))
LEFT_OUT = r'(?<!\S)-(?:"[^"]*"?|[^\s"]+)'  # words after a minus
SIGNED = re.compile(rf'{LEFT_OUT}|"[^"]*"?')


def tidy(words):
    """Return typed words as one line that PostgreSQL accepts, up to ``LONGEST_SEARCH``."""
    return " ".join(words.replace("\0", " ").split())[:LONGEST_SEARCH].strip()


def as_search(words):
    """Return typed words folded, with the quotation marks and minuses that PostgreSQL reads."""
    parts, words = [], words.translate(QUOTATION_MARKS)
    for match in SIGNED.finditer(words):
        minus, folded = "-" * match[0].startswith("-"), fold(match[0])
        parts.append((match.start(), match.end(), folded and f'{minus}"{folded}"'))
    ends = [0, *(end for _, end, _ in parts)]
    starts = [*(start for start, _, _ in parts), None]
    between = [fold(words[end:start]) for end, start in zip(ends, starts, strict=True)]
    signed = [*(text for _, _, text in parts), ""]
    return " ".join(filter(None, chain.from_iterable(zip(between, signed, strict=True))))


def search_terms(words):
    """Return the words that a search looks for, in order: not ‘or’, nor those after a minus.

    A dictionary: ``{as they are compared: as they were typed}``.
    """
    words = re.sub(LEFT_OUT, " ", words.translate(QUOTATION_MARKS))
    found = {word.folded: words[word.start : word.end] for word in words_in(words)}
    return {folded: typed for folded, typed in found.items() if folded.lower() != "or"}


def phrases(text):
    """Return the phrases of ``text``, which has commas between them or each on its own line."""
    tidied = [" ".join(part.split()) for part in re.split(r"[,;\n]", text)]
    return [phrase for phrase in tidied if phrase]


def fold_phrases(text):
    """Return the phrases of ``text`` as they are compared, each on its own line."""
    return "\n".join(filter(None, map(fold, phrases(text))))


class ParsedQuery(SearchQuery):
    """A query as PostgreSQL prints it: ``ParsedQuery("'safeguard' & 'children'")``.

    A subquery hides from the planner how many rows match. For words that are everywhere, it would
    otherwise read every vector instead of using the index.
    """

    @property
    def text(self):
        """The query as PostgreSQL prints it."""
        (text,) = self.get_source_expressions()
        return text.value

    def as_sql(self, compiler, connection, function=None, template=None):
        return "(SELECT %s::tsquery)", [self.text]


class ContainsPhrase(Func):
    """Whether a text has all words of a phrase in a column, both folded.

    ``ContainsPhrase("folded", Value(text))``
    """

    template = f"""EXISTS (
        SELECT FROM (SELECT %(expressions)s) AS given(phrases, text),
            regexp_split_to_table(given.phrases, '\\n') AS phrase,
            plainto_tsquery('{CONFIG}', phrase) AS asked
        WHERE numnode(asked) > 0 AND to_tsvector('{CONFIG}', given.text) @@ asked
    )"""
    output_field = BooleanField()
