"""The pure half of rosters: rules, demand, periods, changes, refusals."""
