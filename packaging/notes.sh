#!/bin/sh
# Prints what the changelog says of a version.
#
#   packaging/notes.sh VERSION
set -eu

if [ $# -ne 1 ]; then sed -n '2,4s/^# \{0,1\}//p' "$0"; exit 2; fi
notes=$(awk -v head="## [$1]" 'index($0, head) == 1 { on = 1; next } /^## / { on = 0 } on' "$(dirname "$0")/../CHANGELOG.md")
[ -n "$notes" ] || { echo "notes.sh: CHANGELOG.md has nothing of $1" >&2; exit 1; }
printf '%s\n' "$notes"
