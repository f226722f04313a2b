"""Work on several things at a time, handed out in the order in which they came."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from queue import Queue
from threading import Thread
from typing import TypeVar

Given = TypeVar("Given")
Done = TypeVar("Done")


def in_order(work: Callable[[Given], Done], given: Iterable[Given], *, at_once: int) -> Iterator[Done]:
    """What the work makes of each thing given, each as soon as it and those before it are there.

    Args:
        work: called in one of several threads.
        given: is waited for in a thread of its own, so that nothing that is done waits for what comes next.
        at_once: so many things are worked on at a time, and about as many wait.

    Raises:
        BaseException: what the work raises, or the waiting, when its turn comes; the rest is left undone.
    """
    coming: Queue[Future[Done] | None] = Queue(maxsize=at_once)
    pool = ThreadPoolExecutor(at_once, thread_name_prefix="asking")
    Thread(target=_feed, args=(coming, pool, work, given), daemon=True).start()
    try:
        while future := coming.get():
            yield future.result()
    finally:
        pool.shutdown(wait=False, cancel_futures=True)


def _feed(
    coming: Queue[Future[Done] | None],
    pool: ThreadPoolExecutor,
    work: Callable[[Given], Done],
    given: Iterable[Given],
) -> None:
    try:
        for one in given:
            coming.put(pool.submit(work, one))
    except BaseException as error:  # noqa: BLE001 - it is raised where the results are waited for
        failed: Future[Done] = Future()
        failed.set_exception(error)
        coming.put(failed)
    coming.put(None)
