#!/bin/sh
# Editions of any size: what exporting and reading them takes, beside pdftotext in the same run.
#
#   benches/editions.sh [COUNT...]             10 100 500 1000 pages unless others are named, of the demo's own pages
#   benches/editions.sh --extremes             2,000 pages, 5,000 files, 64 MB of text, 20,000 pictures on a page
#
# For each edition: processor time and time on the wall of one job and of two, the largest process, milliseconds to the first
# frame, and memory of the reader that went to the end and back. FOLDLINE names another program than target/release/foldline.
# Needs pdftotext, time, and Python for what is done in a terminal.
set -eu

cd "$(dirname "$0")/.."
foldline=${FOLDLINE:-target/release/foldline}
for needed in "$foldline" pdftotext /usr/bin/time python3; do
    command -v "$needed" >/dev/null || { echo "editions.sh: $needed is not there; build with --release, install poppler-utils, time and Python" >&2; exit 1; }
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
make="cargo run --quiet --example make_edition --"

# What a command takes: processor seconds, seconds on the wall, megabytes of its largest process.
cost() {
    name=$1; shift
    code=0
    /usr/bin/time -o "$work/cost" -f '%U %S %e %M' "$@" >/dev/null 2>"$work/says" || code=$?
    tail -n 1 "$work/cost" | awk -v name="$name" -v code="$code" '{ printf "  %-28s %7.2f s cpu %7.2f s wall %5.0f MB  exit %d\n", name, $1 + $2, $3, $4 / 1024, code }'
}

if [ "${1:-}" = --extremes ]; then
    $make 2000 "$work/pages.pdf" layouts/demo/*.toml
    mkdir "$work/files"
    for number in $(seq 5000); do
        printf 'Lighthouse %d is lit again\n\nThe keeper of light %d wrote in his book, and nobody read it.\n' "$number" "$number" >"$work/files/$number.txt"
    done
    python3 - "$work" <<'PYTHON'
import sys
work = sys.argv[1]
paragraph = "The old ferry was back on the river at dawn, and two hundred people waited for it. 渡口的灯一盏一盏亮起来。\n\n"
with open(f"{work}/long.txt", "w") as long:
    long.write("Ferry returns to the river\n\n" + paragraph * ((64 << 20) // len(paragraph.encode())))
draw = "".join(f"q 2 0 0 2 {20 + index % 200 * 2.5:.1f} {20 + index // 200 * 7.0:.1f} cm /P Do Q\n" for index in range(20000))
content = "BT /F 20 Tf 60 760 Td (Twenty thousand stamps) Tj ET\n" + draw
objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> /XObject << /P 6 0 R >> >> >>",
    f"<< /Length {len(content)} >> stream\n{content}\nendstream",
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    "<< /Type /XObject /Subtype /Image /Width 1 /Height 1 /ColorSpace /DeviceGray /BitsPerComponent 8 /Length 1 >> stream\n0\nendstream",
]
pdf, places = "%PDF-1.7\n", []
for number, text in enumerate(objects, 1):
    places.append(len(pdf))
    pdf += f"{number} 0 obj\n{text}\nendobj\n"
start = len(pdf)
pdf += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{place:010} 00000 n \n" for place in places)
pdf += f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
open(f"{work}/pictures.pdf", "w").write(pdf)
PYTHON
    for input in pages.pdf files long.txt pictures.pdf; do
        echo "$input"
        cost "export --format json" "$foldline" export --format json "$work/$input"
        FOLDLINE=$foldline python3 benches/terminal.py first "$work/$input"
    done
    exit 0
fi

[ $# -gt 0 ] || set -- 10 100 500 1000
$make 1 "$work/page.pdf" layouts/demo/*.toml
FOLDLINE=$foldline python3 benches/terminal.py first "$work/page.pdf"
for count in "$@"; do
    echo "$count pages"
    edition=$work/edition$count.pdf
    $make "$count" "$edition" layouts/demo/*.toml
    cost pdftotext pdftotext "$edition" -
    cost "export --format json" "$foldline" export --format json "$edition"
    cost "export --format text" "$foldline" export "$edition"
    cost "rows, --jobs 1" "$foldline" export --format jsonl --jobs 1 "$edition"
    cost "rows, --jobs 2" "$foldline" export --format jsonl --jobs 2 "$edition"
    FOLDLINE=$foldline python3 benches/terminal.py first "$edition"
    FOLDLINE=$foldline python3 benches/terminal.py far "$edition" "$((count * 4 / 5))"
    FOLDLINE=$foldline python3 benches/terminal.py walk "$edition"
done
