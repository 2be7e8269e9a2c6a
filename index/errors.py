"""The one exception tree of the project.

ReportsError
├── SettingsError        a setting or argument that can't be used
├── CorpusError          the folder of reports is missing or can't be read
│   └── FileError        one file can't be used: empty, binary, too large, unreadable
├── StoreError           the store can't be used
│   ├── StoreBusyError   another process is writing to the store
│   └── StoreDamagedError  the store's files are broken
├── EmbeddingError       the embedding model is missing or can't be loaded
├── QuestionError        a question that can't be taken: empty, too long, malformed
├── PromptError          a prompt file is missing or its variables don't fit
└── ModelError           the attached language model failed

Foreign errors are translated where their library is called, once; messages are in Chinese, say what to do, and may be
shown to a person as they are. ``english`` holds the same message in English.
"""

from __future__ import annotations


class ReportsError(Exception):
    """Anything this project raises on purpose. ``str()`` is the Chinese message."""

    def __init__(self, message: str, english: str = "") -> None:
        super().__init__(message)
        self.english = english or message


class SettingsError(ReportsError):
    """A setting or argument can't be used."""


class CorpusError(ReportsError):
    """The folder of reports is missing or can't be read."""


class FileError(CorpusError):
    """One file can't be used; the others can."""


class StoreError(ReportsError):
    """The store can't be used."""


class StoreBusyError(StoreError):
    """Another process is writing to the store."""


class StoreDamagedError(StoreError):
    """The store's files are broken and must be rebuilt from the corpus."""


class EmbeddingError(ReportsError):
    """The embedding model is missing or can't be loaded."""


class QuestionError(ReportsError):
    """A question can't be taken as it is."""


class PromptError(ReportsError):
    """A prompt file is missing or its variables don't fit."""


class ModelError(ReportsError):
    """The attached language model failed."""
