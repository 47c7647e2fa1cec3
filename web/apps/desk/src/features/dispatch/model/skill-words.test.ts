import { expect, test } from "vitest";
import { readSkills, skillWords } from "./skill-words";

test("a level is the last digit of a word, and what has none asks for the usual one", () => {
  expect(readSkills(["水泵 4", "空调", " gas2 ", ""])).toEqual({ 水泵: 4, 空调: 3, gas: 2 });
});

test("words read back are the skills that they were made of", () => {
  const skills = { pump: 5, gas: 1 };
  expect(readSkills(skillWords(skills))).toEqual(skills);
});
