"""Real processes that do something at the same time."""

import multiprocessing
import os
import sys
from collections.abc import Callable
from typing import Any

import pytest

Barrier = Callable[[], Any]
"""Called by each process; returns when all have called it."""


def _run(work: Callable[..., Any], barrier: Any, number: int, args: tuple[Any, ...]) -> Any:
    def all_here() -> None:
        barrier.wait(120)

    try:
        return number, work(all_here, number, *args)
    except BaseException as error:  # noqa: BLE001 - another process: told to the test
        barrier.abort()
        return number, f"{type(error).__name__}: {error}"


def _start(
    work: Callable[..., Any], barrier: Any, number: int, args: tuple[Any, ...], results: Any
) -> None:
    results.put(_run(work, barrier, number, args))


def run_processes(count: int, work: Callable[..., Any], *args: Any) -> list[Any]:
    """Return what each process answers, in their order.

    Args:
        count: How many processes.
        work: Called in each as ``work(all_here, number, *args)``; a function of a module.  It
            calls ``all_here()`` where all are to go on at the same moment, each as often.
        args: What can be pickled.
    """
    # A fork server imports once; where there is none each process imports for itself.
    method = "spawn" if sys.platform == "win32" else "forkserver"
    context = multiprocessing.get_context(method)
    context.set_forkserver_preload(["clientbook.book", "clientbook.storage.sqlite"])
    barrier, results = context.Barrier(count), context.Queue()
    workers = [
        context.Process(target=_start, args=(work, barrier, number, args, results))
        for number in range(count)
    ]
    for worker in workers:
        worker.start()
    answers = dict(results.get(timeout=240) for _ in workers)
    for worker in workers:
        worker.join()
    return [answers[number] for number in range(count)]


def forking(test: Any) -> Any:
    """Mark a test that forks the process it runs in."""
    marks = (
        pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system"),
        pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning"),
    )
    for mark in marks:
        test = mark(test)
    return test


def in_a_fork(work: Callable[[], Any]) -> str:
    """Return what a forked child answers as text, or its error with the name of its type."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - another process
        try:
            said = str(work())
        except BaseException as error:  # noqa: BLE001 - told to the test
            said = f"{type(error).__name__}: {error}"
        os.write(writing, said.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        said = answer.read()
    os.waitpid(child, 0)
    return said
