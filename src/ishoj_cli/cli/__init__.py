"""The command line: `app` wires Typer, `commands` are the calls behind it, `output` decides how it is shown."""
