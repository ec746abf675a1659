"""TBX: the published RELAX NG and Schematron, the rules on attributes that jing passes over, and what the files say."""

import re
import shutil

from lxml import etree

from told import Skipped, Wrong, broken, refused, run, same

CORE = "core/TBXcoreStructV03.rng"
STATUSES = {f"{status}Term-admn-sts" for status in ("preferred", "admitted", "deprecated", "superseded")}
CONCEPT, LANGUAGE, TERM = "conceptEntry", "langSec", "termSec"
# Data categories: the element of each, where it may stand, and which values it takes (none: any text).
MIN = {
    ("admin", "customerSubset"): ({CONCEPT, TERM}, None),
    ("descrip", "subjectField"): ({CONCEPT}, None),
    ("termNote", "administrativeStatus"): ({TERM}, STATUSES),
    ("termNote", "partOfSpeech"): ({TERM}, {"noun", "verb", "adjective", "adverb", "other"}),
    ("xref", "externalCrossReference"): ({CONCEPT, LANGUAGE, TERM}, None),
}
BASIC = MIN | {
    ("admin", "projectSubset"): ({CONCEPT, TERM}, None),
    ("admin", "source"): ({CONCEPT, LANGUAGE, TERM}, None),
    ("descrip", "context"): ({TERM}, None),
    ("descrip", "definition"): ({CONCEPT, LANGUAGE}, None),
    ("ref", "crossReference"): ({CONCEPT, TERM}, None),
    ("termNote", "geographicalUsage"): ({TERM}, None),
    ("termNote", "grammaticalGender"): ({TERM}, {"masculine", "feminine", "neuter", "other"}),
    ("termNote", "termType"): ({TERM}, {"fullForm", "acronym", "abbreviation", "shortForm", "variant", "phrase"}),
    ("transac", "transactionType"): ({CONCEPT, LANGUAGE, TERM}, {"origination", "modification"}),
    ("transacNote", "responsibility"): ({CONCEPT, LANGUAGE, TERM}, None),
    ("xref", "xGraphic"): ({CONCEPT, LANGUAGE}, None),
}
V2 = {"termEntry": CONCEPT, "langSet": LANGUAGE, "tig": TERM}
DIALECTS = [("tbx", "basic", "TBX-Basic", BASIC), ("tbx-min", "min", "TBX-Min", MIN)]


def jing(schema, file):
    """Warnings on parts of Java that are not installed go to standard error, what is invalid to standard output."""
    run(["jing", schema, file])


def folder(files):
    if not files.schemas or not (files.schemas / CORE).is_file():
        raise Skipped(f"there are no schemas in {files.schemas} (TBX_SCHEMAS names another folder)")
    if not shutil.which("jing"):
        raise Skipped("there is no jing")
    return files.schemas


def grammar(files):
    """RELAX NG of the core structure."""
    schema = folder(files) / CORE
    count = 0
    for form, *_ in DIALECTS:
        for style in ("dca", "dct"):
            jing(schema, files.export(form, "--style", style, suffix=".tbx"))
            count += 1
    file = files.export("tbx", "--style", "dca", suffix=".tbx")
    refused("a numeral that begins an id", jing, schema, broken(file, 'id="c-5g"', 'id="5g"', "id"))
    refused("a language with an underscore", jing, schema, broken(file, 'xml:lang="ko"', 'xml:lang="ko_KR"', "language"))
    refused("an id that is there twice", jing, schema, broken(file, 'id="pear"', 'id="ship"', "twice"))
    return f"{count} files"


def schematron_dca(files):
    schemas = folder(files)
    for form, dialect, name, _ in DIALECTS:
        schema = schemas / dialect / f"{name}_DCA.sch"
        file = files.export(form, "--style", "dca", suffix=".tbx")
        jing(schema, file)
        for old, new in [("preferredTerm-admn-sts", "forbidden"), ('style="dca"', 'style="dct"'), (f'type="{name}"', 'type="TBX"')]:
            refused(f"{new} in {form}", jing, schema, broken(file, old, new, "dca"))
    return "TBX-Basic and TBX-Min"


def schematron_dct(files):
    """The dialect's rules, and with them those of its modules, joined by NVDL, whose addresses are the files of the folder here."""
    schemas = folder(files)
    moved = ("<langSec xml:lang=\"ko\">", "<langSec xml:lang=\"ko\"><min:subjectField>컴퓨팅</min:subjectField>")
    for form, dialect, name, _ in DIALECTS:
        file = files.export(form, "--style", "dct", suffix=".tbx")
        modules = ["min"] if dialect == "min" else ["min", "basic"]
        rules = [schemas / dialect / f"{name}_DCT.sch", *(schemas / module / f"{module.title()}.sch" for module in modules)]
        for schema in rules:
            jing(schema, file)
        refused("a subject of a language", jing, schemas / "min" / "Min.sch", broken(file, *moved, "level"))
        refused("another style", jing, rules[0], broken(file, 'style="dct"', 'style="dca"', "style"))
        text = (schemas / dialect / f"{name}.nvdl").read_text(encoding="utf-8")
        joined = files.work / f"{name}.nvdl"
        joined.write_text(re.sub(r'schema="[^"]*/([^/"]+)"', lambda it: f'schema="{find(schemas, it[1])}"', text), encoding="utf-8")
        jing(joined, file)
        refused("a status that there is not", jing, joined, broken(file, "preferredTerm-admn-sts", "forbidden", "status"))
        if dialect == "basic":
            late = ("<basic:termType>abbreviation", "<basic:termType>short")
            refused("a kind that there is not", jing, joined, broken(file, *late, "kind"))
    return "TBX-Basic and TBX-Min, by themselves and joined by NVDL"


def find(schemas, name):
    found = list(schemas.glob(f"*/{name}"))
    if not found:
        raise Skipped(f"there is no {name} in {schemas}")
    return found[0].resolve()


def categories(path, dialect):
    """The rules whose context is an attribute, which jing passes over: which categories there are, where, with which values."""
    count = 0
    for element in parse(path).iter("{*}*"):
        name, kind = etree.QName(element).localname, element.get("type")
        known = name in {element for element, _ in BASIC}
        level = place(element)
        if level is None or kind is None and not known:
            continue
        if (name, kind) not in dialect:
            raise Wrong(f"{path.name}: line {element.sourceline}: there is no {name} of type {kind}")
        levels, values = dialect[name, kind]
        if level not in levels:
            raise Wrong(f"{path.name}: line {element.sourceline}: {kind} stands in {level}")
        if values and element.text not in values:
            raise Wrong(f"{path.name}: line {element.sourceline}: {kind} is {element.text}")
        count += 1
    return count


def place(element):
    """The level at which an element stands, in the words of version 3; none outside concepts."""
    for parent in element.iterancestors("{*}*"):
        name = etree.QName(parent).localname
        name = V2.get(name, name)
        if name in (CONCEPT, LANGUAGE, TERM):
            return name
    return None


def attributes(files):
    count = 0
    for form, _, _, dialect in [*DIALECTS, ("tbx-v2", "", "", BASIC)]:
        file = files.export(form, suffix=".tbx")
        count += categories(file, dialect)
        for old, new in [
            ('type="subjectField"', 'type="domain"'),
            ('type="administrativeStatus"', 'type="status"'),
            ("<termNote type=", "<termNote kind="),
            ("preferredTerm-admn-sts", "forbidden"),
            ("<descrip type=\"subjectField\">컴퓨팅</descrip>", "<descrip type=\"context\">컴퓨팅</descrip>"),
        ]:
            refused(f"{new} in {form}", categories, broken(file, old, new, "type"), dialect)
    refused("TBX-Basic as TBX-Min", categories, files.export("tbx", suffix=".tbx"), MIN)
    return f"{count} data categories of 3 files"


def parse(path):
    return etree.parse(str(path), etree.XMLParser(load_dtd=False, no_network=True, resolve_entities=False))


def said(path):
    """What a file says, as a list of facts: concept, place, category, text."""
    facts = []
    ids = set()
    entries = [it for it in parse(path).iter("{*}*") if etree.QName(it).localname in ("conceptEntry", "termEntry")]
    for entry in entries:
        if entry.get("id") in ids:
            raise Wrong(f"{path.name}: {entry.get('id')} is there twice")
        ids.add(entry.get("id"))
        own = [it.text for it in entry.iterchildren(etree.ProcessingInstruction) if it.target == "yongeo"]
        concept = re.search(r'"concept":"([^"]*)"', own[0])[1]
        if re.fullmatch(r"[^\W\d][\w.-]*", concept) and entry.get("id") != concept:
            raise Wrong(f"{path.name}: {concept} could be an id, and {entry.get('id')} is")
        for element in entry.iter("{*}*"):
            name = etree.QName(element).localname
            category = element.get("type") or name
            if not (element.text or "").strip() or category == "yongeo":
                continue
            section = next((it for it in element.iterancestors("{*}*") if place_name(it) == TERM), None)
            language = next((it for it in element.iterancestors("{*}*") if place_name(it) == LANGUAGE), None)
            term = "" if section is None else section.find("{*}term").text
            code = "" if language is None else language.get("{http://www.w3.org/XML/1998/namespace}lang")
            facts.append((concept, code, term, category, element.text))
    return facts


def place_name(element):
    name = etree.QName(element).localname
    return V2.get(name, name)


def facts(glossary, basic):
    """What the glossary says, in the same form."""
    facts = []
    for id, concept in glossary.concepts().items():
        facts += [(id, "", "", "subjectField", domain) for domain in concept.domains]
        if basic:
            facts += [(id, "", "", "definition", definition) for definition in concept.definitions]
        for (code, text), term in concept.terms.items():
            facts.append((id, code, text, "term", text))
            facts += [(id, code, text, "note", note) for note in term.notes]
            if term.status:
                facts.append((id, code, text, "administrativeStatus", f"{term.status}Term-admn-sts"))
            if basic and term.abbreviation:
                facts.append((id, code, text, "termType", "abbreviation"))
    return facts


def content(files):
    count = 0
    for form, style, basic in [
        ("tbx", "dca", True),
        ("tbx", "dct", True),
        ("tbx-min", "dca", False),
        ("tbx-min", "dct", False),
        ("tbx-v2", "dca", True),
    ]:
        file = files.export(form, "--style", style, suffix=".tbx")
        count = max(count, same(file.name, said(file), facts(files.glossary, basic)))
    lost = broken(file, "<term>배</term>", "<term>베</term>", "term")
    refused("another term", lambda: same(lost.name, said(lost), facts(files.glossary, basic)))
    return f"5 files, up to {count} terms, statuses, subjects, definitions and notes each"


CHECKS = [
    ("TBX v3, RELAX NG (jing)", grammar),
    ("TBX v3 in DCA style, Schematron (jing)", schematron_dca),
    ("TBX v3 in DCT style, Schematron and modules (jing)", schematron_dct),
    ("TBX, values and places of attributes", attributes),
    ("TBX, read by lxml", content),
]
