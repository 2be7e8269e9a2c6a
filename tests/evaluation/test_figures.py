"""The figures that are read out of the invented reports, against those that a person marked in them."""

from __future__ import annotations

import json
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import pytest

from index.figures import extract_figures
from index.parse import parse_report
from index.read import read_text
from index.records import Figure, Report, Role

HERE = Path(__file__).resolve().parent

# The shares that must be reached. Raise them when the extraction gets better; never lower them.
RECALL = 0.98
PRECISION = 0.98
UNITS = 0.995
APPROXIMATE = 0.995
ROLES = 0.985
# Characters in a second of one core.
SPEED = 60_000


@dataclass(frozen=True)
class Gold:
    """A figure as a person marked it."""

    file: str
    start: int
    end: int
    surface: str
    value: float
    unit: str
    approx: bool
    role: str


@dataclass(frozen=True)
class Extraction:
    """What was found: pairs of marked and read figures, and those of each side without a partner."""

    reports: dict[str, Report]
    pairs: list[tuple[Gold, Figure]]
    missed: list[Gold]
    extra: list[tuple[str, Figure]]
    seconds: float

    @property
    def marked(self) -> int:
        """How many figures a person marked."""
        return len(self.pairs) + len(self.missed)

    @property
    def read(self) -> int:
        """How many figures the program read."""
        return len(self.pairs) + len(self.extra)


@pytest.fixture(scope="module")
def extraction() -> Extraction:
    """All invented reports, read and compared: a partner overlaps and has the same value."""
    reports = {}
    for path in sorted((HERE / "reports").glob("*.txt")):
        reports[path.name] = parse_report(read_text(path, max_bytes=1_000_000), path.name)
    started = time.thread_time()
    figures = {name: extract_figures(report) for name, report in reports.items()}
    seconds = time.thread_time() - started
    marked: dict[str, list[Gold]] = defaultdict(list)
    for line in (HERE / "figures.jsonl").read_text(encoding="utf-8").splitlines():
        gold = Gold(**json.loads(line))
        marked[gold.file].append(gold)
    assert set(marked) <= set(reports)
    pairs: list[tuple[Gold, Figure]] = []
    missed: list[Gold] = []
    extra: list[tuple[str, Figure]] = []
    for name in reports:
        left = list(figures[name])
        for gold in marked[name]:
            partner = next((figure for figure in left if _same(gold, figure)), None)
            if partner is None:
                missed.append(gold)
            else:
                left.remove(partner)
                pairs.append((gold, partner))
        extra.extend((name, figure) for figure in left)
    return Extraction(reports, pairs, missed, extra, seconds)


def _same(gold: Gold, figure: Figure) -> bool:
    overlapping = figure.start < gold.end and gold.start < figure.end
    return overlapping and abs(figure.value - gold.value) < 1e-6 * max(1.0, abs(gold.value))


def test_the_marks_fit_the_reports(extraction: Extraction) -> None:
    """Every mark stands where it says in the report as it is read, and there are enough of them to tell something."""
    golds = [gold for gold, _ in extraction.pairs] + extraction.missed
    for gold in golds:
        assert extraction.reports[gold.file].text[gold.start : gold.end] == gold.surface
    assert len(extraction.reports) == 63
    assert len(golds) > 3500


def test_nearly_every_marked_figure_is_read(extraction: Extraction) -> None:
    """Recall: a figure that a report states is found, with its value."""
    told = "\n".join(
        f"{gold.file} {gold.start} {gold.surface} = {gold.value} {gold.unit}" for gold in extraction.missed
    )
    assert len(extraction.pairs) >= RECALL * extraction.marked, f"{len(extraction.missed)} missed\n{told}"


def test_hardly_anything_else_is_read(extraction: Extraction) -> None:
    """Precision: dates, names, document and telephone numbers are not taken for figures."""
    told = "\n".join(
        f"{name} {figure.start} {extraction.reports[name].text[figure.start : figure.end]} = {figure.value} {figure.unit}"
        for name, figure in extraction.extra
    )
    assert len(extraction.pairs) >= PRECISION * extraction.read, f"{len(extraction.extra)} too many\n{told}"


def test_units_are_those_of_the_text(extraction: Extraction) -> None:
    """The unit as the report words it, but for a zero in words and a rank, which have none of their own."""
    bare = ("无", "第")
    wrong = [(g, f) for g, f in extraction.pairs if f.unit != g.unit and f.qualifier not in bare]
    told = "\n".join(f"{g.file} {g.start} {g.surface}: {f.unit} for {g.unit}" for g, f in wrong)
    assert len(wrong) <= (1 - UNITS) * len(extraction.pairs), told


def test_approximate_figures_are_known_as_such(extraction: Extraction) -> None:
    """余, 多, 近, 约, 以上 make a figure approximate; a bound that has to be kept (不少于8次) may be called either."""
    bound = (Role.REQUIREMENT, Role.PLAN)
    wrong = [(g, f) for g, f in extraction.pairs if f.approx != g.approx and f.role not in bound]
    told = "\n".join(f"{g.file} {g.start} {g.surface}: approx={f.approx}" for g, f in wrong)
    assert len(wrong) <= (1 - APPROXIMATE) * len(extraction.pairs), told


def test_roles_are_told_apart(extraction: Extraction) -> None:
    """Outcomes, plans, growth, ranks and others' figures; 不少于 inside a plan is a plan and a requirement alike."""
    ahead = {Role.PLAN, Role.REQUIREMENT}
    wrong = [
        (g, f) for g, f in extraction.pairs if f.role != g.role and not (f.role in ahead and Role(g.role) in ahead)
    ]
    told = "\n".join(f"{g.file} {g.start} {g.surface}: {f.role} for {g.role}" for g, f in wrong)
    assert len(wrong) <= (1 - ROLES) * len(extraction.pairs), told


def test_every_span_is_exact(extraction: Extraction) -> None:
    """The number lies in its clause's sentence, and the numbers' order is that of the text."""
    for _, figure in extraction.pairs:
        assert figure.sentence_start <= figure.start < figure.end <= figure.sentence_end
    for name, report in extraction.reports.items():
        starts = [figure.start for figure in extract_figures(report)]
        assert starts == sorted(starts), name


def test_extraction_is_fast(extraction: Extraction) -> None:
    """Far more characters in a second than anyone adds in a day."""
    characters = sum(len(report.text) for report in extraction.reports.values())
    assert characters / extraction.seconds > SPEED
