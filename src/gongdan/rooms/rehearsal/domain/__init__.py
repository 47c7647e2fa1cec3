"""The pure half of rehearsal: state, decisions, refusals."""
