"""Integration: telling other systems what happened, safely and in order."""
