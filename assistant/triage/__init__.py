"""Safety triage: which notice, if any, goes on a message, before anything else is done with it."""

from assistant.triage.assess import CONCEPTS, assess

__all__ = ["CONCEPTS", "assess"]
