/** Under which name the logs of inbounds are kept in the page's memory; a delivery changes orders, so it is read again with them. */
export const arrivalKeys = {
  all: ["inbounds", "arrivals"] as const,
  of: (inbound: string) => ["inbounds", "arrivals", inbound] as const,
};
