"""The tables of privacy: wrapped keys, erasures and holds, consents, retention runs."""
