"""The door of lowcode: the bundle, how to read a published one, how to own a section of it."""

from gongdan.engines.flow.finding import Finding
from gongdan.rooms.lowcode.contract.bundle import (
    FOREIGN_SECTIONS,
    FORMAT,
    Bundle,
    DefinitionRef,
    Field,
    Form,
    Published,
    PublishedDefinitions,
)
from gongdan.rooms.lowcode.contract.conditions import evaluate, evaluator
from gongdan.rooms.lowcode.contract.deciding import decider
from gongdan.rooms.lowcode.contract.forms import (
    file_fields,
    form_model,
    form_schema,
    form_ui,
    read_by_rules,
    sealed_fields,
)
from gongdan.rooms.lowcode.contract.named import kept
from gongdan.rooms.lowcode.contract.notices import Notice
from gongdan.rooms.lowcode.contract.placeholders import filled
from gongdan.rooms.lowcode.contract.publishing import (
    DefinitionPublished,
    DefinitionRetired,
    DraftDiscarded,
    DraftSaved,
)
from gongdan.rooms.lowcode.contract.rights import Rights
from gongdan.rooms.lowcode.contract.ruling import FieldLanguage
from gongdan.rooms.lowcode.contract.sections import (
    Change,
    Known,
    Section,
    Sections,
    changes_by_key,
)
from gongdan.rooms.lowcode.contract.telling import RoleName, Saying, Tells, Told

__all__ = [
    "FOREIGN_SECTIONS",
    "FORMAT",
    "Bundle",
    "Change",
    "DefinitionPublished",
    "DefinitionRef",
    "DefinitionRetired",
    "DraftDiscarded",
    "DraftSaved",
    "Field",
    "FieldLanguage",
    "Finding",
    "Form",
    "Known",
    "Notice",
    "Published",
    "PublishedDefinitions",
    "Rights",
    "RoleName",
    "Saying",
    "Section",
    "Sections",
    "Tells",
    "Told",
    "changes_by_key",
    "decider",
    "evaluate",
    "evaluator",
    "file_fields",
    "filled",
    "form_model",
    "form_schema",
    "form_ui",
    "kept",
    "read_by_rules",
    "sealed_fields",
]
