import type { components, paths } from "./schema";

type Schemas = components["schemas"];

/** The names under which the apps know the shapes of the API. */
export type Me = Schemas["Me"];
export type OrderRow = Schemas["OrderLine"];
export type OrderDetail = Schemas["OrderShown"];
export type OfferedAct = Schemas["ActShown"];
export type FormBody = Schemas["FormShown"];
export type TimelineItem = Schemas["TimelineEntry"];
export type ReportBody = Schemas["ReportOrder"];
export type UploadShown = Schemas["UploadShown"];
export type FileShown = Schemas["FileShown"];
export type ProblemBody = Schemas["Problem"];

type UnderOrder<Path> = Path extends `/api/v1/orders/{order}/${infer Part}` ? Part : never;

/** Everything that is sent to an order under its own address; what is only read of it is no act. */
export type PostedAct = Exclude<UnderOrder<keyof paths>, "timeline" | "proof">;

/** Everything that can be done to an order; amending it is a PATCH of the order itself. */
export type Act = PostedAct | "amend";
export type AmendBody = Schemas["AmendOrder"];

/** What the list can be asked; the same words stand in the page's address. */
export type OrderQuery = NonNullable<paths["/api/v1/orders"]["get"]["parameters"]["query"]>;
