"""Training data, examples, figures: what can be told without training."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from random import Random

import numpy as np
import pytest
import torch

from assistant import chart
from assistant.crossencoder import Layout
from assistant.training import evaluate, slips
from assistant.training.__main__ import TOKENIZER
from assistant.training.batching import batches
from assistant.training.data import (
    ARTICLES,
    DECIDED_ON,
    OURS,
    Collection,
    Passage,
    Question,
    held_out,
    questions_of,
    read,
    without,
)
from assistant.training.evaluate import Place, Reading
from assistant.training.loop import Plan, Trainer
from assistant.training.material import mine
from assistant.training.mining import Lexical, fuse, terms
from assistant.training.model import _Dropout, loss
from assistant.training.pairs import Material, Pair, Shares, epoch

NONE = Shares(
    window=0, joined=0, titled=0, headless=0, slips=0, mined=0, mined_unanswered=0, without_gold=0, renamed=0,
    renamed_both=0, estranged=0, small_talk=0, alone=0,
)  # fmt: skip
FIRST = Passage("A-1", "A", "Hips", "Where", ("It lies outside.", "A nerve runs by.", "It is broad."))
SECOND = Passage("A-2", "A", "Hips", "Where", ("It is strong.", "It tires late."))
THIRD = Passage("A-3", "A", "Hips", "Why", ("Nobody knows why.", "Some guess."))
ANSWERED = Question("Where is the hip muscle?", "A-1", (0,), "answerable", "plain")
OPEN = Question("How heavy is it?", "A-1", (), "detail_missing", "plain")
COLLECTION = Collection((FIRST, SECOND, THIRD), (ANSWERED, OPEN))


def seeded(seed: int) -> Random:
    """A generator for examples, not for secrets."""
    return Random(seed)  # noqa: S311


def material(**shares: float) -> Material:
    return Material(COLLECTION, {(ANSWERED.text, "A-1"): ("A-3",)}, shares=replace(NONE, **shares))


def make(question: Question, **shares: float) -> list[Pair]:
    return epoch(material(**shares), in_domain=[question], general=[], random=seeded(1))


def test_read_takes_an_articles_first_heading_as_its_title(tmp_path: Path) -> None:
    lines = [
        {"article": "A", "passage": "A-1", "heading": "Hips", "sentences": ["One."], "qa": []},
        {
            "article": "A",
            "passage": "A-2",
            "heading": "Why",
            "sentences": ["Two.", "Three."],
            "qa": [{"q": " Why  so? ", "a": [1, 0], "kind": "answerable", "style": "lay"}],
        },
    ]
    (tmp_path / "x.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    collection = read(tmp_path, ["x"])
    assert [passage.title for passage in collection.passages] == ["Hips", "Hips"]
    assert collection.questions == (Question("Why so?", "A-2", (0, 1), "answerable", "lay"),)


def test_read_takes_a_title_that_is_named(tmp_path: Path) -> None:
    line = {"article": "A", "title": "On hips", "passage": "A-1", "heading": "Why", "sentences": ["1."], "qa": []}
    (tmp_path / "x.jsonl").write_text(json.dumps(line), encoding="utf-8")
    assert [passage.title for passage in read(tmp_path, ["x"]).passages] == ["On hips"]


def test_held_out_is_a_share_of_each_file_and_the_same_each_time() -> None:
    passages = tuple(
        replace(FIRST, id=f"{group}-{number}", group=group) for group in ("hip-a", "other") for number in range(20)
    )
    collection = Collection(passages, (replace(ANSWERED, passage="hip-a-0"),))
    kept = held_out(collection, share=0.1, seed=1)
    assert len(kept) == 2
    assert all(id.startswith("hip-a") for id in kept)
    assert kept == held_out(collection, share=0.1, seed=1)
    inside = questions_of(collection, kept, inside=True)
    assert len(inside) + len(questions_of(collection, kept, inside=False)) == 1


def asked_once_more(group: str) -> str:
    """What a group without a twin asks about again: "care9s" about document "care", "ch1s" about article "ch1"."""
    document = re.fullmatch(r"(anatomy|care|conditions|evidence|exercises|hip-abductors)\d+[a-z]?", group)
    return document[1] if document else group[:-1]


def test_our_articles_are_well_made() -> None:
    ours = read(ARTICLES, OURS)
    sentences = {passage.id: passage.sentences for passage in ours.passages}
    groups = {passage.id: passage.group for passage in ours.passages}
    assert len(sentences) == len(ours.passages)
    articles = set(groups.values())
    lone = {group for group in articles if f"{group.removesuffix('t')}t" not in articles}
    assert set(map(asked_once_more, lone)) <= articles - lone, "each has a twin, or is one of those asked once more"
    for question in ours.questions:
        assert all(index < len(sentences[question.passage]) for index in question.gold), question
        assert bool(question.gold) == (question.kind == "answerable"), question
    open_ones = {(q.text, groups[q.passage]) for q in ours.questions if not q.gold}
    assert not open_ones & {(q.text, groups[q.passage]) for q in ours.questions if q.gold}


def test_without_leaves_groups_and_their_questions_out() -> None:
    ours = read(ARTICLES, OURS)
    rest = without(ours, DECIDED_ON)
    assert not {passage.group for passage in rest.passages} & set(DECIDED_ON)
    assert 0 < len(rest.questions) < len(ours.questions)


def test_a_passage_that_answers_too_is_no_negative() -> None:
    again = replace(ANSWERED, passage="A-2", gold=(1,))
    random = np.random.default_rng(0)

    def embed(texts: list[str]) -> np.ndarray:
        vectors = random.normal(size=(len(texts), 16)).astype(np.float32)
        return np.asarray(vectors / np.linalg.norm(vectors, axis=1, keepdims=True))

    found = mine(Collection((FIRST, SECOND, THIRD), (ANSWERED, again)), embed)  # type: ignore[arg-type]
    assert [(passage, ids) for _, passage, ids in found["mined"]] == [("A-1", ["A-3"]), ("A-2", ["A-3"])]


def test_a_question_is_paired_with_its_passage() -> None:
    assert make(ANSWERED) == [Pair(ANSWERED.text, "Where", FIRST.sentences, (0,), contest=1)]
    assert make(OPEN) == [Pair(OPEN.text, "Where", FIRST.sentences, ())]


def test_a_mined_passage_is_a_negative() -> None:
    pairs = make(ANSWERED, mined=1)
    assert {(pair.sentences, pair.gold) for pair in pairs} == {(FIRST.sentences, (0,)), (THIRD.sentences, ())}


def test_without_the_right_sentence_a_passage_is_a_negative() -> None:
    pairs = make(ANSWERED, without_gold=1)
    assert (FIRST.sentences[1:], ()) in {(pair.sentences, pair.gold) for pair in pairs}


def test_a_question_is_put_to_an_article_that_is_silent_on_its_subject() -> None:
    knees = [Passage(f"B-{at}", "B", "Knees", "Where", (text,)) for at, text in enumerate(("It bends.", "The muscle."))]
    shoulders = Passage("C-1", "C", "Shoulders and hips", "Where", ("Where is the hip muscle?",))
    collection = Collection((FIRST, *knees, shoulders), (ANSWERED,))
    pairs = epoch(
        Material(collection, {}, shares=replace(NONE, estranged=1)), in_domain=[ANSWERED], general=[], random=seeded(1)
    )
    assert [(pair.sentences, pair.gold) for pair in pairs if not pair.gold] == [(("The muscle.",), ())]
    assert len(pairs) == 2


def test_joined_passages_share_a_heading_and_labels_move_along() -> None:
    second = replace(ANSWERED, passage="A-2", gold=(1,))
    (pair,) = make(second, joined=1)
    assert pair.sentences == FIRST.sentences + SECOND.sentences
    assert pair.gold == (4,)
    (alone,) = make(replace(ANSWERED, passage="A-3", gold=(1,)), joined=1)
    assert alone.sentences == THIRD.sentences


def test_what_would_be_quoted_stands_alone_with_what_it_leans_on() -> None:
    (pair,) = make(replace(ANSWERED, gold=(2,)), alone=1)
    assert (pair.sentences, pair.gold) == (("A nerve runs by.", "It is broad."), (1,))
    (open_,) = make(replace(OPEN, text="Which nerve is it?"), alone=1)
    assert (open_.sentences, open_.gold) == (("A nerve runs by.",), ())


@pytest.mark.parametrize("seed", range(20))
def test_a_window_keeps_the_right_sentences(seed: int) -> None:
    question = replace(ANSWERED, gold=(1, 2))
    pairs = epoch(material(window=1), in_domain=[question], general=[], random=seeded(seed))
    assert [pairs[0].sentences[index] for index in pairs[0].gold] == list(FIRST.sentences[1:])
    assert len(pairs[0].sentences) >= 2


@pytest.mark.parametrize("shape", [(40, 384), (3, 5)])
def test_dropout_leaves_out_its_share_and_keeps_the_mean(shape: tuple[int, int]) -> None:
    torch.manual_seed(1)
    hidden, dropout = torch.ones(shape), _Dropout(0.1)
    assert dropout.eval()(hidden) is hidden
    left = torch.stack([dropout.train()(hidden) for _ in range(200)])
    assert left[0].shape == shape
    assert float((left == 0).float().mean()) == pytest.approx(0.1, abs=0.02)
    assert float(left.mean()) == pytest.approx(1, abs=0.02)


def test_small_talk_has_no_answer() -> None:
    pairs = epoch(material(small_talk=0.5), in_domain=[OPEN, OPEN], general=[], random=seeded(3))
    assert len(pairs) == 3
    assert not any(pair.gold for pair in pairs)


def test_an_epoch_is_the_same_for_the_same_seed() -> None:
    shares = Shares()
    everything = Material(COLLECTION, {(ANSWERED.text, "A-1"): ("A-3",)}, shares=shares)
    one, two = (epoch(everything, in_domain=[ANSWERED, OPEN], general=[], random=seeded(5)) for _ in range(2))
    assert one == two


def renamed_both(sentences: tuple[str, ...], seed: int) -> Pair:
    place = Passage("A-1", "A", "Hips", "The hip flexors", sentences)
    question = Question("Why do hip flexors tire?", "A-1", (1,), "answerable", "plain")
    swapping = Material(Collection((place,), (question,)), {}, shares=replace(NONE, renamed_both=1))
    return epoch(swapping, in_domain=[question], general=[], random=seeded(seed))[0]


@pytest.mark.parametrize("seed", range(20))
def test_a_name_swapped_in_question_and_passage_alike_leaves_the_answer_where_it_was(seed: int) -> None:
    pair = renamed_both(("They lie outside.", "Hip flexors tire late."), seed)
    name = pair.question.removeprefix("Why do ").removesuffix(" tire?")
    assert name != "hip flexors"
    assert pair.heading == f"The {name}"
    assert [text.lower() for text in pair.sentences] == ["they lie outside.", f"{name} tire late."]
    assert pair.gold == (1,)


@pytest.mark.parametrize("seed", range(20))
def test_no_name_is_swapped_that_the_right_sentence_says_in_other_words(seed: int) -> None:
    pair = renamed_both(("The hip flexors lie outside.", "The muscles tire late."), seed)
    assert (pair.question, pair.heading) == ("Why do hip flexors tire?", "The hip flexors")


@pytest.mark.parametrize("seed", range(30))
def test_a_slip_changes_one_long_word_a_little(seed: int) -> None:
    before = "is it the gluteus"
    after = slips.slip(before, random=seeded(seed))
    assert after.startswith("is it the g")
    assert abs(len(after) - len(before)) <= 1


def test_a_slip_leaves_short_words_alone() -> None:
    assert slips.slip("is it ok", random=seeded(0)) == "is it ok"


def test_rename_takes_a_rival_that_the_passage_never_names() -> None:
    question = "what do hip flexors do"
    swap = slips.rename(question, context="hip adductors", names=(), random=seeded(0))
    assert swap is not None
    assert "adductors" not in swap(question)
    assert swap(question) != question
    assert slips.rename("how are you", context="", names=(), random=seeded(0)) is None


@pytest.mark.parametrize("seed", range(20))
def test_rename_asks_for_another_exercise_or_another_version_of_it(seed: int) -> None:
    context = "Clamshells are done lying on the side, with a band or seated."
    swap = slips.rename("how do I do clamshells", context=context, names=(), random=seeded(seed))
    assert swap is not None
    swapped = swap("how do I do clamshells")
    assert swapped.startswith("how do I do ")
    assert swapped.endswith("s")
    named = swapped.removeprefix("how do I do ")
    assert named != "clamshells"
    assert "seated" not in named
    assert named.removesuffix("clamshells").strip() in {*slips.MODIFIERS, *(f"{each}s" for each in slips.EXERCISES)}


@pytest.mark.parametrize("seed", range(20))
def test_rename_asks_for_another_measure_of_which_the_text_tells_nothing(seed: int) -> None:
    context = "The muscle weighs 300 grams and is 2 cm thick."
    swap = slips.rename("how long is the muscle", context=context, names=(), random=seeded(seed))
    assert swap is not None
    assert (asked := re.match("how ([a-z]+) is the muscle", swap("how long is the muscle")))
    assert asked[1] not in {"long", "heavy", "thick"}
    assert slips.rename("how long do I wait", context=context, names=(), random=seeded(seed)) is None


def test_no_name_is_its_own_rival() -> None:
    for family in slips.RIVALS:
        assert len(family) > 2, family
        assert len(set(family)) == len(family), family
        assert all(name == name.strip().lower() for name in family), family


def test_rename_asks_for_another_year() -> None:
    question = "what did the 2019 review find"
    swap = slips.rename(question, context="A 2018 trial", names=(), random=seeded(3))
    assert swap is not None
    swapped = swap(question)
    assert re.search(r"\b20[12]\d\b", swapped)
    assert "2019" not in swapped
    assert "2018" not in swapped


def test_bm25_prefers_the_rare_word() -> None:
    lexical = Lexical(["the hip nerve", "the hip bone", "the hip joint"])
    scores = lexical("the nerve")
    assert scores.argmax() == 0
    assert scores[1] == scores[2] > 0
    assert lexical.coverage("nerve", "the hip nerve") == 1
    assert lexical.coverage("nerve artery", "the hip nerve") < 0.6
    assert terms("Nerves, gas") == ["nerve", "gas"]


def test_fusing_equal_scores_is_nought() -> None:
    same = np.ones(3, np.float32)
    assert fuse(same, same).tolist() == [0, 0, 0]


def test_batches_hold_every_pair_once_with_its_labels() -> None:
    pairs = [Pair("Where?", "", ("Here it is. " * number, "No."), (number % 2,)) for number in range(1, 8)]
    found = list(batches(pairs, layout=Layout(TOKENIZER), size=3, max_tokens=64, random=seeded(0)))
    assert sorted(index for batch in found for index in batch.order) == list(range(7))
    for batch in found:
        for row, index in enumerate(batch.order):
            assert batch.gold[row].argmax() == pairs[index].gold[0]
            assert batch.gold[row].sum() == 1


def cost(sentences: list[list[float]], answerable: list[float], *, contests: tuple[int, int]) -> float:
    """The loss of two passages, of which the first one's first sentence answers."""
    gold, present = torch.tensor([[1.0, 0.0], [0.0, 0.0]]), torch.ones(2, 2, dtype=torch.bool)
    numbers = torch.tensor(contests)
    return float(loss(torch.tensor(sentences), torch.tensor(answerable), gold=gold, present=present, contests=numbers))


def test_loss_is_lower_for_the_right_sentence() -> None:
    assert cost([[5.0, -5.0], [-5.0, -5.0]], [5.0, -5.0], contests=(1, 2)) < 0.1
    assert cost([[-5.0, 5.0], [5.0, 5.0]], [-5.0, 5.0], contests=(1, 2)) > 5


def test_the_right_sentence_contends_with_those_of_other_passages_for_the_same_question() -> None:
    scores = [[2.0, -5.0], [1.0, -5.0]]
    together, apart = (cost(scores, [5.0, -5.0], contests=numbers) for numbers in ((1, 1), (1, 2)))
    # Half of ln(1 + e^-1), what the rival's best sentence takes of the softmax, all others being negligible.
    assert together - apart == pytest.approx(0.1566, abs=1e-3)


def test_a_contest_is_one_question_put_to_its_passage_and_to_rivals() -> None:
    first, second = make(ANSWERED, mined=1)
    assert first.contest == second.contest > 0
    (alone,) = make(OPEN)
    assert alone.contest == 0


@pytest.mark.parametrize("size", [3, 4])
def test_a_contest_falls_into_one_batch(size: int) -> None:
    pairs = [
        Pair("Where?", "", ("Here it is. " * length, "No."), (0,) if not place else (), contest=number)
        for number in range(1, 6)
        for place, length in enumerate((1, 9, 3))
    ]
    found = list(batches(pairs, layout=Layout(TOKENIZER), size=size, max_tokens=64, random=seeded(0)))
    assert sorted(index for batch in found for index in batch.order) == list(range(15))
    assert all(len(set(batch.contests.tolist())) == 1 and len(batch.order) == 3 for batch in found)


def reading(question: Question, *places: tuple[str, int, float], confidence: float = 0) -> Reading:
    return Reading(
        question,
        tuple(Place(passage, index, 10) for passage, index, _ in places),
        tuple(score for *_, score in places),
        confidence,
    )


def test_an_answer_is_right_when_all_labelled_sentences_are_chosen() -> None:
    two = replace(ANSWERED, gold=(0, 2))
    found = reading(two, ("A-1", 0, 3.0), ("A-1", 2, 2.0), ("A-2", 0, 0.0))
    figures = evaluate.selection([found])
    assert figures["precision_at_1"]["value"] == 100
    assert figures["top_1"]["right"]["value"] == 0
    assert figures["top_2"] == {"right": evaluate.share([True]), "words": 20}
    assert len(evaluate.chosen(found, most=3, margin=1.0)) == 2


def test_the_same_question_may_be_answered_by_two_passages() -> None:
    again = replace(ANSWERED, passage="A-2", gold=(1,))
    figures = evaluate.selection([reading(ANSWERED, ("A-2", 1, 1.0)), reading(again, ("A-2", 1, 1.0))])
    assert figures["precision_at_1"]["value"] == 100


def test_refusals_are_counted_where_few_answerable_are_lost() -> None:
    sure = [reading(ANSWERED, ("A-1", 0, 1.0), confidence=number) for number in range(100)]
    unsure = [reading(OPEN, ("A-1", 0, 1.0), confidence=number - 90) for number in range(100)]
    figures = evaluate.abstention(sure + unsure)
    assert figures["refused_at_4"]["detail_missing"]["value"] == pytest.approx(94, abs=1)
    assert figures["auroc"]["all"]["low"] <= figures["auroc"]["all"]["value"] <= figures["auroc"]["all"]["high"]


def test_wilsons_interval_of_nine_in_ten() -> None:
    # Wilson 1927, checked by hand: 0.5958 to 0.9821.
    assert evaluate.share([True] * 9 + [False]) == {"value": 90.0, "low": 59.6, "high": 98.2}


def test_a_chart_names_its_curves() -> None:
    drawn = chart.lines({"a & b": [(0, 1), (10, 2)]}, title="T", across="steps")
    assert drawn.startswith("<svg")
    assert "a &amp; b" in drawn
    with pytest.raises(ValueError, match="nothing"):
        chart.lines({}, title="T", across="steps")


def test_the_average_is_examined_and_the_last_weights_are_trained_on(tmp_path: Path) -> None:
    network = torch.nn.Linear(1, 1, bias=False)
    torch.nn.init.zeros_(network.weight)
    plan = Plan(steps=1_000, average=0.5)
    trainer = Trainer(network, layout=Layout(TOKENIZER), plan=plan, folder=tmp_path)  # type: ignore[arg-type]
    trainer.step = 1_000
    torch.nn.init.ones_(network.weight)
    trainer._follow()
    with trainer._averaged():
        assert network.weight.item() == 0.5
    assert network.weight.item() == 1.0


def test_a_resumed_run_has_its_weights_and_their_average(tmp_path: Path) -> None:
    def trainer() -> Trainer:
        network = torch.nn.Linear(1, 1, bias=False)
        return Trainer(network, layout=Layout(TOKENIZER), plan=Plan(steps=9), folder=tmp_path)  # type: ignore[arg-type]

    first, again = trainer(), trainer()
    torch.nn.init.constant_(first.network.weight, 3.0)  # type: ignore[arg-type]
    first._follow()
    first._keep({})
    again.resume()
    assert again.network.weight.item() == 3.0  # type: ignore[operator]
    assert again._average == first._average != {"weight": torch.tensor([[3.0]])}
