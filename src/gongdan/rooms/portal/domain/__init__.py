"""What links allow, what codes are, and every reason for a no: pure."""
