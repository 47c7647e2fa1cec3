"""Opening what strangers sent: in a process of its own, with little memory and little time."""
