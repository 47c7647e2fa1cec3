"""Pure algorithms: no tenant, no input or output, none importing another."""
