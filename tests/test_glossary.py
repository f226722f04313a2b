"""The glossary: everyday words found in a question, explained in a text, and a file that says where it is wrong."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import FakeEncoder

from assistant import build, staleness, store
from assistant.config import PROJECT, Settings
from assistant.errors import DocumentError
from assistant.glossary import Entry, Glossary
from assistant.glossary.reading import parse, read

GLOSSARY = parse(b"""# everyday words
buttock: {means: "What you sit on.", words: [bum, rear end]}
gluteus medius: {means: "A muscle at the side of the hip.", words: [side bum muscle, gmed]}
side step: {means: "An exercise with a band.", words: [crab walk]}
patellofemoral pain: {means: "Pain at the kneecap.", words: [PFP, "runner's knee"]}
tensor fasciae latae: {means: "A small muscle.", words: [TFL]}
""")


@pytest.mark.parametrize(
    ("question", "meant"),
    [
        ("Why is my bum sore?", ["buttock"]),
        ("WHY IS MY REAR  END SORE", ["buttock"]),
        ("rear-end pain", ["buttock"]),
        ("How do I do crab walks?", ["side step"]),
        ("Do crab walks work the side bum muscle?", ["side step", "gluteus medius"]),
        ("Is runner’s knee the same as PFP?", ["patellofemoral pain"]),
        ("Which nerve supplies the gmed and the gluteus medius?", []),
        ("Which nerve supplies the gluteus medius?", []),
        ("Is it at the rear? End of the hip", []),
        ("Is an album a bumper?", []),
        ("", []),
    ],
)
def test_the_terms_that_a_question_means(question: str, meant: list[str]) -> None:
    assert GLOSSARY.expand(question) == meant


def test_only_words_that_the_documents_lack_are_replaced() -> None:
    known = {"tfl", "the", "side", "muscle"}.__contains__

    assert GLOSSARY.replace("Does the TFL work in crab walks?", is_known=known) == "Does the TFL work in side step?"
    assert GLOSSARY.replace("Bum, side bum muscle", is_known=known) == "buttock, gluteus medius"
    assert GLOSSARY.replace("Does the TFL work?", is_known=known) == "Does the TFL work?"


def test_a_term_gives_way_to_its_abbreviation_where_that_is_written_more_often() -> None:
    terms = Glossary([Entry("tensor fasciae latae", "A muscle.", ("TFL", "front pocket muscle"))])
    counts = {"tensor fasciae latae": 2, "TFL": 9}

    def replaced(question: str) -> str:
        known = "pocket".__ne__
        return terms.replace(question, is_known=known, frequency=lambda name: counts.get(name, 0))

    assert replaced("Where is the tensor fasciae latae?") == "Where is the TFL?"
    assert replaced("What is the tensor fasciae latae (TFL) for?") == "What is the TFL for?"
    assert replaced("Is the front pocket muscle sore?") == "Is the TFL sore?"
    counts["TFL"] = 2
    assert replaced("Where is the tensor fasciae latae?") == "Where is the tensor fasciae latae?"


def test_terms_and_abbreviations_are_explained_once_a_text() -> None:
    text = "The gluteus medius and the TFL: the gluteus medius is no bum, nor is the tensor fasciae latae."

    notes = GLOSSARY.notes(text)

    assert [(text[start:end], means) for start, end, means in notes] == [
        ("gluteus medius", "A muscle at the side of the hip."),
        ("TFL", "A small muscle."),
    ]


def test_rows_bring_the_glossary_back() -> None:
    again = Glossary.from_rows(GLOSSARY.to_rows())

    assert [(one.term, one.means, one.words) for one in again.entries] == [
        (one.term, one.means, one.words) for one in GLOSSARY.entries
    ]
    assert again.expand("bums") == ["buttock"]
    assert Glossary.from_rows([("hip", "A joint.", "")]).entries == (Entry("hip", "A joint."),)


def test_documents_that_know_each_word_do_not_know_a_name_by_a_single_letter() -> None:
    terms = Glossary((Entry("side step", "An exercise.", ("X walk",)),))
    assert terms.replace("How do I do an X walk?", is_known=lambda _: True) == "How do I do an side step?"


def test_every_word_of_a_name_is_known() -> None:
    assert {"crab", "walk", "rear", "gmed", "latae", "runner"} <= GLOSSARY.vocabulary


def test_a_term_goes_before_an_everyday_word_and_the_first_before_the_second() -> None:
    clashing = parse(b"hip: {means: A, words: [haunch]}\nleg: {means: B, words: [hip, haunch]}\n")

    assert clashing.expand("haunch") == ["hip"]
    assert clashing.expand("hip") == []


def test_entries_know_their_lines_and_words_are_texts() -> None:
    found = parse(b'# words\n\nyes: {means: "On.", words: [1, no, 5.0]}\n"to: and": {means: it}\n').entries

    assert [(one.term, one.line, one.words) for one in found] == [("yes", 3, ("1", "no", "5.0")), ("to: and", 4, ())]


@pytest.mark.parametrize(
    ("text", "line", "told"),
    [
        ("hip: {means: A, words: [a}\n", 1, "not valid YAML"),
        ("hip: {means: A}\nleg: a limb: a\n", 2, "not valid YAML"),
        ("- hip\n- leg\n", 1, "means"),
        ("hip: {means: A}\nleg: a limb\n", 2, "'leg' needs"),
        ("hip: {means: A}\nleg: {words: [pin]}\n", 2, "'leg' has no means"),
        ("leg: {means: A, words: pin}\n", 1, "list in brackets"),
        ("leg: {means: A, words: [pin, ]}\nhip: {means: A, words: [a: b]}\n", 2, "expected a word"),
        ("leg: {means: A, word: [pin]}\n", 1, "'word'"),
        ("leg:\n  means: A\n  words:\n    - pin\n    - ''\n", 5, "expected a word"),
    ],
)
def test_a_file_that_is_wrong_names_the_line(text: str, line: int, told: str) -> None:
    with pytest.raises(DocumentError) as caught:
        parse(text.encode())

    assert str(caught.value).startswith(f"glossary.yaml: line {line}: ")
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_without_a_glossary_has_an_empty_one(tmp_path: Path) -> None:
    assert read(tmp_path).entries == ()
    (tmp_path / "glossary.yaml").write_text("# nothing yet\n", encoding="utf-8")
    assert read(tmp_path).entries == ()
    (tmp_path / "glossary.yaml").write_bytes(b"hip: {means: caf\xe9}\n")
    with pytest.raises(DocumentError, match="UTF-8"):
        read(tmp_path)


def test_looking_words_up_needs_no_parser() -> None:
    program = "import sys; from assistant.glossary import Glossary; Glossary().expand('hip'); "
    program += "sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0


# --- in the index -----------------------------------------------------------------------------------------------

BUM = 'gluteus medius: {means: "A hip muscle.", words: [bum]}\n'


def indexed(settings: Settings, text: str) -> build.BuildReport:
    """The report of a build with this glossary."""
    (settings.corpus / "glossary.yaml").write_text(text, encoding="utf-8")
    return build.refresh(settings, encoder=FakeEncoder())


def test_the_index_holds_the_glossary(settings: Settings) -> None:
    report = indexed(settings, BUM)
    generation = store.open_last_good(settings.index)

    assert report.documents == 2
    assert generation.glossary.to_rows() == [("gluteus medius", "A hip muscle.", "bum")]
    assert generation.question_terms("My bum") == ["bum", "gluteus", "medius"]
    assert not staleness.reasons(settings)


def test_an_edit_makes_the_index_stale_and_embeds_nothing(settings: Settings) -> None:
    before = indexed(settings, BUM)
    (settings.corpus / "glossary.yaml").write_text(BUM.replace("bum", "backside"), encoding="utf-8")
    assert staleness.reasons(settings) == ["glossary.yaml: edited"]

    report = build.refresh(settings, encoder=FakeEncoder())

    assert report.generation != before.generation
    assert (report.edited, report.embedded) == (("glossary.yaml",), 0)
    assert store.open_last_good(settings.index).glossary.expand("backside") == ["gluteus medius"]
    assert not staleness.reasons(settings)


def test_a_comment_in_the_glossary_changes_nothing(settings: Settings) -> None:
    before = indexed(settings, BUM)
    assert indexed(settings, "# about hips\n" + BUM).generation == before.generation
    assert not staleness.reasons(settings)


def test_a_broken_glossary_is_named_and_its_last_good_words_stay(settings: Settings) -> None:
    before = indexed(settings, BUM)
    report = indexed(settings, BUM + "leg: a: limb\n")

    assert report.generation == before.generation
    [problem] = report.problems
    assert str(problem).startswith("glossary.yaml: line 2: not valid YAML")
    assert store.open_last_good(settings.index).glossary.expand("bum") == ["gluteus medius"]
    assert not staleness.reasons(settings)

    assert not indexed(settings, BUM).problems


def test_a_glossary_that_comes_and_goes(settings: Settings) -> None:
    build.refresh(settings, encoder=FakeEncoder())
    (settings.corpus / "glossary.yaml").write_text(BUM, encoding="utf-8")
    assert staleness.reasons(settings) == ["glossary.yaml: new"]
    assert build.refresh(settings, encoder=FakeEncoder()).added == ("glossary.yaml",)
    (settings.corpus / "glossary.yaml").unlink()
    assert staleness.reasons(settings) == ["glossary.yaml: removed"]
    assert build.refresh(settings, encoder=FakeEncoder()).removed == ("glossary.yaml",)
    assert not store.open_last_good(settings.index).glossary.entries


def test_our_own_glossary() -> None:
    ours = read(PROJECT / "corpus")

    assert len(ours.entries) > 100
    wanted = {
        "bum": "buttock",
        "backside": "buttock",
        "outer hip": "lateral hip",
        "TFL": "tensor fasciae latae",
        "ITB": "iliotibial band",
        "knock knees": "knee valgus",
        "runner's knee": "patellofemoral pain",
        "side steps": "",
        "crab walk": "side step",
    }
    assert {word: "".join(ours.expand(word)) for word in wanted} == wanted


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("why do I get pins and needles in my leg", "injection"),
        ("can my daughter do PE with a limp", "clot in the lung"),
        ("what does a negative Trendelenburg test mean", "eccentric"),
        ("is static stretching good before a run", "isometric"),
        ("which movements to avoid with IT band syndrome", "hip precautions"),
        ("what can I do about new knee pain", "knee replacement"),
        ("which muscle ends on the lesser trochanter", "greater trochanter"),
    ],
)
def test_our_glossary_leaves_words_alone_that_mean_something_else(question: str, term: str) -> None:
    assert term not in read(PROJECT / "corpus").expand(question)


@pytest.mark.parametrize(
    ("question", "term"),
    [
        ("which hand does the cane go in", "walking stick"),
        ("I am unsteady, what can I do", "poor balance"),
        ("how do I do hip extension on all fours", "hands and knees"),
        ("what is hip arthritis", "hip osteoarthritis"),
    ],
)
def test_our_glossary_knows_everyday_words(question: str, term: str) -> None:
    assert term in read(PROJECT / "corpus").expand(question)
