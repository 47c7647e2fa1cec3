import type { Me, OrderDetail, TimelineItem } from "@gongdan/api/shapes";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { proofQuery } from "../../api/get-proof";
import { orderKeys } from "../../model/order-keys";
import { type ProofState, proofState } from "../../model/proof-state";

/** The check of an order's history in this browser, begun when somebody asks for it, and once more when it grows. */
export function useProof(order: OrderDetail, version: number, me: Me) {
  const client = useQueryClient();
  const [wanted, setWanted] = useState(false);
  const proof = useQuery(proofQuery(order.id, version, wanted));
  const page = { order: order.id, tenant: me.tenant.id };
  return {
    wanted,
    /** The house's own fields stand in the bundle, so that only their readers may fetch it. */
    allowed: order.beside.may.includes("comment_internal") || me.actions.includes("log.read"),
    checking: wanted && proof.isFetching,
    checked: proof.data,
    error: wanted ? proof.error : null,
    stateOf: (item: TimelineItem): ProofState => proofState(item, proof.data?.report, page),
    check: () => {
      if (wanted) void client.resetQueries({ queryKey: [...orderKeys.one(order.id), "proof"] });
      setWanted(true);
    },
  };
}
