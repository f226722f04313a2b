"""The glossary: everyday words for the terms of the documents, and what each term means.

`reading` parses ``glossary.yaml`` when an index is built; the generation keeps the entries as rows, and `lookup` finds
them in a question without a parser.
"""

from assistant.glossary.lookup import Entry, Glossary

__all__ = ["Entry", "Glossary"]
