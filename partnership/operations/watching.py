"""What programs that watch the site are answered: a balancer, a monitor, Prometheus."""

import secrets
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpResponse, HttpResponseForbidden, HttpResponseNotAllowed, JsonResponse

from .examining import examine, measure

# A web server in front adds one of these; without any, nothing is in front.
ADDED_IN_FRONT = ("X-Forwarded-For", "X-Forwarded-Proto", "Forwarded", "Via")


def answer_watchers(get_response):
    """Middleware, before those that look at the host, the scheme, the session or the website.

    So a balancer that asks an address of this machine is answered, and so is everyone while the
    website is closed or ALLOWED_HOSTS is wrong. docs/decisions/0037 has the reasons.
    """
    views = {"/health/live": live, "/health/ready": ready, "/metrics": metrics}

    def respond(request):
        view = views.get(request.path_info)
        if view is None:
            return get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = view(request)
        response["Cache-Control"] = "no-store"
        return response

    return respond


def live(request):
    """This process answers."""
    return JsonResponse({"status": "ok"})


def ready(request):
    """Whether all is well: 200, or 503 with, for those who may know, the names of what is not."""
    failing = [name for name, fault in examine("WATCHED") if fault]
    if not failing:
        return JsonResponse({"status": "ok"})
    details = {"failing": failing} if may_see_details(request) else {}
    response = JsonResponse({"status": "failing"} | details, status=503)
    response._has_been_logged = True  # or Django logs each answer as an error of the server
    return response


def metrics(request):
    """Numbers as text, in the format of Prometheus."""
    if not may_see_details(request):
        return HttpResponseForbidden("Ask from the machine itself, or with the METRICS_TOKEN.\n")
    lines = [line for metric in measure() for line in _lines(metric)]
    return HttpResponse(
        "\n".join([*lines, ""]), content_type="text/plain; version=0.0.4; charset=utf-8"
    )


def _lines(metric):
    name = f"partnership_{metric.name}"
    yield f"# HELP {name} {metric.meaning}"
    yield f"# TYPE {name} gauge"
    if not metric.label:
        yield f"{name} {metric.values}"
        return
    for value, number in metric.values.items():
        yield f'{name}{{{metric.label}="{value}"}} {number}'


def may_see_details(request):
    """Whether ``request`` comes from this machine, or with METRICS_TOKEN."""
    given = request.headers.get("Authorization", "").encode()
    wanted = f"Bearer {settings.METRICS_TOKEN}".encode()
    has_token = bool(settings.METRICS_TOKEN) and secrets.compare_digest(given, wanted)
    return has_token or _is_from_this_machine(request)


def _is_from_this_machine(request):
    """Whether all addresses on the way are this machine's own.

    A visitor can add addresses to X-Forwarded-For, but can't remove the one that nginx adds last.
    """
    # Without an address, it came by a socket in the file system.
    way = [request.META.get("REMOTE_ADDR") or "127.0.0.1"]
    if forwarded := request.headers.get("X-Forwarded-For"):
        way += [address.strip() for address in forwarded.split(",")]
    elif any(name in request.headers for name in ADDED_IN_FRONT):
        return False
    return all(map(_is_loopback, way))


def _is_loopback(address):
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return False
