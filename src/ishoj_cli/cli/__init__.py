"""The command line: parses arguments, calls the layers below, and passes the result to a renderer."""
