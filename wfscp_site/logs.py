"""Logs as JSON, one object a line, with nothing about the people who use the site."""

import json
import logging
import re
from contextvars import ContextVar
from datetime import UTC, datetime
from ipaddress import ip_address
from traceback import format_tb
from uuid import uuid4

request_id = ContextVar("request_id", default=None)
OF_NGINX = re.compile(r"[0-9a-f]{32}")
# What may be about a person, in an address that was asked for or anywhere else.
QUERY = re.compile(r"\?[^\s'\"]+")
EMAIL = re.compile(r"[^\s<>'\"(=,;:]+@[^\s<>'\"),;:]+")
ADDRESS = re.compile(r"[0-9A-Fa-f.:]*[.:][0-9A-Fa-f.:]+")


def name_request(get_response):
    """Middleware: what is logged during a request has its id, which nginx has given it."""

    def respond(request):
        given = request.headers.get("X-Request-ID", "")
        request.id = given if OF_NGINX.fullmatch(given) else uuid4().hex
        token = request_id.set(request.id)
        try:
            return get_response(request)
        finally:
            request_id.reset(token)

    return respond


class JsonFormatter(logging.Formatter):
    """Without the texts of exceptions, which quote what people typed: their kinds and places."""

    def format(self, record):
        entry = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_personal_data(record.getMessage()),
            "process": record.process,
        }
        # Django logs the outcome of a request once the middleware is done with it.
        if name := getattr(getattr(record, "request", None), "id", request_id.get()):
            entry["request_id"] = name
        if record.exc_info and record.exc_info[1]:
            kind, _, traceback = record.exc_info
            entry |= {"error": kind.__name__, "traceback": "".join(format_tb(traceback))}
        return json.dumps(entry)


def without_personal_data(text):
    """Return ``text`` without query strings, email addresses and the addresses of machines."""
    text = EMAIL.sub("[email]", QUERY.sub("?[query]", text))
    return ADDRESS.sub(_hide_address, text)


def _hide_address(match):
    address = match[0].rstrip(".:")
    without_port = address.rpartition(":")[0]
    is_one = _is_address(address) or _is_address(without_port)
    return "[address]" + match[0][len(address) :] if is_one else match[0]


def _is_address(text):
    try:
        return bool(ip_address(text))
    except ValueError:
        return False
