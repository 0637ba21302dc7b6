"""The two networks that find and read lines of writing, run by onnxruntime on one thread.

PP-OCRv6 "small" of PaddleOCR (Apache-2.0) as the wheel of RapidOCR carries it. Only the files are
used: the package itself is never imported, because it downloads what it does not find.
"""

import importlib.util
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime

from workers.checks.finding import CannotCheck

Floats = npt.NDArray[np.float32]
FINDER, READER = "PP-OCRv6_det_small.onnx", "PP-OCRv6_rec_small.onnx"
_BLANK = ""


@cache
def finder() -> onnxruntime.InferenceSession:
    """Return the network that marks where lines are. Raises CannotCheck("not_configured")."""
    return _session(FINDER)


@cache
def reader() -> onnxruntime.InferenceSession:
    """Return the network that reads one line. Raises CannotCheck("not_configured")."""
    return _session(READER)


@cache
def alphabet() -> tuple[str, ...]:
    """Return the signs the reader tells apart, by their number; 0 is none."""
    listed = reader().get_modelmeta().custom_metadata_map["character"]
    return (_BLANK, *listed.splitlines(), " ")


def run(session: onnxruntime.InferenceSession, picture: Floats) -> Floats:
    """Run a network over one picture of the shape (3, height, width)."""
    (found,) = session.run(None, {session.get_inputs()[0].name: picture[np.newaxis]})
    result: Floats = found[0]
    return result


def _session(name: str) -> onnxruntime.InferenceSession:
    path = _folder() / name
    if not path.is_file():
        raise CannotCheck("not_configured")
    options = onnxruntime.SessionOptions()
    # Threads count against the child's limits, and an arena keeps the most it ever needed.
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 4
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _folder() -> Path:
    package = importlib.util.find_spec("rapidocr")
    if package is None or package.origin is None:
        raise CannotCheck("not_configured")
    return Path(package.origin).parent / "models"
