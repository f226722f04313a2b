"""The web chat: one page, served by Gradio from this machine and talking to no other.

Importing this package imports gradio, which takes seconds: import it where a chat is about to be served.
"""

from assistant.web.accounts import Accounts
from assistant.web.options import Options
from assistant.web.page import build_page
from assistant.web.replies import Asks
from assistant.web.server import open_page, serve

__all__ = ["Accounts", "Asks", "Options", "build_page", "open_page", "serve"]
