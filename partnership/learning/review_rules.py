"""Rules for the report of a practice review: no file names its author; it is public for a year."""

from datetime import date

from partnership.library.faults import AUTHOR_FAULTS


def a_year_after(day):
    """Return the day on which a whole year from ``day`` is over."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 3, 1)


def author_error(document):
    """Return an error if ``document`` could name its author, or an empty string."""
    if document.type_name != "PDF":
        return "The website can remove authors’ names only from PDFs. Export this file as PDF."
    if not document.read_at:
        return "The website is still reading this file. Publish again in a minute."
    found = [fault for fault in document.found_faults if fault in AUTHOR_FAULTS]
    if found:
        return " ".join(["The report of a review must not name its author.", *found[0]])
    return ""
