"""Which files of the corpus are new, changed, gone or as they were."""

from __future__ import annotations

from dataclasses import dataclass

from index.catalog import Catalog
from index.scan import CorpusFile, digest_of


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done with each file.

    ``touched`` have other times than before but the same content; they are among ``skipped``.
    """

    added: tuple[CorpusFile, ...]
    updated: tuple[CorpusFile, ...]
    removed: tuple[str, ...]
    skipped: tuple[str, ...]
    touched: tuple[CorpusFile, ...]
    unusable: tuple[CorpusFile, ...]

    @property
    def changes(self) -> bool:
        """Whether anything in the store would change."""
        return bool(self.added or self.updated or self.removed)


def compare(catalog: Catalog, files: tuple[CorpusFile, ...], max_bytes: int) -> Plan:
    """Compare by size and times, then by content where those differ."""
    known = {info.file: info for info in catalog.reports()}
    added: list[CorpusFile] = []
    updated: list[CorpusFile] = []
    skipped: list[str] = []
    touched: list[CorpusFile] = []
    unusable: list[CorpusFile] = []
    for one in files:
        info = known.get(one.file)
        if one.problem is not None:
            unusable.append(one)
        elif info is None:
            added.append(one)
        elif info.stamp == one.stamp:
            skipped.append(one.file)
        elif one.size <= max_bytes and info.digest == digest_of(one.path):
            skipped.append(one.file)
            touched.append(one)
        else:
            updated.append(one)
    # What lies in a folder that can't be read now is not gone.
    hidden = tuple(f"{one.file}/" for one in unusable)
    here = {one.file for one in files}
    removed = [file for file in known if file not in here and not file.startswith(hidden)]
    return Plan(tuple(added), tuple(updated), tuple(removed), tuple(skipped), tuple(touched), tuple(unusable))
