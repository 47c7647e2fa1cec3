"""Rules of the house that no bought linter knows; one file each, each tested on good and bad.

Run: `.venv/bin/python -m tools.lints`. A finding is silenced on its own line (or the line
above) by `lint: skip <rule>: <reason>` in a comment; without a reason, or without a finding
to silence, the skip itself is a finding.
"""
