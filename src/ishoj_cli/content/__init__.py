"""The content: what it is (`model`), how it is read (`load`) and what may be wrong with it (`check`)."""
