#!/usr/bin/env python3
"""Are variants of one term one concept, and look-alikes two?

usage: variants.py YONGEO VARIANTS.jsonl…

Each line of a file is a pair of pairs, {"a": {"ko", "en"}, "b": {"ko", "en"}, "merge": true or false}. Both are mined from
one text into a glossary of their own; their rows must, or must not, share their concept. Prints what is not so.
"""

import csv
import json
import subprocess
import sys
import tempfile
from pathlib import Path

# Both pairs are glosses of an ordinary sentence; the aligner is not what is measured.
TEXT = "여기서 말하는 {}({})에 관한 설명이다.\n"


def concepts(binary, item, folder):
    text = folder / "text.txt"
    text.write_text("\n".join(TEXT.format(p["ko"], p["en"]) for p in (item["a"], item["b"])), "utf-8")
    glossary = folder / "glossary.csv"
    subprocess.run([binary, "mine", "--glossary", glossary, text], check=True, stderr=subprocess.DEVNULL)
    with glossary.open(encoding="utf-8", newline="") as rows:
        return {row["concept"]: row for row in csv.DictReader(rows)}, glossary.read_text("utf-8")


def main(binary, *files):
    items = [json.loads(line) for file in files for line in Path(file).read_text("utf-8").splitlines() if line.strip()]
    wrong = 0
    for item in items:
        with tempfile.TemporaryDirectory() as folder:
            found, rows = concepts(binary, item, Path(folder))
        if (len(found) == 1) != item["merge"]:
            wrong += 1
            print(f"{'apart' if item['merge'] else 'merged'}: {json.dumps(item, ensure_ascii=False)}\n{rows}")
    print(f"{len(items) - wrong} of {len(items)} right")
    sys.exit(wrong > 0)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
