"""All measurements over one folder of labelled files, in one run: `make bench-checks DATA=…`.

    python -m bench DATA_DIR [--only SUBJECT]... [--list]

Each subject is a module of this folder with `main(arguments)`; it is given the folder, prints its
own table with counts and 95 % intervals, and runs in a process of its own, so that one that fails
takes no other down. What a set is missing for is said by the subject. Exit codes: 0 all ran, 1 a
subject failed, 2 wrong usage.
"""

import argparse
import ast
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

HERE = Path(__file__).parent


def subjects() -> dict[str, str]:
    """Return the modules that measure, by name, with the first line of what they say they do."""
    found = {}
    for path in sorted(HERE.glob("*.py")):
        tree = ast.parse(path.read_text("utf-8"))
        functions = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        if "main" in functions and path.stem != "__main__":
            found[path.stem] = (ast.get_docstring(tree) or "").partition("\n")[0]
    return found


def run(name: str, data: Path) -> tuple[int, float]:
    """Run one subject; returns its exit code and the seconds it took."""
    begun = time.monotonic()
    command = [sys.executable, "-m", f"bench.{name}", str(data)]
    code = subprocess.run(command, cwd=HERE.parent, check=False).returncode
    return code, time.monotonic() - begun


def main(arguments: Sequence[str]) -> int:
    """Run what is asked for and print how each went; returns the exit code."""
    known = subjects()
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("data", type=Path, nargs="?", metavar="DATA_DIR")
    parser.add_argument("--only", action="append", choices=sorted(known), metavar="SUBJECT")
    parser.add_argument("--list", action="store_true", help="name the subjects and end")
    options = parser.parse_args(arguments)
    if options.list:
        print("\n".join(f"{name:<18} {title}" for name, title in known.items()))
        return 0
    if options.data is None or not options.data.is_dir():
        parser.error("DATA_DIR is a folder with the sets, each with its labels.csv")
    ended = {}
    for name in options.only or known:
        print(f"\n== {name}: {known[name]}\n", flush=True)
        ended[name] = run(name, options.data.resolve())
    print("\n== how each went\n")
    for name, (code, seconds) in ended.items():
        print(f"{name:<18} {'done' if code == 0 else f'FAILED ({code})':<12} {seconds:>8.0f} s")
    return 1 if any(code for code, _seconds in ended.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
