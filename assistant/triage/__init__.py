"""Safety triage: which notice, if any, goes on a message, before anything else is done with it."""

from assistant.triage.assess import CONCEPTS, Evidence, assess, explain
from assistant.triage.semantic import SemanticLayer

__all__ = ["CONCEPTS", "Evidence", "SemanticLayer", "assess", "explain"]
