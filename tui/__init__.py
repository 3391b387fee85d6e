"""Pizhu 批注: read long transcripts in the terminal, mark, tag and annotate them, take the quotes out."""

__version__ = "0.1.0"
