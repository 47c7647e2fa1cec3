"""Running what strangers trained: each model in a process of its own, behind walls."""
