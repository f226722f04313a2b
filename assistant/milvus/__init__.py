"""A generation's two searches on a Milvus server, for more passages or more machines than one process can serve.

    bm25        BM25 as an inner product, term by term as the embedded search reckons it
    server      the few calls that are made of Milvus; the only module that names its library
    publishing  a generation -> a collection; an alias names the one in use
    searching   the searches, answered by a generation's collection

Texts, sentences and vectors stay in the generation's folder, which every process reads. The library comes with the
extra ``milvus`` and is loaded when this backend is chosen. `SCALING.md` says how to run it.
"""

from assistant.milvus.publishing import is_published, publish
from assistant.milvus.searching import MilvusIndex
from assistant.milvus.server import connect

__all__ = ["MilvusIndex", "connect", "is_published", "publish"]
