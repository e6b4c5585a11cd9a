"""One search: from the words somebody typed to what they may find."""

import re
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from heapq import nlargest
from typing import NamedTuple

from django.contrib.postgres.search import SearchHeadline, SearchRank
from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db import connection, transaction
from django.db.models import BooleanField, Case, ExpressionWrapper, F, Q, Value, When
from django.utils.html import escape
from django.utils.safestring import mark_safe

from partnership.ground.filtering import Facet, Filters, newest

from .models import Entry, Passage, Promotion, Synonyms
from .words import CONFIG, TOGETHER, ReadQuery, Says, spaced, wanted

PAGE_SIZE = 10
MOST_RANKED = 300  # of all that match: first those with the words in the title, then the newest
MOST_SUGGESTED = 6
WEIGHTS = [0.1, 0.4, 0.7, 1.0]  # of the letters D (unused), C text, B summary, A title
BY_LENGTH = Value(1)  # a word counts for less in a long document
IN_TITLE = Value(1.0)
MARK, END_MARK = "\x02", "\x03"  # which no text has: writing.py takes them out
CLOSE_ENOUGH = 0.35  # of 1, how alike a title and a mistyped word must be to compare them


class Match(NamedTuple):
    """An entry that matches a search."""

    pk: int
    kind: str
    date: date | None
    in_title: bool

    def promise(self):
        """Sort key: how likely it is among the best."""
        return self.in_title, self.date or date.min, self.pk


FACETS = {
    "kind": Facet("Kind", lambda match: [match.kind]),
    "year": Facet("Year", lambda match: [match.date.year] if match.date else [], newest),
}


@dataclass
class Found:
    """What a search found, as the page of results shows it.

    Without a ``filters`` there was nothing to look for: no words, or none that count.
    """

    total: int = 0
    results: PaginatorPage | None = None
    filters: Filters | None = None
    promotions: list[Promotion] = field(default_factory=list)
    did_you_mean: str = ""


@dataclass
class Reading:
    """What PostgreSQL makes of a search, synonyms included."""

    said: str  # the words asked for, and all that mean the same
    exact: ReadQuery  # all of them
    loose: ReadQuery  # any of them, to choose excerpts by
    has_phrase: bool  # words that must stand side by side


def find(words, home, kind="", year="", page=1):
    """Return what the public may find below ``home``: a constant number of queries.

    ``words`` are ``tidy``; ``kind`` and ``year`` narrow it.
    """
    reading = read(words)
    if reading is None:
        return Found()
    matches = matching(reading).visible(home).annotate(in_title=_in_title(reading))
    rows = [Match(*row) for row in matches.values_list("pk", "kind", "date", "in_title")]
    filters = Filters(FACETS, rows, {"kind": kind, "year": year}, fixed={"q": words})
    results = Paginator(ranked(filters.rows, reading), PAGE_SIZE).get_page(page)
    results.object_list = shown(results.object_list, reading)
    return Found(
        total=len(filters.rows),
        results=results,
        filters=filters,
        promotions=promoted(reading, home),
        did_you_mean="" if rows else did_you_mean(words, home),
    )


def read(words):
    """Return the ``Reading`` of ``words``: 2 queries; None when there is nothing to look for."""
    asked_for = wanted(words)
    if not asked_for:
        return None
    groups = Synonyms.objects.filter(Says("words", Value(" ".join(asked_for))))
    groups = [group.phrases for group in groups]
    exact, exact_params = _with_synonyms(spaced(words), groups)
    loose, loose_params = _with_synonyms(" or ".join(asked_for), groups)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT exact::text, loose::text, querytree(exact) FROM (SELECT {exact}, {loose}) "
            "AS read(exact, loose)",
            [*exact_params, *loose_params],
        )
        exact, loose, indexed = cursor.fetchone()
    if indexed in ("", "T"):  # no words that count, or only such as must not be there
        return None
    said = " ".join([*asked_for, *(phrase for group in groups for phrase in group)])
    return Reading(said, ReadQuery(exact), ReadQuery(loose), has_phrase="<" in exact)


def _with_synonyms(words, groups):
    """Return the SQL, with parameters, of ``words`` as a query in which synonyms are one another.

    Every phrase of a group first gives way to a stand-in, so that none is replaced twice.
    """
    sql, params = f"websearch_to_tsquery('{CONFIG}', %s)", [words]
    same = [(phrase, f"'''={n}'''::tsquery") for n, group in enumerate(groups) for phrase in group]
    for phrase, stand_in in sorted(same, key=lambda pair: -len(pair[0].split())):
        sql = f"ts_rewrite({sql}, phraseto_tsquery('{CONFIG}', %s), {stand_in})"
        params.append(phrase)
        if " " in phrase:  # typed without quotation marks it is several words
            apart = f"plainto_tsquery('{CONFIG}', %s)"
            sql = f"ts_rewrite({sql}, {apart}, {stand_in} || {apart})"
            params += [phrase, phrase]
    for n, group in enumerate(groups):
        any_of_them = " || ".join([f"phraseto_tsquery('{CONFIG}', %s)"] * len(group))
        sql = f"ts_rewrite({sql}, '''={n}'''::tsquery, {any_of_them})"
        params += group
    return sql, params


def matching(reading):
    """Entries that match, whoever may see them: 1 query for a phrase.

    PostgreSQL forgets where words stand in a long text: what is deep in it is looked for apart.
    """
    matches = Q(vector=reading.exact)
    if reading.has_phrase:
        deep = Passage.objects.filter(is_deep=True, vector=reading.exact)
        if entries := set(deep.values_list("entry", flat=True)):
            matches |= Q(pk__in=entries)
    return Entry.objects.filter(matches)


def ranked(matches, reading):
    """Return the primary keys of the best of ``matches``, the best first: 1 query."""
    newest = F("date").desc(nulls_last=True)
    rank = SearchRank(F("vector"), reading.exact, weights=WEIGHTS, normalization=BY_LENGTH)
    in_title = Case(When(_in_title(reading), then=IN_TITLE), default=Value(0.0))
    candidates = nlargest(MOST_RANKED, matches, key=Match.promise)
    return list(
        Entry.objects.filter(pk__in=[match.pk for match in candidates])
        .annotate(rank=rank + in_title)
        .order_by("-rank", newest, "-pk")
        .values_list("pk", flat=True)
    )


def _in_title(reading):
    return ExpressionWrapper(Q(title_vector=reading.exact), output_field=BooleanField())


def shown(pks, reading):
    """Return the entries of ``pks``, in their order, with what a result shows of them: 2 queries.

    Each has an ``excerpt`` (safe HTML, or empty) and ``found_on`` (a page of a PDF, or None).
    """
    entries = (
        Entry.objects.filter(pk__in=pks).with_links().defer("vector", "title_vector").in_bulk()
    )
    excerpts = {passage.entry_id: passage for passage in best_passages(pks, reading)}
    for pk, entry in entries.items():
        passage = excerpts.get(pk)
        entry.excerpt = marked(passage.excerpt) if passage else ""
        entry.found_on = passage.number if passage else None
    return [entries[pk] for pk in pks if pk in entries]


def best_passages(pks, reading):
    """Return the passage of each entry that says most of what was asked, with its ``excerpt``."""
    said = ExpressionWrapper(Q(vector=reading.exact), output_field=BooleanField())
    best = (
        Passage.objects.filter(entry__in=pks, vector=reading.loose)
        .annotate(says_all=said, rank=SearchRank(F("vector"), reading.loose))
        .order_by("entry", "-says_all", "-rank", "pk")
        .distinct("entry")
    )
    excerpt = SearchHeadline(
        "text",
        reading.loose,
        config=CONFIG,
        start_sel=MARK,
        stop_sel=END_MARK,
        max_fragments=1,  # else the excerpt starts at the word itself
        min_words=20,
        max_words=36,
    )
    return (
        Passage.objects.filter(pk__in=best.values("pk"))
        .annotate(excerpt=excerpt)
        .defer("text", "vector")
    )


def marked(excerpt):
    """Return an excerpt as HTML: everything escaped, the words that were found in ``<mark>``."""
    html = escape(excerpt.translate(TOGETHER))
    return mark_safe(html.replace(MARK, "<mark>").replace(END_MARK, "</mark>"))


def promoted(reading, home):
    """Return the promotions for a search, as far as everybody may see them: 1 query."""
    return list(
        Promotion.objects.visible(home).filter(Says("words", Value(reading.said))).with_links()
    )


def suggestions(words, home):
    """Return public entries whose titles have words that begin as ``words`` do: 1 query."""
    beginnings = re.findall(r"[^\W_]+", words.lower())
    if not beginnings:
        return []
    query = ReadQuery(" & ".join(f"'{beginning}':*" for beginning in beginnings))
    first = ExpressionWrapper(Q(title__istartswith=words), output_field=BooleanField())
    return list(
        Entry.objects.filter(title_vector=query)
        .visible(home)
        .with_links()
        .annotate(first=first)
        .defer("vector", "title_vector")
        .order_by("-first", F("date").desc(nulls_last=True), "title", "pk")[:MOST_SUGGESTED]
    )


def did_you_mean(words, home):
    """Return ``words`` with mistyped ones put as titles have them; empty when none is like them.

    It takes the database's trigrams, and without them there is no answer.
    """
    asked_for = wanted(words)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT to_regoperator('<%(text,text)')")
        if cursor.fetchone() == (None,):
            return ""
        cursor.execute(f"SET LOCAL pg_trgm.word_similarity_threshold = {CLOSE_ENOUGH}")
        alike = Entry.objects.visible(home).filter(
            Q.create([Q(title__trigram_word_similar=word) for word in asked_for], Q.OR)
        )
        titles = " ".join(alike.values_list("title", flat=True)[:MOST_RANKED])
    known = {word.lower() for word in wanted(titles)}
    better = {
        word: close[0]
        for word in asked_for
        if word.lower() not in known and (close := get_close_matches(word.lower(), known, 1, 0.7))
    }
    return " ".join(better.get(word, word) for word in asked_for) if better else ""
