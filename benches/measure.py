#!/usr/bin/env python3
"""Runs a command with its output thrown away; prints the seconds it took and its peak memory in MB.

    benches/measure.py COMMAND ARGUMENT…

The parent of both is the same small process, so figures of different programs can be compared.
"""

import os
import sys
import time

command = sys.argv[1:]
throw_away = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
begun = time.perf_counter()
child = os.posix_spawnp(command[0], command, os.environ, file_actions=throw_away)
_, status, usage = os.wait4(child, 0)
seconds = time.perf_counter() - begun
if status != 0:
    sys.exit(f"{' '.join(command)}: exit status {os.waitstatus_to_exitcode(status)}")
# Linux counts in KiB, macOS in bytes.
peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
print(f"{seconds:.6f} {peak / 1e6:.1f}")
