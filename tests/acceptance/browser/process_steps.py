"""The steps of a process of one's own, told once for whichever hands do them."""

import re

from playwright.async_api import Locator, expect

from tests.acceptance.browser.axe import violations
from tests.acceptance.browser.hands import Hands, line_of
from tests.acceptance.browser.test_designer_in_desk import state

TEMPLATE = {"zh": "通用工单", "en": "General order"}
FIELD = {"zh": "采购金额", "en": "Amount"}
COUNTERSIGN = {"zh": "会签", "en": "Countersign"}
KIND = {"zh": ("事项类别", "物品领用"), "en": ("Kind of request", "Supplies")}
"""What the template asks at the report, and one answer."""


async def looked_at(hands: Hands, shot: str) -> None:
    """Let axe look at the page, and keep a picture of it."""
    faults = await violations(hands.window)
    assert faults == [], faults
    await hands.window.shoot(f"journey-{shot}")


async def taken(hands: Hands) -> None:
    """Begin a new type with a template from the gallery."""
    window = hands.window
    await hands.press(window.button("new.act").first)
    gallery = window.page.get_by_role("group", name=window.t("new.choose"))
    await hands.tick(gallery.get_by_role("radio", name=TEMPLATE[window.locale]))
    await looked_at(hands, "gallery")
    await hands.press(window.button("new.make"))
    await window.page.wait_for_url("**/design")


async def given_a_field(hands: Hands) -> None:
    """Ask for an amount at the report."""
    window, name = hands.window, FIELD[hands.window.locale]
    await hands.press(window.button("fields.part"))
    await hands.press(window.button("fields.add"))
    form = window.page.get_by_role("dialog")
    await hands.write(form.get_by_label(window.t("fields.name")), name)
    await hands.pick(
        form.get_by_role("combobox", name=window.t("fields.kind")), window.t("fields.kind.money")
    )
    await hands.press(form.get_by_role("button", name=window.t("fields.add"), exact=True))
    await expect(window.page.get_by_role("complementary", name=name)).to_be_visible()
    await looked_at(hands, "field")


def panel_of(hands: Hands) -> Locator:
    """Find the panel of the line that is open: beside the tree, or a sheet on a phone."""
    page = hands.window.page
    wide = page.get_by_role("complementary")
    return wide.last if "390" not in hands.window.name else page.get_by_role("dialog")


async def countersigned_above(hands: Hands, amount: str) -> None:
    """Let orders above an amount be countersigned after their acceptance."""
    window, panel = hands.window, panel_of(hands)
    await hands.press(window.button("studio.part.process"))
    await hands.insert(window.t("stage.accept"), "condition")
    await hands.press(panel.get_by_role("button", name=window.t("condition.add"), exact=True))
    row = panel.get_by_role("group", name=window.t("condition.row", n="1"))
    field, op, value = (
        row.get_by_label(window.t(f"condition.{part}.of", n="1"))
        for part in ("field", "op", "value")
    )
    await hands.pick(field, FIELD[window.locale])
    await hands.pick(op, window.t("condition.op.more"))
    await hands.write(value, amount)
    await expect(panel.get_by_role("status")).to_contain_text(f"{int(amount):,}")
    await looked_at(hands, "condition")
    await hands.put_away()
    await hands.insert(FIELD[window.locale], "countersign")
    await expect(panel).to_contain_text(window.t("tree.many.all"))
    await looked_at(hands, "countersign")
    await hands.put_away()
    await expect(line_of(window, window.t("tree.kind.countersign"))).to_have_attribute(
        "aria-level", "3"
    )
    await state(window, "saved")
    await looked_at(hands, "drawn")


async def amount_changed(hands: Hands, before: str, after: str) -> None:
    """Let only dearer orders be countersigned."""
    window, panel = hands.window, panel_of(hands)
    await hands.press(window.button("studio.open"))
    await hands.open(FIELD[window.locale])
    value = panel.get_by_label(window.t("condition.value.of", n="1"))
    await expect(value).to_have_value(before)
    await hands.write(value, after)
    await expect(panel.get_by_role("status")).to_contain_text(f"{int(after):,}")
    await hands.put_away()
    await state(window, "saved")


async def tried(hands: Hands, amount: str) -> None:
    """Let stand-ins take an order of an amount to the countersign."""
    window, page = hands.window, hands.window.page
    await hands.press(window.button("studio.try"))
    label, answer = KIND[window.locale]
    await hands.pick(page.get_by_role("combobox", name=re.compile(rf"^{label}")), answer)
    await hands.write(window.labelled(FIELD[window.locale]), amount)
    await hands.press(window.button("rehearsal.begin.act"))
    await hands.press(window.button("rehearsal.act.accept"))
    await expect(page.get_by_role("heading", name=COUNTERSIGN[window.locale])).to_be_visible()
    await looked_at(hands, "tried")
    await hands.press(page.get_by_role("link", name=window.t("rehearsal.back")))
    await page.wait_for_url("**/design")


async def tried_on_history(hands: Hands, *, of: str = "", told: str) -> None:
    """Put two orders of the past (of another type) through the draft, and read what would have been different."""
    window, page = hands.window, hands.window.page
    await hands.press(window.button("studio.try"))
    await hands.press(page.get_by_role("link", name=window.t("rehearsal.to.replay")))
    if of:
        await hands.pick(page.get_by_role("combobox", name=window.t("replay.orders.of")), of)
    await hands.press(window.button("replay.run"))
    await expect(page.get_by_role("progressbar")).to_have_count(0)
    figure = page.locator("dl > div", has_text=window.t("replay.seen"))
    await expect(figure.locator("dd")).to_have_text("2")
    await expect(page.get_by_role("main")).to_contain_text(told)
    await looked_at(hands, "history-of-another" if of else "history")
    await hands.press(page.get_by_role("link", name=window.t("rehearsal.back")))
    await page.wait_for_url("**/design")


async def published(hands: Hands, version: int) -> None:
    """Look through the draft and publish it."""
    window, page = hands.window, hands.window.page
    await hands.press(window.button("studio.publish"))
    await expect(page.get_by_text(window.t("publish.check.good"))).to_be_visible()
    await expect(page.locator(".ant-skeleton")).to_have_count(0)
    await looked_at(hands, f"publish-{version}")
    await hands.press(window.button_named(window.t("publish.act", version=str(version))))
    await expect(page.locator("tr[data-row]")).to_have_count(version)


async def moved_and_back(hands: Hands) -> None:
    """Move the one running order from version 1 to version 2, and take it back."""
    window, page = hands.window, hands.window.page
    ways = {"from": "1", "to": "2"}
    await hands.press(
        page.locator("tr[data-row]").last.get_by_role("link", name=window.t("types.move"))
    )
    safe = page.locator("dl > div", has_text=window.t("moving.safe"))
    await expect(safe.locator("dd")).to_have_text("1")
    await looked_at(hands, "move")
    plan = page.get_by_role("region", name=window.t("moving.plan"))
    await hands.press(plan.get_by_role("button").last)
    dialog = page.get_by_role("dialog")
    await hands.write(dialog.get_by_role("textbox"), "10000")
    await hands.press(dialog.get_by_role("button", name=window.t("moving.begin.act"), exact=True))
    await expect(page.get_by_text(window.t("moving.over.done", **ways))).to_be_visible()
    await hands.press(window.button("moving.way.back"))
    await hands.press(dialog.get_by_role("button", name=window.t("moving.way.back"), exact=True))
    await expect(page.get_by_text(window.t("moving.back.done", **ways))).to_be_visible()
    await looked_at(hands, "moved-back")
    await hands.press(page.get_by_role("link", name=window.t("moving.to.plan")))
    await hands.press(page.get_by_role("link", name=window.t("moving.to.type")))


async def rolled_back(hands: Hands) -> None:
    """Publish the first version's body again."""
    window, page = hands.window, hands.window.page
    row = page.locator("tr[data-row]").last
    await hands.press(row.get_by_role("button", name=window.t("types.again")))
    dialog = page.get_by_role("dialog")
    await hands.write(dialog.get_by_role("textbox"), "1")
    await hands.press(dialog.get_by_role("button", name=window.t("types.again"), exact=True))
    await expect(page.locator("tr[data-row]")).to_have_count(3)
    await looked_at(hands, "rolled-back")
