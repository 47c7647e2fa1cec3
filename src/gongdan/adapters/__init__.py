"""What touches the outside, each behind a port that a room or the kernel states."""
