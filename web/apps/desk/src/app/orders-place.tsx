import { OrdersPage } from "../features/workorders/components/list/orders-page";
import { fetchOrderPlace, OrderPlace } from "./later-order-place";
import type { PageProps } from "./place";

/** The list of orders, and the chosen one. */
export function OrdersPlace({ me }: PageProps) {
  return <OrdersPage me={me} Order={OrderPlace} onNear={fetchOrderPlace} />;
}
