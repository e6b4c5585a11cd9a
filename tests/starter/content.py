"""A small folder of content files with a page of nearly every kind."""

import io

from PIL import Image
from wagtail.models import Page, Revision, Site

from partnership.directory.models import Area, Contact, Membership, Organisation, Person
from partnership.library.models import PartnershipDocument, PartnershipImage
from partnership.library.storage import REMOVED
from partnership.pages.models import PartnershipSettings

HOST = "safer.example.org"
PDF = b"%PDF-1.7\nsmall"

FILES = {
    "site.yaml": """
name: Testshire Safeguarding Children Partnership
report_page: /report/
emergency_contact: Testshire helpline
footer_links: [/about/, /contact/]
sign_up_links: [{text: Sign up, url: https://example.org/sign-up}]
logo: logo.png
""",
    "lists.yaml": """
areas: [{name: Testshire}]
audiences: [{name: Readers}]
organisation_kinds: [{name: Test body, plural: Test bodies, is_statutory: true}]
group_kinds: [{name: Test board}]
publication_kinds: [{name: Test report, plural: Test reports}]
newsletter_series: [{name: Testshire letter}]
""",
    "organisations.yaml": """
- {name: Testshire Council, kind: Test body, area: Testshire, website: https://example.org}
- {name: Testshire Schools, kind: Test body, parent: Testshire Council}
""",
    "people.yaml": """
- name: Ada Example
  post: Manager
  organisation: Testshire Council
- name: Ben Example
""",
    "contacts.yaml": """
- name: Testshire helpline
  value: 0123 456 7890
  verified: {on: 2026-11-22, how: We called it}
- name: Testshire emergencies
  value: 0199 900 0999
  verify_every: 365
  verified: {on: 2026-11-22, how: We called it}
- name: Testshire night team
  area: Testshire
""",
    "members.yaml": """
- organisation: Testshire Council
  reason: It decides.
  representatives: [{role: lead, holder: Ada Example}, {role: delegated}]
""",
    "documents.yaml": "[{file: report.pdf, title: Report of a year}]",
    "images.yaml": "[{file: logo.png, title: Crest, description: A green hill}]",
    "pages/index.md": """---
kind: HomePage
title: Testshire
heading: Safe in Testshire
tasks: [{text: Report, page: /report/}]
---
""",
    "pages/report.md": """---
kind: ReportConcernPage
title: Report a concern
order: 10
routes:
  - heading: Now
    urgent: true
    text: |
      **Call** now. See [contact](/contact/).
    contacts: [Testshire helpline, Testshire night team]
    links: [{page: /about/}]
---
""",
    "pages/about.md": """---
kind: AboutPage
title: About us
summary: Who we are.
order: 20
in_menu: true
exit_button: false
strands: [{name: Listening, text: We hear children.}]
team: [Ada Example, Ben Example]
---

## Who we are

We are **many**, see [contact](/contact/) and
the [report](document:report.pdf).

- one
- two

```picture
image: logo.png
caption: Our logo
```

```table
caption: What is where
header: [What, Where]
rows:
  - [One, 1]
```

[Elsewhere](https://example.org/?a=1&b=2)
""",
    "pages/contact.md": """---
kind: GuidancePage
title: Contact
order: 15
---
```contacts
- Testshire helpline
```
""",
    "pages/arrangements.md": """---
kind: ArrangementsPage
title: Arrangements
publications:
  - {kind: Test report, title: Report, document: report.pdf, review_on: 2025-04-01}
---
""",
    "pages/members/index.md": """---
kind: MembersPage
title: Members
scrutineer: Ada Example
---
""",
    "pages/members/first.md": """---
kind: GroupPage
title: First board
group_kind: Test board
also_reports_to: /members/second/
seats: [{name: Chair, is_chair: true, organisation: Testshire Council, holder: Ada Example}]
---
""",
    "pages/members/second.md": "---\nkind: GroupPage\ntitle: Second board\n---\n",
    "pages/news/index.md": "---\nkind: NewsIndexPage\ntitle: News\n---\n",
    "pages/news/start.md": """---
kind: NewsPage
title: We start
date: 2025-04-01
areas: [Testshire]
audiences: [Readers]
---
It begins.
""",
    "pages/letters/index.md": "---\nkind: NewsletterIndexPage\ntitle: Letters\n---\n",
    "pages/letters/one.md": """---
kind: NewsletterPage
title: One
series: Testshire letter
---
```item
heading: A survey
content: [{prose: Tell us.}]
closes_on: 2026-12-01
```
""",
}


def write(folder, name, content):
    """Write one file of the folder."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())


def change(folder, name, old, new):
    """Write one file of the folder with other words in it."""
    assert old in FILES[name]
    write(folder, name, FILES[name].replace(old, new))


def picture(colour):
    """Return a small PNG of one colour."""
    file = io.BytesIO()
    Image.new("RGB", (4, 4), colour).save(file, "PNG")
    return file.getvalue()


def rows():
    """Return how many rows there are of everything a load writes."""
    models = (
        Area,
        Contact,
        Membership,
        Organisation,
        Page,
        PartnershipDocument,
        PartnershipImage,
        PartnershipSettings,
        Person,
        Revision,
        Site,
    )
    return {model: model.objects.count() for model in models}


def files(media):
    """Return every file that the library has, without those that were removed lately."""
    return sorted(path for path in media.rglob("*") if path.is_file() and REMOVED not in path.parts)
