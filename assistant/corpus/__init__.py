"""The corpus: a folder of files -> `Document`s whose sentences know their exact place.

`files` finds and decodes; `html`, `pdf` and `docx` extract text, which looks as `extracted` says; `markdown`,
`plaintext` and `extracted` find headings and blocks in it; `sentences` splits blocks; `reading` puts them together.
Listing and hashing files needs no parser and no NLTK, so a question can check for edits at once.
"""
