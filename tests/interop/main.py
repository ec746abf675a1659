#!/usr/bin/env python3
"""Do other programs load what `yongeo export` writes, and is it what the glossary says?

usage: main.py --binary YONGEO --work FOLDER [--schemas FOLDER]

Every check is tried on a broken file too, which it must refuse. A line for each that passed, or was skipped for want of a program;
exit status 1 if anything is wrong.
"""

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

import json_file
import omegat
import tbx
import tmx
import toolkit
import workbooks
from told import Skipped, Wrong
from wanted import Glossary

HERE = Path(__file__).resolve().parent


class Files:
    """Exported files, each written when it is asked for first."""

    def __init__(self, binary, work, schemas):
        self.binary, self.work, self.schemas = binary, work, schemas
        self.path = HERE / "glossary.csv"
        self.glossary = Glossary(self.path)

    def export(self, form, *arguments, suffix, glossary=None):
        name = "-".join([form, *(word.lstrip("-") for word in arguments)])
        file = self.work / f"{glossary.stem if glossary else 'glossary'}-{name}{suffix}"
        command = [self.binary, "export", "--to", form, *arguments, "--glossary", glossary or self.path, "--output", file]
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
        # 1: rows are left out that a person should look at.
        if done.returncode not in (0, 1):
            raise Wrong(f"export --to {form}: {done.stderr}")
        return file

    def mined(self):
        """A glossary with places in a text, for the concordance."""
        glossary = self.work / "mined.csv"
        done = subprocess.run(
            [self.binary, "mine", "--glossary", glossary, HERE / "text.md"], capture_output=True, text=True
        )
        if done.returncode != 0:
            raise Wrong(f"mine: {done.stderr}")
        return glossary


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--binary", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--schemas", type=Path)
    arguments = parser.parse_args()
    # Nothing of an earlier run is taken for what was written now.
    shutil.rmtree(arguments.work, ignore_errors=True)
    arguments.work.mkdir(parents=True)
    files = Files(arguments.binary.resolve(), arguments.work.resolve(), arguments.schemas)
    failed = 0
    for name, check in [*tbx.CHECKS, *tmx.CHECKS, *omegat.CHECKS, *toolkit.CHECKS, *workbooks.CHECKS, *json_file.CHECKS]:
        try:
            print(f"ok: {name}: {check(files)}", flush=True)
        except Skipped as why:
            print(f"skipped: {name}: {why}", flush=True)
        except Wrong as why:
            print(f"WRONG: {name}: {why}", flush=True)
            failed += 1
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
