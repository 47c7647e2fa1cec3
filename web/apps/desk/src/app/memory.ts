import { Problem, unreachable } from "@gongdan/api/problem";
import { MutationCache, QueryCache, QueryClient } from "@tanstack/react-query";
import { noteSessionEnd } from "../features/identity/api/session";

/** What the page remembers of the server. A 401 on anything means that nobody is logged in any more. */
export function openMemory(): QueryClient {
  const forgetReader = (error: Error) => {
    if (error instanceof Problem && error.status === 401) noteSessionEnd(client);
  };
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: forgetReader }),
    mutationCache: new MutationCache({ onError: forgetReader }),
    // What the device says of its line is often wrong: we ask, and say at once what could not be reached. A send that
    // silently waited would look like one that hangs, and be gone with the window.
    defaultOptions: {
      mutations: { networkMode: "always" },
      queries: {
        networkMode: "always",
        staleTime: 15_000,
        retry: (tries, error) => tries < 2 && error instanceof Problem && error.code === unreachable,
      },
    },
  });
  return client;
}
