"""The web server: assembles the rooms' routes, and says every "no" in one shape."""
