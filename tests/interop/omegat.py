"""OmegaT: its own readers on the files for it, and its own schema for TBX of version 2."""

import shutil
from pathlib import Path

from told import Skipped, Wrong, broken, refused, run, same
from tmx import OMEGAT, out_of_omegat
from wanted import one_line, printable, turned

HERE = Path(__file__).resolve().parent


def loaded(files, file, source="ko", target="en"):
    """What OmegaT loads from a file: source, target and comment of each entry."""
    if not OMEGAT.is_file():
        raise Skipped(f"there is no {OMEGAT}")
    if not shutil.which("javac"):
        raise Skipped("there is no javac")
    classes = files.work / "classes"
    if not (classes / "Loaded.class").is_file():
        run(["javac", "-encoding", "UTF-8", "-cp", OMEGAT, "-d", classes, HERE / "Loaded.java"])
    # OmegaT keeps its preferences at home.
    java = ["java", "-Djava.awt.headless=true", f"-Duser.home={files.work}", "-cp", f"{OMEGAT}:{classes}"]
    lines = run([*java, "Loaded", source, target, file]).splitlines()
    entries = [line.split("\t") for line in lines]
    if any(len(entry) != 3 for entry in entries):
        raise Wrong(f"{file.name}: {entries}")
    return entries


def tab_file(files):
    """A source behind a space is the same to OmegaT, which looks for its words; later versions drop the space."""

    def check(file, direction):
        pairs = files.glossary.pairs()
        source, target = direction.split("-")
        entries = loaded(files, file, source, target)
        count = same(file.name, ((one.strip(), other) for one, other, _ in entries), pairs if source == "ko" else turned(pairs))
        comments = [
            "; ".join(filter(None, (one_line(row["note"]), one_line(row["domain"]))))
            for row in files.glossary.rows
            if pairs[one_line(row["korean"]), one_line(row["english"])] and row["language"] == "en"
        ]
        same(f"{file.name}: comments", (comment for *_, comment in entries), comments)
        return count

    count = 0
    for direction in ("ko-en", "en-ko"):
        file = files.export("omegat", "--direction", direction, suffix=".txt")
        count = check(file, direction)
    bare = broken(file, "\n #include", "\n#include", "comment")
    refused("a term that OmegaT takes for a comment", check, bare, direction)
    return f"{count} entries with their comments, in 2 directions"


def tbx(files):
    file = files.export("tbx-v2", suffix=".tbx")

    def check(file):
        return same(file.name, ((one, other) for one, other, _ in loaded(files, file)), files.glossary.cross())

    count = check(file)
    comments = {(one, other): comment for one, other, comment in loaded(files, file)}
    for (korean, english), comment in comments.items():
        for row in files.glossary.rows:
            if (printable(row["korean"]), printable(row["english"])) == (korean, english):
                for told in ("note", "definition", "domain"):
                    # 배 is in two concepts.
                    same_pair = [r for r in files.glossary.rows if printable(r["korean"]) == korean and printable(r["english"]) == english]
                    text = printable(row[told]).replace("\n", "\\n").replace("\r", "\\r").replace("\t", "\\t")
                    if text not in comment and len(same_pair) == 1:
                        raise Wrong(f"{korean} = {english}: {text!r} is not in {comment!r}")
    refused("a file without a term", check, broken(file, "<term>배</term>", "<term>베</term>", "omegat"))
    refused("a file of version 3", check, files.export("tbx", suffix=".tbx"))
    return f"{count} entries, every Korean term with every English one of its concept"


def schema(files):
    schema = out_of_omegat(files, "tbx.xsd")

    def check(file):
        run(["xmllint", "--noout", "--nonet", "--schema", schema, file])

    for form in ("tbx-v2", "weblate"):
        file = files.export(form, suffix=".tbx")
        # Whose note it is only Weblate asks, and the schema does not know.
        text = file.read_text(encoding="utf-8").replace(' from="translator"', "")
        plain = file.with_name(f"{form}-for-the-schema.tbx")
        plain.write_text(text, encoding="utf-8")
        check(plain)
        refused(f"{form} with an element that there is not", check, broken(plain, "<term>배</term>", "<trem>배</trem>", "xsd"))
        refused(f"{form} with a term outside its group", check, broken(plain, "<tig>", "<term>배</term><tig>", "xsd"))
    return "tbx-v2 and weblate"


CHECKS = [
    ("OmegaT's reader of tab files", tab_file),
    ("OmegaT's reader of TBX", tbx),
    ("OmegaT's schema of TBX v2 (xmllint)", schema),
]
