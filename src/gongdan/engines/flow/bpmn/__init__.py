"""BPMN 2.0 documents: read and written without loss, imported to and exported from flows."""
