"""The portal over HTTP: links under orders for staff, `/portal/<tenant>` for strangers."""
