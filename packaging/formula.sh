#!/bin/sh
# Prints the formula for Homebrew of a release.
#
#   packaging/formula.sh vVERSION REPOSITORY SUMS
#
# SUMS is what sha256sum prints of the packed programs.
set -eu

if [ $# -ne 3 ]; then sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2; fi
version=${1#v} repository=$2 sums=$3
script="s|@VERSION@|$version|g;s|@REPOSITORY@|$repository|g"
for target in aarch64-apple-darwin x86_64-apple-darwin aarch64-unknown-linux-musl x86_64-unknown-linux-musl; do
  sum=$(awk -v file="foldline-$version-$target.tar.gz" '{ sub(/^\*/, "", $2) } $2 == file { print $1 }' "$sums")
  [ -n "$sum" ] || { echo "formula.sh: $sums has no sum of foldline-$version-$target.tar.gz" >&2; exit 1; }
  script="$script;s|@SUM:$target@|$sum|g"
done
sed "$script" "$(dirname "$0")/foldline.rb.in"
