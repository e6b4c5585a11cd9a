"""What the report of a practice review has to be: free of authors’ names, and public for a year."""

from datetime import date

from partnership.library.faults import AUTHOR_FAULTS


def a_year_after(day):
    """Return the day on which a whole year from ``day`` is over."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # the 29th of February
        return date(day.year + 1, 3, 1)


def why_not_on_a_review(document):
    """Return why ``document`` can't be a file of a review, and what to do, or an empty text."""
    if document.type_name != "PDF":
        return "Only a PDF can be kept free of its authors’ names. Export this file as PDF."
    if not document.read_at:
        return "The website is still reading this file. Publish again in a minute."
    if found := [fault for fault in document.found_faults if fault in AUTHOR_FAULTS]:
        return " ".join(["The report of a review must not tell who made it.", *found[0]])
    return ""
