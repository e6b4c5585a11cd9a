"""All visible text is plain British English, without words that sound translated.

``python -m tests.laws.test_plain_english PATH…`` lists every finding.
"""

import ast
import re
import sys
from pathlib import Path

import pytest

from wfscp_site.launcher import BASE_DIR

# Words not to use, as a pattern, and what to use instead.
TABLE = {
    r"press(es|ed|ing)?": "button, select, link",
    r"stands?|standing|stood": "is, appears, sits in",
    r"mend(s|ed|ing)?": "fix",
    r"anew": "again",
    r"in vain": "with no results",
    r"tak(e|es|en|ing) \w+ away|takes? away|taken away": "remove",
    r"narrow(s|ed|er|ing)?": "filter, filtered by",
    r"all of that|like that|all of this": "matching",
    r"(is|are|was|be|being) told|tells?|told": "is shown, show, report",
    r"second factors?": "two-step verification",
    r"foot": "footer",
    r"persons": "people",
    r"sign of the partnership|own sign": "logo",
    r"way out": "exit",
    r"the law (wants|asks)": "the law requires",
    r"whom|whoever|of somebody": "who, anyone, someone’s",
    r"(your|the) present password": "current password",
    r"its makers?|makers? of": "author",
    r"ring|rings|rang|rung": "call",
    r"tries|tried to often": "attempts",
    r"(become|becomes|became) of|how far (it|each|they)": "outcome, status",
    r"look into your mail": "Check your email",
    r"holds? characters": "contains characters",
    r"somebody": "someone, or who it is",
    r"once more": "again",
    r"must needs|for want of|thereof|hereby": "a plain word",
}
FORBIDDEN = re.compile(rf"(?<![\w-])(?:{'|'.join(TABLE)})(?![\w-])", re.IGNORECASE)
# Common phrases in which one of these words is right.
ALLOWED = re.compile(
    r"press (release|office)|tell (someone|us)|telling",
    re.IGNORECASE,
)
TEMPLATE_CODE = re.compile(r"{#.*?#}|{%\s*comment.*?endcomment\s*%}|{%.*?%}|{{.*?}}", re.DOTALL)
READ_OUT = re.compile(r"""\b(?:alt|title|aria-label|placeholder|content)=["']([^"']*)["']""")
TAG = re.compile(r"<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)
JAVASCRIPT_TEXT = re.compile(r"""["'`]([^"'`\n]*\s[^"'`\n]*)["'`]""")


def template_texts(path):
    """Yield (line, text) for all text of a template that people read or hear."""
    text = TEMPLATE_CODE.sub(lambda code: "\n" * code[0].count("\n"), path.read_text())
    heard = " ".join(READ_OUT.findall(text))
    yield 1, heard
    yield from enumerate(TAG.sub(lambda tag: "\n" * tag[0].count("\n"), text).split("\n"), 1)


def python_texts(path):
    """Yield (line, text) for every string in a module, except docstrings."""
    tree = ast.parse(path.read_text())
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        is_text = isinstance(node, ast.Constant) and isinstance(node.value, str)
        if is_text and id(node) not in docstrings and re.search(r"\w", node.value):
            yield node.lineno, node.value


def javascript_texts(path):
    """Yield (line, text) for every string of a script that contains a space."""
    for number, line in enumerate(path.read_text().splitlines(), 1):
        for text in JAVASCRIPT_TEXT.findall(line):
            yield number, text


def plain_texts(path):
    """Yield (line, text) for each line of an email or a content file."""
    yield from enumerate(path.read_text().splitlines(), 1)


READERS = {
    ".html": template_texts,
    ".js": javascript_texts,
    ".md": plain_texts,
    ".py": python_texts,
    ".txt": template_texts,
    ".yaml": plain_texts,
}
# Folders whose text is not for people.
NOT_FOR_PEOPLE = ("migrations", "programs")


def findings(path):
    """Return a message for each word in ``path`` that is in the table."""
    found = []
    for line, text in READERS[path.suffix](path):
        without = ALLOWED.sub("", text)
        for match in FORBIDDEN.finditer(without):
            instead = next(TABLE[word] for word in TABLE if re.fullmatch(word, match[0], re.I))
            shown = " ".join(without.split())[:100]
            found.append(f"line {line}: ‘{match[0]}’, rather: {instead}. In: {shown}")
    return found


def read_by_people():
    """Return every file with visible text: the product's, not its tests'."""
    folders = [BASE_DIR / name for name in ("partnership", "templates", "static/js", "wfscp_site")]
    return sorted(
        path
        for folder in folders
        for path in folder.rglob("*")
        if path.suffix in READERS and not set(NOT_FOR_PEOPLE) & set(path.parts)
    )


FILES = read_by_people()


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BASE_DIR)))
def test_visible_text_is_plain_english(path):
    assert findings(path) == []


def test_the_law_sees_every_kind_of_text(tmp_path):
    samples = {
        "a.html": '<p title="Ring us">It stands {{ where }}</p>',
        "a.py": 'help_text = "Whoever has left is told."',
        "a.js": 'alert("Press it");',
        "a.txt": "Look into your mail.",
        "a.yaml": "text: the way out",
    }
    for name, text in samples.items():
        path = Path(tmp_path / name)
        path.write_text(text)
        assert findings(path), name


if __name__ == "__main__":
    for each in map(Path, sys.argv[1:] or FILES):
        for path in sorted(each.rglob("*")) if each.is_dir() else [each]:
            if path.suffix in READERS and not set(NOT_FOR_PEOPLE) & set(path.parts):
                for finding in findings(path):
                    print(f"{path}, {finding}")
