"""What was read becomes pages and records, unless an editor has changed them since."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import Page, Site, get_page_models

from partnership.directory.models import (
    Area,
    Audience,
    Contact,
    Membership,
    Organisation,
    OrganisationKind,
    Person,
    Venue,
)
from partnership.events.models import EventKind
from partnership.learning.models import ResourceKind, Topic
from partnership.library.models import PartnershipDocument, PartnershipImage
from partnership.newsletters.models import NewsletterSeries
from partnership.pages.models import (
    GroupKind,
    PartnershipPage,
    PartnershipSettings,
    PublicationKind,
)
from partnership.starter.models import Loaded

from .fields import Deleted, References, fields_of, fill, fingerprint, refusing
from .markdown import body_blocks
from .reading import (
    Mapping,
    Place,
    Refusal,
    Sequence,
    Words,
    expect,
    expect_rows,
)

LISTS = {
    "areas": Area,
    "audiences": Audience,
    "organisation_kinds": OrganisationKind,
    "group_kinds": GroupKind,
    "publication_kinds": PublicationKind,
    "newsletter_series": NewsletterSeries,
    "event_kinds": EventKind,
    "resource_kinds": ResourceKind,
    "topics": Topic,
}


@dataclass
class Report:
    """How many pages and records were made, changed or left alone.

    ``kept`` names those that differ from their files because an editor changed or deleted them.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    kept: list[str] = field(default_factory=list)

    def __str__(self):
        return (
            f"{self.created} created, {self.updated} updated, {self.unchanged} unchanged, "
            f"{len(self.kept)} kept as an editor left them"
        )


class Loading:
    """Loads one ``Content`` into one site. Its methods raise ``Refusal``."""

    def __init__(self, content, overwrite):
        self.content = content
        self.overwrite = overwrite
        self.references = References(content.folder)
        self.report = Report()
        self.site = None
        self.memory = {}  # {(model, key): Loaded}
        self.planted = set()  # keys of pages made just now, with little in them
        self.written = []  # files that a failure must not leave behind

    def open_site(self, hostname, port, default):
        """Find the site, or make it with its home page.

        Without a ``hostname`` it is the default site, made for ``default`` (host name, port).
        """
        _remove_welcome()
        site = None
        if hostname is None:
            site = Site.objects.filter(is_default_site=True).first()
            hostname, port = default
        site = site or Site.objects.filter(hostname=hostname, port=port).first()
        if site is None:
            site = Site(
                hostname=hostname, port=port, site_name=self.content.records["site"]["name"]
            )
            site.is_default_site = not Site.objects.filter(is_default_site=True).exists()
            site.root_page = self.plant(self.content.pages[0], Page.get_first_root_node())
            site.save()
            # The empty settings that a new site is given: the files say what they hold.
            PartnershipSettings.objects.filter(site=site).delete()
        self.site = site
        rows = Loaded.objects.filter(site=site).select_related("content_type")
        self.memory = {(row.content_type.model_class(), row.key): row for row in rows}

    def load_lists(self):
        """Load the short lists that records and pages name."""
        for name, rows in self._values("lists").items():
            if name not in LISTS:
                raise Refusal(name.at, f"“{name}” is not known here: there are {', '.join(LISTS)}.")
            self._load_rows(LISTS[name], expect_rows(rows, name.at))

    def load_files(self):
        """Load images and documents, each known by the name of its file."""
        self._load_rows(PartnershipImage, self._rows("images"), key="file")
        self._load_rows(PartnershipDocument, self._rows("documents"), key="file")

    def load_directory(self):
        """Load organisations, people and the contact register."""
        self._load_rows(Organisation, self._rows("organisations"))
        self._load_rows(Person, self._rows("people"))
        self._load_rows(Venue, self._rows("venues"))
        contacts = self._rows("contacts")
        self._load_rows(Contact, Sequence(map(_contact_values, contacts), contacts.at))

    def load_members(self):
        """Load the organisations of this partnership, with their lead and delegated persons."""
        memberships = {
            membership.organisation.name: membership
            for membership in Membership.objects.of(self.site)
        }
        for values in self._rows("members"):
            name = _key(values, "organisation")
            new = Membership(site=self.site)
            self._load_record(Membership, name, values, memberships.get(name, new))

    def load_settings(self):
        """Load what all pages of the partnership share."""
        found = PartnershipSettings.objects.filter(site=self.site).first()
        found = found or PartnershipSettings(site=self.site)
        values = self._values("site")
        self._load_record(PartnershipSettings, "site.yaml", values, found)

    def load_tree(self):
        """Find every page, and make those that are missing: then all of them can be named."""
        for source in self.content.pages:
            self._find_page(source)
        pages = self.references.pages
        for number, source in enumerate(self.content.pages):
            if source.address in pages:
                continue
            if pages[source.parent] is None:
                pages[source.address] = None
                continue
            later = (
                pages.get(page.address)
                for page in self.content.pages[number:]
                if page.parent == source.parent
            )
            parent = Page.objects.get(pk=pages[source.parent].pk)
            sibling = next((page for page in later if page and page.is_child_of(parent)), None)
            pages[source.address] = self.plant(source, parent, sibling)

    def load_pages(self):
        """Fill and publish the pages of the tree."""
        for source in self.content.pages:
            known = self.references.pages[source.address]
            if known is None:
                self._keep(Page, source.address)
                continue
            # Once more from the database: planting others may have moved it aside.
            page = Page.objects.get(pk=known.pk).get_latest_revision_as_object()
            before = None if page.pk in self.planted else fingerprint(page)
            page.live = True
            page.slug = source.slug or page.slug
            self._settle(Page, source.address, _page_values(source, type(page)), page, before)

    def plant(self, source, parent, sibling=None):
        """Make the page of ``source``, unpublished, below ``parent`` and before ``sibling``."""
        kind = _kind(source)
        if not kind.can_create_at(parent):
            raise Refusal(
                source.values["kind"].at,
                f"A page of the kind {kind.__name__} may not stand below one of the kind "
                f"{parent.specific_class.__name__}, or not once more.",
            )
        page = kind(title=_key(source.values, "title"), slug=source.slug, live=False)
        with refusing(source.values, kind):
            if sibling:
                Page.objects.get(pk=sibling.pk).add_sibling("left", instance=page)
            else:
                parent.add_child(instance=page)
        log(page, "wagtail.create")
        self.planted.add(page.pk)
        return page

    def remove_written(self):
        """Remove the files written so far: the database has forgotten them."""
        for file in self.written:
            file.storage.delete(file.name)

    def _find_page(self, source):
        pages, address = self.references.pages, source.address
        row = self.memory.get((Page, address))
        page = None
        if source.parent == "":
            page = self.site.root_page
        elif row:
            page = Page.objects.filter(pk=row.object_id).first()
            if page is None and not self.overwrite:
                pages[address] = None
        elif parent := pages.get(source.parent):
            page = parent.get_children().filter(slug=source.slug).first()
        if page:
            pages[address] = page.specific
            if type(page.specific) is not (kind := _kind(source)):
                raise Refusal(
                    source.values["kind"].at,
                    f"{address} is a {type(page.specific).__name__} on the site, and can't become "
                    f"a {kind.__name__}: delete it there, or give this page another address.",
                )

    def _load_rows(self, model, rows, key="name"):
        known, names = self.references.named(model), set()
        for values in rows:
            name = _key(values, key)
            if name in names:
                raise Refusal(name.at, f"“{name}” stands here a second time.")
            names.add(name)
            known[name] = self._load_record(model, name, values, known.get(name) or model())

    def _load_record(self, model, key, values, found):
        """Return the record made from ``values``; None for one that an editor has deleted.

        ``found`` is what to take where no record was loaded before.
        """
        if row := self.memory.get((model, key)):
            loaded = model.objects.filter(pk=row.object_id).first()
            if loaded is None and not self.overwrite:
                self._keep(model, key)
                return None
            found = loaded or found
        self._settle(model, key, values, found, fingerprint(found) if found.pk else None)
        return found

    def _settle(self, model, key, values, obj, before):
        """Fill and save ``obj``, unless it is as ``values`` say or an editor has changed it.

        ``before`` is its fingerprint, None for a new one.
        """
        try:
            fill(obj, values, self.references)
        except Deleted as deleted:
            if before is None:
                raise Refusal(
                    deleted.name.at,
                    f"An editor has deleted “{deleted.name}”: take it out here, or bring it back "
                    "with --overwrite.",
                ) from deleted
            self._keep(model, key)
            return
        row = self.memory.get((model, key))
        if before == fingerprint(obj):
            self.report.unchanged += 1
            return
        with refusing(values, type(obj)):
            obj.full_clean()
        if before and not self.overwrite and (row is None or row.fingerprint != before):
            self._keep(model, key)
            return
        self._save(obj, is_new=before is None)
        row = row or Loaded(
            site=self.site, content_type=ContentType.objects.get_for_model(model), key=key
        )
        row.object_id, row.fingerprint = obj.pk, fingerprint(obj)
        row.save()

    def _save(self, obj, is_new):
        match obj:
            case Page():
                revision = obj.save_revision(log_action=not is_new, clean=False)
                revision.publish()
            case PartnershipDocument() | PartnershipImage():
                self._save_file(obj)
            case Contact():
                obj.verified_by = None
                obj.verify_again_by = (
                    obj.verified_on + timedelta(days=obj.verify_every)
                    if obj.verified_on and obj.verify_every
                    else None
                )
                obj.save()
            case _:
                obj.save()
        if is_new:
            self.report.created += 1
        else:
            self.report.updated += 1

    def _save_file(self, obj):
        old_name = type(obj).objects.filter(pk=obj.pk).values_list("file", flat=True).first()
        obj._meta.get_field("file").pre_save(obj, add=False)  # writes a new file, and no other
        if obj.file.name != old_name:
            self.written.append(obj.file)
            if old_name and isinstance(obj, PartnershipImage):
                transaction.on_commit(partial(obj.file.storage.delete, old_name))
                obj.renditions.all().delete()
        obj.save()

    def _keep(self, model, key):
        self.report.kept.append(f"{model._meta.verbose_name} “{key}”")

    def _rows(self, name):
        at = Place(f"{name}.yaml")
        return expect_rows(self.content.records.get(name) or Sequence([], at), at)

    def _values(self, name):
        at = Place(f"{name}.yaml")
        return expect(self.content.records.get(name) or Mapping({}, at), Mapping, at)


def _kind(source):
    """Return the class that a page file names; raises ``Refusal``."""
    kinds = {kind.__name__: kind for kind in get_page_models() if issubclass(kind, PartnershipPage)}
    name = source.values.get("kind")
    if name not in kinds:
        raise Refusal(
            getattr(name, "at", source.values.at),
            f"“{name or ''}” is no kind of page: there are {', '.join(sorted(kinds))}.",
        )
    return kinds[name]


def _page_values(source, kind):
    """Return front matter and text as one mapping of values for the fields of ``kind``."""
    values = Mapping(
        ((key, value) for key, value in source.values.items() if key not in ("kind", "order")),
        source.values.at,
    )
    if blocks := body_blocks(source.body):
        fields = fields_of(kind)
        streams = [word for word in fields if isinstance(fields[word], StreamField)]
        word = "body" if "body" in streams else next(iter(streams), None)
        if word is None or word in values:
            raise Refusal(blocks[0].at, f"A {kind.__name__} has no room for this text.")
        values[Words(word, source.body.at)] = blocks
    return values


def _contact_values(values):
    """Return the values of a contact with ``verified: {on:, how:}`` as two fields."""
    values = Mapping(values, values.at)
    verified = values.pop("verified", None)
    if verified is not None:
        at = getattr(verified, "at", values.at)
        if set(expect(verified, Mapping, at)) != {"on", "how"} or not values.get("value"):
            raise Refusal(at, "“verified” says on (a day) and how, of a contact with a value.")
        values |= {Words(f"verified_{key}", key.at): value for key, value in verified.items()}
    return values


def _key(values, name):
    """Return what a record is known by; raises ``Refusal`` where it is missing."""
    if not values.get(name):
        raise Refusal(values.at, f"“{name}” is missing.")
    return expect(values[name], Words, values.at)


def _remove_welcome():
    """Remove the page and site that Wagtail makes for a new database, while nobody used them."""
    welcome = Page.objects.filter(
        depth=2,
        content_type=ContentType.objects.get_for_model(Page),
        latest_revision=None,
        numchild=0,
        sites_rooted_here__hostname="localhost",
        sites_rooted_here__site_name="",
    ).first()
    if welcome:
        welcome.delete()
