import { OrderPage, type OrderPageProps } from "../features/workorders/components/order/order-page";
import { OrderPanelsProvider } from "../features/workorders/components/order/order-panel";
import { orderPanels } from "./order-panels";

/** One order with everything that the rooms add to it. */
export function OrderPlace(props: OrderPageProps) {
  return (
    <OrderPanelsProvider value={orderPanels}>
      <OrderPage {...props} />
    </OrderPanelsProvider>
  );
}
