"""The folder of generations: one build at a time, and each step either done or not begun, whenever it is cut off."""

from __future__ import annotations

import json
import os
import shutil
import socket
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from assistant.errors import IndexBusy, IndexDamaged, IndexNotWritten
from assistant.manifest import MANIFEST, Manifest, verify
from assistant.reporter import Reporter
from assistant.store import CURRENT, GENERATIONS, in_use

_LOCK_SECONDS = 600
_HOLDER = ".building"


def is_whole(folder: Path) -> bool:
    """Whether a generation stands there, every file of it as it was written."""
    try:
        verify(folder, Manifest.load(folder), whole=True)
    except (IndexDamaged, OSError):
        return False
    return True


@contextmanager
def workshop(index: Path) -> Iterator[Path]:
    """A new folder to build in; what a killed build left behind is removed first, and it itself in the end."""
    generations = index / GENERATIONS
    generations.mkdir(parents=True, exist_ok=True)
    for leftover in generations.glob(".*"):
        shutil.rmtree(leftover, ignore_errors=True)
    folder = generations / f".new-{os.getpid()}"
    folder.mkdir()
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def install(folder: Path, identity: str) -> Path:
    """Move a finished generation, its files on disk, to a place of its own, named after its id; returns the place."""
    sync(folder / MANIFEST)
    sync(folder)
    place = folder.with_name(identity)
    if place.exists() and not is_whole(place):
        shutil.rmtree(place)
    again = 0
    while place.exists():  # built in full once more; whoever reads the other one reads on
        again += 1
        place = folder.with_name(f"{identity}.{again}")
    folder.rename(place)
    sync(place.parent)
    return place


def point_to(index: Path, place: Path) -> None:
    """Make a generation the current one: the file that names it is replaced in one step."""
    beside = index / f".{CURRENT}-{os.getpid()}"
    beside.write_text(place.name + "\n", encoding="utf-8")
    sync(beside)
    beside.replace(index / CURRENT)
    sync(index)


def prune(index: Path, *, keep: set[Path]) -> None:
    """Remove old generations, but those to keep and those that somebody has open."""
    for folder in (index / GENERATIONS).iterdir():
        if folder in keep or in_use(folder):
            continue
        with suppress(OSError):  # Windows refuses where a file in it is open: it is in use
            shutil.rmtree(folder.rename(folder.with_name(f".old-{folder.name}")), ignore_errors=True)


def sync(path: Path) -> None:
    """Have the file, or the folder's list of names, on disk before going on. Windows cannot open a folder for it."""
    if path.is_dir():
        with suppress(PermissionError):
            _sync(path, os.O_RDONLY)
    else:
        _sync(path, os.O_RDWR)


def _sync(path: Path, mode: int) -> None:
    descriptor = os.open(path, mode)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def locked(index: Path, reporter: Reporter) -> Iterator[None]:
    """Hold the index's lock; the operating system lets go of it when a build is killed.

    Raises:
        IndexBusy: when another build holds it for ten minutes.
        IndexNotWritten: when the folder refuses a write.
    """
    with write_errors(index):
        index.mkdir(parents=True, exist_ok=True)
        lock = FileLock(index / ".lock")
        try:
            lock.acquire(timeout=0)
        except Timeout:
            holder = _holder(index)
            reporter.say(f"{holder} is building the index in {index}; waiting for it")
            try:
                lock.acquire(timeout=_LOCK_SECONDS)
            except Timeout as error:
                raise IndexBusy(f"{holder} has been building {index} for 10 minutes; try again later") from error
    try:
        with write_errors(index):
            _name_holder(index)
            yield
    finally:
        with suppress(OSError):
            (index / _HOLDER).unlink()
        lock.release()


def _name_holder(index: Path) -> None:
    who = {"process": os.getpid(), "host": socket.gethostname(), "since": time.strftime("%H:%M:%S")}
    (index / _HOLDER).write_text(json.dumps(who), encoding="utf-8")


def _holder(index: Path) -> str:
    """Who holds the lock, in words."""
    try:
        who = json.loads((index / _HOLDER).read_text(encoding="utf-8"))
        return f"Process {who['process']} on {who['host']} (since {who['since']})"
    except (OSError, ValueError, KeyError, TypeError):
        return "Another process"


@contextmanager
def write_errors(index: Path) -> Iterator[None]:
    """Translate what the system says about a write into what it means for the index."""
    try:
        yield
    except (OSError, sqlite3.OperationalError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"the index in {index} was not written ({reason}); the one before is untouched"
        raise IndexNotWritten(message) from error
