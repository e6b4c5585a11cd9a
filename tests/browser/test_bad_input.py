"""Nonsense sent to the real server, byte by byte, is refused without a server error."""

import re
import socket
from itertools import product
from urllib.parse import urlsplit

import pytest

from partnership.front.models import HomePage

pytestmark = pytest.mark.django_db

HUGE = "9" * 40
NONSENSE = [
    "%00",
    "a%00b",
    "%ff%fe",
    "%ed%a0%80",  # half of a pair
    "%c3%28",
    "%",
    "%zz",
    "%0d%0aSet-Cookie:%20a=b",
    "..%2f..%2fetc%2fpasswd",
    "%3Cscript%3Ealert(1)%3C/script%3E",
    "'%22;--",
    "%F0%9F%92%A9",
    "%E2%80%AE",
    HUGE,
    "-1",
    "1e999",
    "2026-13-45",
    "a" * 3000,
]
PUBLIC = [
    "/{}",
    "/{}/",
    "/about-us/{}/",
    "/documents/{}",
    "/documents/{}/first-page",
    "/documents/a.pdf/versions/{}",
    "/media/images/{}",
    "/static/{}",
    "/news/?page={}",
    "/news/feed/?page={}",
    "/newsletters/?page={}",
    "/search/?q={}",
    "/search/?q=children&kind={0}&year={0}&page={0}",
    "/search/suggestions/?q={}",
    "/sitemap.xml?p={}",
    "/.well-known/security.txt?{}",
    "/account/invitation/{}/",
    "/account/login/?next={}",
    "/account/password/reset/{0}-{0}/",
    "/account/second-factor/?next={}",
    "/admin/pages/{}/edit/",
    "/_util/login/?next={}",
    "/favicon.ico?{}",
]
FOR_EDITORS = [
    "/admin/pages/?q={0}&p={0}&ordering={0}",
    "/admin/pages/search/?q={0}&content_type={0}&p={0}",
    "/admin/pages/{}/edit/",
    "/admin/pages/{}/revisions/{}/view/",
    "/admin/pages/add/{}/{}/1/",
    "/admin/choose-page/?page_type={0}",
    "/admin/choose-page/search/?q={0}&p={0}",
    "/admin/images/?q={0}&p={0}&ordering={0}&collection_id={0}&tag={0}",
    "/admin/images/chooser/results/?q={0}&p={0}&collection_id={0}&tag={0}",
    "/admin/documents/?q={0}&p={0}&ordering={0}&collection_id={0}",
    "/admin/documents/results/?q={0}&usage_count_min={0}&usage_count_max=9",
    "/admin/documents/chooser/results/?q={0}&p={0}&collection_id={0}",
    "/admin/snippets/directory/contact/?q={0}&kind={0}&area={0}&owner={0}&p={0}&ordering={0}",
    "/admin/users/?q={0}&group={0}&p={0}&ordering={0}&last_login_from={0}",
    "/admin/redirects/?q={0}&site={0}&p={0}",
    "/admin/reports/site-history/?user={0}&timestamp_from={0}&object_type={0}&label={0}",
    "/admin/reports/aging-pages/?content_type={0}&last_published_at_before={0}",
    "/admin/reports/accounts/audit/?action={0}&actor_name={0}&at_from={0}",
    "/admin/bulk/wagtailcore/page/delete/?id={0}&next={0}",
    "/admin/bulk/library/partnershipimage/add_tags/?id={0}",
    "/admin/tag-autocomplete/?term={}",
    "/admin/block-preview/?id={}",
    "/admin/api/main/pages/?search={}",
    "/admin/api/main/pages/?fields={}",
    "/admin/api/main/pages/?order={}",
    "/admin/api/main/pages/?child_of={}",
    "/admin/api/main/pages/?limit={0}&offset={0}",
    "/admin/api/main/pages/?type={}",
    "/admin/api/main/pages/?slug={0}&title={0}",
    "/admin/api/main/images/?search={}",
]
FORM = "application/x-www-form-urlencoded"
JSON = "application/json"
PARTS = "multipart/form-data; boundary=x"


def part(name, value, more=""):
    return f'--x\r\nContent-Disposition: form-data; name="{name}"{more}\r\n\r\n{value}\r\n'


BODIES = [
    (FORM, "q=%00&title=%00&email=%00&password=%00&action=%00"),
    (FORM, "title=%ff%fe&email=%ff%fe&login=%ff%fe&password=%ff%fe"),
    (FORM, "title=%ed%a0%80&email=%ed%a0%80"),
    (FORM, "&".join(f"field{number}=1" for number in range(10_050))),
    (FORM, "=&&&==%%"),
    (FORM, f"id={HUGE}&page={HUGE}"),
    (FORM + "; charset=nonsense", "title=a"),
    (FORM + "; charset=utf-16", "title=a"),
    (JSON, '{"title": "\\u0000"'),
    (JSON, "[" * 20_000),
    ("multipart/form-data", "no boundary"),
    ("multipart/form-data; boundary=", "empty boundary"),
    ("multipart/form-data; boundary=" + "y" * 300, "long boundary"),
    (PARTS, '--x\r\nContent-Disposition: form-data; name="a"'),
    (PARTS, part("title", "a\0b") + "--x--\r\n"),
    (PARTS, part("title", "a") + "--"),
    (PARTS, part("file", "text", '; filename=""') + "--x--\r\n"),
    (PARTS, part("file", "text", '; filename="a\0b.pdf"') + "--x--\r\n"),
    (PARTS, part("file", "text", '; filename="../../a.pdf"') + "--x--\r\n"),
    (PARTS, part("file", "text", f'; filename="{"a" * 5000}.pdf"') + "--x--\r\n"),
    (PARTS, "".join(part(f"f{n}", "1") for n in range(10_050)) + "--x--\r\n"),
    (PARTS, "".join(part(f"f{n}", "1", '; filename="a"') for n in range(150)) + "--x--\r\n"),
    (PARTS, part("a", "1") + "--x\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--x--\r\n"),
    ("nonsense", "what"),
    ("text/plain; charset=" + "z" * 100, "what"),
]
POSTED = [
    "/",
    "/search/",
    "/documents/a.pdf",
    "/account/login/",
    "/account/invitation/abc/",
    "/account/password/reset/",
]
POSTED_BY_EDITORS = [
    "/admin/pages/{home}/edit/",
    "/admin/pages/{home}/edit/preview/",
    "/admin/images/multiple/add/",
    "/admin/documents/multiple/add/",
    "/admin/images/add/",
    "/admin/snippets/directory/contact/add/",
    "/admin/users/add/",
    "/admin/redirects/add/",
    "/admin/editing-sessions/ping/wagtailcore/page/{home}/{n}/",
    "/admin/dismissibles/",
    "/admin/bulk/wagtailcore/page/delete/?id={n}",
    "/admin/reports/searches-in-vain/",
    "/admin/account/",
    "/account/second-factor/app/",
    "/account/second-factor/passkeys/add/",
]
REQUESTS = {
    "no host": "GET / HTTP/1.1\r\n\r\n",
    "two hosts": "GET / HTTP/1.1\r\n{host}\r\nHost: elsewhere.example\r\n\r\n",
    "host of others": "GET / HTTP/1.1\r\nHost: elsewhere.example\r\n\r\n",
    "host of nonsense": "GET / HTTP/1.1\r\nHost: \xff\xfe:99999999\r\n\r\n",
    "host with a path": "GET / HTTP/1.1\r\nHost: a/b?c@d\r\n\r\n",
    "long host": "GET / HTTP/1.1\r\nHost: " + "a" * 5000 + "\r\n\r\n",
    "absolute form": "GET http://elsewhere.example/ HTTP/1.1\r\n{host}\r\n\r\n",
    "other scheme": "GET file:///etc/passwd HTTP/1.1\r\n{host}\r\n\r\n",
    "no path": "GET  HTTP/1.1\r\n{host}\r\n\r\n",
    "star": "OPTIONS * HTTP/1.1\r\n{host}\r\n\r\n",
    "two slashes": "GET //elsewhere.example/%2e%2e HTTP/1.1\r\n{host}\r\n\r\n",
    "raw bytes": "GET /\xff\xfe\x80?q=\xff HTTP/1.1\r\n{host}\r\n\r\n",
    "raw NUL": "GET /a\0b HTTP/1.1\r\n{host}\r\n\r\n",
    "long address": "GET /?q=" + "a" * 200_000 + " HTTP/1.1\r\n{host}\r\n\r\n",
    "many parameters": "GET /search/?" + "q=a&" * 20_000 + " HTTP/1.1\r\n{host}\r\n\r\n",
    "version 9": "GET / HTTP/9.9\r\n{host}\r\n\r\n",
    "no version": "GET /\r\n\r\n",
    "cookie of nonsense": "GET /admin/ HTTP/1.1\r\n{host}\r\n"
    "Cookie: sessionid=\xff\x80; =;;a\r\n\r\n",
    "cookie with a NUL": 'GET /admin/ HTTP/1.1\r\n{host}\r\nCookie: sessionid="a\\000b"\r\n\r\n',
    "long cookie": "GET /admin/ HTTP/1.1\r\n{host}\r\nCookie: sessionid=" + "a" * 7000 + "\r\n\r\n",
    "header with a NUL": "GET / HTTP/1.1\r\n{host}\r\nX-Name: a\0b\r\n\r\n",
    "header without a name": "GET / HTTP/1.1\r\n{host}\r\n: value\r\n\r\n",
    "header over lines": "GET / HTTP/1.1\r\n{host}\r\nX-Name: a\r\n b\r\n\r\n",
    "long header": "GET / HTTP/1.1\r\n{host}\r\nX-Name: " + "a" * 100_000 + "\r\n\r\n",
    "many headers": "GET / HTTP/1.1\r\n{host}\r\n" + "X-Name: a\r\n" * 500 + "\r\n",
    "odd conditions": "GET /about-us/ HTTP/1.1\r\n{host}\r\nIf-Modified-Since: \xff\r\n"
    "If-None-Match: \xff\r\nRange: bytes=9-1,-,9999999999999-\r\n\r\n",
    "odd preferences": "GET / HTTP/1.1\r\n{host}\r\nAccept: ;;q=x,*/\r\n"
    "Accept-Language: \xff;q=9\r\n"
    "Accept-Encoding: gzip;q=\xff\r\n\r\n",
    "odd origins": "POST /account/login/ HTTP/1.1\r\n{host}\r\nOrigin: \xff\r\nReferer: http://[\r\n"
    "Content-Length: 0\r\n\r\n",
    "odd proxies": "GET / HTTP/1.1\r\n{host}\r\nX-Forwarded-For: \xff, ::, 1.2.3.4.5\r\n"
    "X-Forwarded-Proto: nonsense\r\nX-Forwarded-Host: elsewhere.example\r\n\r\n",
    "length of nonsense": "POST / HTTP/1.1\r\n{host}\r\nContent-Length: nine\r\n\r\n",
    "negative length": "POST / HTTP/1.1\r\n{host}\r\nContent-Length: -5\r\n\r\n",
    "huge length": "POST / HTTP/1.1\r\n{host}\r\nContent-Length: 9" + "9" * 30 + "\r\n\r\n",
    "two lengths": "POST / HTTP/1.1\r\n{host}\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
    "length and chunks": "POST / HTTP/1.1\r\n{host}\r\nContent-Length: 3\r\n"
    "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    "broken chunks": "POST /account/login/ HTTP/1.1\r\n{host}\r\nTransfer-Encoding: chunked\r\n"
    f"Content-Type: {FORM}\r\n\r\nzz\r\nabc\r\n",
    "huge chunk": "POST /account/login/ HTTP/1.1\r\n{host}\r\nTransfer-Encoding: chunked\r\n"
    f"Content-Type: {FORM}\r\n\r\nffffffffffffffffffff\r\nabc\r\n",
    "odd encoding": "POST / HTTP/1.1\r\n{host}\r\nTransfer-Encoding: nonsense\r\n\r\nabc",
    "body that ends early": "POST /account/login/ HTTP/1.1\r\n{host}\r\nContent-Length: 999\r\n"
    f"Content-Type: {FORM}\r\n\r\ntitle=a",
    "nothing": "\r\n\r\n",
    "another protocol": "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + "a" * 200,
}
METHODS = ["HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND", "get", "A" * 99]
METHODS_ON = ["/", "/search/", "/documents/a.pdf", "/media/images/a.webp", "/admin/", "/robots.txt"]


@pytest.fixture
def answer(server, sent):
    """A function that sends bytes and returns the status of the answer, or 0 without one.

    At the end the site must still serve pages.
    """
    place = urlsplit(server)

    def send(request):
        if not request.startswith("GET"):
            sent.append(request[:90])
        with socket.create_connection((place.hostname, place.port), timeout=60) as connection:
            try:
                connection.sendall(request.encode("latin-1"))
                connection.shutdown(socket.SHUT_WR)
                received = b""
                while b"\r\n" not in received and (more := connection.recv(4096)):
                    received += more
            except OSError:
                return 0  # the server closed the connection
        found = re.match(rb"HTTP/1\.[01] (\d{3}) ", received)
        return int(found[1]) if found else 0

    send.host = f"Host: {place.netloc}"
    yield send
    assert send(get(send, "/")) == 200


@pytest.fixture
def cookies(signed_in):
    """The headers of a signed-in editor's browser, with the token of its forms."""
    named = {cookie["name"]: cookie["value"] for cookie in signed_in["cookies"]}
    header = "; ".join(f"{name}={value}" for name, value in named.items())
    return f"Cookie: {header}\r\nX-CSRFToken: {named['csrftoken']}\r\n"


def faults(answer, requests):
    """Return ``{name: status}`` of the requests that caused a server error."""
    found = {name: answer(request) for name, request in requests}
    return {name: status for name, status in found.items() if status >= 500}


def get(answer, address, more=""):
    return f"GET {address} HTTP/1.1\r\n{answer.host}\r\n{more}Connection: close\r\n\r\n"


def post(answer, address, kind, body, more=""):
    return (
        f"POST {address} HTTP/1.1\r\n{answer.host}\r\n{more}Content-Type: {kind}\r\n"
        f"Content-Length: {len(body)}\r\nConnection: close\r\n\r\n{body}"
    )


def test_nonsense_in_addresses_causes_no_error(answer):
    addresses = [form.format(*[value] * 2) for form, value in product(PUBLIC, NONSENSE)]
    assert faults(answer, ((address[:90], get(answer, address)) for address in addresses)) == {}


def test_nonsense_in_addresses_for_editors_causes_no_error(answer, cookies):
    addresses = [form.format(*[value] * 2) for form, value in product(FOR_EDITORS, NONSENSE)]
    requests = ((address[:90], get(answer, address, cookies)) for address in addresses)
    assert faults(answer, requests) == {}


def test_nonsense_in_forms_causes_no_error(answer):
    requests = (
        ((address, kind, body[:60]), post(answer, address, kind, body))
        for address, (kind, body) in product(POSTED, BODIES)
    )
    assert faults(answer, requests) == {}


def test_nonsense_in_forms_of_editors_causes_no_error(answer, cookies):
    home = HomePage.objects.get().pk
    addresses = [address.format(home=home, n=HUGE) for address in POSTED_BY_EDITORS]
    requests = (
        ((address, kind, body[:60]), post(answer, address, kind, body, cookies))
        for address, (kind, body) in product(addresses, BODIES)
    )
    assert faults(answer, requests) == {}


@pytest.mark.parametrize("name", REQUESTS)
def test_a_malformed_request_causes_no_error(name, answer):
    status = answer(REQUESTS[name].replace("{host}", answer.host))
    assert status < 500 or (name, status) in {("version 9", 505), ("odd encoding", 501)}


def test_an_unusual_method_causes_no_error(answer):
    requests = (
        ((method, address), get(answer, address).replace("GET", method, 1))
        for method, address in product(METHODS, METHODS_ON)
    )
    assert faults(answer, requests) == {}
