#!/usr/bin/env bash
# `yongeo eval` and the reference scorer of the gold sets must print the same, to the last digit.
#
#     tests/agree-with-scorer.sh BINARY SCORER GOLD…
set -euo pipefail
binary=$1 scorer=$2
shift 2

agree() {
    local theirs ours
    theirs=$(python3 "$scorer" --binary "$binary" --errors "$@")
    ours=$("$binary" eval --errors "$@")
    diff <(echo "$theirs") <(echo "$ours")
    echo "yongeo eval and the scorer agree on $*"
}

for gold in "$@"; do
    agree "$gold"
done
# All files together are one text.
if [ $# -gt 1 ]; then
    agree "$@"
fi
