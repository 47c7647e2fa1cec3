"""The top floor: HTTP, the worker and the command line."""
