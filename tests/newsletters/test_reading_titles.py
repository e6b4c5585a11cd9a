"""What is read from the titles and file names of old editions, as partnerships write them."""

from datetime import date

import pytest

from partnership.newsletters.reading_titles import read_date, read_edition

NAMES = [
    # file name, title offered, number, date, theme
    (
        "CSCP Newsletter – Edition 4 – March 2024.pdf",
        ("CSCP Newsletter – Edition 4 – March 2024", "Edition 4", date(2024, 3, 1), ""),
    ),
    ("Issue 9 Winter 2023.pdf", ("Issue 9 Winter 2023", "Issue 9", None, "Winter 2023")),
    ("Newsletter 12.05.2023.pdf", ("Newsletter 12 May 2023", "", date(2023, 5, 12), "")),
    (
        "Safeguarding Bulletin Sept 2022.pdf",
        ("Safeguarding Bulletin September 2022", "", date(2022, 9, 1), ""),
    ),
    (
        "WFSCP_Newsletter_Nov25_v3 FINAL.pdf",
        ("WFSCP Newsletter November 2025", "", date(2025, 11, 1), ""),
    ),
    (
        "cscp-newsletter-edition-12-july-2021.pdf",
        ("cscp newsletter edition 12 July 2021", "Edition 12", date(2021, 7, 1), ""),
    ),
    (
        "2023-06-30 Newsletter (2).pdf",
        ("30 June 2023 Newsletter", "", date(2023, 6, 30), ""),
    ),
    ("Newsletter_20220104.pdf", ("Newsletter 4 January 2022", "", date(2022, 1, 4), "")),
    ("Vol 2 No 3.pdf", ("Vol 2 No 3", "Volume 2, Number 3", None, "")),
    ("5th Edition.pdf", ("5th Edition", "Edition 5", None, "")),
    (
        "Newsletter March-April 2020.pdf",
        ("Newsletter March-April 2020", "", date(2020, 3, 1), ""),
    ),
    (
        "Autumn Term 2024 bulletin.pdf",
        ("Autumn Term 2024 bulletin", "", None, "Autumn term 2024"),
    ),
    ("SafeguardingNewsMay2019.pdf", ("Safeguarding News May 2019", "", date(2019, 5, 1), "")),
    ("Newsletter.pdf", ("Newsletter", "", None, "")),
    ("Mayfield School winter wellbeing.pdf", ("Mayfield School winter wellbeing", "", None, "")),
    ("Newsletter 2023-24.pdf", ("Newsletter 2023-24", "", None, "")),
]


@pytest.mark.parametrize(("name", "offered"), NAMES, ids=[name for name, _ in NAMES])
def test_a_file_name_is_read(name, offered):
    offer = read_edition(name)
    assert (offer.title, offer.number, offer.issued_on, offer.theme) == offered


DATES = [
    ("03/04/2023", date(2023, 4, 3)),  # British, whatever it may mean in the United States
    ("3 Apr 2023", date(2023, 4, 3)),
    ("Friday 3rd of April 2023", date(2023, 4, 3)),
    ("April 3, 2023", date(2023, 4, 3)),
    ("03-04-23", date(2023, 4, 3)),
    ("Feb '24", date(2024, 2, 1)),
    ("2024 February", date(2024, 2, 1)),
    ("04/13/2023", None),  # no thirteenth month, and nothing is guessed
    ("31 June 2023", None),
    ("12 May", None),
    ("2010-11", None),
    ("call 01539 123456", None),
    ("Decide 2024", None),
]


@pytest.mark.parametrize(("text", "day"), DATES, ids=[text for text, _ in DATES])
def test_a_date_is_read_as_people_write_it(text, day):
    found = read_date(text)
    assert (found and found.date) == day


class TestSeveralSources:
    def test_give_the_day_that_one_of_them_lacks(self):
        offer = read_edition("Newsletter March 2024.pdf", "Newsletter", "Issue 7, 14 March 2024")
        assert offer.issued_on == date(2024, 3, 14)
        assert offer.number == "Issue 7"

    def test_do_not_take_the_title_of_the_edition_before(self):
        offer = read_edition("Newsletter May 2024.pdf", "Newsletter April 2024")
        assert offer.title == "Newsletter May 2024"
        assert offer.issued_on == date(2024, 5, 1)

    def test_take_the_title_in_the_file_before_its_name(self):
        offer = read_edition("nl_4.pdf", "Together for children")
        assert offer.title == "Together for children"

    def test_make_titles_that_differ(self):
        offer = read_edition("nl.pdf", "Our newsletter", "Edition 4\nMarch 2024")
        assert offer.title == "Our newsletter, Edition 4"

    def test_leave_out_dates_of_events_below_the_first_words(self):
        assert read_edition("nl.pdf", text="Welcome. " * 60 + "Join us on 3 May 2024").found is None
