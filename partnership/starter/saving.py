"""Saves what was read as the pages and records of a new site."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from wagtail.fields import StreamField
from wagtail.log_actions import log
from wagtail.models import Page, get_page_models

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
from partnership.ground.partnerships import Belonging, of_site
from partnership.learning.models import ResourceKind, Topic
from partnership.library.models import PartnershipDocument, PartnershipImage
from partnership.newsletters.models import NewsletterSeries
from partnership.pages.models import (
    GroupKind,
    PartnershipPage,
    PartnershipSettings,
    PublicationKind,
)
from partnership.pages.opening import what_is_missing
from partnership.search.models import Promotion, Synonyms
from partnership.search.words import fold_phrases

from .fields import References, fields_of, fill, refusing
from .markdown import body_blocks
from .sites import new_site
from .values import (
    Mapping,
    Place,
    Refusal,
    Sequence,
    Text,
    expect,
    expect_key,
    expect_known,
    expect_rows,
    rows_by_key,
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


NO_FIELDS = ("kind", "order", "draft", "updated")  # of a page, but said about it


@dataclass
class Report:
    """How many pages and records were created, and how many records were there already."""

    created: int = 0
    found: int = 0

    def __str__(self):
        return f"{self.created} created, {self.found} already there"


class Loading:
    """Loads one ``Content`` into one new site. Its methods raise ``Refusal``."""

    def __init__(self, content):
        self.content = content
        self.references = References(content.folder)
        self.report = Report()
        self.site = None
        self.written = []  # files that a failure must not leave behind

    def make_site(self, hostname, port):
        """Make the site of ``new_site`` with its home page."""
        self.site = new_site(hostname, port)
        self.site.site_name = expect_key(self._values("site"), "name")
        self.site.root_page = self._add_page(self.content.pages[0], Page.get_first_root_node())
        self.site.save()
        self.references.site = self.site

    def load_lists(self):
        """Load the short lists that records and pages name."""
        for name, rows in self._values("lists").items():
            expect_known(name, LISTS)
            self._load_named(LISTS[name], expect_rows(rows, name.at))

    def load_files(self):
        """Load images and documents; a file that is in the library already is used as it is."""
        self._load_library(PartnershipImage, self._rows("images"))
        self._load_library(PartnershipDocument, self._rows("documents"))

    def load_directory(self):
        """Load organisations, people, venues and the contact register."""
        self._load_named(Organisation, self._rows("organisations"))
        self._load_named(Person, self._rows("people"))
        self._load_team()
        self._load_named(Venue, self._rows("venues"))
        contacts = self._rows("contacts")
        self._load_named(Contact, Sequence(map(_contact_values, contacts), contacts.at))

    def _load_team(self):
        """Let the people who are given a position in a team be in the one of this partnership."""
        for row in self._rows("people"):
            if "team_position" in row:
                self.references.find(Person, row["name"]).team_of.add(self.site)

    def load_members(self):
        """Load the organisations of this partnership, with their lead and delegated people."""
        for values in self._rows("members"):
            self._create(Membership(site=self.site), values)

    def load_search(self):
        """Load which words mean the same, and what is shown above the results of a search."""
        for values in self._rows("synonyms"):
            folded = fold_phrases(expect_key(values, "words"))
            if Synonyms.objects.filter(folded=folded).exists():
                self.report.found += 1
            else:
                self._create(Synonyms(folded=folded), values)
        for values in self._rows("promotions"):
            self._create(Promotion(folded=fold_phrases(expect_key(values, "words"))), values)

    def load_settings(self):
        """Fill the settings that the site was given when it was made."""
        self._create(PartnershipSettings.for_site(self.site), self._values("site"))

    def open_site(self):
        """Let visitors see the site if it lacks nothing; return what it lacks, as sentences."""
        partnership = PartnershipSettings.for_site(self.site)
        missing = what_is_missing(partnership)
        if not missing and "is_open" not in self._values("site"):
            partnership.is_open = True
            partnership.save()
        return missing

    def add_pages(self):
        """Add every page as a draft: then all of them can be named."""
        for source in self.content.pages[1:]:
            self._add_page(source, self.references.pages[source.parent])

    def fill_pages(self):
        """Fill the pages, and publish those that are to be public."""
        for source in self.content.pages:
            page = self.references.pages[source.address]
            page.stays_draft = bool(source.values.get("draft"))
            self._create(page, _page_values(source, type(page)))
            updated = source.values.get("updated")
            if updated and not page.stays_draft:
                written_at = _start_of_day(updated)
                Page.objects.filter(pk=page.pk).update(
                    first_published_at=written_at, last_published_at=written_at
                )

    def remove_written(self):
        """Remove the files written so far: the database no longer knows them."""
        for file in self.written:
            file.storage.delete(file.name)

    def _add_page(self, source, parent):
        """Add the page of ``source`` as the last one below ``parent``."""
        kind = _kind(source)
        if not kind.can_create_at(parent):
            raise Refusal(
                source.values["kind"].at,
                f"A page of the kind {kind.__name__} cannot be added below one of the kind "
                f"{parent.specific_class.__name__}, or there is one already.",
            )
        page = kind(title=expect_key(source.values, "title"), slug=source.slug, live=False)
        with refusing(source.values, kind):
            parent.add_child(instance=page)
        log(page, "wagtail.create")
        self.references.pages[source.address] = page
        return page

    def _load_named(self, model, rows):
        """Create a record of each row, or use the one that has its name already."""
        known = self.references.named(model)
        for name, values in rows_by_key(rows, "name"):
            if name in known:
                self.report.found += 1
            else:
                own = {"site": self.site} if issubclass(model, Belonging) else {}
                known[name] = self._create(model(**own), values)

    def _load_library(self, model, rows):
        known = self.references.named(model)
        choosable = model.objects.filter(of_site(self.site))
        for file, values in rows_by_key(rows, "file"):
            new = model(site=self.site)
            fill(new, values, self.references)
            known[file] = choosable.filter(file_hash=new.file_hash).first()
            if known[file]:
                self.report.found += 1
            else:
                known[file] = new
                self._check_and_save(new, values)

    def _create(self, obj, values):
        fill(obj, values, self.references)
        self._check_and_save(obj, values)
        return obj

    def _check_and_save(self, obj, values):
        with refusing(values, type(obj)):
            obj.full_clean()
        match obj:
            case Page():
                revision = obj.save_revision(log_action=False, clean=False)
                if not obj.stays_draft:
                    revision.publish()
            case PartnershipDocument() | PartnershipImage():
                obj._meta.get_field("file").pre_save(obj, add=True)  # writes the file
                self.written.append(obj.file)
                obj.save()
            case Contact():
                if obj.verified_on:
                    obj.set_end_of_verification()
                obj.save()
            case _:
                obj.save()
        self.report.created += 1

    def _rows(self, name):
        at = Place(f"{name}.yaml")
        return expect_rows(self.content.records.get(name) or Sequence([], at), at)

    def _values(self, name):
        at = Place(f"{name}.yaml")
        return expect(self.content.records.get(name) or Mapping({}, at), Mapping, at)


def _kind(source):
    """Return the class that a page file names; raises ``Refusal``."""
    kinds = {kind.__name__: kind for kind in get_page_models() if issubclass(kind, PartnershipPage)}
    kind = expect_key(source.values, "kind")
    if kind not in kinds:
        raise Refusal(
            kind.at, f"‘{kind}’ is not a kind of page. Use one of: {', '.join(sorted(kinds))}."
        )
    return kinds[kind]


def _page_values(source, kind):
    """Return front matter and text as one mapping of values for the fields of ``kind``."""
    values = Mapping(
        ((key, value) for key, value in source.values.items() if key not in NO_FIELDS),
        source.values.at,
    )
    if blocks := body_blocks(source.body):
        fields = fields_of(kind)
        streams = [word for word in fields if isinstance(fields[word], StreamField)]
        word = "body" if "body" in streams else next(iter(streams), None)
        if word is None or word in values:
            raise Refusal(
                blocks[0].at, f"A page of the kind {kind.__name__} has no place for this text."
            )
        values[Text(word, source.body.at)] = blocks
    return values


def _start_of_day(text):
    """Return when the day ``text`` begins; raises ``Refusal`` for other text."""
    try:
        return timezone.make_aware(datetime.fromisoformat(text))
    except ValueError as error:
        raise Refusal(text.at, f"‘{text}’ is not a day. Write it like 2026-12-18.") from error


def _contact_values(values):
    """Return the values of a contact with ``verified: {on:, how:}`` as two fields."""
    values = Mapping(values, values.at)
    verified = values.pop("verified", None)
    if verified is not None:
        at = getattr(verified, "at", values.at)
        if set(expect(verified, Mapping, at)) != {"on", "how"} or not values.get("value"):
            raise Refusal(
                at, "‘verified’ needs ‘on’ (a date) and ‘how’, and the contact needs a value."
            )
        values |= {Text(f"verified_{key}", key.at): value for key, value in verified.items()}
    return values
