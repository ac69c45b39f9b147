"""Tests; a package so that files here may have the same name as files elsewhere."""
