"""What people really type finds the right page of the starter site among the first three."""

import pytest

REPORT = "Report a concern about a child"
ARRANGEMENTS, MEMBERS = "Our arrangements", "Members and structure"
EARLY_HELP, POLICIES = "Early and family help", "Policies and procedures"
EVENTS, LEARNING = "Training and events", "Learning"
PHRASES = [
    ("my dad hits me", REPORT),
    ("my stepdad touches me", REPORT),
    ("mum is drunk again", REPORT),
    ("i am scared to go home", REPORT),
    ("i want to kill myself", REPORT),
    ("self harm", REPORT),
    ("self-harm", REPORT),
    ("cutting", REPORT),
    ("being bullied at school", REPORT),
    ("neighbours child always crying bruises", REPORT),
    ("child left alone", REPORT),
    ("report abuse", REPORT),
    ("reporting child abuse", REPORT),
    ("neglect", REPORT),
    ("grooming online", REPORT),
    ("sexting", REPORT),
    ("county lines", REPORT),
    ("female genital mutilation", REPORT),
    ("fgm", REPORT),
    ("forced marriage", REPORT),
    ("domestic abuse", REPORT),
    ("MASH", REPORT),
    ("MACH", REPORT),
    ("LADO", REPORT),
    ("allegation against a teacher", REPORT),
    ("out of hours", REPORT),
    ("emergency duty team", REPORT),
    ("social services phone number", REPORT),
    ("childrens social care", REPORT),
    ("make a referral", REPORT),
    ("safeguarding hub number", REPORT),
    ("nspcc", REPORT),
    ("childline", REPORT),
    ("999", REPORT),
    ("0808 800 5000", REPORT),
    ("BSL", REPORT),
    ("missing child", REPORT),
    ("worried about a child", REPORT),
    ("abuze", REPORT),
    ("safegarding concern", REPORT),
    ("hide my history", "Cover your tracks"),
    ("next forum", EVENTS),
    ("practitioner forums dates", EVENTS),
    ("training courses", LEARNING),
    ("level 1 training", LEARNING),
    ("elearning", LEARNING),
    ("5 minute briefing", LEARNING),
    ("help with parenting", EARLY_HELP),
    ("early help assessment", EARLY_HELP),
    ("threshold document", ARRANGEMENTS),
    ("levels of need", ARRANGEMENTS),
    ("MASA", ARRANGEMENTS),
    ("annual report", ARRANGEMENTS),
    ("escalation", ARRANGEMENTS),
    ("independent scrutineer", MEMBERS),
    ("who is on the board", MEMBERS),
    ("procedures manual", POLICIES),
    ("trix", POLICIES),
    ("sign up for newsletter", "Newsletters"),
    ("complaint", "Contact"),
    ("large print", "Accessibility"),
    ("cookies", "Privacy and cookies"),
    ("ten values", "Vision and values"),
    ("hayley clarke", "About us"),
]


@pytest.mark.parametrize(("phrase", "title"), PHRASES)
def test_the_page_is_among_the_first_three(search, phrase, title):
    answer = search(phrase)
    for meant in answer.texts(".did-you-mean a"):
        answer = search(meant)
    assert title in [*answer.texts(".promoted li h3"), *answer.titles][:3]


def test_an_empty_result_offers_help_people_and_browsing(search):
    offered = search("xqzwv").texts(".prose a")
    assert offered[0] == "See who to call"
    assert "wfscp@cumbria.gov.uk" in offered
    assert {"About us", "Our arrangements", "Learning"} <= set(offered)
