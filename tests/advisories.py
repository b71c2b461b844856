"""Known faults of what retro runs on, as pip-audit tells them; says so where nobody can be asked.

Exit status 1: there are some, each on a line. Otherwise 0, and the last line tells how many
packages could be asked about.
"""

import json
import subprocess
import sys

COMMAND = ("--no-deps", "--disable-pip", "--require-hashes", "--progress-spinner=off")


def asked(program: str, lock: str) -> str:
    """Return what pip-audit tells of a lock, as JSON; nothing where it failed."""
    command = [program, *COMMAND, "--format=json", "-r", lock]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    return done.stdout


def read(answer: str) -> tuple[list[str], int, int]:
    """Return (known faults, packages asked about, packages that nobody knew)."""
    packages = json.loads(answer)["dependencies"] if answer else []
    known = [one for one in packages if "skip_reason" not in one]
    faults = [
        f"{one['name']} {one['version']}: {fault['id']}" for one in known for fault in one["vulns"]
    ]
    return faults, len(known), len(packages) - len(known)


def main(program: str, lock: str) -> int:
    """Print the faults, or that there are none, or that nobody could be asked."""
    faults, known, unknown = read(asked(program, lock))
    lines = [*faults, f"{known} packages of {lock} asked about, {len(faults)} known faults"]
    if unknown or not known:
        lines.append(f"NOT RUN for {unknown or 'any'} of them: the advisories can't be reached")
    print("\n".join(lines))  # noqa: T201
    return bool(faults)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
