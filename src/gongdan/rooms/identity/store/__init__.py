"""The tables of identity, one file for each thing that they hold."""
