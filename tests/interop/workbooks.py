"""Workbooks: every cell as LibreOffice reads it, and as openpyxl does, which also sees what a person works with."""

import csv
import re
import shutil

import openpyxl

from told import Skipped, Wrong, refused, run, same
from wanted import composed, one_line

FIGURES = {"occurrences", "documents", "confidence"}
STATUSES = "proposed,preferred,admitted,deprecated,rejected"
# Workbooks that tools read.
TOOLS = ["trados", "phrase", "xtm"]


def lines(cell):
    """A line end in a cell is one character to spreadsheets."""
    return cell.replace("\r\n", "\n")


def people(files):
    """The workbook for people: every cell, as it is."""
    rows = [[figure(column, lines(row[column])) for column in files.glossary.header] for row in files.glossary.rows]
    return [files.glossary.header, *rows]


def figure(column, cell):
    """What a spreadsheet takes for a number is compared as one."""
    return float(cell) if column in FIGURES and cell else cell


def trados(files):
    """Synonyms between bars; terms with a bar of their own are not in it."""
    concepts = {}
    for row in files.glossary.rows:
        pair = one_line(row["korean"]), one_line(row["english"])
        if row["language"] == "en" and files.glossary.pairs()[pair] and "|" not in "".join(pair):
            concept = concepts.setdefault(row["concept"], [set() for _ in range(5)])
            for texts, text in zip(concept, [*pair, *(row[column] for column in ("domain", "definition", "note"))]):
                if text := composed(text):
                    texts.add(one_line(text))
    return [[tuple(sorted(texts)) for texts in concept] for concept in concepts.values()]


def wanted(files, form):
    """Rows of a workbook for a tool, without its header, in any order."""
    if form == "trados":
        return trados(files)
    rows = []
    for row in files.glossary.rows:
        pair = [one_line(row["korean"]), one_line(row["english"])]
        if row["language"] == "en" and files.glossary.pairs()[tuple(pair)]:
            said = [one_line(row[column]) for column in ("domain", "definition", "note")] if form == "phrase" else []
            rows.append([*said, *pair])
    return rows


HEADERS = {
    "trados": ["Korean", "English", "Subject", "Definition", "Note"],
    "phrase": ["concept_domain", "concept_definition", "concept_note", "ko", "en"],
    "xtm": ["ko", "en"],
}


def compare(files, form, table):
    """A table that was read with the one that was meant; its cells are texts, and numbers where they are meant to be."""
    if form == "xlsx":
        header, *rows = people(files)
        # The order of rows is that of the glossary, which is sorted.
        read = [[figure(column, cell) for column, cell in zip(header, row)] for row in table[1:]]
        return same("cells", cells([table[0], *read]), cells([header, *rows]))
    same("header", enumerate(table[0]), enumerate(HEADERS[form]))
    rows = table[1:]
    if form == "trados":
        rows = [[tuple(sorted(filter(None, re.split(r"\||; " if at > 1 else r"\|", cell)))) for at, cell in enumerate(row)] for row in rows]
        meant = [[tuple(sorted(text for it in texts for text in (it.split("; ") if at > 1 else [it]))) for at, texts in enumerate(row)] for row in wanted(files, form)]
    else:
        meant = wanted(files, form)
    same("rows", map(tuple, rows), map(tuple, meant))
    return sum(len(row) for row in rows)


def cells(table):
    return [(row, column, cell) for row, line in enumerate(table) for column, cell in enumerate(line)]


def libreoffice(files):
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if not office:
        raise Skipped("there is no LibreOffice")
    books = {form: files.export(form, suffix=".xlsx") for form in ["xlsx", *TOOLS]}
    book = openpyxl.load_workbook(books["xlsx"])
    book.worksheets[0]["C3"] = "다른 말"
    changed = files.work / "broken-cell.xlsx"
    book.save(changed)
    mined = files.export("xlsx", suffix=".xlsx", glossary=files.mined())
    # Commas, double quotes, UTF-8, cells as they are and not as they are shown, every sheet in a file of its own.
    form = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1"
    home = f"-env:UserInstallation=file://{files.work}/libreoffice"
    run([office, home, "--headless", "--convert-to", form, "--outdir", files.work, *books.values(), changed, mined])
    counts = []
    for name, book in books.items():
        sheet = "glossary" if name == "xlsx" else "terms"
        counts.append(f"{name} {compare(files, name, table(files, book, sheet))}")
    refused("another cell", compare, files, "xlsx", table(files, changed, "glossary"))
    places = concordance(files, table(files, mined, "concordance"))
    return f"{', '.join(counts)} cells, and {places} lines of concordance"


def table(files, book, sheet):
    with open(files.work / f"{book.stem}-{sheet}.csv", encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def concordance(files, table):
    """Pairs with their lines, as the text has them; behind each what stands around it."""
    header, *rows = table
    same("header", enumerate(header), enumerate(["korean", "english", "document", "line", "context"]))
    text = (files.path.parent / "text.md").read_text(encoding="utf-8").splitlines()
    glosses = [
        (korean, english, str(number))
        for number, line in enumerate(text, 1)
        for korean, english in re.findall(r"(역색인|단어 빈도|질의 확장|정밀도|재현율)\((.*?)\)", line)
    ]
    count = same("places", ((korean, english, line) for korean, english, _, line, _ in rows), glosses)
    for korean, english, document, line, context in rows:
        if not document.endswith("text.md") or f"{korean}({english})" not in context or context not in text[int(line) - 1]:
            raise Wrong(f"{korean}: line {line} of {document} does not say {context!r}")
    return count


def sheets(files):
    """What a person works with: the header stays, rows can be filtered, a status is chosen from a list, a sheet of places."""
    def check(path):
        book = openpyxl.load_workbook(path)
        if book.sheetnames != ["glossary", "concordance"]:
            raise Wrong(f"the sheets are {book.sheetnames}")
        sheet = book["glossary"]
        last = sheet.cell(1, len(files.glossary.header)).column_letter
        rows = len(files.glossary.rows) + 1
        if sheet.freeze_panes != "A2":
            raise Wrong(f"the header is not held: {sheet.freeze_panes}")
        if sheet.auto_filter.ref != f"A1:{last}{rows}":
            raise Wrong(f"the filter is on {sheet.auto_filter.ref}")
        lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
        for column in ("status", "english_status"):
            letter = sheet.cell(1, files.glossary.header.index(column) + 1).column_letter
            if lists.get(f"{letter}2:{letter}{rows}") != f'"{STATUSES}"':
                raise Wrong(f"{column} has no list: {lists}")
        numbers = 0
        for row in sheet.iter_rows(min_row=2):
            for column, cell in zip(files.glossary.header, row):
                kind = "n" if column in FIGURES or cell.value is None else "s"
                if cell.data_type != kind:
                    raise Wrong(f"{cell.coordinate} is {cell.data_type}: {cell.value!r}")
                numbers += column in FIGURES and cell.value is not None
        return numbers

    path = files.export("xlsx", suffix=".xlsx")
    numbers = check(path)
    for name, spoil in [
        ("no pane", lambda sheet: setattr(sheet, "freeze_panes", None)),
        ("no filter", lambda sheet: setattr(sheet.auto_filter, "ref", None)),
        ("no list", lambda sheet: sheet.data_validations.dataValidation.clear()),
        ("a number as text", lambda sheet: setattr(sheet.cell(2, files.glossary.header.index("occurrences") + 1), "value", "세")),
        ("a formula", lambda sheet: setattr(sheet["B2"], "value", "=1+1")),
    ]:
        book = openpyxl.load_workbook(path)
        spoil(book["glossary"])
        copy = files.work / "broken-sheet.xlsx"
        book.save(copy)
        refused(name, check, copy)
    return f"held header, filter, 2 lists of statuses, {numbers} numbers, no formulas"


CHECKS = [
    ("XLSX, LibreOffice", libreoffice),
    ("XLSX, openpyxl", sheets),
]
