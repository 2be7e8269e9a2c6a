"""Reports to catalog and vectors; knows nothing about questions or chat models."""
