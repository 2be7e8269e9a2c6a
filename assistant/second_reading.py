"""A second reading where the first leaves doubt: question and sentence are read together by a small language encoder.

The scorer (``assistant.scorer``) compares words; it can't tell 实有11人 from 编制14人 for 实际几个人. The encoder reads both
texts at once, and is asked only where the scorer is unsure, about the few figures that have a chance. What both say is
added up as logarithms of odds. Its weights are fitted by ``python -m tests.evaluation.fit_reader``.
"""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.asks import Ask
from assistant.figure_view import FigureView
from index.pair_encoder import CLOSING, OPENING, PairEncoder
from index.records import IN_TABLE

# The scorer's best figure is neither nearly certain nor out of the question.
_UNSURE = (0.05, 0.95)
# A figure below this probability, or behind this many others, isn't read again.
_LEAST_CHANCE = 0.01
_MOST_READ = 4
# The encoder has learned from examples whose answer was withheld, once for each: "none" is that much rarer among questions.
_FITTED_TO_NONE = 1.4
# Characters of the sentence before and behind the number, and of a word about it.
_BEFORE, _BEHIND, _WORD = 64, 24, 16
_EARLIER = 20
# Reports use the marks too.
_NO_MARKS = str.maketrans({OPENING: "[", CLOSING: "]"})
_HAN, _LETTER = re.compile(r"[一-鿿]"), re.compile(r"[A-Za-z]")


class SecondReading:
    """Weighs a report's figures again. Cheap to make; the encoder is loaded when it is first needed."""

    def __init__(self, store: Path) -> None:
        """``store`` is where the bundled model is unpacked to."""
        self._encoder = PairEncoder(store, resources.files("assistant") / "data" / "second_reading.npz")

    def load(self) -> None:
        """Load the encoder, so that the first question in doubt needn't wait for it."""
        self._encoder.load()

    def probabilities(
        self, ask: Ask, views: list[FigureView], text: str, shares: NDArray[np.float32]
    ) -> NDArray[np.float32]:
        """What both readings together give for each of ``views``, (n,); ``shares`` is what the first gave.

        ``text`` is the report's. What is missing to 1 is that none of them is the answer.
        """
        read = [at for at in np.argsort(-shares)[:_MOST_READ] if shares[at] >= _LEAST_CHANCE]
        scores = self._encoder.scores(query_of(ask), [passage_of(text, views[at]) for at in read])
        odds = np.log(np.append(shares[read], max(1e-6, 1.0 - float(shares.sum()))).clip(1e-9))
        odds += np.append(scores, self._encoder.none - _FITTED_TO_NONE)
        raised = np.exp(odds - odds.max())
        weighed = np.zeros_like(shares)
        weighed[read] = raised[:-1] / raised.sum()
        return weighed


def certain(shares: NDArray[np.float32]) -> bool:
    """Whether the first reading has hardly a doubt which figure is meant."""
    return float(shares.max()) > _UNSURE[1]


def needed(ask: Ask, shares: NDArray[np.float32], *, doubted: bool = False) -> bool:
    """Whether the first reading leaves doubt, of a question that the second can read: it has learned from Chinese ones.

    ``doubted`` says that something else speaks against the best figure, however probable it is.
    """
    if float(shares.max()) < _UNSURE[0] or (certain(shares) and not doubted):
        return False
    return len(_LETTER.findall(ask.text)) <= len(_HAN.findall(ask.text))


def query_of(ask: Ask) -> str:
    """What is asked, behind the end of what was asked before it."""
    return f"{ask.earlier[-_EARLIER:]}；{ask.text}" if ask.earlier else ask.text


def passage_of(text: str, one: FigureView) -> str:
    """The sentence around a figure, its number between marks, behind the words that stand elsewhere and belong to it."""
    figure = one.figure
    if figure.qualifier == IN_TABLE:
        number = text[figure.start : figure.end].translate(_NO_MARKS).removesuffix(figure.unit)
        lead = f"{one.heading.text.split(' ')[-1][-_WORD:]}：" if one.heading.text else ""
        return f"{lead}{figure.indicator}{OPENING}{number}{figure.unit}{CLOSING}".replace("\n", " ")
    begin = max(figure.sentence_start, figure.start - _BEFORE)
    end = min(figure.sentence_end, figure.end + _BEHIND)
    number = text[figure.start : figure.end]
    before, behind = (part.translate(_NO_MARKS) for part in (text[begin : figure.start], text[figure.end : end]))
    around = f"{before}{one.implied if one.aloud else ''}{OPENING}{number.translate(_NO_MARKS)}{CLOSING}{behind}"
    about = [one.heading.text.split(" ")[-1][-_WORD:]] if one.heading.text else []
    for words in (figure.subject, one.whole.text, one.inherited.text):
        if words and words not in around and words not in about and words not in one.heading.text:
            about.append(words[:_WORD])
    lead = f"{'；'.join(about).translate(_NO_MARKS)}：" if about else ""
    return f"{lead}{around}".replace("\n", " ")
