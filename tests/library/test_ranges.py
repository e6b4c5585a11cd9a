"""Parts of documents: RFC 9110, section 14."""

import pytest
from django.core.files.base import ContentFile

from partnership.library.models import PartnershipDocument

CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 400


@pytest.fixture
def address(db, monkeypatch, tmp_path):
    """The address of a public document."""
    document = PartnershipDocument(title="Report", file=ContentFile(CONTENT, "report.pdf"))
    document.save()
    return document.url


@pytest.fixture
def get(client, address):
    """A function that gets the document with headers, as a browser that accepts gzip."""

    responses = []

    def ask(method="get", **headers):
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        headers = {"Accept-Encoding": "gzip", **headers}
        responses.append(getattr(client, method)(address, headers=headers))
        return responses[-1]

    yield ask
    for response in responses:
        response.close()


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


SIZE = len(CONTENT)
PARTS = {
    "bytes=0-99": (0, 99),
    "bytes=100-": (100, SIZE - 1),
    "Bytes=100-": (100, SIZE - 1),
    "bytes=-50": (SIZE - 50, SIZE - 1),
    "bytes=0-0": (0, 0),
    f"bytes=10-{SIZE * 2}": (10, SIZE - 1),
    f"bytes=-{SIZE * 2}": (0, SIZE - 1),
    f"bytes=90000-{SIZE - 1}": (90_000, SIZE - 1),
}


@pytest.mark.parametrize("asked", PARTS)
def test_a_part_is_served(get, asked):
    first, last = PARTS[asked]
    response = get(Range=asked)
    assert response.status_code == 206
    assert response["Content-Range"] == f"bytes {first}-{last}/{SIZE}"
    assert response["Content-Length"] == str(last - first + 1)
    assert response["ETag"].startswith('"')
    assert "Content-Encoding" not in response.headers
    assert body(response) == CONTENT[first : last + 1]


@pytest.mark.parametrize(
    "asked", ["", "bytes=-", "bytes=9-2", "bytes=a-b", "lines=1-2", "bytes=0-1,5-6", "bytes=0--1"]
)
def test_what_is_no_single_range_gets_the_whole_file(get, asked):
    response = get(Range=asked)
    assert response.status_code == 200
    assert response["Accept-Ranges"] == "bytes"
    assert body(response) == CONTENT


@pytest.mark.parametrize("asked", [f"bytes={SIZE}-", f"bytes={SIZE}-{SIZE + 9}", "bytes=-0"])
def test_a_part_beyond_the_end_is_refused(get, asked):
    response = get(Range=asked)
    assert response.status_code == 416
    assert response["Content-Range"] == f"bytes */{SIZE}"


def test_a_part_of_another_version_is_the_whole_file(get):
    tag = get()["ETag"]
    assert get(Range="bytes=0-9", If_Range=tag).status_code == 206
    for other in ('"other"', f"W/{tag}", "Thu, 26 Nov 2026 12:00:00 GMT"):
        assert get(Range="bytes=0-9", If_Range=other).status_code == 200
    assert get(Range="bytes=0-9", If_None_Match=tag).status_code == 304


def test_head_tells_that_parts_may_be_asked_for(get):
    response = get("head", Range="bytes=0-9")
    assert response.status_code == 200
    assert response["Accept-Ranges"] == "bytes"
    assert response["Content-Length"] == str(SIZE)
