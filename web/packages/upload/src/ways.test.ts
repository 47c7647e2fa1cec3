import { problemFrom } from "@gongdan/api/problem";
import type { FileShown, UploadShown } from "@gongdan/api/shapes";
import { expect, it, vi } from "vitest";
import type { Carrier } from "./carrier";
import * as shelf from "./shelf";
import { forgetWays, Ways, waysTo } from "./ways";

const shown = (id: string, offset: number): UploadShown => ({ id, offset, size: 4, step: 4, expires_at: "" });

/** A server that takes whatever comes; `given up` are the uploads that it was told to forget. */
class Server implements Carrier {
  begun = 0;
  readonly givenUp: string[] = [];
  begin = () => Promise.resolve(shown(`u${++this.begun}`, 0));
  look = (id: string) => Promise.resolve(shown(id, 0));
  send = (id: string) => Promise.resolve(shown(id, 4));
  finish = (id: string) => Promise.resolve({ id } as FileShown);
  abandon = (id: string) => {
    this.givenUp.push(id);
    return Promise.resolve();
  };
}

const file = (name = "a.txt") => new File(["four"], name, { type: "text/plain" });
const phases = (ways: Ways<string>) => ways.shown().map(({ standing }) => standing.phase);

it("lets what has arrived wait for its goal, delivers it there, and is found by it", async () => {
  const ways = new Ways<string>(new Server());
  ways.send([file()], () => "photo");
  await vi.waitFor(() => expect(phases(ways)).toEqual(["done"]));
  const deliver = vi.fn(() => Promise.resolve());
  await ways.leadTo("order-1", deliver);
  await vi.waitFor(() => expect(ways.shown()).toEqual([]));
  expect(deliver).toHaveBeenCalledOnce();
  expect(waysTo("order-1", new Server())).toBe(ways);
});

it("does not begin again what was delivered while the shelf was being read", async () => {
  const [server, kept] = [new Server(), file()];
  const ways = new Ways<string>(server);
  ways.send([kept], () => "photo");
  await vi.waitFor(() => expect(phases(ways)).toEqual(["done"]));
  const key = ways.shown()[0]?.key ?? "";
  vi.spyOn(shelf, "left").mockImplementationOnce(async () => {
    await vi.waitFor(() => expect(ways.shown()).toEqual([]));
    return [{ key, scope: "order-4", upload: "u1", file: kept, label: "photo" }] as never;
  });
  const deliver = vi.fn(() => Promise.resolve());
  await ways.leadTo("order-4", deliver);
  expect(ways.shown()).toEqual([]);
  expect(deliver).toHaveBeenCalledOnce();
});

it("says at the file why it was not delivered, and delivers the same upload when tried again", async () => {
  const server = new Server();
  const ways = new Ways<string>(server);
  const deliver = vi.fn(() => Promise.resolve());
  deliver.mockRejectedValueOnce(problemFrom({ code: "order_ended", status: 409 }, 409));
  await ways.leadTo("order-2", deliver);
  ways.send([file()], () => "photo");
  await vi.waitFor(() => expect(phases(ways)).toEqual(["failed"]));
  expect(ways.shown()[0]?.standing.problem?.code).toBe("order_ended");
  ways.shown()[0]?.retry();
  await vi.waitFor(() => expect(ways.shown()).toEqual([]));
  expect(deliver).toHaveBeenCalledTimes(2);
  expect(server.begun).toBe(1);
});

it("is given up with the report that is not sent, and goes on with the one that is", async () => {
  const server = new Server();
  const [dropped, sent] = [new Ways<string>(server), new Ways<string>(server)];
  dropped.send([file()], () => "photo");
  sent.send([file()], () => "photo");
  await vi.waitFor(() => expect([...phases(dropped), ...phases(sent)]).toEqual(["done", "done"]));
  await sent.leadTo("order-3", () => new Promise(() => undefined));
  dropped.leave();
  sent.leave();
  expect(dropped.shown()).toEqual([]);
  expect(phases(sent)).toEqual(["checking"]);
  await vi.waitFor(() => expect(server.givenUp).toEqual(["u1"]));
  await forgetWays();
  expect(sent.shown()).toEqual([]);
});
