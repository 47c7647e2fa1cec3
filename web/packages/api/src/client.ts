import createClient, { type Middleware } from "openapi-fetch";
import { problemFrom } from "./problem";
import type { paths } from "./schema";

/** Asks in the language that the page speaks, so that the server's words fit ours. */
const inThePagesLanguage: Middleware = {
  onRequest({ request }) {
    request.headers.set("Accept-Language", document.documentElement.lang);
    return request;
  },
};

/** The typed client of `/api/v1`; the session cookie is the only credential. */
export const api = createClient<paths>({ baseUrl: "", credentials: "same-origin" });
api.use(inThePagesLanguage);

interface Result<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** The body of a 2xx answer; everything else is thrown as a `Problem`. */
export async function answer<Data>(call: Promise<Result<Data>>): Promise<Data> {
  const result = await call.catch((error: unknown) => {
    throw problemFrom(error, 0);
  });
  if (!result.response.ok) throw problemFrom(result.error, result.response.status);
  return result.data as Data;
}
