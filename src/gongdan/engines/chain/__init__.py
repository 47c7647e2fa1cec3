"""The chain: hash chain per stream, Merkle log per tenant, proofs, and a verifier apart."""
