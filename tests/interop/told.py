"""How a check ends, and how it is shown that it can end badly."""

import subprocess
from collections import Counter


class Wrong(Exception):
    """A reader does not take a file, or loads something else than was written."""


class Skipped(Exception):
    """What the check needs is not on this machine."""


def run(command, **more):
    """What a program prints; that it fails is wrong."""
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **more)
    if done.returncode != 0:
        raise Wrong(f"{command[0]} says: {(done.stdout + done.stderr).strip()[:2000]}")
    return done.stdout


def same(what, loaded, wanted):
    """Two counts of things are the same."""
    loaded, wanted = Counter(loaded), Counter(wanted)
    if loaded != wanted:
        raise Wrong(f"{what}: missing {sorted((wanted - loaded), key=str)[:5]}, too many {sorted((loaded - wanted), key=str)[:5]}")
    return sum(loaded.values())


def refused(what, check, *arguments):
    """A check that passes what is broken shows nothing."""
    try:
        check(*arguments)
    except Wrong:
        return
    raise Wrong(f"{what} is not refused")


def broken(path, old, new, name):
    """A copy of a file with one thing wrong in it."""
    text = path.read_text(encoding="utf-8")
    if old not in text:
        raise Wrong(f"{path}: there is no {old!r} to be broken")
    copy = path.with_name(f"broken-{name}{path.suffix}")
    copy.write_text(text.replace(old, new, 1), encoding="utf-8")
    return copy
