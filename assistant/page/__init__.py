"""The Gradio page: one module a tab, all its words in ``words``; only ``app.py`` assembles it."""
