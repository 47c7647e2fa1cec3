"""What a journey costs a person: the browser counts what is done, the keystroke-level model says how long it takes.

Card, Moran, Newell: The Keystroke-Level Model for User Performance Time, 1980: 1.1 s to point and
click, 0.28 s a key, 1.35 s to make up one's mind. Each click and each field counts as a step with
a thought of its own, and so does each thing that is done by keys alone; a Han character counts as
four keys. Reading is not in the model.
"""

from msgspec import Struct

from tests.acceptance.browser.desk_window import DeskWindow

POINT, KEY, THINK = 1.1, 0.28, 1.35
_COUNTING = r"""
(() => {
  let pointed = false;
  const tell = (what, n) => window.gongdanCount(what, n);
  const typed = (target) => target.matches?.("input, textarea");
  addEventListener("pointerdown", () => { pointed = true; tell("clicks", 1); }, true);
  // a field that was reached without the mouse: somebody would have clicked on it
  addEventListener("focusin", (event) => {
    if (!pointed && !byKeys && typed(event.target)) tell("clicks", 1);
    pointed = false;
  }, true);
  addEventListener("input", (event) => {
    for (const char of event.data ?? "") tell("keys", /\p{Script=Han}/u.test(char) ? 4 : 1);
  }, true);
  addEventListener("keydown", (event) => {
    if (event.key.length > 1 || !typed(event.target)) tell("keys", 1);
  }, true);
})();
"""


class Effort(Struct):
    """What was done so far; `thoughts` are those of somebody who does not point."""

    clicks: int = 0
    keys: int = 0
    thoughts: int = 0

    @property
    def minutes(self) -> float:
        thoughts = self.clicks + self.thoughts
        return (self.clicks * POINT + thoughts * THINK + self.keys * KEY) / 60

    @property
    def words(self) -> str:
        return (
            f"{self.minutes:.1f} minutes as a person takes ({self.clicks} clicks, {self.keys} keys)"
        )


async def counted(
    window: DeskWindow, effort: Effort | None = None, *, by_keys: bool = False
) -> Effort:
    """Let the pages that the window opens from now on count; the address is clicked and pasted."""
    effort = effort or Effort()
    effort.clicks += 0 if by_keys else 1
    effort.keys += 4

    def count(what: str, number: int) -> None:
        setattr(effort, what, getattr(effort, what) + number)

    await window.page.expose_function("gongdanCount", count)
    await window.page.context.add_init_script(
        f"const byKeys = {'true' if by_keys else 'false'};{_COUNTING}"
    )
    return effort
