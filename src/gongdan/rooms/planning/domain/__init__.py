"""The pure half of planning: state, decisions, refusals."""
