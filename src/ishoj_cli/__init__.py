"""ishoj: a command-line reference to how Ishøj Kommune works."""

__version__ = "0.1.0"
