"""The namespaces of a BPMN document (formal/2011-01-03, clause 15) and our own."""

from typing import Final

MODEL: Final = "{http://www.omg.org/spec/BPMN/20100524/MODEL}"
DI: Final = "{http://www.omg.org/spec/BPMN/20100524/DI}"
DC: Final = "{http://www.omg.org/spec/DD/20100524/DC}"
WAY: Final = "{http://www.omg.org/spec/DD/20100524/DI}"
XSI: Final = "{http://www.w3.org/2001/XMLSchema-instance}"
OURS: Final = "{urn:gongdan:flow:1}"
FEEL: Final = "https://www.omg.org/spec/DMN/20191111/FEEL/"
