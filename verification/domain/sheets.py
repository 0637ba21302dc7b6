"""Reading an uploaded table where it can do no harm: in the limited child of the checks."""

from directory.sheets import job
from directory.sheets.tables import LIMITS, Fault, Table, Unreadable
from directory.sheets.wire import read_lines
from workers.checks import sandbox

# A list of 870 units and twice as many people takes a second and 60 MB.
BOUNDS = sandbox.Bounds(
    memory=512 * 2**20, cpu=20, wall=40, output=32 * 2**20, source=LIMITS.source
)
_FAULTS = {
    "too_large": Fault.TOO_LARGE,
    "memory": Fault.TOO_LARGE,
    "output": Fault.TOO_LARGE,
    "timeout": Fault.TOO_SLOW,
}


def read_apart(data: bytes, encoding: str) -> list[Table]:
    """The tables of an XLSX or a CSV in that encoding. Raises Unreadable, whatever the bytes do."""
    answer = sandbox.run(job.NAME, data, {"encoding": encoding}, BOUNDS)
    if answer.reason:
        raise Unreadable(_FAULTS.get(answer.reason, Fault.DAMAGED))
    try:
        return read_lines(answer.lines)
    except ValueError as fault:
        raise Unreadable(Fault.DAMAGED) from fault
