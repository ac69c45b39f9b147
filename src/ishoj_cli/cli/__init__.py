"""The command line: arguments in, one call a floor below, the result to a renderer."""
