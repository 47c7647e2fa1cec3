"""The trail of sensitive and refused acts, chained like orders are."""
