"""The corpus: a folder of files -> `Document`s whose sentences know their exact place.

`files` finds and decodes, `markdown` and `plaintext` find headings and blocks, `sentences` splits blocks, `reading`
puts them together. Listing and hashing files needs no parser and no NLTK, so a question can check for edits at once.
"""
