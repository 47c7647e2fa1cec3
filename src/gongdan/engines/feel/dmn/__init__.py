"""DMN: decision tables, boxed expressions and the graph of requirements, over FEEL."""
