"""translate-toolkit, which Weblate and Pootle read files with: its classes on ours."""

import csv

from translate.storage import csvl10n, omegat, tbx, tmx

from told import Wrong, broken, refused, same
from wanted import one_line, turned

DIRECTIONS = [("ko", "en", "ko-en"), ("en", "ko", "en-ko")]


def load(cls, file, **more):
    with open(file, "rb") as bytes:
        return cls(bytes, **more)


def ordered(pairs, source):
    return pairs if source == "ko" else turned(pairs)


def concepts(files):
    """Terms of a concept by language, with their statuses."""

    def check(file):
        store = load(tbx.tbxfile, file, sourcelanguage="ko", targetlanguage="en")
        wanted = files.glossary.concepts().values()
        same("concepts", {"units": len(store.units)}, {"units": len(wanted)})
        loaded = [
            (language, term.text, term.administrative_status)
            for unit in store.units
            for language, terms in (("ko", unit.get_source_terms()), ("en", unit.get_target_terms()))
            for term in terms
        ]
        terms = [
            (language, text, f"{term.status}Term-admn-sts" if term.status else None)
            for concept in wanted
            for (language, text), term in concept.terms.items()
            if language in ("ko", "en")
        ]
        return len(store.units), same(file.name, loaded, terms)

    file = files.export("tbx-v2", suffix=".tbx")
    units, terms = check(file)
    refused("a concept without its status", check, broken(file, "preferredTerm-admn-sts", "admittedTerm-admn-sts", "toolkit"))
    return f"{units} concepts with {terms} terms"


def forbidden(files):
    """For Weblate: a unit for each pair, its note, and its status, of which Weblate takes `forbidden` for its flag."""

    def check(file, source, target):
        store = load(tbx.tbxfile, file, sourcelanguage=source, targetlanguage=target)
        loaded = [
            (unit.source, unit.target, unit.getnotes("translator"), unit.get_target_terms()[0].administrative_status)
            for unit in store.units
        ]
        wanted = []
        for row in files.glossary.rows:
            of_source, of_target = ("status", "english_status") if source == "ko" else ("english_status", "status")
            # The flag is about the translation: a source that is not to be used has no place.
            if row["language"] == "en" and row[of_source].lower() != "deprecated":
                pair = [one_line(row["korean"]), one_line(row["english"])]
                status = "forbidden" if row[of_target].lower() == "deprecated" else None
                wanted.append((*(pair if source == "ko" else pair[::-1]), one_line(row["note"]), status))
        return same(file.name, loaded, wanted)

    for source, target, direction in DIRECTIONS:
        file = files.export("weblate", "--direction", direction, suffix=".tbx")
        count = check(file, source, target)
    refused("a note of nobody", check, broken(file, ' from="translator"', "", "note"), source, target)
    # In the last of the two directions, Korean terms are targets, of which some are not to be used.
    refused("another status", check, broken(file, ">forbidden<", ">preferred<", "status"), source, target)
    return f"{count} units with notes and statuses, in 2 directions"


def memory(files):
    def check(file, source):
        units = load(tmx.tmxfile, file, sourcelanguage=source).units
        return same(file.name, ((unit.source, unit.target) for unit in units), ordered(files.glossary.pairs(), source))

    for source, _, direction in DIRECTIONS:
        file = files.export("tmx", "--direction", direction, suffix=".tmx")
        count = check(file, source)
    refused("a unit less", check, broken(file, "<seg>배</seg>", "<seg>베</seg>", "toolkit"), source)
    return f"{count} units, in 2 directions"


def tab_file(files):
    """Its reader knows no comments: the first line is a unit to it, and the space before # stays."""

    def check(file, source):
        units = load(omegat.OmegaTFile, file).units
        first = units.pop(0) if units else None
        if first is None or not first.source.startswith("#"):
            raise Wrong(f"{file.name}: there is no line that tells the encoding")
        return same(file.name, ((unit.source.strip(), unit.target) for unit in units), ordered(files.glossary.pairs(), source))

    for source, _, direction in DIRECTIONS:
        file = files.export("omegat", "--direction", direction, suffix=".txt")
        count = check(file, source)
    refused("a tab in a term", check, broken(file, "artificial intelligence", "artificial\tintelligence", "tab"), source)
    return f"{count} units, in 2 directions"


# Formats in CSV, by what its class calls their columns.
TABLES = [
    ("crowdin", ["source", "context", "target"]),
    ("phrase-strings", ["id", "location", "fuzzy", "context", "source", "target"]),
    ("transifex", ["source", "location", "context", "target", "translator_comments"]),
    ("aws", ["source", "target"]),
    ("google-termset", ["source", "target", "context"]),
]


def tables(files):
    def check(file, columns, one_target):
        store = csvl10n.csvfile(fieldnames=list(columns), encoding="utf-8")
        store.parse(file.read_bytes(), dialect="excel")
        # The header is a unit to it, where it is not its own.
        loaded = [(unit.source, unit.target) for unit in store.units][1:]
        with open(file, encoding="utf-8", newline="") as lines:
            lines = list(csv.reader(lines))[1:]
        same(file.name, loaded, ((line[columns.index("source")], line[columns.index("target")]) for line in lines))
        pairs = files.glossary.pairs()
        if not one_target:
            return same(file.name, loaded, pairs)
        sources = [source for source, _ in loaded]
        if len(set(sources)) != len(sources):
            raise Wrong(f"{file.name}: a source is there twice")
        if set(loaded) - set(pairs):
            raise Wrong(f"{file.name}: {set(loaded) - set(pairs)} are not in the glossary, or not to be used")
        most = 200 if file.name.startswith("glossary-aws") else None
        quoted = '",' if file.name.startswith("glossary-aws") else '"' if "google" in file.name else ""
        for source, target in pairs:
            is_out = most and len(source.encode()) > most or any(sign in source + target for sign in quoted)
            if bool(is_out) == (source in sources) and (is_out or "google" not in file.name):
                raise Wrong(f"{file.name}: {source} is {'there' if is_out else 'missing'}")
        return len(loaded)

    counts = []
    for form, columns in TABLES:
        file = files.export(form, suffix=".csv")
        one_target = form != "crowdin"
        counts.append(f"{form} {check(file, columns, one_target)}")
        refused(f"another term in {form}", check, broken(file, "배,pear" if form == "phrase-strings" else "배,", "베,", "csv"), columns, one_target)
    return ", ".join(counts)


CHECKS = [
    ("translate-toolkit, TBX v2", concepts),
    ("translate-toolkit, TBX for Weblate", forbidden),
    ("translate-toolkit, TMX", memory),
    ("translate-toolkit, OmegaT's tab files", tab_file),
    ("translate-toolkit, CSV", tables),
]
