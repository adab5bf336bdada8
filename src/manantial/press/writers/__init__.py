"""One edition, four spellings: PDF, Word, EPUB and an offline page."""
