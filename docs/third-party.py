#!/usr/bin/env python3
"""Writes THIRD-PARTY.md: what is linked into foldline as it is built by default, with licences.

usage: docs/third-party.py            writes the file
       docs/third-party.py --check    says whether it is current; exit code 1 when it is not

Needs cargo, and python3 without any package. Macros and what only builds or tests is left out: it is not linked.
"""
import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
FILE = ROOT / "THIRD-PARTY.md"
SYSTEMS = {
    "Linux": ["x86_64-unknown-linux-gnu", "aarch64-unknown-linux-gnu"],
    "macOS": ["x86_64-apple-darwin", "aarch64-apple-darwin"],
    "Windows": ["x86_64-pc-windows-msvc", "aarch64-pc-windows-msvc"],
}
HEAD = """# Third-party software

What is linked into `foldline` as it is built by default, for Linux, macOS and Windows. Made by `docs/third-party.py` from
`Cargo.lock`; do not edit by hand. `deny.toml` names the licences that are let in.

The hyphenation patterns in `hypher` are those of the TeX project: permissive licences for English, German, French and Spanish,
the LPPL for Russian. The tables of OpenCC in `hanconv` are under the Apache License 2.0. `nucleo-matcher` is under the
MPL-2.0; its files are used unchanged.

| crate | version | licence | where |
| --- | --- | --- | --- |
"""


def linked(target):
    """Packages that are linked for a target, by name and version."""
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", target]
    about = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)
    packages = {package["id"]: package for package in about["packages"]}
    nodes = {node["id"]: node for node in about["resolve"]["nodes"]}
    root = about["resolve"]["root"]
    seen, todo = set(), [root]
    while todo:
        for dependency in nodes[todo.pop()]["deps"]:
            is_linked = any(kind["kind"] is None for kind in dependency["dep_kinds"])
            is_macro = any("proc-macro" in part["kind"] for part in packages[dependency["pkg"]]["targets"])
            if is_linked and not is_macro and dependency["pkg"] not in seen:
                seen.add(dependency["pkg"])
                todo.append(dependency["pkg"])
    return {(packages[one]["name"], packages[one]["version"]): packages[one] for one in seen}


def document():
    by_system = {system: {} for system in SYSTEMS}
    for system, targets in SYSTEMS.items():
        for target in targets:
            by_system[system].update(linked(target))
    rows = []
    for name, version in sorted(set().union(*by_system.values())):
        where = [system for system in SYSTEMS if (name, version) in by_system[system]]
        package = by_system[where[0]][name, version]
        licence = (package["license"] or "see its file").replace("/", " OR ").replace("  ", " ")
        place = "all" if len(where) == len(SYSTEMS) else ", ".join(where)
        rows.append(f"| {name} | {version} | {licence} | {place} |\n")
    return HEAD + "".join(rows)


def main():
    wanted = document()
    if sys.argv[1:] == ["--check"]:
        if not FILE.exists() or FILE.read_text(encoding="utf8") != wanted:
            sys.exit("THIRD-PARTY.md is not current: run docs/third-party.py")
    elif sys.argv[1:]:
        sys.exit(__doc__)
    else:
        FILE.write_text(wanted, encoding="utf8")


main()
