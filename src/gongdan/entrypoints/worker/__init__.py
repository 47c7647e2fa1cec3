"""What runs beside the requests: followers of the log, the live hub, revocations, housekeeping."""
