"""The built-in functions of FEEL (DMN 1.3, 10.3.4, and those added by 1.4 and 1.5)."""
