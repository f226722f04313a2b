"""Reads the corpus as the assistant does and runs the rules over it."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from assistant.config import Settings
from assistant.corpus.files import GLOSSARY, SourceFile, list_files
from assistant.corpus.reading import parse, text_of
from assistant.encoder import TOKENIZER, open_tokenizer
from assistant.errors import DocumentError, ModelError, UsageError
from assistant.glossary import Glossary
from assistant.glossary.reading import read
from assistant.lint.findings import Finding, Report, Severity
from assistant.lint.marks import read_marks
from assistant.lint.pages import Desk, Page
from assistant.lint.readability import Grade, page_grade
from assistant.lint.rules import FILE, RULES
from assistant.models import find_model

_LINE = re.compile(r"\bline (\d+)\b")


def check(
    settings: Settings, *, files: Sequence[str] = (), grade: Grade | None = None, today: date | None = None
) -> Report:
    """What is wrong with the writing of a corpus.

    Args:
        settings: which corpus, and which embedding model its passages must fit.
        files: paths of the documents to report on, or their names in the corpus; none means all.
        grade: the reading grade of a text; without it, grades are left out.
        today: the day to judge review dates by.

    Raises:
        CorpusError: when the folder cannot be read.
        UsageError: when a file is no document of the corpus.
        ModelError: when the model's tokenizer cannot be had.
    """
    sources = list_files(settings.corpus)
    wanted = _wanted(files, sources, settings.corpus)
    findings: list[Finding] = []
    pages: list[Page] = []
    for source in sources:
        try:
            page, warning = _page(source)
        except DocumentError as error:
            findings.append(_unreadable(str(source.path), error.reason))
            continue
        pages.append(page)
        if warning:
            findings.append(replace(_unreadable(page.file, warning), severity=Severity.WARNING))
    glossary_file = str(settings.corpus / GLOSSARY)
    try:
        entries = read(settings.corpus)
    except DocumentError as error:
        entries = Glossary()
        findings.append(_unreadable(glossary_file, error.reason))
    count_tokens, max_tokens = _tokens(settings.model)
    desk = Desk(entries, glossary_file, count_tokens, max_tokens, grade, today or date.today())
    for rule in RULES:
        findings += (replace(finding, rule=rule.name) for finding in rule.check(pages, desk))
    shown = [page for page in pages if page.file in wanted]
    grades = {page.file: found for page in shown if (found := page_grade(page, desk)) is not None}
    return Report(
        findings=sorted(finding for finding in findings if finding.file in wanted),
        files=[str(source.path) for source in sources if str(source.path) in wanted],
        grades=grades,
    )


def _page(source: SourceFile) -> tuple[Page, str]:
    """The document of a file, and what the reader of its format warns of."""
    text, warning = text_of(source, source.read())
    marks = read_marks(text) if source.format == "markdown" else None
    return Page(str(source.path), parse(source, text), marks), warning


def _unreadable(file: str, reason: str) -> Finding:
    line = _LINE.search(reason)
    return Finding(file, int(line.group(1)) if line else 1, FILE, reason)


def _wanted(files: Sequence[str], sources: Sequence[SourceFile], corpus: Path) -> set[str]:
    """The files to report on, as findings name them."""
    known = {str(source.path): source.key for source in sources} | {str(corpus / GLOSSARY): GLOSSARY}
    wanted = set()
    for file in files:
        same = [path for path, key in known.items() if file == key or Path(file).resolve() == Path(path).resolve()]
        if not same:
            raise UsageError(f"{file} is no document in {corpus}; name one that is, or another folder with --corpus")
        wanted.update(same)
    return wanted or set(known)


def _tokens(model: str) -> tuple[Callable[[str], int], int]:
    """How a model counts word pieces, and how many it reads; from its tokenizer alone, without torch."""
    folder = find_model(model)
    tokenizer = open_tokenizer(folder / TOKENIZER)
    tokenizer.no_truncation()
    try:
        limit = int(json.loads((folder / "sentence_bert_config.json").read_text(encoding="utf-8"))["max_seq_length"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"the model in {folder} does not say how long a text it reads") from error
    return lambda text: len(tokenizer.encode(text).ids), limit
