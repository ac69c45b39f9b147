"""Things to print: the sheet (`ark`), the dialogue cards (`kort`) and the poster (`plakat`)."""
