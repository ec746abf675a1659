#!/usr/bin/env bash
# How fast is `yongeo extract`, measured against what ripgrep needs for less?
#
#     benches/compare.sh FOLDER
#
# "The bare scan" finds every parenthesis that holds a Latin letter: the floor. "What a user would type"
# wants Hangul before it as well. Every figure is the best of five runs, taken in turns so that a busy
# minute hits all three alike; the start is the best of ten. Output is thrown away. Needs rg and python3,
# and the dictionary (`cargo xtask dictionary`). Other work on the machine makes the figures worthless:
# the load before and after is printed below the table.
#
# Ten copies tell whether yongeo slows down with size (it knows no word of one document in the next, so copies
# do not help it), and ratios are given for one copy only: copies do help rg. It builds the
# states of its automaton as it meets new text and has them ready for copies: with rg 13 the second
# pattern takes 1.3 s of processor time for 7.5 MB of news and 1.9 s for the same eight times over. Its cache
# matters for one copy too: 0.2 s with `--dfa-size-limit 1M`, which hardly a user would type.
set -euo pipefail

fail() {
    echo "benches/compare.sh: $*" >&2
    exit 2
}
[ $# = 1 ] && [ -d "$1" ] || fail "name one folder of texts"
command -v rg >/dev/null || fail "rg is missing: apt-get install ripgrep"

texts=$(cd "$1" && pwd)
cd "$(dirname "$0")/.."
cargo build --release --quiet
yongeo=target/release/yongeo
load() {
    uptime | sed 's/.*average[s]*: *//; s/,* .*//'
}
load_before=$(load)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/copies"
for copy in 0 1 2 3 4 5 6 7 8 9; do
    cp -R "$texts" "$work/copies/$copy"
done

# Appends `NAME seconds peak-memory` to the runs.
run() {
    echo "$1 $(benches/measure.py "${@:2}")" >>"$work/runs"
}
all_three() {
    run "yongeo$1" "$yongeo" extract --format jsonl "$2"
    run "bare$1" rg -o '\([^()\n]*[A-Za-z][^()\n]*\)' "$2"
    run "typed$1" rg -o '[\p{Hangul}][^()\n]{0,20}\([^()\n]*[A-Za-z][^()\n]*\)' "$2"
}
for _ in 1 2 3 4 5; do
    all_three 1 "$texts"
    all_three 10 "$work/copies"
done
for _ in 1 2 3 4 5 6 7 8 9 10; do
    run start "$yongeo" extract --format jsonl seeds/news-it.txt
done

# As many bytes as both programs read: no hidden files, none that are ignored.
bytes=$(rg --files --null "$texts" | xargs -0 cat | wc -c)
awk -v megabytes="$(awk "BEGIN { print $bytes / 1e6 }")" '
    !($1 in seconds) || $2 < seconds[$1] { seconds[$1] = $2 }
    $3 > peak[$1] { peak[$1] = $3 }

    function row(label, one, ten) { printf "%-48s %9s %9s\n", label, one, ten }
    function speed(name, copies) { return sprintf("%.1f", megabytes * copies / seconds[name copies]) }
    function speeds(label, name) { row(label, speed(name, 1), speed(name, 10)) }
    function ratio(name) { return sprintf("%.2f", seconds["yongeo1"] / seconds[name "1"]) }
    function each(copies) { return sprintf("%.2f", 1000 * seconds["yongeo" copies] / megabytes / copies) }

    END {
        row("", "1 copy", "10 copies")
        row("text, MB", sprintf("%.1f", megabytes), sprintf("%.1f", megabytes * 10))
        speeds("yongeo extract, MB/s", "yongeo")
        speeds("rg, the bare scan, MB/s", "bare")
        speeds("rg, what a user would type, MB/s", "typed")
        row("time of yongeo / time of the bare scan", ratio("bare"), "")
        row("time of yongeo / time of what a user would type", ratio("typed"), "")
        row("yongeo, milliseconds a MB", each(1), each(10))
        row("yongeo, peak memory, MB", sprintf("%.0f", peak["yongeo1"]), sprintf("%.0f", peak["yongeo10"]))
        row("yongeo on seeds/news-it.txt, milliseconds", sprintf("%.1f", 1000 * seconds["start"]), "")
    }' "$work/runs"
echo "$(rg --version | sed -n 1p); $(getconf _NPROCESSORS_ONLN) processors; load $load_before before, $(load) after"
