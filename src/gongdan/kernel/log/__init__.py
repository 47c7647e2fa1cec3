"""The log of a tenant: every event at one gap-free position, its Merkle tree, its live readers."""
