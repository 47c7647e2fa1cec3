import { ProblemNote } from "@gongdan/ui/problem-note";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Skeleton } from "antd";
import { orderQuery } from "../../api/get-order";
import { NeedsForm } from "./needs-form";

interface Props {
  readonly order: string;
  readonly onDone: () => void;
}

/** The form of one order's needs on a page of another room; plans that rest on them are read anew. */
export function OrderNeeds({ order, onDone }: Props) {
  const client = useQueryClient();
  const found = useQuery(orderQuery(order));
  if (found.isLoadingError) return <ProblemNote error={found.error} />;
  if (!found.data) return <Skeleton active title={false} />;
  const close = (changed: boolean) => {
    if (changed) void client.invalidateQueries({ queryKey: ["day-plans"] });
    onDone();
  };
  return <NeedsForm order={found.data} onClose={close} />;
}
