"""A chat assistant that answers questions about the hip abductors from its source material alone."""

__version__ = "0.1.0"
