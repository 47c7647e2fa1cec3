/** The names under which the apps know the shapes of the API. */
export type {
  FormBody,
  Me,
  Named,
  OfferedAct,
  OrderDetail,
  OrderPage,
  OrderQuery,
  OrderRow,
  ProblemBody,
  TimelineItem,
  Waiting,
} from "./schema";
