import type { ProblemBody } from "./shapes";

/** The codes that this side adds: the server never answered, or not in words. */
export const unreachable = "unreachable";
export const unreadable = "unreadable";

/** An answer other than 2xx, in the reader's words, with its stable code. */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(readonly body: ProblemBody) {
    super(body.title);
  }

  get code(): string {
    return this.body.code;
  }

  get status(): number {
    return this.body.status;
  }
}

function blank(code: string, status: number): ProblemBody {
  return { type: "about:blank", title: "", status, code, detail: "", next: "", kept: "", trace: "", errors: [] };
}

function isBody(value: unknown): value is Partial<ProblemBody> & { code: string } {
  return typeof value === "object" && value !== null && "code" in value && typeof value.code === "string";
}

/** Makes a problem of whatever came back. */
export function problemFrom(error: unknown, status: number): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof TypeError) return new Problem(blank(unreachable, 0));
  if (!isBody(error)) return new Problem(blank(unreadable, status));
  return new Problem({ ...blank(error.code, status), ...error });
}
