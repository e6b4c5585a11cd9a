"""The cache that lasts for one request."""

import pytest
from django.core.cache import cache, close_caches
from django.core.signals import request_finished, request_started

from partnership.ground.request_cache import open_request_cache


@pytest.fixture
def _in_request():
    open_request_cache()
    yield
    cache.close()


@pytest.mark.usefixtures("_in_request")
class TestInRequest:
    def test_a_value_is_kept(self):
        cache.set("key", ["value"])
        assert cache.get("key") == ["value"]
        assert "key" in cache

    def test_a_value_has_a_version(self):
        cache.set("key", 1, version=1)
        assert cache.get("key", version=2) is None

    def test_a_key_is_added_once(self):
        assert cache.add("key", 1)
        assert not cache.add("key", 2)
        assert cache.get("key") == 1
        assert cache.touch("key")

    def test_a_deleted_value_is_gone(self):
        cache.set_many({"one": 1, "two": 2})
        assert cache.delete("one")
        assert not cache.delete("one")
        assert cache.get_many(["one", "two"]) == {"two": 2}
        cache.clear()
        assert cache.get("two") is None

    def test_the_next_request_finds_nothing(self):
        cache.set("key", 1)
        open_request_cache()
        assert cache.get("key") is None

    def test_nothing_is_kept_after_the_request(self):
        cache.set("key", 1)
        cache.close()
        cache.set("other", 2)
        assert cache.get_many(["key", "other"]) == {}


def test_outside_a_request_nothing_is_kept():
    cache.set("key", 1)
    assert cache.get("key") is None
    assert not cache.delete("key")


def test_requests_open_and_close_it(client, db):
    assert open_request_cache in {each[1]() for each in request_started.receivers}
    assert close_caches in {each[1]() for each in request_finished.receivers}
    client.get("/robots.txt")
    cache.set("key", 1)
    assert cache.get("key") is None
