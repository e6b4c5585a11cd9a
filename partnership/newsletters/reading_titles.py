"""Reads the number, date and theme of an old edition from its title, file name and first words.

What is read is offered to a person, who corrects it, so nothing is guessed: a date without a year
or with a thirteenth month is no date. Numbers are British: 03/04/2023 is in April.
"""

import re
from datetime import date
from pathlib import PurePath
from typing import NamedTuple

from django.utils.formats import date_format

FIRST_WORDS = 400  # characters of the text, which are above the first item
MONTH = (
    "(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    "|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
GAP = r"[\s.,_’'–-]*"
DAY = r"(?<!\d)(\d{1,2})"
YEAR = r"((?:19|20)?\d\d)(?!\d)"
WORD = r"(?<![A-Za-z])"  # starts here
# In each of these is a day, in the order of the names.
WITH_DAY = [
    (rf"{DAY}(?:st|nd|rd|th)?{GAP}(?:of )?{MONTH}{GAP}{YEAR}", "day month year"),
    (rf"{WORD}{MONTH}{GAP}(\d{{1,2}})(?:st|nd|rd|th)?,?\s+((?:19|20)\d\d)(?!\d)", "month day year"),
    (rf"{DAY}[./\s-](\d{{1,2}})[./\s-]{YEAR}", "day month year"),
    (r"(?<!\d)((?:19|20)\d\d)[./\s-]?([01]\d)[./\s-]?([0-3]\d)(?!\d)", "year month day"),
]
WITH_MONTH = [
    # Of two months, such as March/April, the first.
    (rf"{WORD}{MONTH}(?:[\s/&–-]+(?:and |to )?(?:{MONTH[1:-1]}))?{GAP}{YEAR}", "month year"),
    (rf"(?<!\d)((?:19|20)\d\d){GAP}{MONTH}(?![A-Za-z])", "year month"),
]
NUMBER = re.compile(
    rf"{WORD}(?P<word>edition|issue|volume|vol|number|no)[\s.:#_-]*(?P<number>\d{{1,3}})(?!\d)"
    r"|(?<!\d)(?P<nth>\d{1,3})(?:st|nd|rd|th)[\s_-]+(?P<after>edition|issue)",
    re.IGNORECASE,
)
WORDS_OF_NUMBERS = {"vol": "Volume", "no": "Number"}
THEME = re.compile(
    rf"{WORD}(spring|summer|autumn|winter|easter|christmas)(\s+term)?"
    r"[\s,’'_-]*((?:20)\d\d(?:[/–-]\d\d(?:\d\d)?)?)(?!\d)",
    re.IGNORECASE,
)
# What programs and people add to the name of a file.
APPENDED = re.compile(
    r"[\s.-]*(?:\bv(?:er(?:sion)?)?\s?\d+(?:\.\d+)*|\b(?:final|draft|copy|web|print)\b|\(\d+\))\s*$",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """A date that was read: the words it was read from, and whether they name the day."""

    date: date
    words: str
    has_day: bool

    @property
    def in_words(self):
        """The date in full, or as it was written if that names two months."""
        if len(re.findall(r"[a-z]{3,}", self.words, re.IGNORECASE)) > 1:
            return self.words
        return date_format(self.date, "j F Y" if self.has_day else "F Y")


class Offer(NamedTuple):
    """What is offered for an edition; ``found`` is the ``Found`` date, or None."""

    title: str
    number: str
    theme: str
    found: Found | None

    @property
    def issued_on(self):
        """The day, which is the first of the month if only that is known."""
        return self.found and self.found.date


def read_edition(name, title="", text=""):
    """Return the ``Offer`` for a file called ``name`` with the ``title`` and ``text`` it has.

    The name comes first: many an edition was made from the one before, with its title.
    """
    stem = words_of(name)
    sources = [stem, title, text[:FIRST_WORDS]]
    found = _date_among(sources)
    number = next(filter(None, map(read_number, sources)), "")
    own = read_date(title)
    is_of_another = own and found and own.date.replace(day=1) != found.date.replace(day=1)
    best = stem if is_of_another or not title else title
    theme = next(filter(None, map(read_theme, sources)), "")
    return Offer(_titled(best, number, theme, found), number, theme, found)


def words_of(name):
    """Return the words in the name of a file, without its ending and what programs add."""
    words = PurePath(name).stem.replace("_", " ")
    if " " not in words:
        words = re.sub(r"(?<=[A-Za-z])-|-(?=[A-Za-z])", " ", words)
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", words)
    while (shorter := APPENDED.sub("", words)) != words:
        words = shorter
    return " ".join(words.split()).strip(" -–.")


def read_number(text):
    """Return the number in ``text`` as it is written, such as ‘Volume 2, Issue 9’, or ''."""
    return ", ".join(
        f"{_word_of_number(match)} {int(match['number'] or match['nth'])}"
        for match in NUMBER.finditer(text)
    )


def _word_of_number(match):
    word = (match["word"] or match["after"]).lower()
    return WORDS_OF_NUMBERS.get(word, word.capitalize())


def read_theme(text):
    """Return the term or season in ``text`` with its year, such as ‘Winter 2023’, or ''."""
    match = THEME.search(text)
    if not match:
        return ""
    term, years = "term" if match[2] else "", match[3]
    return " ".join(filter(None, [match[1].capitalize(), term, years]))


def read_date(text):
    """Return the first date ``Found`` in ``text``, one with a day rather than without, or None."""
    text = NUMBER.sub(_blank, text)  # of the edition, which is no day
    for patterns, has_day in ((WITH_DAY, True), (WITH_MONTH, False)):
        for pattern, names in patterns:
            for match in re.finditer(pattern, text, re.IGNORECASE):
                parts = zip(names.split(), match.groups(), strict=True)
                if day := _day(dict(parts)):
                    return Found(day, match[0], has_day)
                text = text.replace(match[0], _blank(match))  # 31 June is no June either
    return None


def _blank(match):
    return "#" * len(match[0])


def _day(parts):
    """Return the date of these ``parts`` as they are written, or None if there is no such day."""
    month, year = parts["month"].lower(), int(parts["year"])
    number = int(month) if month.isdecimal() else MONTHS.index(month[:3]) + 1
    try:
        return date(year if year > 99 else 2000 + year, number, int(parts.get("day", 1)))
    except ValueError:
        return None


def _date_among(sources):
    """Return the date of the first of ``sources`` with one, with its day if another has that."""
    dates = [found for found in map(read_date, sources) if found]
    if not dates:
        return None
    month = dates[0].date.replace(day=1)
    same = [found for found in dates if found.date.replace(day=1) == month]
    return next((found for found in same if found.has_day), dates[0])


def _titled(title, number, theme, found):
    """Return ``title`` with its date in words; if it says nothing of its own, what is known."""
    own = read_date(title)
    if own:
        return title.replace(own.words, own.in_words)
    if read_number(title) or read_theme(title):
        return title
    known = number or (found.in_words if found else theme)
    return f"{title}, {known}" if known else title
