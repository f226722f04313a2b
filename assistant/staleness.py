"""Is the index still what the corpus, the model and the program ask for? Answered in words, without building."""

from __future__ import annotations

from contextlib import suppress

from assistant import backend, passages
from assistant.config import Settings
from assistant.corpus.files import SourceFile, fingerprint, glossary_files, list_files
from assistant.encoder import EncoderCard, encoder_folder
from assistant.errors import DocumentError, IndexDamaged, IndexMissing, ModelError
from assistant.manifest import Manifest, verify
from assistant.models import model_stamp, same_model
from assistant.store import current_folder


def reasons(settings: Settings, *, thorough: bool = False) -> list[str]:
    """Why the index must be rebuilt, one line a reason; empty when it is fresh.

    Args:
        settings: which corpus, index and model.
        thorough: compare the checksums of a large index, too, and hash every document.

    Raises:
        CorpusError: when the corpus folder cannot be read.
        BackendError: when the server that searches the index does not answer.
    """
    files = [*list_files(settings.corpus), *glossary_files(settings.corpus)]
    try:
        folder = current_folder(settings.index)
        manifest = Manifest.load(folder)
        verify(folder, manifest, whole=thorough)
    except (IndexMissing, IndexDamaged) as error:
        return [str(error)]
    found = [*_program(manifest, settings), *_documents(manifest, files, thorough=thorough)]
    return found + backend.reasons(settings, folder)


def known_problems(settings: Settings) -> tuple[list[str], list[str]]:
    """What the last build could not read, and what it warned of, one line each; nothing where there is no index."""
    with suppress(IndexMissing, IndexDamaged):
        manifest = Manifest.load(current_folder(settings.index))
        failed = [f"{key}: {reason}" for key, (reason, *_) in manifest.problems.items()]
        return failed, [f"{key}: {text}" for key, texts in sorted(manifest.warnings.items()) for text in texts]
    return [], []


def _program(manifest: Manifest, settings: Settings) -> list[str]:
    found = []
    card = manifest.encoder
    if not same_model(card.name, settings.model):
        found.append(f"the index was built with model {card.name}, asked for is {settings.model}")
    elif manifest.model_stamp and model_stamp(settings.model) not in ("", manifest.model_stamp):
        found.append(f"the model {settings.model} has changed since the index was built")
    with suppress(ModelError):
        made = EncoderCard.load(encoder_folder(settings.cache, card.revision)).dimension
        if made != card.dimension:
            found.append(f"the index holds vectors of {card.dimension} dimensions, its model makes {made}")
    now = passages.options()
    other = [
        f"{name.replace('_', ' ')} {manifest.splitting.get(name, 'unknown')}, now {now[name]}"
        for name in now
        if manifest.splitting.get(name) != now[name]
    ]
    if other:
        found.append(f"the index was built with other splitting options ({'; '.join(other)})")
    return found


def _documents(manifest: Manifest, files: list[SourceFile], *, thorough: bool) -> list[str]:
    known = manifest.files.keys() | manifest.problems.keys()
    present = {file.key for file in files}
    added = [f"{file.key}: new" for file in files if file.key not in known]
    edited = [
        f"{file.key}: edited" for file in files if file.key in known and _edited(manifest, file, thorough=thorough)
    ]
    removed = [f"{key}: removed" for key in sorted(known - present)]
    return added + edited + removed


def _edited(manifest: Manifest, file: SourceFile, *, thorough: bool) -> bool:
    stamp = file.stamp()
    if file.key in manifest.problems:
        return manifest.problems[file.key][1:] != stamp
    known = manifest.files[file.key]
    if file.is_as(known.stamp, stamp) and not thorough:
        return False
    try:
        return fingerprint(file.read()) != known.sha256
    except DocumentError:
        return True
