"""Each page loads the style sheets of what is on it, and no others.

``static/css/parts/`` has a sheet for each part that only some pages have. A sheet is needed where
the classes that one of its selectors names are all on the page, so no template has to name it.
"""

import re
from functools import cache, lru_cache
from pathlib import Path

from django.conf import settings
from django.templatetags.static import static
from django.utils.html import format_html_join

FOLDER = "css/parts"


def with_style_sheets(html):
    """Return the whole page ``html`` with links to the sheets of its parts in its head."""
    classes = frozenset(" ".join(re.findall(r' class="([^"]*)"', html)).split())
    return html.replace("</head>", f"{links(classes)}</head>", 1)


@lru_cache(maxsize=200)  # a page has the same classes whoever visits it
def links(classes):
    """Return the links to the sheets that a page with these ``classes`` needs."""
    return format_html_join(
        "", '<link rel="stylesheet" href="{}">', ((static(path),) for path in needed(classes))
    )


def needed(classes):
    """Return the paths of the sheets that a page with these ``classes`` needs."""
    return [path for path, sets in parts().items() if any(each <= classes for each in sets)]


@cache
def parts():
    """Return {path of a sheet: the smallest sets of classes with which a page needs it}."""
    return {
        f"{FOLDER}/{file.name}": _smallest(classes_of_selectors(file.read_text()))
        for file in sorted(_folder().glob("*.css"))
    }


def reload_for_changes(sender, **kwargs):
    """Start the developer's server again after a change to a sheet, which ``parts`` has read."""
    sender.watch_dir(_folder(), "*.css")


def _folder():
    return Path(settings.STATICFILES_DIRS[0]) / FOLDER


def classes_of_selectors(css):
    """Return, for each selector in ``css``, the set of the classes that an element must be among.

    ``:is(.a, .b) .c`` is two: with a and c, and with b and c.
    """
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    css = re.sub(r"@[^{;]*[{;]", "{", css)
    selectors = re.findall(r"([^{};\s][^{};]*)\{", css)
    return {classes for selector in selectors for classes in _alternatives(selector)}


def _alternatives(selectors):
    """Return the sets of classes of comma-separated ``selectors``, the innermost brackets first."""
    if bracket := re.search(r"(:[\w-]+)?\(([^()]*)\)", selectors):
        before, after = selectors[: bracket.start()], selectors[bracket.end() :]
        inner = bracket[2].split(",") if bracket[1] in (":is", ":where", ":has") else [""]
        return set().union(*(_alternatives(f"{before}{each}{after}") for each in inner))
    return {frozenset(re.findall(r"\.([\w-]+)", each)) for each in selectors.split(",")}


def _smallest(sets):
    return [each for each in sets if not any(other < each for other in sets)]
