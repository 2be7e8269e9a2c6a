"""How often the passage that answers a question comes first: over invented articles, with each way of ranking.

``python -m tests.benchmarks.bench_retrieval [articles] [questions]`` indexes 848 invented encyclopaedia articles (plain text,
no headings, a file each), asks 3,219 questions in other words, and prints recall@1, recall@5 and MRR@10 by article for
sense alone, words alone, their ranks joined, and the product's search. Ends with status 1 if the search falls below
its floors.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from index.build import build
from index.config import IndexSettings
from index.library import Library, writing_library
from index.search import dense, lexical, search
from index.terms import tokens
from tests.index.articles import Article, articles

FLOOR_FIRST, FLOOR_RANK = 0.982, 0.988
_LOOKED_AT = 40
_SHOWN = 10
_RRF = 60

Ranking = Callable[[Library, str], list[str]]


def by_sense(library: Library, question: str) -> list[str]:
    """Chunk ids by their vectors alone."""
    found = dense(library, question, None, _LOOKED_AT)
    return sorted(found, key=lambda one: -found[one])


def by_words(library: Library, question: str) -> list[str]:
    """Chunk ids by BM25 alone."""
    return [one for one, _ in lexical(library, tokens(question), None, _LOOKED_AT).hits]


def by_ranks(library: Library, question: str) -> list[str]:
    """Both, joined by reciprocal ranks."""
    worth: dict[str, float] = {}
    for ranked in (by_sense(library, question), by_words(library, question)):
        for rank, one in enumerate(ranked, 1):
            worth[one] = worth.get(one, 0.0) + 1 / (_RRF + rank)
    return sorted(worth, key=lambda one: -worth[one])


def by_search(library: Library, question: str) -> list[str]:
    """The product's own order."""
    return [hit.chunk_id for hit in search(library, question, limit=_LOOKED_AT)]


def scores(library: Library, made: Sequence[Article], ranking: Ranking) -> tuple[float, float, float]:
    """Recall@1, recall@5 and MRR@10 over all questions, an article counting by its best passage."""
    files = {info.report_id: info.file for info in library.catalog.reports()}
    owners = {chunk.chunk_id: files[chunk.report_id] for chunk in library.catalog.chunks(library.catalog.chunk_ids())}
    first = fifth = reciprocal = 0.0
    asked = 0
    for number, article in enumerate(made):
        for question in article.questions:
            asked += 1
            order = list(dict.fromkeys(owners[one] for one in ranking(library, question)))[:_SHOWN]
            if f"{number:04d}.txt" in order:
                rank = order.index(f"{number:04d}.txt") + 1
                first, fifth, reciprocal = first + (rank == 1), fifth + (rank <= 5), reciprocal + 1 / rank
    return first / asked, fifth / asked, reciprocal / asked


def indexed(folder: Path, made: Sequence[Article]) -> IndexSettings:
    """The articles as files, a settings object for them."""
    corpus = folder / "corpus"
    corpus.mkdir()
    for number, article in enumerate(made):
        (corpus / f"{number:04d}.txt").write_text(article.text, encoding="utf-8")
    return IndexSettings(corpus=corpus, store=folder / "store")


def main() -> int:
    """Measure, print, and judge by the floors."""
    given = [int(value) for value in sys.argv[1:3]]
    count, questions = given if len(given) == 2 else (848, 3219)
    made = articles(count, questions)
    with tempfile.TemporaryDirectory(prefix="fazhi-retrieval-") as folder:
        settings = indexed(Path(folder), made)
        with writing_library(settings, "bench") as library:
            build(settings, library=library)
            print(f"{count} articles, {sum(len(one.questions) for one in made)} questions")
            print(f"{'':20}{'recall@1':>10}{'recall@5':>10}{'MRR@10':>10}")
            rankings: dict[str, Ranking] = {
                "sense alone": by_sense, "words alone": by_words, "ranks joined": by_ranks, "search": by_search,
            }  # fmt: skip
            for name, ranking in rankings.items():
                found = scores(library, made, ranking)
                print(f"{name:20}{found[0]:10.4f}{found[1]:10.4f}{found[2]:10.4f}", flush=True)
    return int(found[0] < FLOOR_FIRST or found[2] < FLOOR_RANK)


if __name__ == "__main__":
    sys.exit(main())
