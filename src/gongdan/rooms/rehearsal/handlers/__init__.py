"""Rehearsals as people use them: begun, played, wound back; and history replayed."""
