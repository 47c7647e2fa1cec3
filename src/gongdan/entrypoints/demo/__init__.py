"""A tenant to look around in: people, assets and orders of our own, in Chinese and English."""
