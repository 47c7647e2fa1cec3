"""The commands of the work orders, from a request to the store."""
