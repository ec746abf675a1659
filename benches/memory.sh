#!/usr/bin/env bash
# How much memory does one very long line take?
#
#     benches/memory.sh [MEGABYTES]
#
# Makes single lines without a line end, 200 MB unless told. "dense": the documents of seeds/ over and over,
# a gloss every 150 bytes. "usual": with so much plain text behind each round that there is one every
# 2.6 KB, as in news and technical prose. Prints the peak memory of `yongeo extract` and its share of the
# file's size, and fails where that is 4 or more. Needs python3, the dictionary (`cargo xtask dictionary`) and
# as much room in the temporary folder.
set -euo pipefail

megabytes=${1:-200}
cd "$(dirname "$0")/.."
cargo build --release --quiet
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# make FILE ENCODING DENSITY
make() {
    python3 - "$work/$1" "$2" "$3" "$megabytes" <<'PYTHON'
import glob, sys

path, encoding, density, megabytes = sys.argv[1:]
seeds = "".join(open(name, encoding="utf-8").read() for name in sorted(glob.glob("seeds/*.txt")))
line = " ".join(seeds.split()) + " "
if density == "usual":
    plain = "괄호가 없는 문장이 한 줄로 길게 이어진다. "
    line += plain * (16 * len(line) // len(plain))
# CP949 has no sign for a few characters of the seeds.
piece = line.encode(encoding, errors="replace" if encoding == "cp949" else "strict")
with open(path, "wb") as file:
    if encoding.startswith("utf-16"):
        file.write("\ufeff".encode(encoding))
    # Whole pieces, so that no character is cut.
    for _ in range(max(1, int(megabytes) * 1_000_000 // len(piece))):
        file.write(piece)
PYTHON
}

failed=0
printf '%-26s %9s %9s %9s\n' "" "file, MB" "peak, MB" "peak/file"
for kind in "utf-8 usual" "utf-8 dense" "cp949 usual" "cp949 dense" "utf-16-le usual" "utf-16-le dense"; do
    read -r encoding density <<<"$kind"
    make line.txt "$encoding" "$density"
    size=$(wc -c <"$work/line.txt")
    read -r _ peak < <(benches/measure.py target/release/yongeo extract --format jsonl "$work/line.txt")
    awk -v kind="$kind" -v size="$size" -v peak="$peak" 'BEGIN {
        share = peak * 1e6 / size
        printf "%-26s %9.0f %9.0f %9.2f\n", kind, size / 1e6, peak, share
        exit share >= 4
    }' || failed=1
done
exit $failed
