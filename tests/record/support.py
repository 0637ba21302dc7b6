import threading
from collections.abc import Callable


def run_together(functions: list[Callable[[], None]]) -> None:
    """Run each function in a thread of its own and wait for all."""
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
