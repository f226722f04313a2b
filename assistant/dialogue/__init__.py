"""Conversation: what a message asks once the messages before it are taken into account."""

from assistant.dialogue.parts import Part, parts, sides
from assistant.dialogue.small_talk import is_small_talk
from assistant.dialogue.standalone import standalone

__all__ = ["Part", "is_small_talk", "parts", "sides", "standalone"]
