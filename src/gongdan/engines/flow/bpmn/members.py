"""Several members of one node: multi-instance loops."""

from gongdan.engines.flow.bpmn.listed import Code, Notebook
from gongdan.engines.flow.bpmn.markup import Part
from gongdan.engines.flow.bpmn.texts import Texts
from gongdan.engines.flow.parts import Many


def members(part: Part, notebook: Notebook, texts: Texts) -> Many | None:
    """Return the members of an activity; listed where a document does not say how many."""
    if part.one("standardLoopCharacteristics") is not None:
        notebook.leave(part, Code.LOOP_OUTSIDE)
    loop = part.one("multiInstanceLoopCharacteristics")
    if loop is None:
        return None
    count, items = _count(part, loop, texts), _items(part, loop, texts)
    if not (count or items):
        notebook.leave(part, Code.MEMBERS_UNCLEAR)
        return None
    return Many(
        items=items,
        count="" if items else count,
        item=_item(loop, texts),
        sequential=loop.get("isSequential") == "true",
        until=_until(part, loop, texts),
    )


def _count(part: Part, loop: Part, texts: Texts) -> str:
    given = loop.one("loopCardinality")
    return "" if given is None else texts.formal(part, given, default="")


def _items(part: Part, loop: Part, texts: Texts) -> str:
    given = loop.one("loopDataInputRef")
    text = loop.foreign("collection") or ("" if given is None else given.text.strip())
    return texts.feel(part, text, default="") if text else ""


def _item(loop: Part, texts: Texts) -> str:
    given = loop.one("inputDataItem")
    name = loop.foreign("elementVariable") or ("" if given is None else given.get("name"))
    texts.local(name)
    return name or "item"


def _until(part: Part, loop: Part, texts: Texts) -> str:
    given = loop.one("completionCondition")
    if given is None or not given.text.strip():
        return ""
    return texts.formal(part, given, default="")
