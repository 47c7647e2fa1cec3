"""FEEL, the expression language of DMN 1.3 (with the functions of 1.4 and 1.5): pure, bounded."""
