"""Which of the scored sentences make the answer, and in which order."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.composer import compose, merged
from assistant.domain import Hit, Passage, Quote, Sentence
from assistant.reader import Reading, ScoredSentence


def passage(row: int, *texts: str, items: int = 0, document: str = "a.md", block: int | None = None) -> Hit:
    """A hit whose last ``items`` sentences are list items; each sentence is a paragraph unless ``block`` is set."""
    sentences = []
    for order, text in enumerate(texts):
        item = order >= len(texts) - items
        number = order if block is None else block
        sentences.append(Sentence(text, 100 * row + order, 100 * row + order + 1, block=number, item=item))
    return Hit(Passage(str(row), document, ("Title", f"Heading {row}"), tuple(sentences)), row, 0.5, 1.0, 1.0)


def reading(*scored: tuple[Hit, int, float]) -> Reading:
    found = [ScoredSentence(hit, order, score) for hit, order, score in scored]
    return Reading(tuple(sorted(found, key=lambda one: -one.score)), 0.9)


def texts(found: Reading, **options: float) -> list[str]:
    return [quote.text for quote in compose(found, **options)]  # type: ignore[arg-type]


def test_the_best_sentences_in_document_order() -> None:
    hit = passage(0, "The first fact.", "A second thing.", "Third comes this far.")
    assert texts(reading((hit, 2, 9.0), (hit, 0, 8.0), (hit, 1, 1.0))) == ["The first fact.", "Third comes this far."]


def test_the_answer_stays_short() -> None:
    hits = [passage(row, f"fact {row} " * 10) for row in range(9)]
    found = reading(*((hit, 0, 5.0 - hit.row / 100) for hit in hits))
    assert sum(len(text.split()) for text in texts(found)) <= 60


def test_the_best_sentence_is_quoted_however_long() -> None:
    hit = passage(0, "long " * 200)
    assert texts(reading((hit, 0, 5.0))) == ["long " * 200]


def test_a_leaning_sentence_brings_the_one_before() -> None:
    hit = passage(0, "The IT band is thick tissue.", "It passes the knee.", "They differ.", block=1)
    assert texts(reading((hit, 1, 9.0))) == ["The IT band is thick tissue.", "It passes the knee."]
    assert texts(reading((hit, 2, 9.0))) == ["The IT band is thick tissue.", "It passes the knee.", "They differ."]


def test_a_sentence_leans_on_nothing_across_paragraphs() -> None:
    hit = passage(0, "The IT band is thick tissue.", "It passes the knee.")
    assert texts(reading((hit, 1, 9.0))) == ["It passes the knee."]


def test_a_list_comes_whole_with_its_lead() -> None:
    hit = passage(0, "Not this.", "The exercises are:", "Clamshells.", "Side steps.", items=2)
    whole = ["The exercises are:", "Clamshells.", "Side steps."]
    assert texts(reading((hit, 3, 9.0))) == whole
    assert texts(reading((hit, 1, 9.0))) == whole


@pytest.mark.parametrize("lead", ["It is more likely in", "It may need the following.", "The causes are listed below."])
def test_a_list_is_led_into_without_a_colon_too(lead: str) -> None:
    hit = passage(0, "Not this.", lead, "people with diabetes", "people over 40", items=2)
    for chosen in (1, 2, 3):
        assert texts(reading((hit, chosen, 9.0))) == [lead, "people with diabetes", "people over 40"]


@pytest.mark.parametrize(
    "before",
    ["Rest is best for the hip.[3]", "Weakness is common following surgery.", "The tendon joins the bone below."],
)
def test_a_whole_sentence_leads_into_nothing(before: str) -> None:
    hit = passage(0, before, "Ice eases the pain.", "Heat helps, see https://hips.org/heat", "It ends.[4]", items=3)
    for order, text in enumerate(quote.text for quote in hit.passage.sentences):
        assert texts(reading((hit, order, 9.0))) == [text]


def test_a_list_ends_where_a_table_begins() -> None:
    hit = passage(0, "It has two signs.", "pain at night", "a weak grip", "pain, 3 days", items=3)
    *rest, row = hit.passage.sentences
    hit = replace(hit, passage=replace(hit.passage, sentences=(*rest, replace(row, labelled="Sign: pain; Days: 3"))))
    assert texts(reading((hit, 1, 9.0))) == ["pain at night", "a weak grip"]
    assert texts(reading((hit, 3, 9.0))) == ["pain, 3 days"]


def test_fragments_that_nothing_leads_into_come_together() -> None:
    hit = passage(0, "It is a stiff shoulder.", "pain at night", "a weak grip", items=2)
    assert texts(reading((hit, 2, 9.0))) == ["pain at night", "a weak grip"]


def test_sentences_that_nothing_leads_into_stand_alone() -> None:
    hit = passage(0, "It is a stiff shoulder.", "Nights are bad.", "The grip is weak.", items=2)
    assert texts(reading((hit, 2, 9.0))) == ["The grip is weak."]


def test_a_row_comes_without_the_caption_of_its_table() -> None:
    hit = passage(0, "Table 1, sets a week", "Clamshell 3", "Bridge 2", items=2)
    rows = tuple(replace(one, labelled=f"Sets: {one.text}") if one.item else one for one in hit.passage.sentences)
    hit = replace(hit, passage=replace(hit.passage, sentences=rows))
    assert texts(reading((hit, 2, 9.0))) == ["Bridge 2"]


def test_a_repetition_is_passed_over() -> None:
    one, other = passage(0, "The hip abductors are three muscles."), passage(1, "The hip abductors are three muscles!")
    assert texts(reading((one, 0, 9.0), (other, 0, 8.9))) == ["The hip abductors are three muscles."]


def test_documents_follow_the_best_sentence() -> None:
    late, early = passage(7, "The best one.", document="z.md"), passage(2, "Another fact.", document="a.md")
    assert texts(reading((late, 0, 9.0), (early, 0, 8.5))) == ["The best one.", "Another fact."]


def test_a_quote_names_its_place() -> None:
    [quote] = compose(reading((passage(3, "One."), 0, 1.0)))
    assert (quote.document, quote.start, quote.end, quote.heading) == ("a.md", 300, 301, "Heading 3")


def test_nothing_to_read_makes_no_quote() -> None:
    assert compose(Reading((), 0.0)) == ()


def test_the_quotes_of_two_answers_are_one_answer_each_quote_once() -> None:
    def quote(document: str, start: int) -> Quote:
        return Quote("Text.", document, start, start + 5, "Heading")

    both = merged([[quote("b.md", 9), quote("a.md", 4)], [quote("b.md", 2), quote("b.md", 9)]])
    assert [(found.document, found.start) for found in both] == [("b.md", 2), ("b.md", 9), ("a.md", 4)]


def test_the_phrase_that_answers_stands_out_in_the_best_sentence_alone() -> None:
    hit = passage(0, "The pain lasts about 6 weeks in most people.", "The pain lasts about 9 weeks in some people.")
    found = compose(reading((hit, 0, 9.0), (hit, 1, 8.9)), question="How long does the pain last?")
    assert [(quote.emphasis and quote.text[slice(*quote.emphasis)]) for quote in found] == ["about 6 weeks", None]


def test_a_phrase_stays_with_its_quote_when_answers_are_merged() -> None:
    plain = Quote("It is 9 weeks.", "a.md", 0, 14, "Heading")
    bold = replace(plain, emphasis=(6, 13))
    assert merged([[plain], [bold]]) == merged([[bold], [plain]]) == (bold,)


def instructions() -> tuple[Hit, Hit]:
    """A passage with numbered steps, and the one below it with their mistakes, which was not read."""
    lead, *steps = (Sentence(text, at, at + 1, block=at) for at, text in enumerate(["Steps:", "Lie down.", "Get up."]))
    steps = [replace(sentence, item=True, step=number) for number, sentence in enumerate(steps, start=1)]
    mistakes = Sentence("Mistakes are haste and noise.", 9, 10, block=9)
    first = Passage("0", "a.md", ("Title", "How do I rest?"), (lead, *steps))
    second = Passage("1", "a.md", ("Title", "What are mistakes in rest?"), (mistakes,))
    return Hit(first, 0, 0.5, 1.0, 1.0), Hit(second, 1, 0.5, 1.0, 0.9)


def test_a_question_for_all_steps_gets_the_instructions_whole() -> None:
    steps, mistakes = instructions()
    near = [(hit.row, hit.passage) for hit in (steps, mistakes)]
    found = compose(reading((steps, 2, 9.0)), question="How do I do a rest?", neighbours=lambda row: near, max_words=1)
    assert [(quote.step, quote.text) for quote in found] == [
        (0, "Steps:"),
        (1, "Lie down."),
        (2, "Get up."),
        (0, "Mistakes are haste and noise."),
    ]


def test_the_best_sentence_stands_with_the_instructions_for_the_same_thing() -> None:
    steps, _ = instructions()
    other = Sentence("Most people need rest.", 9, 10, block=9)
    others = Hit(Passage("1", "a.md", ("Title", "Which people need rest?"), (other,)), 1, 0.5, 1.0, 0.9)
    near = [(hit.row, hit.passage) for hit in (steps, others)]
    steps_heading = replace(steps.passage, headings=("Title", "How do I do a rest?"))
    near[0] = (0, steps_heading)
    found = compose(reading((others, 0, 9.0)), question="How do I do a rest?", neighbours=lambda row: near)
    assert [quote.text for quote in found] == ["Steps:", "Lie down.", "Get up.", "Most people need rest."]


def test_a_list_of_many_things_does_not_come_before_the_steps_of_the_one_that_is_asked_for() -> None:
    steps, _ = instructions()
    overview = Hit(passage(5, "A rest is done lying.", "A walk is done standing.").passage, 5, 0.5, 1.0, 0.9)
    sections = {0: [(0, steps.passage)], 5: [(5, overview.passage)]}

    def quoted(question: str, score: float) -> list[str]:
        read = reading((overview, 0, 9.0), (steps, 1, score))
        return [quote.text for quote in compose(read, question=question, neighbours=sections.__getitem__)]

    assert quoted("How do I do a rest?", 5.0) == ["Steps:", "Lie down.", "Get up."]
    assert quoted("How do I do a rest?", 3.0) == ["A rest is done lying."]
    assert quoted("How do I do a walk?", 5.0) == ["A rest is done lying."]


def test_a_question_for_one_step_gets_no_more_than_the_list() -> None:
    steps, mistakes = instructions()
    near = [(hit.row, hit.passage) for hit in (steps, mistakes)]
    found = compose(reading((steps, 2, 9.0)), question="When do I get up?", neighbours=lambda row: near)
    assert [quote.text for quote in found] == ["Steps:", "Lie down.", "Get up."]


def test_a_question_for_the_way_to_something_without_steps() -> None:
    hit = passage(0, "Rest is done lying down.", "Some rest more.")
    near = [(0, hit.passage)]
    found = compose(reading((hit, 0, 9.0)), question="How do I do a rest?", neighbours=lambda row: near)
    assert [quote.text for quote in found] == ["Rest is done lying down."]
