"""The catalog's tables, the same on SQLite and PostgreSQL. Full text has its own, in ``fulltext*.py``."""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Float, ForeignKey, Index, Integer, LargeBinary, MetaData, Table, Text

# Raised when a table or the meaning of a column changes: it is a part of a generation's signature.
SCHEMA_VERSION = "3"

metadata = MetaData()

# `number` is what the other tables and the full text point at: far smaller than the sixteen letters of `report_id`.
reports = Table(
    "reports",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("report_id", Text, nullable=False, unique=True),
    Column("file", Text, nullable=False, unique=True),
    Column("stamp", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Column("text_digest", Text, nullable=False),
    Column("figures_digest", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("province", Text, nullable=False),
    Column("city", Text, nullable=False),
    Column("county", Text, nullable=False),
    Column("township", Text, nullable=False),
    Column("year", Integer),
    Column("issued", Text),
    Column("chars", Integer, nullable=False),
    Column("figures", Integer, nullable=False),
    Column("warnings", Text, nullable=False),
    Column("added_at", Text, nullable=False),
)

# Apart from `reports`, so that listing ten thousand of those doesn't read their texts.
texts = Table(
    "texts",
    metadata,
    Column("report", Integer, ForeignKey("reports.number", ondelete="CASCADE"), primary_key=True),
    Column("text", Text, nullable=False),
)

sections = Table(
    "sections",
    metadata,
    Column("report", Integer, ForeignKey("reports.number", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("level", Integer, nullable=False),
    Column("heading", Text, nullable=False),
    Column("path", Text, nullable=False),
    Column("start", Integer, nullable=False),
    Column("body_start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
)

# `key` is the row number in the full text; `digest` tells equal embedded texts, whose vectors are then equal too.
chunks = Table(
    "chunks",
    metadata,
    Column("key", Integer, primary_key=True),
    Column("chunk_id", Text, nullable=False, unique=True),
    Column("report", Integer, ForeignKey("reports.number", ondelete="CASCADE"), nullable=False),
    Column("number", Integer, nullable=False),
    Column("section", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("embedded", Text, nullable=False),
    Column("digest", Text, nullable=False),
    Index("chunks_by_report", "report", "number", "chunk_id"),
    Index("chunks_by_digest", "digest", "chunk_id"),
)

# What Chroma holds, too, as 16-bit floats: a process beside the writer searches these (Chroma's own files are for one
# process at a time), a damaged Chroma is filled from these, and an equal text is never embedded twice.
vectors = Table(
    "vectors",
    metadata,
    Column("key", Integer, ForeignKey("chunks.key", ondelete="CASCADE"), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

figures = Table(
    "figures",
    metadata,
    Column("report", Integer, ForeignKey("reports.number", ondelete="CASCADE"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("section", Integer, nullable=False),
    Column("start", Integer, nullable=False),
    Column("end", Integer, nullable=False),
    Column("clause_start", Integer, nullable=False),
    Column("clause_end", Integer, nullable=False),
    Column("sentence_start", Integer, nullable=False),
    Column("sentence_end", Integer, nullable=False),
    Column("indicator", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("value", Float, nullable=False),
    Column("unit", Text, nullable=False),
    Column("approx", Boolean, nullable=False),
    Column("qualifier", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("year", Integer),
    Column("period", Text, nullable=False),
    Column("whole", Integer),
    Column("context", Text, nullable=False),
)

# By file, not by report: a person's word outlives a new version of the file and a new generation. NULL: not corrected.
corrections = Table(
    "corrections",
    metadata,
    Column("file", Text, primary_key=True),
    Column("province", Text),
    Column("city", Text),
    Column("county", Text),
    Column("township", Text),
    Column("year", Integer),
)

# Files that could not be used, so that an unchanged one isn't tried again at every question.
failures = Table(
    "failures",
    metadata,
    Column("file", Text, primary_key=True),
    Column("stamp", Text, nullable=False),
    Column("reason", Text, nullable=False),
    Column("english", Text, nullable=False),
)

meta = Table(
    "meta",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)
