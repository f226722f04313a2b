"""The report as one HTML page: the tables, and two plots of how far confidence can be trusted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from assistant import chart
from assistant.domain import Outcome
from assistant.evaluate.judging import Findings, Judged
from assistant.evaluate.report import Section, sections
from assistant.measures import Share, reliability, risk_coverage

STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;margin:.5rem 0 1.5rem}td,th{padding:.2rem 1rem .2rem 0;text-align:left}"
    "tr{border-bottom:1px solid #ddd}svg{max-width:40rem;width:100%}"
    "td:nth-child(n+2){font-variant-numeric:tabular-nums}"
)


def to_html(findings: Findings) -> str:
    """A page that needs nothing from elsewhere."""
    body = [_section(section) for section in sections(findings)]
    asked = [one for one in findings.judged if one.question.outcome in (Outcome.ANSWER, Outcome.NOT_COVERED)]
    plots = [*_plots(asked), _triage(findings)] if asked else [_triage(findings)]
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>Evaluation</title>'
        f"<style>{STYLE}</style><h1>Evaluation</h1>{''.join(body)}{''.join(plots)}</html>\n"
    )


def reliability_plot(bins: Sequence[tuple[float, Share]]) -> str:
    """The bins of `measures.reliability` as an SVG, beside the line of confidence that is true as often as it says."""
    measured = [(mean, found.hits / found.total) for mean, found in bins]
    return chart.lines(
        {"measured": measured, "perfect": [(0, 0), (1, 1)]},
        title="Reliability: how often the source answers, by confidence",
        across="confidence",
    )


def _section(section: Section) -> str:
    if not section.shares and not section.figures:
        return ""
    rows = []
    for name, share in section.shares.items():
        low, high = share.interval
        value = f"{share.hits / share.total:.1%}" if share.total else "none"
        rows.append((name, value, f"{low:.1%} to {high:.1%}", f"{share.hits} of {share.total}"))
    rows += [(name, f"{value:.3g}", "", "") for name, value in section.figures.items()]
    return _table(section.title, ("measure", "value", "95 % interval", "cases"), rows)


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    def row(cells: Sequence[str], tag: str) -> str:
        return "<tr>" + "".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in cells) + "</tr>"

    return f"<h2>{escape(title)}</h2><table>{row(head, 'th')}{''.join(row(cells, 'td') for cells in rows)}</table>"


def _plots(asked: Sequence[Judged]) -> list[str]:
    confidences = [one.answer.confidence for one in asked]
    bins = reliability(confidences, [one.answerable for one in asked])
    given = [one for one in asked if one.answer.quotes]
    risks = risk_coverage([one.answer.confidence for one in given], [one.right for one in given])
    share = len(given) / len(asked)
    drawn = [reliability_plot(bins)]
    if risks:
        drawn.append(
            chart.lines(
                {"wrong among the answered": [(coverage * share, risk) for coverage, risk in risks]},
                title="Risk and coverage: the most confident answers first",
                across="share of questions answered",
            )
        )
    return [f"<figure>{svg}</figure>" for svg in drawn]


def _triage(findings: Findings) -> str:
    if findings.triage is None:
        return ""
    matrix = findings.triage.to_json()
    rows = [(wanted, *(str(count) for count in got.values())) for wanted, got in matrix.items()]
    return _table("Triage: rows what was wanted, columns what was said", ("wanted", *matrix), rows)
