"""Is the index still what the corpus, the model and the program ask for? Answered in words, without building."""

from __future__ import annotations

from assistant import passages
from assistant.config import Settings
from assistant.corpus.files import SourceFile, fingerprint, list_files
from assistant.errors import DocumentError, IndexDamaged, IndexMissing
from assistant.store import Manifest, current_folder, verify

_RACY_NS = 2_000_000_000
"""A file changed within two seconds of the build is hashed: clocks of file systems are too coarse to tell."""


def reasons(settings: Settings, *, thorough: bool = False) -> list[str]:
    """Why the index must be rebuilt, one line a reason; empty when it is fresh.

    Args:
        settings: which corpus, index and model.
        thorough: compare the checksums of a large index, too, and hash every document.

    Raises:
        CorpusError: when the corpus folder cannot be read.
    """
    files = list_files(settings.corpus)
    try:
        folder = current_folder(settings.index)
        manifest = Manifest.load(folder)
        verify(folder, manifest, whole=thorough)
    except (IndexMissing, IndexDamaged) as error:
        return [str(error)]
    return [*_program(manifest, settings), *_documents(manifest, files, thorough=thorough)]


def _program(manifest: Manifest, settings: Settings) -> list[str]:
    found = []
    if manifest.encoder.name != settings.model:
        found.append(f"the index was built with model {manifest.encoder.name}, asked for is {settings.model}")
    if manifest.splitting != passages.VERSION:
        found.append("the index was built by a version that splits documents into other passages")
    return found


def _documents(manifest: Manifest, files: list[SourceFile], *, thorough: bool) -> list[str]:
    known = manifest.documents.keys() | manifest.problems.keys()
    present = {file.key for file in files}
    added = [f"{file.key}: new" for file in files if file.key not in known]
    edited = [
        f"{file.key}: edited" for file in files if file.key in known and _edited(manifest, file, thorough=thorough)
    ]
    removed = [f"{key}: removed" for key in sorted(known - present)]
    return added + edited + removed


def _edited(manifest: Manifest, file: SourceFile, *, thorough: bool) -> bool:
    size, modified_ns = stamp = file.stamp()
    if file.key in manifest.problems:
        return manifest.problems[file.key][1:] != stamp
    known = manifest.documents[file.key]
    same_stamp = (known.size, known.modified_ns) == stamp
    if same_stamp and modified_ns < manifest.built_ns - _RACY_NS and not thorough:
        return False
    try:
        return fingerprint(file.read()) != known.sha256
    except DocumentError:
        return True
