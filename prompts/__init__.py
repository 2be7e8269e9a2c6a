"""The prompt templates, as data: see README.md beside this file."""
