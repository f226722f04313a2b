"""An `Answer`, and what belongs to it, as JSON, plain text, terminal output, Markdown or HTML.

All escaping lives here: nothing that comes from a question, a document or its front matter is trusted.
"""

from assistant.render.document import document_to_html
from assistant.render.escaping import escape_html
from assistant.render.explanation import explanation_to_html
from assistant.render.html import questions_to_html, to_html
from assistant.render.markdown import to_markdown
from assistant.render.objects import to_dict, to_json
from assistant.render.parts import LABELS, Source, sources
from assistant.render.passages import hit_to_dict
from assistant.render.pictures import Picture, pictures
from assistant.render.terminal import to_terminal
from assistant.render.text import to_text

__all__ = [
    "LABELS",
    "Picture",
    "Source",
    "document_to_html",
    "escape_html",
    "explanation_to_html",
    "hit_to_dict",
    "pictures",
    "questions_to_html",
    "sources",
    "to_dict",
    "to_html",
    "to_json",
    "to_markdown",
    "to_terminal",
    "to_text",
]
