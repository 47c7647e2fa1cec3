import { problemFrom } from "@gongdan/api/problem";
import type { FileShown, UploadShown } from "@gongdan/api/shapes";
import { expect, it } from "vitest";
import type { Carrier } from "./carrier";
import { Upload, type Standing } from "./upload";

const STEP = 262_144;
const lost = () => problemFrom(new TypeError("no line"), 0);
const refused = (code: string, status: number) => problemFrom({ code, status }, status);

/** A server that keeps whole steps, over a line that breaks where it is told to. */
class Server implements Carrier {
  bytes = new Uint8Array();
  begun = 0;
  finished = 0;
  gone = false;
  constructor(
    readonly size: number,
    readonly breaks: (call: number) => boolean,
  ) {}
  calls = 0;

  #line(): void {
    this.calls += 1;
    if (this.breaks(this.calls)) throw lost();
  }
  #keep(sent: Uint8Array): void {
    const all = new Uint8Array(this.bytes.length + sent.length);
    all.set(this.bytes);
    all.set(sent, this.bytes.length);
    this.bytes = all;
  }
  #shown(): UploadShown {
    return { id: "u", offset: this.bytes.length, size: this.size, step: STEP, expires_at: "" };
  }
  async begin() {
    this.#line();
    this.begun += 1;
    return Promise.resolve(this.#shown());
  }
  async look() {
    this.#line();
    if (this.gone || this.finished > 0) throw refused("upload_not_found", 404);
    return Promise.resolve(this.#shown());
  }
  async send(_id: string, offset: number, piece: Blob) {
    if (offset !== this.bytes.length) throw refused("upload_offset_wrong", 409);
    const sent = new Uint8Array(await piece.arrayBuffer());
    this.calls += 1;
    if (this.breaks(this.calls)) {
      this.#keep(sent.slice(0, Math.max(0, sent.length - (sent.length % STEP) - STEP)));
      throw lost();
    }
    this.#keep(sent);
    return this.#shown();
  }
  async finish() {
    this.finished += 1;
    this.#line();
    return Promise.resolve({ id: "u" } as FileShown);
  }
  async abandon() {
    this.gone = true;
    return Promise.resolve();
  }
}

const content = Uint8Array.from({ length: 3 * 1024 * 1024 + 17 }, (_, index) => (index * 31) % 251);
const source = new File([content], "x.bin");
const stood: Standing[] = [];

function sending(server: Server, id?: string) {
  stood.length = 0;
  const options = { carrier: server, onChange: (s: Standing) => void stood.push(s), pause: () => Promise.resolve() };
  return new Upload(source, id === undefined ? options : { ...options, id });
}

it("arrives whole over a line that breaks at every third call", async () => {
  const server = new Server(content.length, (call) => call % 3 === 0);
  const file = await sending(server).run();
  expect(file?.id).toBe("u");
  expect(server.bytes.length).toBe(content.length);
  expect(Buffer.from(server.bytes).equals(Buffer.from(content))).toBe(true);
  expect(server.begun).toBe(1);
});

it("goes on with an upload that was begun before the page was loaded again", async () => {
  const server = new Server(content.length, () => false);
  server.bytes = content.slice(0, STEP);
  await sending(server, "u").run();
  expect(server.begun).toBe(0);
  expect(server.bytes.length).toBe(content.length);
});

it("asks for the answer again where only the answer of finishing was lost", async () => {
  const server = new Server(content.length, (call) => call === 5);
  expect((await sending(server).run())?.id).toBe("u");
  expect(server.finished).toBe(2);
});

it("stops at a refusal and says it, and can be tried again", async () => {
  const server = new Server(content.length, () => false);
  const finish = server.finish.bind(server);
  server.finish = () => Promise.reject(refused("file_broken", 409));
  const upload = sending(server);
  expect(await upload.run()).toBeUndefined();
  expect(upload.standing).toMatchObject({ phase: "failed", problem: { body: { code: "file_broken" } } });
  server.finish = finish;
  expect((await upload.run())?.id).toBe("u");
});

it("tells how far it came, never backwards while it sends", async () => {
  await sending(new Server(content.length, () => false)).run();
  const sent = stood.map((each) => each.sent);
  expect(sent).toEqual([...sent].sort((a, b) => a - b));
  expect(stood.at(-1)?.phase).toBe("done");
});

it("gives up on the server as well when it is cancelled", async () => {
  const server = new Server(content.length, () => false);
  const upload = sending(server);
  const running = upload.run();
  await upload.cancel();
  await running;
  expect(upload.standing.phase).toBe("cancelled");
});
