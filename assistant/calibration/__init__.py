"""Fits the weights of `assistant.decision` on questions that the reader was never trained on.

python -m assistant.calibration tests/golden/*.jsonl tests/golden/unseen/*.jsonl --part develop

The figures printed come from cross-validation: each document, and each article with its twin, is judged by weights that
were fitted without it. What is verified of a question is its best sentence by the weights so far, which have seen all
of them: with a new reader, fit twice.
"""

from assistant.calibration.fitting import WRONG_REFUSALS, fit
from assistant.calibration.report import report
from assistant.calibration.samples import Sample, gather

__all__ = ["WRONG_REFUSALS", "Sample", "fit", "gather", "report"]
