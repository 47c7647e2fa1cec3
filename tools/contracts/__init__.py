"""Contracts of our own for import-linter, beside those it brings along."""
