"""Visitors are answered by nginx, with what is right at this moment and with nothing else."""

import gzip
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from partnership.publishing.leases import Leases
from tests.publishing.stack import running_stack
from wfscp_site.edge_server import has_brotli

numbers = count(1)


@pytest.fixture(autouse=True)
def _settled(stack):
    """What an earlier test changed has arrived."""
    stack.wait_until(stack.is_settled)


@pytest.fixture
def name():
    """A name that the partnership never had."""
    return f"Partnership No {next(numbers)}"


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/news/",
        "/news/?page=1",
        "/news/feed/",
        "/learning-and-training/events/",
        "/learning-and-training/events/calendar.ics",
        "/sitemap.xml",
        "/robots.txt",
        "/no-such-page/",
    ],
)
def test_the_second_visitor_is_answered_from_the_cache(stack, address):
    first, second = stack.get(address), stack.get(address)
    assert second.headers["x-cache"] == "HIT"
    assert second.body == first.body
    assert second.status == first.status
    assert "cookie" not in second.headers.get("vary", "").lower()


@pytest.mark.parametrize(
    "address", ["/search/?q=news", "/learning-and-training/events/?q=forum", "/account/login/"]
)
def test_what_depends_on_more_than_the_address_comes_from_the_application(stack, address):
    stack.get(address)
    assert stack.get(address).headers.get("x-cache", "BYPASS") == "BYPASS"


def test_somebody_with_a_session_is_answered_by_the_application(stack):
    stack.get("/")
    answer = stack.get("/", cookie="a=b; sessionid=anything")
    assert answer.headers["x-cache"] == "BYPASS"
    assert "no-store" in answer.headers["cache-control"]
    assert stack.get("/", cookie="a=b").headers["x-cache"] == "HIT"


def test_two_hosts_do_not_share_answers(stack):
    stack.get("/robots.txt")
    other = stack.get("/robots.txt", host="localhost:1")
    assert other.headers["x-cache"] == "MISS"


def test_a_browser_that_has_the_page_is_told_so(stack):
    answer = stack.get("/")
    again = stack.get("/", if_none_match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")


def test_a_page_is_kept_compressed(stack):
    plain = stack.get("/").body
    assert gzip.decompress(stack.get("/", accept_encoding="gzip").body) == plain
    if has_brotli():
        assert stack.get("/", accept_encoding="gzip, br").headers["content-encoding"] == "br"
    assert "content-encoding" not in stack.get("/").headers


def test_a_method_that_reads_nothing_has_no_body(stack):
    stack.get("/")
    answer = stack.get("/", method="HEAD")
    assert (answer.status, answer.body) == (200, b"")


class TestNothingIsOutdated:
    @pytest.fixture
    def without_companion(self, stack):
        """The site once the last word of its companion, which was killed, has run out."""
        stack.kill("companion")
        stack.wait_until(lambda: Leases(stack.run).present() is None)
        yield stack
        stack.start("companion")
        stack.wait_until(stack.is_kept)
        stack.wait_until(stack.is_settled)

    def test_a_change_arrives_within_a_second(self, stack, name):
        stack.get("/")
        stack.rename(name)
        assert stack.arrives(name)
        stack.wait_until(lambda: stack.keeps(name, "/news/"))

    def test_two_changes_at_once_arrive(self, stack, name):
        stack.rename("Neither this")
        stack.rename(name)
        stack.wait_until(lambda: stack.keeps(name))

    def test_a_page_that_was_begun_before_a_change_is_not_kept_after_it(self, stack, name):
        for round_ in range(5):
            with ThreadPoolExecutor(4) as visitors:
                stack.sql("UPDATE pages_partnershipsettings SET description = description || ' '")
                begun = [visitors.submit(stack.get, "/news/") for _ in range(4)]
                stack.rename(f"{name} {round_}")
                for each in begun:
                    each.result()
            stack.wait_until(lambda now=f"{name} {round_}": stack.keeps(now, "/news/"))

    def test_what_visitors_cannot_see_empties_nothing(self, stack):
        stack.wait_until(stack.is_kept)
        stack.sql("UPDATE wagtailcore_page SET draft_title = draft_title || ' '")
        assert stack.get("/").headers["x-cache"] == "HIT"

    def test_without_its_companion_every_answer_comes_fresh_from_the_application(
        self, without_companion, name
    ):
        without_companion.rename(name)
        assert without_companion.arrives(name, seconds=1)

    def test_without_its_companion_visitors_of_a_moment_share_an_answer(self, without_companion):
        def some_share():
            with ThreadPoolExecutor(20) as visitors:
                answers = list(visitors.map(without_companion.get, ["/"] * 20))
            return "HIT" in {answer.headers["x-cache"] for answer in answers}

        without_companion.wait_until(some_share)

    def test_a_change_while_nginx_is_away_is_there_when_it_is_back(self, stack, name):
        stack.kill("nginx")
        stack.rename(name)
        stack.start("nginx")
        stack.wait_until(lambda: stack.get("/").status == 200)
        assert name in stack.get("/").text

    def test_a_change_made_on_another_machine_arrives(self, stack, name, tmp_path):
        with running_stack(stack.database_name, tmp_path / "another") as another:
            stack.rename(name)
            for node in (stack, another):
                node.wait_until(lambda node=node: node.keeps(name))

    def test_a_page_made_private_is_gone_at_once(self, stack):
        assert stack.get("/about-us/").status == 200
        stack.sql(
            "INSERT INTO wagtailcore_pageviewrestriction (page_id, restriction_type, password)"
            " SELECT id, 'login', '' FROM wagtailcore_page WHERE slug = 'about-us'"
        )
        stack.wait_until(lambda: stack.get("/about-us/").status != 200)
        assert "About us" not in stack.get("/sitemap.xml").text
        stack.sql("DELETE FROM wagtailcore_pageviewrestriction")
        stack.wait_until(lambda: stack.get("/about-us/").status == 200)


def test_somebody_who_searches_too_often_is_told_so_and_whom_to_call(stack):
    with ThreadPoolExecutor(60) as searches:
        answers = list(searches.map(stack.get, ["/search/?q=news"] * 60))
    refused = [answer for answer in answers if answer.status == 429]
    assert refused
    assert "Wait a minute, then load this page again" in refused[0].text
    assert 'href="tel:999"' in refused[0].text
    assert "data-exit" in refused[0].text
    assert int(refused[0].headers["retry-after"])
    assert "no-store" in refused[0].headers["cache-control"]


@pytest.mark.parametrize("address", ["/health/live", "/health/ready", "/metrics"])
def test_programs_that_watch_are_answered_by_the_application_alone(stack, address):
    answers = [stack.get(address) for _ in range(2)]
    for answer in answers:
        assert answer.headers["cache-control"] == "no-store"
        assert "x-cache" not in answer.headers
        assert answer.status == (503 if address == "/health/ready" else 200)  # without a worker


def test_a_visitor_cannot_pass_for_a_program_on_this_machine(stack):
    """The tests are on this machine: nginx adds its address to what the visitor claims."""
    assert stack.get("/metrics", x_forwarded_for="127.0.0.1").status == 200
    assert stack.get("/metrics", x_forwarded_for="203.0.113.9").status == 403
