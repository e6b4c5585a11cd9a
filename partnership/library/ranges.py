"""Parts of files, for readers that show a long PDF page by page or go on with a broken download."""

import re

from django.http import HttpResponse

# Several parts in one request get the whole file.
PART = re.compile(r"bytes=(\d{0,18})-(\d{0,18})", re.IGNORECASE)
BLOCK = 65_536  # bytes that are read at once


def in_part(request, response, tag):
    """Return ``response``, a ``FileResponse`` of a whole file, as the part ``request`` asks for.

    RFC 9110, 14: ``tag`` is the file's ETag; if the request expects another, it gets the whole.
    """
    response.headers["Accept-Ranges"] = "bytes"
    asked = PART.fullmatch(request.headers.get("Range", "").replace(" ", ""))
    is_other_file = request.headers.get("If-Range", tag) != tag
    if request.method != "GET" or not asked or not any(asked.groups()) or is_other_file:
        return response
    size = int(response.headers["Content-Length"])
    start, end = _first_and_last(*asked.groups(), size)
    if start > end:
        if asked[1] and asked[2] and int(asked[1]) > int(asked[2]):
            return response  # not a range at all
        response.close()
        return HttpResponse(
            status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"}
        )
    response.status_code = 206
    response.headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    response.headers["Content-Length"] = end - start + 1
    response.streaming_content = _read(response.file_to_stream, start, end - start + 1)
    return response


def _first_and_last(first, last, size):
    """Return the first and the last byte that are asked for, of a file of ``size`` bytes."""
    if not first:  # the last so many
        return max(size - int(last), 0), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1


def _read(file, start, length):
    """Yield ``length`` bytes of ``file`` from ``start``."""
    file.seek(start)
    while length > 0 and (block := file.read(min(BLOCK, length))):
        length -= len(block)
        yield block
