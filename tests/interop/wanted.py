"""What the exported files must say, worked out from the glossary without a line of what exports it."""

import csv
import re
import unicodedata
from collections import Counter, defaultdict

# Of several decisions on one term the strictest holds.
STRICT = {"admitted": 1, "preferred": 2, "deprecated": 3}


def composed(cell):
    return unicodedata.normalize("NFC", cell.strip())


def one_line(cell):
    """A cell for formats that end it at a tab or line end."""
    parts = re.split(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", composed(cell))
    return " ".join(part.strip() for part in parts if part.strip())


def printable(cell):
    """A cell for XML, which can't hold control characters."""
    cell = re.sub(r"[\x0b\x0c]", " ", composed(cell))
    return re.sub(r"[\x00-\x08\x0e-\x1f\ufffe\uffff]", "", cell)


class Term:
    """A term of a concept, with what is said of it."""

    def __init__(self):
        self.status = None
        self.abbreviation = False
        self.notes = set()

    def decide(self, status):
        if STRICT.get(status, 0) > STRICT.get(self.status, 0):
            self.status = status


class Concept:
    """A concept: its terms by language and text."""

    def __init__(self):
        self.domains = set()
        self.definitions = set()
        self.terms = defaultdict(Term)


class Glossary:
    """The rows of a glossary."""

    def __init__(self, path):
        with open(path, encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file))
        self.header = lines[0]
        self.all = [dict(zip(self.header, line)) for line in lines[1:]]
        # A rejected row is in no file.
        self.rows = [row for row in self.all if row["status"].lower() != "rejected"]

    def pairs(self, deprecated=False, language="en"):
        """Korean and English on one line each, as often as they are there; without terms that are not to be used, unless they are asked for."""
        return Counter(
            (one_line(row["korean"]), one_line(row["english"]))
            for row in self.rows
            if row["language"] == language and (deprecated or not is_deprecated(row))
        )

    def cross(self):
        """What a reader makes of concepts that pairs each Korean term with each English one."""
        pairs = Counter()
        for concept in self.concepts().values():
            korean = [text for language, text in concept.terms if language == "ko"]
            english = [text for language, text in concept.terms if language == "en"]
            pairs.update((one, other) for one in korean for other in english)
        return pairs

    def concepts(self):
        concepts = defaultdict(Concept)
        for row in self.rows:
            concept = concepts[row["concept"]]
            add(concept.domains, row["domain"])
            add(concept.definitions, row["definition"])
            korean = concept.terms["ko", printable(row["korean"])]
            korean.decide(row["status"])
            add(korean.notes, row["note"])
            english = concept.terms[row["language"], printable(row["english"])]
            english.decide(row["english_status"].lower())
            english.abbreviation |= row["kind"] == "abbreviation"
        return concepts


def is_deprecated(row):
    return "deprecated" in (row["status"].lower(), row["english_status"].lower())


def add(texts, cell):
    if text := printable(cell):
        texts.add(text)


def turned(pairs):
    """English first."""
    return Counter({(english, korean): count for (korean, english), count in pairs.items()})
