"""Tags of the public templates; each calls a plain function."""

from hashlib import sha256
from urllib.parse import quote

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from partnership.pages.blocks.links import addresses_of
from partnership.pages.blocks.tables import cell_html
from partnership.pages.keeping import kept_part
from partnership.pages.leaving import InsteadForm, Leaving, is_hidden
from partnership.pages.prose import render_prose
from partnership.pages.style_sheets import with_style_sheets

register = template.Library()


@register.simple_block_tag
def styled(content):
    """``{% styled %}…{% endstyled %}``: a whole page, given the style sheets of what is on it."""
    return mark_safe(with_style_sheets(content))  # noqa: S308 - rendered by templates


@register.simple_tag(takes_context=True)
def prose(context, *streams):
    """``{% prose page.body as text %}``: then print ``text.html`` and list ``text.contents``."""
    stored = repr([list(stream.raw_data) for stream in streams])
    key = "prose", sha256(stored.encode()).hexdigest()
    return kept_part(key, context, lambda: render_prose(streams, context.flatten()))


@register.tag
def keep(parser, token):
    """``{% keep "list" news.number %} … {% endkeep %}``: a part of a page that is made once.

    Until visitors may see something else; see ``kept_part``. What it depends on stands behind its
    name, and is all that is looked at when it is there.
    """
    _, *key = token.split_contents()
    nodes = parser.parse(["endkeep"])
    parser.delete_first_token()
    return KeepNode(nodes, [parser.compile_filter(part) for part in key])


class KeepNode(template.Node):
    """A part of a page that is kept under ``key``, expressions of the template."""

    def __init__(self, nodelist, key):
        self.nodelist, self.key = nodelist, key

    def render(self, context):
        key = ("part", *(part.resolve(context) for part in self.key))
        return kept_part(key, context, lambda: self.nodelist.render(context))


@register.simple_tag(takes_context=True)
def breadcrumbs(context, page):
    """``{% breadcrumbs page as above %}``: the published pages between home and ``page``."""
    return context["navigation"].above(page)


@register.simple_tag(takes_context=True)
def open_links(context, *links):
    """``{% open_links page.link as links %}``: those that lead somewhere, as [(address, words)]."""
    return addresses_of(filter(None, links), context.get("page"))


@register.simple_tag(takes_context=True)
def leaving_pages(context, *pages, items=()):
    """``{% leaving_pages page as leaving %}``: what links to ``pages``, and a form to redirect."""
    request = context["request"]
    if not hasattr(request, "leaving_pages"):  # the parts of one screen ask again
        leaving = Leaving([*pages, *(item["item"] for item in items)])
        request.leaving_pages = {
            "places": leaving.places(request.user),
            "documents": leaving.documents(),
            "form": InsteadForm() if leaving.may_be_redirected_by(request.user) else None,
        }
    return request.leaving_pages


@register.filter
def hides(place):
    """``{% if destination|hides %}``: whether visitors do not see what is moved below ``place``."""
    return is_hidden(place)


@register.filter
def readable_by(document, request):
    """``{% if document|readable_by:request %}``: whether this visitor may see the document."""
    return document is not None and document.may_be_read_by(request)


@register.filter
def table_cell(cell):
    """``{{ cell|table_cell }}``: the text of a cell of a table, with its links and lines."""
    return cell_html(cell)


@register.filter
def breakable(address):
    """``{{ email|breakable }}``: where there is no room for all of it, a line ends before the @."""
    return format_html_join(mark_safe("<wbr>@"), "{}", ((part,) for part in address.split("@")))


@register.simple_tag
def mailto_for_another_format(email, title, request, document):
    """Return a ``mailto:`` link that asks for ``document``, under its ``title`` on the page."""
    address = request.build_absolute_uri(document.url) if request else document.url
    body = f"Please send me ‘{title}’ in another format: {address}"
    return f"mailto:{email}?subject={quote(f'Another format: {title}')}&body={quote(body)}"
