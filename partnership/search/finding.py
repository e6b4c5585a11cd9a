"""One search: from the words a visitor typed to the results they may see."""

from collections import Counter
from dataclasses import dataclass, field
from itertools import chain
from operator import attrgetter

from django.contrib.postgres.search import SearchHeadline, SearchRank
from django.core.paginator import Page as PaginatorPage
from django.db import connection
from django.db.models import (
    BooleanField,
    ExpressionWrapper,
    F,
    Func,
    Q,
    TextField,
    Value,
)
from django.utils.html import escape
from django.utils.safestring import mark_safe
from rapidfuzz.distance import OSA
from rapidfuzz.process import extractOne

from partnership.ground.filtering import Facet, Filters, newest, page_asked_for
from partnership.ground.kept import kept

from .folding import fold, spellings, words_in
from .matching import best_matches, matching
from .models import Entry, Passage, Promotion, Synonyms
from .words import CONFIG, ContainsPhrase, ParsedQuery, as_search, search_terms

PAGE_SIZE = 10
MOST_SUGGESTED = 6
MOST_WORDS = 36  # of an excerpt
WORDS_BEFORE = 10  # the first that was found
MARK = "\x02"  # before a word that was found
CLOSE_ENOUGH = 0.75  # of 1, how similar a mistyped word must be to the one that is meant
SHORTEST_CORRECTED = 4  # characters; many short words are alike
ALIKE = OSA.normalized_similarity  # two letters that changed places are one mistake
FACETS = {
    "kind": Facet("Kind", lambda tally: [tally.kind]),
    "year": Facet("Year", lambda tally: [tally.year] if tally.year else [], newest),
}


@dataclass
class SearchOutcome:
    """What a search found, as the page of results shows it.

    Without ``filters`` there was nothing to search for: no words, or only very common ones.
    """

    total: int = 0
    results: PaginatorPage | None = None
    filters: Filters | None = None
    promotions: list[Promotion] = field(default_factory=list)
    did_you_mean: str = ""


@dataclass
class ParsedSearch:
    """A search as PostgreSQL parses it, synonyms included."""

    words: str  # the search terms, and all that mean the same
    exact: ParsedQuery  # all the terms
    loose: ParsedQuery  # any of the terms, to choose excerpts
    has_phrase: bool  # words that must be side by side


def find(words, site, kind="", year="", page=None):
    """Return what the public may find on ``site``: a constant number of queries.

    ``words`` are ``tidy``; ``kind`` and ``year`` filter the results.
    """
    parsed = parse(words)
    if parsed is None:
        return SearchOutcome()
    best, tallies = best_matches(parsed, site, kind, year)
    asked = {"kind": kind, "year": year}
    filters = Filters(FACETS, tallies, asked, fixed={"q": words}, times=attrgetter("times"))
    results = page_asked_for(best, PAGE_SIZE, page)
    results.object_list = with_excerpts(results.object_list, parsed)
    promotions = promotions_for(parsed, site)
    return SearchOutcome(
        total=filters.total,
        results=results,
        filters=filters,
        promotions=promotions,
        did_you_mean="" if tallies or promotions else did_you_mean(words, site),
    )


def parse(words):
    """Return the ``ParsedSearch`` of ``words``: 2 queries; None if nothing can be searched for."""
    terms = search_terms(words)
    if not terms:
        return None
    synonyms = Synonyms.objects.filter(ContainsPhrase("folded", Value(" ".join(terms))))
    groups = [*(group.phrases for group in synonyms), *spellings(words)]
    exact, exact_params = _with_synonyms(as_search(words), groups)
    loose, loose_params = _with_synonyms(" or ".join(terms), groups)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT exact::text, loose::text, querytree(exact) FROM (SELECT {exact}, {loose}) "
            "AS parsed(exact, loose)",
            [*exact_params, *loose_params],
        )
        exact, loose, indexed = cursor.fetchone()
    if indexed in ("", "T"):  # only words too common to count, or words to leave out
        return None
    with_synonyms = " ".join(chain(terms, *groups))
    return ParsedSearch(
        with_synonyms, ParsedQuery(exact), ParsedQuery(loose), has_phrase="<" in exact
    )


def _with_synonyms(words, groups):
    """Return SQL and parameters of ``words`` as a query in which synonyms replace each other.

    Each phrase of a group is first replaced by a placeholder, so that none is replaced twice.
    """
    sql, params = f"websearch_to_tsquery('{CONFIG}', %s)", [words]
    placeholders = [
        (phrase, f"'''={n}'''::tsquery") for n, group in enumerate(groups) for phrase in group
    ]
    for phrase, placeholder in sorted(placeholders, key=lambda pair: -len(pair[0].split())):
        sql = f"ts_rewrite({sql}, phraseto_tsquery('{CONFIG}', %s), {placeholder})"
        params.append(phrase)
        if " " in phrase:  # typed without quotation marks, the phrase is several words
            words_apart = f"plainto_tsquery('{CONFIG}', %s)"
            sql = f"ts_rewrite({sql}, {words_apart}, {placeholder} || {words_apart})"
            params += [phrase, phrase]
    for n, group in enumerate(groups):
        any_of_them = " || ".join([f"phraseto_tsquery('{CONFIG}', %s)"] * len(group))
        sql = f"ts_rewrite({sql}, '''={n}'''::tsquery, {any_of_them})"
        params += group
    return sql, params


def with_excerpts(pks, parsed):
    """Return the entries of ``pks``, in that order, with what a result shows: 2 queries.

    Each has an ``excerpt`` (safe HTML, or empty) and ``found_on`` (a page of a PDF, or None).
    """
    entries = (
        Entry.objects.filter(pk__in=pks).with_links().defer("vector", "title_vector").in_bulk()
    )
    excerpts = {passage.entry_id: passage for passage in best_passages(pks, parsed)}
    terms = set(parsed.words.lower().split())
    for pk, entry in entries.items():
        passage = excerpts.get(pk)
        entry.excerpt = highlighted(passage.text, passage.headline, terms) if passage else ""
        entry.found_on = passage.number if passage else None
    return [entries[pk] for pk in pks if pk in entries]


def best_passages(pks, parsed):
    """Return the best passage of each entry for the search, with the ``headline`` of its words."""
    has_all_terms = ExpressionWrapper(Q(vector=parsed.exact), output_field=BooleanField())
    best = (
        Passage.objects.filter(entry__in=pks, vector=parsed.loose)
        .annotate(has_all_terms=has_all_terms, rank=SearchRank(F("vector"), parsed.loose))
        .order_by("entry", "-has_all_terms", "-rank", "pk")
        .distinct("entry")
    )
    words_in_order = Func(
        "words", Value("\n"), Value(1), function="split_part", output_field=TextField()
    )
    headline = SearchHeadline(
        words_in_order,
        parsed.loose,
        config=CONFIG,
        start_sel=MARK,
        stop_sel="",
        max_fragments=1,  # else the excerpt starts at the word itself
        min_words=20,
        max_words=MOST_WORDS,
    )
    return (
        Passage.objects.filter(pk__in=best.values("pk"))
        .annotate(headline=headline)
        .defer("words", "vector")
    )


def highlighted(text, headline, terms):
    """Return the excerpt of ``text`` that PostgreSQL chose, as it was written: HTML.

    ``headline`` has its words as they are compared, with a ``MARK`` before those that were found.
    Everything is escaped, and the words that were found are in ``<mark>``. PostgreSQL does not know
    the other ways in which a word is found: those are compared with the ``terms`` here.
    """
    words, pieces, end = list(words_in(text)), [], None
    found = _found_otherwise(words, terms)
    compared = " ".join(word.folded for word in words)
    start = max(compared.find(headline.replace(MARK, "")), 0)
    first, shown = compared.count(" ", 0, start), headline.split(" ")
    if MARK not in headline and found:
        first = max(min(found) - WORDS_BEFORE, 0)
        shown = [""] * MOST_WORDS
    for number, (word, mark) in enumerate(zip(words[first:], shown, strict=False), first):
        written = escape(text[word.start : word.end])
        pieces.append(escape(text[end : word.start]) if end else "")
        is_found = MARK in mark or number in found
        pieces.append(f"<mark>{written}</mark>" if is_found else written)
        end = word.end
    return mark_safe("".join(pieces))


def _found_otherwise(words, terms):
    """Return the numbers of the ``words`` that are found by another spelling than their own."""
    found = set()
    for number, word in enumerate(words):
        for other in terms.intersection(map(str.lower, word.others)):
            is_joined = number and other == f"{words[number - 1].folded}{word.folded}".lower()
            found |= {number - 1, number} if is_joined else {number}
    return found


def promotions_for(parsed, site):
    """Return the promotions for a search that everyone may see: 1 query."""
    is_searched_for = ContainsPhrase("folded", Value(parsed.words))
    return list(Promotion.objects.visible(site).filter(is_searched_for).with_links())


def suggestions(words, site):
    """Return public entries whose titles have words that start like ``words``: 1 query."""
    beginning = fold(words).lower()
    if not beginning:
        return []
    also = {word.lower(): other.lower() for word, other in spellings(words)}
    query = ParsedQuery(
        " & ".join(f"('{word}':* | '{also.get(word, word)}':*)" for word in beginning.split())
    )
    first = ExpressionWrapper(Q(title_words__istartswith=beginning), output_field=BooleanField())
    return list(
        Entry.objects.filter(title_vector=query)
        .visible(site)
        .with_links()
        .annotate(first=first)
        .defer("vector", "title_vector")
        .order_by("-first", F("date").desc(nulls_last=True), "title", "pk")[:MOST_SUGGESTED]
    )


def did_you_mean(words, site):
    """Return ``words`` with mistyped ones as public titles, synonyms or promotions spell them.

    Empty if none is like one of those, or if the corrected words find nothing either: at most 6
    queries. The words that it compares with are kept.
    """
    terms = search_terms(words)
    known = kept(("known words", site.pk), lambda: _known_words(site))
    corrections = {
        term: close[0]
        for term in terms
        if len(term) >= SHORTEST_CORRECTED
        and (close := extractOne(term.lower(), known, scorer=ALIKE, score_cutoff=CLOSE_ENOUGH))
    }
    if all(term.lower() == spelt for term, spelt in corrections.items()):
        return ""
    corrected = " ".join(corrections.get(term, typed) for term, typed in terms.items())
    parsed = parse(corrected)
    if parsed is None:
        return ""
    is_found = matching(parsed).visible(site).exists() or promotions_for(parsed, site)
    return corrected if is_found else ""


def _known_words(site):
    """Return the words that searches of ``site`` find something by, the most frequent first."""
    texts = chain(
        Entry.objects.visible(site).values_list("title_words", flat=True),
        Synonyms.objects.values_list("folded", flat=True),
        Promotion.objects.visible(site).values_list("folded", flat=True),
    )
    counted = Counter(word for text in texts for word in text.lower().split())
    return [word for word, _ in counted.most_common()]
