"""What webhooks decide: which address, which message, which signature."""
