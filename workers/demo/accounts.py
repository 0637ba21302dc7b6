"""The list of the demo's accounts, for the person at the terminal."""

from pathlib import Path

from directory.enums import RoleKind
from workers.demo.cast import Cast

# Whom to show: two where an act needs two people, a whole team, a panel of three.
SHOWN: list[tuple[RoleKind, str, int]] = [
    (RoleKind.CENTRE_ADMIN, "", 2),
    (RoleKind.CENTRE_VERIFIER, "", 1),
    (RoleKind.JURY_CHAIR, "", 1),
    (RoleKind.JURY_SECRETARY, "", 1),
    (RoleKind.JUROR, "", 3),
    (RoleKind.AUDITOR, "", 1),
    (RoleKind.REGION_HEAD, "jawa-timur", 1),
    (RoleKind.REGION_SECRETARIAT, "jawa-timur", 1),
    (RoleKind.REGION_VERIFIER, "jawa-timur", 3),
]
UNITS_SHOWN = (4, 5, 3, 2, 8, 11)  # places in UNITS: one for each thing a unit does


def write_accounts(cast: Cast, path: Path) -> None:
    """Write who can sign in, readable by the owner of the data folder alone."""
    lines = [f"Kata sandi semua akun / password of all accounts: {cast.password}", ""]
    for kind, scope, number in SHOWN:
        people = cast.people[kind, scope][:number]
        lines += [f"{kind.label:28} {each.email:44} {each.name}" for each in people]
    for place in UNITS_SHOWN:
        unit = cast.units[place]
        for kind in (RoleKind.UNIT_HEAD, RoleKind.UNIT_OPERATOR):
            [person] = cast.people[kind, unit.work_unit_code]
            lines.append(f"{kind.label:28} {person.email:44} {unit.name}")
    path.touch(mode=0o600)
    path.write_text("\n".join(lines) + "\n")
