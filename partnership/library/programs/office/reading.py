"""What is read from an office file: the text that readers see, and what it hides from them."""

import re

from .excel import excel_facts
from .opendocument import opendocument_facts
from .package import DAMAGE, Locked, Package, TooLarge
from .powerpoint import powerpoint_facts
from .seen import Findings
from .word import word_facts

READERS = {
    "docx": word_facts,
    "xlsx": excel_facts,
    "pptx": powerpoint_facts,
    "odt": opendocument_facts,
    "ods": opendocument_facts,
}
EMBEDDED = r"(word|xl|ppt)/embeddings/[^/]+"
MOST_NAMES = 5  # of hidden sheets and the like
LONGEST_NAME = 60  # characters
# Data that Office programs keep beside every document, such as the list of sources.
USUAL_DATA = {"Sources", "CoverPageProperties", "FormTemplates", "schema", "datastoreItem"}


def office_facts(path, extension):
    """Return the texts, faults and ``hidden_parts`` of the office file at ``path``."""
    findings = Findings()
    try:
        package = Package(path)
        texts = READERS[extension](package, findings)
        findings.add("embedded", len(package.matching(EMBEDDED)))
        for name in package.matching(r"customXml/item\d+\.xml"):
            findings.add("custom", package.read(name, WrittenData()).has_text)
        for name in package.left_behind():
            findings.add("orphans", package.read(name, WrittenData()).has_text)
        findings.add("paths", package.links_to_computers())
    except Locked:
        return {"faults": ["locked"]}
    except TooLarge:
        return {"faults": ["unreadable"]}
    except DAMAGE:
        return {"faults": ["damaged"]}
    return {
        "text_pages": texts,
        "faults": ["hidden"] if findings else [],
        "hidden_parts": {
            kind: [count, [name[:LONGEST_NAME] for name in names[:MOST_NAMES]]]
            for kind, (count, names) in findings.items()
        },
    }


class WrittenData:
    """Whether there are words in data that no reader is shown."""

    def __init__(self):
        self.root, self.has_text = None, False

    def start(self, name, attributes):
        self.root = self.root or name

    def end(self, name):
        pass

    def text(self, characters):
        self.has_text |= self.root not in USUAL_DATA and bool(re.search(r"\w", characters))
