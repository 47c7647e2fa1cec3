import type { components, paths } from "./schema";

export type Schemas = components["schemas"];

/** The names under which the apps know the shapes of the API. */
export type Me = Schemas["Me"];
export type OrderRow = Schemas["OrderLine"];
export type OrderDetail = Schemas["OrderShown"];
export type OfferedAct = Schemas["ActShown"];
export type FormBody = Schemas["FormShown"];
export type TimelineItem = Schemas["TimelineEntry"];
export type Holding = Schemas["Holding"];
export type Tie = Schemas["TieShown"];
export type Booking = Schemas["BookingShown"];
export type Named = Schemas["Named"];
export type Reply = Schemas["Reply"];
export type BulkRow = Schemas["BulkRowShown"];
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
  | "delegate" | "hand-back" | "add-sign" | "remove-sign" | "take-back" | "jump"
>;

type Underscored<Path extends string> = Path extends `${infer Head}-${infer Rest}` ? `${Head}_${Rest}` : Path;

/** What is added beside the loop; the server takes it whatever the version. */
export type Addition = Extract<
  UnderOrder<keyof paths>,
  "comment" | "watch" | "unwatch" | "add-helper" | "remove-helper" | "book" | "reverse-booking" | "schedule" | "link" | "unlink"
>;

/** What ties an order to others and moves it by that. */
export type Pairing = Extract<UnderOrder<keyof paths>, "merge" | "unmerge" | "split">;

/** Everything that can be done to an order; amending it is a PATCH of the order itself. */
export type Act = Underscored<PostedAct> | "amend";

/** The address of an act: a path has dashes where a code has underscores. */
export const pathOfAct = (act: Exclude<Act, "amend">): PostedAct => act.replace("_", "-") as PostedAct;
export type AmendBody = Schemas["AmendOrder"];

export type Statement = Schemas["StatementShown"];
export type Signature = Schemas["SignatureShown"];

/** What the list can be asked; the same words stand in the page's address. */
export type OrderQuery = NonNullable<paths["/api/v1/orders"]["get"]["parameters"]["query"]>;
