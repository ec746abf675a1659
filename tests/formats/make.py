#!/usr/bin/env python3
"""Makes a file of every format with the sentences of pairs.tsv, by the programs that people use for it.

usage: make.py FOLDER

Needs LibreOffice (soffice), pandoc, translate-toolkit for PO and XLIFF, and pyarrow for Parquet. What it makes is committed in tests/formats/files;
run it again to add a format. Text formats that people type are written here.
"""

import html
import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

HERE = Path(__file__).parent
PAIRS = [line.split("\t") for line in (HERE / "pairs.tsv").read_text("utf-8").splitlines()]
SENTENCES = [sentence for _, _, sentence in PAIRS]


def page():
    """A page with headings, a table, a list, tags within terms, and references for characters."""
    out = ["<!DOCTYPE html>", '<html lang="ko"><head><meta charset="utf-8"><title>용어 안내</title></head>', "<body><h1>용어 안내</h1>"]
    for number, (korean, english, sentence) in enumerate(PAIRS):
        text = html.escape(sentence, quote=False)
        if number % 3 == 0:
            half = len(korean) // 2
            start = text.index(korean + "(")
            text = f"{text[:start]}<b>{korean[:half]}</b>{korean[half:]}<i>({text[start + len(korean) + 1:]}".replace(")", ")</i>", 1)
        if number % 10 == 4:
            out.append(f"<ul><li>{text}</li></ul>")
        elif number % 10 == 7:
            out.append(f"<table><tr><td>{text}</td><td>{number}</td></tr></table>")
        else:
            out.append(f"<p>{text}</p>")
    return "\n".join([*out, "</body></html>", ""])


def markdown():
    return "# 용어 안내\n\n" + "\n\n".join(SENTENCES).replace("R&D", "R\\&D") + "\n"


def hwpx(path):
    hp = 'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph"'
    hs = 'xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section"'

    def paragraph(text):
        half = len(text) // 3
        runs = [text[:half], text[half:]]
        runs = "".join(f'<hp:run charPrIDRef="{n}"><hp:t>{html.escape(run, quote=False)}</hp:t></hp:run>' for n, run in enumerate(runs))
        return f'<hp:p id="0" paraPrIDRef="0">{runs}</hp:p>'

    sections = [SENTENCES[:30], SENTENCES[30:]]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(zipfile.ZipInfo("mimetype"), "application/hwp+zip")
        package.writestr("version.xml", '<?xml version="1.0" encoding="UTF-8"?><hv:HCFVersion xmlns:hv="http://www.hancom.co.kr/hwpml/2011/version" major="5"/>')
        for number, sentences in enumerate(sections):
            body = [paragraph(sentence) for sentence in sentences]
            cell = f'<hp:tc><hp:subList>{body.pop(3)}</hp:subList></hp:tc>'
            body.insert(3, f'<hp:p><hp:run><hp:tbl><hp:tr>{cell}</hp:tr></hp:tbl><hp:t/></hp:run></hp:p>')
            package.writestr(f"Contents/section{number}.xml", f'<?xml version="1.0" encoding="UTF-8" standalone="yes" ?><hs:sec {hs} {hp}>{"".join(body)}</hs:sec>')
        package.writestr("Preview/PrvText.txt", "용어 안내")


def office(folder, source, *suffixes, filter=None):
    for suffix in suffixes:
        extra = [f"--infilter={filter}"] if filter else []
        subprocess.run(["soffice", "--headless", "--convert-to", suffix, *extra, "--outdir", folder, source], check=True, stdout=subprocess.DEVNULL)


def pandoc(source, target, *arguments):
    subprocess.run(["pandoc", "--standalone", "--wrap=none", *arguments, source, "-o", target], check=True)


def parquet(folder):
    """A table as data sets have it, and the same texts in lists and structs, compressed and written in all ways."""
    import pyarrow
    from pyarrow.parquet import write_table

    write_table(pyarrow.table({"번호": range(len(SENTENCES)), "문장": SENTENCES}), folder / "pairs.parquet")
    pairs = [SENTENCES[at : at + 2] for at in range(0, len(SENTENCES), 2)]
    said = [[{"content": text, "turn": number} for number, text in enumerate(pair)] for pair in pairs]
    messages = pyarrow.table({"messages": said, "score": [None] * len(said), "comment": pyarrow.array([None] * len(said), pyarrow.string())})
    lists = pyarrow.table({"texts": pyarrow.array([None, [], *pairs, [None]]), "raw": [b"\xff"] * (len(pairs) + 3)})
    plain = {"use_dictionary": False, "row_group_size": 7, "data_page_size": 99}
    write_table(messages, folder / "zstd.parquet", compression="zstd", data_page_version="2.0", row_group_size=7)
    write_table(messages, folder / "gzip.parquet", compression="gzip", column_encoding={"messages.list.element.content": "DELTA_BYTE_ARRAY"}, **plain)
    write_table(lists, folder / "lz4.parquet", compression="lz4", column_encoding={"texts.list.element": "DELTA_LENGTH_BYTE_ARRAY"}, data_page_version="2.0", **plain)
    write_table(lists, folder / "none.parquet", compression="none", **plain)
    keyed = pyarrow.array([{f"{number}": text for number, text in enumerate(pair)} for pair in pairs], pyarrow.map_(pyarrow.string(), pyarrow.string()))
    write_table(pyarrow.table({"texts": keyed}), folder / "map.parquet")


class Pipe:
    """What can't go back to fill in sizes, so that data descriptors follow the data."""

    def __init__(self, file):
        self.file = file

    def write(self, data):
        return self.file.write(data)

    def flush(self):
        self.file.flush()


def odd(source, path):
    """The same members with all that programs seldom write: bytes before the archive, data descriptors, Zip64, attributes, comments, and two of a name."""
    with zipfile.ZipFile(source) as old, open(path, "wb") as file:
        file.write(b"#! bytes before the archive\n")
        with zipfile.ZipFile(Pipe(file), "w") as new:
            new.comment = "문서".encode()
            members = [("word/document.xml", b"<w:document/>"), *((info.filename, old.read(info)) for info in old.infolist())]
            for number, (name, data) in enumerate(members):
                info = zipfile.ZipInfo(name, (1999, 12, 31, 23, 59, 58))
                info.compress_type = [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED][number % 4 == 1]
                info.create_system, info.create_version, info.internal_attr = number % 2 * 10, 63, number % 2
                info.external_attr = 0o100640 << 16 | 0x21
                info.extra, info.comment = b"\xfe\xca\x02\x00ab", f"설명 {number}".encode()
                with new.open(info, "w", force_zip64=number % 3 == 1) as member:
                    member.write(data)


def clock(seconds, comma):
    return f"00:{seconds // 60:02}:{seconds % 60:02}{comma}000"


def main(folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write = lambda name, text, encoding="utf-8": (folder / name).write_bytes(text.encode(encoding))
    write("pairs.txt", "\n".join(SENTENCES) + "\n")
    write("pairs.html", page())
    write("cp949.html", page().replace('<meta charset="utf-8">', ""), "cp949")
    write("pairs.md", markdown())
    hwpx(folder / "pairs.hwpx")

    # LibreOffice
    office(folder, folder / "pairs.html", "odt:writer8", filter="HTML (StarWriter)")
    office(folder, folder / "pairs.odt", "docx", "epub", "pdf")
    odd(folder / "pairs.docx", folder / "odd.docx")
    rows = "\n".join('"{}",{}'.format(sentence, number) for number, sentence in enumerate(SENTENCES))
    write("table.csv", "문장,번호\n" + rows + "\n")
    office(folder, folder / "table.csv", "xlsx", "ods", filter="CSV:44,34,76,1")
    for suffix in ["xlsx", "ods"]:
        shutil.move(folder / f"table.{suffix}", folder / f"pairs.{suffix}")
    shutil.move(folder / "table.csv", folder / "pairs.csv")

    # pandoc
    for suffix in ["docx", "odt", "epub", "rst", "adoc", "tex", "ipynb"]:
        pandoc(folder / "pairs.md", folder / f"pandoc.{suffix}")
    slides = "\n\n".join(f"# {korean}\n\n{sentence}" for korean, _, sentence in PAIRS).replace("R&D", "R\\&D")
    write("slides.md", slides + "\n")
    pandoc(folder / "slides.md", folder / "pandoc.pptx")
    office(folder, folder / "pandoc.pptx", "odp")
    shutil.move(folder / "pandoc.odp", folder / "pairs.odp")
    office(folder, folder / "pairs.odp", "pptx")
    (folder / "slides.md").unlink()

    # What people and their programs type.
    keyed = {f"message.{number}": sentence for number, sentence in enumerate(SENTENCES)}
    write("pairs.json", json.dumps({"ko": keyed}, ensure_ascii=False, indent=2) + "\n")
    write("escaped.json", json.dumps(keyed))
    write("pairs.jsonl", "".join(json.dumps({"id": key, "text": text}, ensure_ascii=False) + "\n" for key, text in keyed.items()))
    write("pairs.yaml", "ko:\n" + "".join(f'  m{n}: {text if n % 2 else json.dumps(text, ensure_ascii=False)}\n' for n, text in enumerate(SENTENCES)))
    write("pairs.properties", "# 문구\n" + "".join(f"{key}={text}\n" for key, text in keyed.items()))
    write("escaped.properties", "".join(f"{key} = {text.encode('unicode_escape').decode('ascii')}\n" for key, text in keyed.items()))
    write("pairs.strings", "/* 문구 */\n" + "".join(f'"{key}" = "{text}";\n' for key, text in keyed.items()))
    write("utf16.strings", "/* 문구 */\n" + "".join(f'"{key}" = "{text}";\n' for key, text in keyed.items()), "utf-16")
    unit = lambda text: {"localizations": {"ko": {"stringUnit": {"state": "translated", "value": text}}}}
    write("pairs.xcstrings", json.dumps({"sourceLanguage": "en", "strings": {key: unit(text) for key, text in keyed.items()}, "version": "1.0"}, ensure_ascii=False, indent=2))
    items = "".join(f'    <string name="m{n}">{html.escape(text, quote=False)}</string>\n' for n, text in enumerate(SENTENCES))
    write("strings.xml", f'<?xml version="1.0" encoding="utf-8"?>\n<resources>\n{items}</resources>\n')
    cues = [(n, clock(3 * n, ","), clock(3 * n + 2, ","), text) for n, text in enumerate(SENTENCES, 1)]
    broken = lambda n, text: text.replace(" ", "\n", 1) if n % 4 == 0 else text
    srt = "\n".join(f"{n}\n{start} --> {end}\n{broken(n, text)}\n" for n, start, end, text in cues)
    write("pairs.srt", srt)
    write("euckr.srt", srt.replace("\n", "\r\n"), "euc-kr")
    vtt = "\n".join(f"{start.replace(',', '.')} --> {end.replace(',', '.')} align:start\n<i>{html.escape(text, quote=False)}</i>\n" for _, start, end, text in cues)
    write("pairs.vtt", "WEBVTT\n\n" + vtt)

    parquet(folder)

    # translate-toolkit
    from translate.storage import po, xliff

    catalogue = po.pofile()
    file = xliff.xlifffile()
    file.setsourcelanguage("en")
    file.settargetlanguage("ko")
    for korean, english, sentence in PAIRS:
        unit = catalogue.addsourceunit(f"About {english}.")
        unit.target = sentence
        unit = file.addsourceunit(f"About {english}.")
        unit.target = sentence
    catalogue.savefile(str(folder / "pairs.po"))
    file.savefile(str(folder / "pairs.xlf"))


# Terms that stand in other places than parentheses.
TABLE = [("린터", "linter"), ("말뭉치", "corpus"), ("차등 정보 보호", "differential privacy"), ("지연 평가", "lazy evaluation"), ("셸", "shell"), ("꾸러미", "package")]
NOTES = [("형상 관리", "configuration management"), ("회귀 시험", "regression test"), ("정적 분석", "static analysis")]
ITEMS = [("배포", "deployment"), ("버전 관리", "version control"), ("지속적 통합", "continuous integration"), ("무중단 배포", "zero-downtime deployment")]


def terms(folder):
    """A table, notes and a list, in what has them; definitions and slides, which are tables."""
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    table = "| 용어 | 원어 | 뜻 |\n|---|---|---|\n" + "".join(f"| {korean} | {english} | 자세한 뜻은 본문에서 다룬다. |\n" for korean, english in TABLE)
    marks = "\n\n".join(f"이 장에서는 {korean}[^{n}]의 뜻을 살펴본다." for n, (korean, _) in enumerate(NOTES, 1))
    notes = "\n".join(f"[^{n}]: {english}" for n, (_, english) in enumerate(NOTES, 1))
    items = "\n".join(f"- {korean}: {english}" for korean, english in ITEMS)
    (folder / "terms.md").write_text(f"# 용어\n\n{table}\n{marks}\n\n{items}\n\n{notes}\n", "utf-8")
    for suffix in ["docx", "odt", "html", "epub", "rst", "adoc", "tex"]:
        pandoc(folder / "terms.md", folder / f"terms.{suffix}", "--metadata", "title=용어")
    office(folder, folder / "terms.odt", "docx")
    shutil.move(folder / "terms.docx", folder / "office.docx")
    pandoc(folder / "terms.md", folder / "terms.docx")
    slides = folder / "table.md"
    slides.write_text(f"# 용어\n\n{table}", "utf-8")
    # Too wide for its page, so that there is a grid, and boxes around the cells in LaTeX.
    wide = folder / "wide.md"
    wide.write_text(table.replace("|---|---|---|", "|-----|------|---|"), "utf-8")
    for suffix in ["rst", "tex"]:
        pandoc(wide, folder / f"table.{suffix}", "--wrap=auto", "--columns=54")
    wide.unlink()
    pandoc(slides, folder / "table.pptx")
    office(folder, folder / "table.pptx", "odp")
    office(folder, folder / "table.odp", "pptx:Impress MS PowerPoint 2007 XML")
    shutil.move(folder / "table.pptx", folder / "table-office.pptx")
    pandoc(slides, folder / "table.pptx")
    definitions = folder / "table-definitions.md"
    definitions.write_text("\n\n".join(f"{korean}\n: {english}" for korean, english in TABLE) + "\n", "utf-8")
    for suffix in ["rst", "adoc", "tex", "html"]:
        pandoc(definitions, folder / f"table-definitions.{suffix}", "--metadata", "title=용어")
    slides.unlink()
    definitions.unlink()
    rows = "".join(f"{n},{korean},{english}\n" for n, (korean, english) in enumerate(TABLE, 1))
    (folder / "table.csv").write_text("번호,용어,원어\n" + rows, "utf-8")
    import pyarrow
    from pyarrow.parquet import write_table

    columns = {"번호": range(len(TABLE)), "용어": [korean for korean, _ in TABLE], "원어": [english for _, english in TABLE]}
    write_table(pyarrow.table(columns), folder / "table.parquet")
    office(folder, folder / "table.csv", "xlsx", "ods", filter="CSV:44,34,76,1")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
    terms(Path(sys.argv[1]).with_name("terms"))
