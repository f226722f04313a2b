from __future__ import annotations

from pathlib import Path

import pytest

from assistant.topics import FILE, Topics


def test_a_heading_is_neither_answered_nor_refused_before_it_was_asked(tmp_path: Path) -> None:
    topics = Topics(tmp_path, stamp="s")
    assert not topics.answered("What?")
    assert not topics.refused("What?")


def test_each_heading_is_asked_once_and_the_finding_is_kept(tmp_path: Path) -> None:
    asked = []

    def ask(heading: str) -> bool:
        asked.append(heading)
        return heading != "no"

    Topics(tmp_path, stamp="s").check(["yes", "no"], ask)
    later = Topics(tmp_path, stamp="s")
    later.check(["yes", "no", "new"], ask)
    assert asked == ["yes", "no", "new"]
    assert later.answered("yes")
    assert later.refused("no")
    assert not later.answered("no")


def test_findings_under_another_stamp_or_in_a_damaged_file_are_not_read(tmp_path: Path) -> None:
    Topics(tmp_path, stamp="one").check(["yes"], lambda heading: True)
    assert not Topics(tmp_path, stamp="two").answered("yes")
    for damaged in ("", "[]", "{", '{"stamp": "one"}', '{"stamp": "one", "answered": [1]}'):
        (tmp_path / FILE).write_text(damaged, encoding="utf-8")
        assert not Topics(tmp_path, stamp="one").answered("yes")


def test_a_folder_that_cannot_be_written_costs_only_the_keeping(tmp_path: Path) -> None:
    topics = Topics(tmp_path / "missing", stamp="s")
    topics.check(["yes"], lambda heading: True)
    assert topics.answered("yes")


def test_a_check_that_is_ended_between_two_headings_keeps_what_it_found(tmp_path: Path) -> None:
    def end() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Topics(tmp_path, stamp="s").check(["yes", "no"], lambda heading: True, pause=end)
    kept = Topics(tmp_path, stamp="s")
    assert kept.answered("yes")
    assert not kept.answered("no")
