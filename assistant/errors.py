"""The errors that a person may see. Each says in one line what happened and what to do next.

    AssistantError
      +-- UsageError          the call itself is wrong (exit code 2)
      +-- CorpusError         the folder of documents cannot be read
      |     +-- DocumentError     one file in it cannot
      +-- IndexUnusable       the index on disk cannot be used
      |     +-- IndexMissing      there is none yet
      |     +-- IndexDamaged      its files contradict its manifest
      |     +-- IndexBusy         another build holds the lock
      |     +-- IndexNotWritten   the folder refused a write; what was there before is untouched
      +-- ModelError          the embedding model cannot be loaded or exported
      +-- ServerError         the web chat cannot be served
      +-- BackendError        the server that searches the index does not answer, or lacks this generation
      +-- FeedbackError       the feedback file cannot be written or read
      +-- ExtraMissing        a library that is installed by an extra is not there

A library's own exceptions are translated in the one module that imports that library.
"""


class AssistantError(Exception):
    """Base of every error that the command line prints as one line, without a traceback."""


class UsageError(AssistantError):
    """The call cannot be understood: an unknown option, a line that is not JSON."""


class CorpusError(AssistantError):
    """The corpus folder is missing, is not a folder, or holds nothing that can be read."""


class DocumentError(CorpusError):
    """One document cannot be read. The others are not affected."""

    def __init__(self, document: str, reason: str) -> None:
        super().__init__(f"{document}: {reason}")
        self.document = document
        self.reason = reason


class IndexUnusable(AssistantError):
    """The index on disk cannot be used."""


class IndexMissing(IndexUnusable):
    """No index has been built in this folder."""


class IndexDamaged(IndexUnusable):
    """The index's files do not match its manifest: a half-copied or altered folder."""


class IndexBusy(IndexUnusable):
    """Another process is building this index."""


class IndexNotWritten(IndexUnusable):
    """The index could not be written: disk full, folder read-only. The last good index is untouched."""


class ModelError(AssistantError):
    """The embedding model cannot be found, loaded or exported."""


class ServerError(AssistantError):
    """The web chat cannot be served: its port is taken, or its address is not this machine's."""


class BackendError(AssistantError):
    """The server that searches the index cannot be reached, refuses, or does not hold this generation."""


class FeedbackError(AssistantError):
    """The file of feedback is full, or cannot be written or read."""


class ExtraMissing(AssistantError):
    """A command needs a library that only comes with an extra of the package."""
