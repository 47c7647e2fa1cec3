import type { Me, OfferedAct, OrderDetail } from "@gongdan/api/shapes";
import { createContext, type ComponentType, Suspense, useContext } from "react";

export interface PanelProps {
  readonly order: OrderDetail;
  readonly me: Me;
  /** The act being filled in; only where `place` is "act". */
  readonly act?: OfferedAct;
}

/**
 * One part of the order page. Rooms bring panels of their own; the app puts them in order
 * (`app/order-panels.ts`), so that no feature knows another.
 */
export interface OrderPanel {
  readonly id: string;
  /** In the form of an act, in the wide column below it, at that column's end, or in the narrow one beside it. */
  readonly place: "act" | "main" | "talk" | "side";
  /** Actions of which the reader needs one; without, everybody who may read the order sees it. */
  readonly needs?: readonly string[];
  readonly Panel: ComponentType<PanelProps>;
}

const Context = createContext<readonly OrderPanel[]>([]);
export const OrderPanelsProvider = Context.Provider;

interface SlotProps extends PanelProps {
  readonly place: OrderPanel["place"];
}

/** All panels of one place that this reader may have, in their order. */
export function Slot({ place, ...props }: SlotProps) {
  const panels = useContext(Context);
  const { actions } = props.me;
  return panels
    .filter((each) => each.place === place && (each.needs?.some((action) => actions.includes(action)) ?? true))
    .map(({ id, Panel }) => (
      <Suspense key={id} fallback={null}>
        <Panel {...props} />
      </Suspense>
    ));
}
