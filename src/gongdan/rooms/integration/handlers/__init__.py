"""What webhooks do when they are asked to: for people, and for deliveries."""
