"""Questions to answers with citations, over the library that ``index`` keeps."""
