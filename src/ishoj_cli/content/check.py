"""Checking content: the faults of a folder or of single files, for people and for programs."""

from ishoj_cli.content.rules import RESERVED, Fault

__all__ = ["RESERVED", "Fault"]
