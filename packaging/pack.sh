#!/bin/sh
# Packs a program that was built with completions, manual and licences, and prepares what the Debian package takes.
#
#   packaging/pack.sh TARGET OUT
#
# FOLDLINE names a program that runs here, when that of TARGET does not.
set -eu

if [ $# -ne 2 ]; then sed -n '2,6s/^# \{0,1\}//p' "$0"; exit 2; fi
target=$1 out=$2
cd "$(dirname "$0")/.."
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -n 1)
program=target/$target/release/foldline
case $target in *windows*) program=$program.exe ;; esac
[ -f "$program" ] || { echo "pack.sh: $program is not there; build with --release --target $target" >&2; exit 1; }
runs=${FOLDLINE:-$program}

name=foldline-$version-$target
staged=target/packaging/$name
rm -rf "$staged"
mkdir -p "$staged/completions" "$out"
cp "$program" README.md CHANGELOG.md SECURITY.md THIRD-PARTY.md LICENSE-MIT LICENSE-APACHE "$staged/"
for shell in bash zsh fish powershell nushell elvish; do
  case $shell in
    bash) file=foldline.bash ;;
    zsh) file=_foldline ;;
    fish) file=foldline.fish ;;
    powershell) file=_foldline.ps1 ;;
    nushell) file=foldline.nu ;;
    elvish) file=foldline.elv ;;
  esac
  "$runs" completions "$shell" >"$staged/completions/$file"
done
"$runs" man >"$staged/foldline.1"

# The Debian package takes these from a place without a version in its name.
rm -rf target/packaging/deb
mkdir -p target/packaging/deb
cp -r "$staged/completions" "$staged/foldline.1" target/packaging/deb/

out=$(cd "$out" && pwd)
case $target in
  *windows*) (cd target/packaging && if command -v 7z >/dev/null; then 7z a -bd -y "$out/$name.zip" "$name" >/dev/null; else zip -qr "$out/$name.zip" "$name"; fi) ;;
  *) tar -C target/packaging -czf "$out/$name.tar.gz" "$name" ;;
esac
echo "$name"
