"""The flow engine: a compact token game over definitions, pure and replayable byte for byte."""
