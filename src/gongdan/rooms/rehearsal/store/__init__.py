"""The tables of rehearsals and replays."""
