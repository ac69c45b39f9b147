"""The model as text and as files to print: a module a format, each of which knows no stream."""
