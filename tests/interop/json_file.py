"""JSON, read by Python, which yields every cell."""

import json

from told import Wrong, broken, refused, same

FIGURES = {"occurrences": int, "documents": int, "confidence": float}


def content(files):
    def check(file):
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
        except ValueError as error:
            raise Wrong(f"{file.name}: {error}") from error
        if (told["format"], told["version"], told["columns"]) != ("yongeo-glossary", 1, files.glossary.header):
            raise Wrong(f"{file.name}: not of this format, or with other columns")
        cells = [
            (concept["concept"], at, column, type(cell), cell)
            for concept in told["concepts"]
            for at, row in enumerate(concept["rows"])
            for column, cell in row.items()
        ]
        wanted, before, at = [], None, 0
        for row in sorted(files.glossary.rows, key=lambda row: row["concept"]):
            at = at + 1 if row["concept"] == before else 0
            before = row["concept"]
            for column, cell in row.items():
                if cell and column != "concept":
                    kind = FIGURES.get(column, str)
                    wanted.append((before, at, column, kind, kind(cell)))
        same(file.name, cells, wanted)
        same("concepts", (concept["concept"] for concept in told["concepts"]), list(files.glossary.concepts()))
        for concept in told["concepts"]:
            chosen = [row["korean"] for row in concept["rows"] if row["status"] == "preferred"]
            preferred = concept["preferred"]
            if preferred["chosen"] != bool(chosen) or chosen and preferred["korean"] not in chosen:
                raise Wrong(f"{concept['concept']}: {preferred}, and people chose {chosen}")
        return len(cells)

    file = files.export("json", suffix=".json")
    count = check(file)
    refused("another term", check, broken(file, '"korean":"배","language"', '"korean":"베","language"', "term"))
    refused("a number as text", check, broken(file, '"occurrences":40', '"occurrences":"40"', "number"))
    refused("half a file", check, broken(file, "\n]\n}", "", "half"))
    return f"{count} cells of {len(files.glossary.concepts())} concepts"


CHECKS = [("JSON", content)]
