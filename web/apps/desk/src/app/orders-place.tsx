import { OrdersPage } from "../features/workorders/components/list/orders-page";
import { OrderPanelsProvider } from "../features/workorders/components/order/order-panel";
import { orderPanels } from "./order-panels";
import type { PageProps } from "./place";

/** The orders with everything that the rooms add to them. */
export function OrdersPlace({ me }: PageProps) {
  return (
    <OrderPanelsProvider value={orderPanels}>
      <OrdersPage me={me} />
    </OrderPanelsProvider>
  );
}
