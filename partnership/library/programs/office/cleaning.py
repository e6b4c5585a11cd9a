"""Removes author details from an office file and leaves its other parts as they are.

Author, program, dates, company and a file's own properties go; the title and the language stay, and
so does a property that the document shows, as on a cover page. So do comments and tracked changes
with their names: the editor is shown them.
"""

import re
import zipfile
from io import BytesIO
from xml.etree import ElementTree

from partnership.library.programs.photographs import strip_metadata_but_rotation

from .package import DAMAGE, Locked, Package, TooLarge

ZIP_START = b"PK\x03\x04"
SIGNATURES = r"_xmlsignatures/.*|META-INF/documentsignatures\.xml"
XML = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
NO_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest of a zip archive
DESCRIPTIONS = ("core-properties", "extended-properties", "custom-properties")
KEPT = {"title", "language"}
# Lists of people who commented, and the parts that refer to them by number.
PEOPLE = {
    "word/people.xml": r"(?!)",
    "xl/persons/person.xml": r"xl/threadedComments/.*",
    "ppt/commentAuthors.xml": r"ppt/comments/.*",
    "ppt/authors.xml": r"ppt/comments/.*",
    "ppt/changesInfos/changesInfo1.xml": r"(?!)",  # who changed which slide, as nobody is shown
    "xl/revisions/userNames.xml": r"(?!)",
}
PHOTOGRAPHS = re.compile(r"((word|xl|ppt)/media|Pictures)/[^/]*\.jpe?g", re.IGNORECASE)
# Where Excel last saved the file, who may change it, where Word’s template is, and what programs
# keep for themselves.
SETTINGS = "word/settings.xml"
PRIVATE = {
    "xl/workbook.xml": (
        rb"<mc:AlternateContent[^>]*>\s*<mc:Choice[^>]*>\s*<x15ac:absPath[^>]*/>\s*</mc:Choice>"
        rb'\s*</mc:AlternateContent>|(?<=<fileSharing )userName="[^"]*"',
        b"",
    ),
    SETTINGS: (rb"<w:docVars>.*?</w:docVars>", b""),
    "word/_rels/settings.xml.rels": (rb'(?<=Target=")file:[^"]*(?=")', b"Normal.dotm"),
}
# What a document shows of its properties: by a link to one of them, or by a field.
LINKED = re.compile(rb'dataBinding[^>]*xpath="[^"]*?[:/](\w+)(?:\[\d+\])?"')
FIELDS = {
    rb"\b(?:AUTHOR|LASTSAVEDBY)\b": {"creator", "lastModifiedBy"},
    rb"\b(?:SUBJECT|KEYWORDS|COMMENTS)\b": {"subject", "keywords", "description"},
    rb"\b(?:CREATEDATE|SAVEDATE|PRINTDATE|REVNUM)\b": {"created", "modified", "lastPrinted"}
    | {"revision"},
    rb"\bDOCVARIABLE\b": {"docVars"},
    rb"\bDOCPROPERTY\b": {"creator", "lastModifiedBy", "Company", "Manager", "property"}
    | {"subject", "keywords", "description", "category", "created", "modified"},
}
INSTRUCTION = re.compile(rb"instrText[^>]*>([^<]*)<|instr=\"([^\"]*)\"")
# By the local names of the elements in OpenDocument’s meta.xml.
OPEN_FIELDS = re.compile(
    rb"<text:(initial-creator|creator|subject|keywords|description|creation-date|"
    rb"modification-date|print-date|printed-by|editing-cycles|editing-duration|user-defined)\b"
)
OPEN_NAMES = {b"modification-date": "date", b"keywords": "keyword"}
BODIES = r"word/(document|header|footer|footnotes|endnotes)\d*\.xml|content\.xml|styles\.xml"


def clean_office_file(given):
    """Return whether there was anything to remove, and the clean file.

    The file is empty if it must not change: a signed, locked or damaged one.
    """
    try:
        package = Package(BytesIO(given))
        if package.matching(SIGNATURES) or _is_locked(package):
            return False, b""
        return _rewritten(package)
    except (*DAMAGE, ElementTree.ParseError, Locked, TooLarge):
        return False, b""


def _is_locked(package):
    name = "META-INF/manifest.xml"
    return name in package.names and bool(package.all_of(name, "encryption-data"))


def _rewritten(package):
    shown = _shown_properties(package)
    descriptions = {name for kind, name in package.related("").values() if kind in DESCRIPTIONS} | {
        "meta.xml"
    }
    found, file = False, BytesIO()
    with zipfile.ZipFile(file, "w") as target:
        for info in package.archive.infolist():
            content = package.archive.read(info)
            cleaned = _clean_part(package, info.filename, content, descriptions, shown)
            found |= cleaned != content or info.date_time != NO_DATE
            new = zipfile.ZipInfo(info.filename, NO_DATE)
            new.compress_type = info.compress_type
            target.writestr(new, cleaned)
    return found, file.getvalue()


def _clean_part(package, name, content, descriptions, shown):
    if name in descriptions:
        return _without_children(content, KEPT | shown)
    if name in PEOPLE and not package.matching(PEOPLE[name]):
        return _without_children(content, set())
    if name in PRIVATE and not (name == SETTINGS and "docVars" in shown):
        return re.sub(*PRIVATE[name], content, flags=re.DOTALL)
    return strip_metadata_but_rotation(content) if PHOTOGRAPHS.fullmatch(name) else content


def _shown_properties(package):
    """Return the names of the elements whose text the document shows."""
    shown = set()
    for name in package.matching(BODIES):
        content = package.archive.read(name)
        shown |= {match.decode() for match in LINKED.findall(content)}
        for match in OPEN_FIELDS.findall(content):
            shown.add(OPEN_NAMES.get(match, match.decode()))
        instructions = b"".join(b"".join(pair) for pair in INSTRUCTION.findall(content))
        for field, names in FIELDS.items():
            if re.search(field, instructions, re.IGNORECASE):
                shown |= names
    return shown


def _without_children(content, kept):
    """Return an XML part without the properties that are not ``kept``; unchanged if it has none."""
    for _, (prefix, address) in ElementTree.iterparse(BytesIO(content), ["start-ns"]):
        if not re.fullmatch(r"ns\d+", prefix):
            ElementTree.register_namespace(prefix, address)
    root = ElementTree.fromstring(content)
    holder = next((one for one in root if one.tag.endswith("}meta")), root)
    removed = [one for one in holder if one.tag.rpartition("}")[2] not in kept]
    for one in removed:
        holder.remove(one)
    if not removed:
        return content
    return XML + ElementTree.tostring(root, "UTF-8", xml_declaration=False)
