import { onlineManager } from "@tanstack/react-query";
import { afterEach, expect, it } from "vitest";
import { openMemory } from "./memory";

afterEach(() => {
  onlineManager.setOnline(true);
});

it("without a line what is sent fails at once and says so, instead of waiting in silence", async () => {
  onlineManager.setOnline(false);
  const client = openMemory();
  const send = client.getMutationCache().build(client, { mutationFn: () => Promise.reject(new TypeError("no line")) });
  await expect(send.execute(undefined)).rejects.toThrow("no line");
  await expect(client.query({ queryKey: ["asked"], queryFn: () => Promise.reject(new TypeError("no line")), retry: false })).rejects.toThrow("no line");
});
