import type { components, paths } from "./schema";

export type Schemas = components["schemas"];

/** The names under which the apps know the shapes of the API. */
export type Me = Schemas["Me"];
export type OrderRow = Schemas["OrderLine"];
export type OrderDetail = Schemas["OrderShown"];
export type OfferedAct = Schemas["ActShown"];
export type FormBody = Schemas["FormShown"];
export type TimelineItem = Schemas["TimelineEntry"];
export type ReportBody = Schemas["ReportOrder"];
export type KeptView = Schemas["KeptView"];
export type UploadShown = Schemas["UploadShown"];
export type FileShown = Schemas["FileShown"];
export type User = Schemas["UserView"];
export type UserQuery = NonNullable<paths["/api/v1/users"]["get"]["parameters"]["query"]>;
export type Newcomer = Schemas["Newcomer"];
export type Newcomers = Schemas["Newcomers"];
export type Role = Schemas["RoleView"];
export type Roles = Schemas["Roles"];
export type RoleRights = Schemas["RoleRights"];
export type RoleCopy = Schemas["CopyRoleBody"];
export type Unit = Schemas["UnitView"];
export type NewUnit = Schemas["NewUnitBody"];
export type ApiKey = Schemas["KeyView"];
export type NewKey = Schemas["NewKeyBody"];
export type SessionShown = Schemas["SessionView"];
export type HistoryItem = Schemas["HistoryEntry"];
export type MeChange = Schemas["MeBody"];
export type SetupWish = Schemas["SetupBody"];
export type ProblemBody = Schemas["Problem"];
export type Subject = Schemas["SubjectShown"];
export type RetentionRun = Schemas["RetentionRun"];
export type RetentionRule = Schemas["Rule"];

type UnderOrder<Path> = Path extends `/api/v1/orders/{order}/${infer Part}` ? Part : never;

/** What moves an order or changes whose hands it is in; each is offered, and refuses a version that is not the present one. */
export type PostedAct = Extract<
  UnderOrder<keyof paths>,
  | "accept" | "resubmit" | "complete" | "verify" | "archive" | "assign" | "transfer" | "claim"
  | "reject" | "return" | "suspend" | "resume" | "cancel" | "reopen" | "remind"
>;

/** What is added beside the loop; the server takes it whatever the version. */
export type Addition = Extract<
  UnderOrder<keyof paths>,
  "comment" | "watch" | "unwatch" | "add-helper" | "remove-helper" | "book" | "reverse-booking" | "link" | "unlink"
>;

/** What ties an order to others and moves it by that. */
export type Pairing = Extract<UnderOrder<keyof paths>, "merge" | "unmerge" | "split">;

/** Everything that can be done to an order; amending it is a PATCH of the order itself. */
export type Act = PostedAct | "amend";
export type AmendBody = Schemas["AmendOrder"];

export type Statement = Schemas["StatementShown"];
export type Signature = Schemas["SignatureShown"];

/** What the list can be asked; the same words stand in the page's address. */
export type OrderQuery = NonNullable<paths["/api/v1/orders"]["get"]["parameters"]["query"]>;
