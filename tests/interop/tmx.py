"""TMX against its document type, which comes with OmegaT."""

import shutil
import zipfile
from pathlib import Path

from lxml import etree

from told import Skipped, Wrong, broken, refused, run, same
from wanted import one_line, printable

OMEGAT = Path("/usr/share/omegat/OmegaT.jar")
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def out_of_omegat(files, name):
    """A schema out of OmegaT's archive."""
    if not OMEGAT.is_file():
        raise Skipped(f"there is no {OMEGAT}")
    if not shutil.which("xmllint"):
        raise Skipped("there is no xmllint")
    with zipfile.ZipFile(OMEGAT) as archive:
        # What one schema says of another it finds beside it.
        for schema in archive.namelist():
            if schema.startswith("schemas/") and not schema.endswith("/"):
                (files.work / Path(schema).name).write_bytes(archive.read(schema))
    if not (files.work / name).is_file():
        raise Skipped(f"{OMEGAT} has no schemas/{name}")
    return files.work / name


def valid(schema, file):
    run(["xmllint", "--noout", "--nonet", "--dtdvalid", schema, file])


def document_type(files):
    schema = out_of_omegat(files, "tmx14.dtd")
    for direction in ("ko-en", "en-ko"):
        valid(schema, files.export("tmx", "--direction", direction, suffix=".tmx"))
    file = files.export("tmx", "--direction", "ko-en", suffix=".tmx")
    refused("a header without a language", valid, schema, broken(file, 'srclang="ko"', "", "header"))
    refused("a variant without a segment", valid, schema, broken(file, "<seg>배</seg>", "", "segment"))
    return "2 directions"


def units(path, source):
    """Units with what they say: source, target, note, domain, and the identifier, in which white space is not allowed."""
    tree = etree.parse(str(path))
    if tree.find("header").get("srclang") != source:
        raise Wrong(f"{path.name}: the source is not {source}")
    for unit in tree.iter("tu"):
        if not unit.get("tuid") or any(c.isspace() for c in unit.get("tuid")):
            raise Wrong(f"{path.name}: {unit.get('tuid')!r} is no identifier")
        texts = {variant.get(LANGUAGE): variant.findtext("seg") for variant in unit.iter("tuv")}
        note, domain = unit.findtext("note") or "", unit.findtext("prop") or ""
        yield texts["ko"], texts["en"], note, domain


def content(files):
    rows = [
        (one_line(row["korean"]), one_line(row["english"]), printable(row["note"]), one_line(row["domain"]))
        for row in files.glossary.rows
        if files.glossary.pairs()[one_line(row["korean"]), one_line(row["english"])] and row["language"] == "en"
    ]
    count = 0
    for source, direction in [("ko", "ko-en"), ("en", "en-ko")]:
        file = files.export("tmx", "--direction", direction, suffix=".tmx")
        count = same(file.name, units(file, source), rows)
    lost = broken(file, "<seg>배</seg>", "<seg>베</seg>", "term")
    refused("another term", lambda: same(lost.name, units(lost, "en"), rows))
    return f"{count} units with notes and subjects, in 2 directions"


CHECKS = [
    ("TMX, document type (xmllint)", document_type),
    ("TMX, read by lxml", content),
]
