#!/bin/sh
# Processor time of `foldline export` beside that of other readers of PDF, and of editions of 10 to 1,000 pages.
#
#   benches/peers.sh [-r ROUNDS] PAGE.pdf...
#
# All tools read the same page in turn, round after round, so that what else the machine does falls on all of them alike.
# Each page has a line a tool: the median of its ratio to pdftotext, with the smallest and the largest. Editions are made of
# the pages by qpdf; for them stand processor time, time on the wall, the largest memory of one process, and the ratio to
# pdftotext. FOLDLINE names another program than target/release/foldline. Tools that are not installed are left out.
set -eu

rounds=5
if [ "${1:-}" = -r ]; then rounds=$2; shift 2; fi
if [ $# -eq 0 ]; then sed -n '2,11s/^# \{0,1\}//p' "$0"; exit 2; fi
foldline=${FOLDLINE:-target/release/foldline}
clock=$(command -v time 2>/dev/null || true)
[ -x /usr/bin/time ] && clock=/usr/bin/time
for needed in "$foldline" pdftotext "$clock"; do
    command -v "$needed" >/dev/null || { echo "peers.sh: $needed is not there; build with --release, install poppler-utils and time" >&2; exit 1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Prints processor seconds, seconds on the wall and kilobytes of a command.
cost() {
    "$clock" -o "$work/cost" -f '%U %S %e %M' "$@" >/dev/null 2>&1 || true
    tail -n 1 "$work/cost" | awk '{ print $1 + $2, $3, $4 }'
}

run() {
    case $1 in
        pdftotext) cost pdftotext "$2" - ;;
        mutool) cost mutool draw -q -F txt -o - "$2" ;;
        pdfminer) cost pdf2txt.py "$2" ;;
        pdfplumber) cost python3 -c 'import pdfplumber, sys
for page in pdfplumber.open(sys.argv[1]).pages: page.extract_text()' "$2" ;;
        foldline) cost "$foldline" export --format json "$2" ;;
        rows-1) cost "$foldline" export --format jsonl --jobs 1 "$2" ;;
    esac
}

tools="pdftotext foldline"
command -v mutool >/dev/null && tools="$tools mutool"
command -v pdf2txt.py >/dev/null && tools="$tools pdfminer"
python3 -c 'import pdfplumber' 2>/dev/null && tools="$tools pdfplumber"

echo "pages, ratios of processor time to pdftotext: median (smallest, largest) of $rounds rounds"
for page in "$@"; do
    : >"$work/costs"
    for round in $(seq "$rounds"); do
        for tool in $tools; do
            # Ten times, since one page is less than the clock tells well.
            seq 10 | while read -r _; do run "$tool" "$page"; done |
                awk -v tool="$tool" -v round="$round" '{ sum += $1 } END { print round, tool, sum }' >>"$work/costs"
        done
    done
    for tool in $tools; do
        awk -v tool="$tool" '$2 == "pdftotext" { base[$1] = $3 } $2 == tool { cost[$1] = $3 }
            END { for (round in cost) print (base[round] > 0 ? cost[round] / base[round] : 0) }' "$work/costs" | sort -n |
            awk -v tool="$tool" -v page="$(basename "$(dirname "$page")")/$(basename "$page")" \
                '{ ratio[NR] = $1 } END { printf "%-40s %-10s %5.2f (%.2f, %.2f)\n", page, tool, ratio[int((NR + 1) / 2)], ratio[1], ratio[NR] }'
    done
done

command -v qpdf >/dev/null || { echo "editions are left out: qpdf is not there"; exit 0; }
echo
echo "editions: processor s, wall s, largest process MB, processor ratio"
links=0
for page in "$@"; do
    # Paths may hold blanks, and links hold none.
    links=$((links + 1))
    ln -s "$(realpath "$page")" "$work/link$links"
done
for count in 10 100 500 1000; do
    parts=""
    for made in $(seq 0 $((count - 1))); do
        parts="$parts $work/link$((made % links + 1)) 1"
    done
    # A list of words, on purpose.
    # shellcheck disable=SC2086
    qpdf --warning-exit-0 --empty --pages $parts -- "$work/edition.pdf" 2>/dev/null
    for tool in pdftotext foldline rows-1; do
        run "$tool" "$work/edition.pdf" >"$work/$tool"
        awk -v tool="$tool" -v count="$count" -v base="$(cut -d ' ' -f 1 "$work/pdftotext")" \
            '{ printf "%5d pages  %-10s %7.2f %7.2f %6.0f %5.2f\n", count, tool, $1, $2, $3 / 1024, (base > 0 ? $1 / base : 0) }' "$work/$tool"
    done
done

echo
echo "files of one page each: wall s by jobs"
mkdir "$work/files"
qpdf --warning-exit-0 --split-pages=1 "$work/edition.pdf" "$work/files/p.pdf" 2>/dev/null
find "$work/files" -name '*.pdf' | sort >"$work/list"
for jobs in 1 2; do
    cost "$foldline" export --from "$work/list" --jobs "$jobs" --format jsonl |
        awk -v jobs="$jobs" '{ printf "1000 files  --jobs %d %7.2f wall %7.2f\n", jobs, $1, $2 }'
done
