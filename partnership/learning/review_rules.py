"""Rules for the report of a practice review: what its file may not show or hide, and its year."""

from datetime import date

from partnership.library.faults import AUTHOR_FAULTS


def a_year_after(day):
    """Return the day on which a whole year from ``day`` is over."""
    try:
        return day.replace(year=day.year + 1)
    except ValueError:  # 29 February
        return date(day.year + 1, 3, 1)


def author_error(document):
    """Return an error if ``document`` could name its author or hide a name, or an empty string."""
    if found := document.faults_among({"hidden"}):
        return " ".join(["The report of a review must not hide anything.", *found[0]])
    if document.type_name != "PDF":
        return (
            "The report of a review must be a PDF, as other files keep names that the website "
            "cannot remove. Export this file as PDF."
        )
    if not document.read_at:
        return "The website is still reading this file. Publish again in a minute."
    if found := document.faults_among(AUTHOR_FAULTS):
        return " ".join(["The report of a review must not name its author.", *found[0]])
    return ""
