"""Mappings that come with the program: `gongdan import FILE --map <name>`."""
