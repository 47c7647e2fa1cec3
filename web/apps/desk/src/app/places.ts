import type { Me } from "@gongdan/api/shapes";
import type { Area, TextKey } from "@gongdan/i18n/areas";
import { type ComponentType, type LazyExoticComponent, lazy } from "react";
import { wordsFor } from "./words";

export interface PageProps {
  readonly me: Me;
}

type Page = ComponentType<PageProps>;

/** One page of the desk: where it stands, what it is called in the rail, and who may see it there. */
export interface Place {
  /** The address, as react-router matches it; parameters and deeper addresses are the page's own affair. */
  readonly path: string;
  /** Under which heading of the rail the link stands; left out for pages that are reached otherwise. */
  readonly group?: PlaceGroup;
  /** A text of the area `common`, for the rail stands on every page. */
  readonly title: TextKey;
  /** Actions of which the reader needs one; without, everybody sees the link. */
  readonly needs?: readonly string[];
  readonly Page: LazyExoticComponent<Page>;
  /** Fetches the page and its words before anybody has asked for it. */
  readonly fetchEarly: () => void;
}

/** The headings of the rail, in the order in which they stand there. */
export const placeGroups = ["work", "trust", "administration"] as const;
export type PlaceGroup = (typeof placeGroups)[number];

/** A page that comes, with the words of its areas, when it is first opened. */
function page(areas: readonly Area[], open: () => Promise<Page>): Pick<Place, "Page" | "fetchEarly"> {
  const fetched = async () => {
    const [found] = await Promise.all([open(), wordsFor(areas)]);
    return { default: found };
  };
  // The browser and the catalogue keep what has come; a fault is told when the page is really opened.
  return { Page: lazy(fetched), fetchEarly: () => void fetched().catch(() => undefined) };
}

/** Every page but the log-in. */
export const places: readonly Place[] = [
  {
    path: "today",
    title: "places.today",
    needs: ["order.read"],
    ...page(["orders"], async () => (await import("../features/workorders/components/today/today-page")).TodayPage),
  },
  {
    path: "orders/:id?",
    title: "places.orders",
    needs: ["order.read"],
    ...page(["orders"], async () => (await import("./orders-place")).OrdersPlace),
  },
  {
    path: "report",
    title: "places.report",
    needs: ["order.report"],
    ...page(["orders"], async () => (await import("../features/workorders/components/report/report-page")).ReportPage),
  },
  {
    path: "dispatch/:id?",
    group: "work",
    title: "places.dispatch",
    needs: ["dispatch.read"],
    ...page(["dispatch"], async () => (await import("../features/dispatch/components/dispatch-page")).DispatchPage),
  },
  {
    path: "about-me",
    group: "work",
    title: "places.about",
    needs: ["order.check_in"],
    ...page(["registers"], async () => (await import("../features/people/components/about-me-page")).AboutMePage),
  },
  {
    path: "dispatch-policies",
    group: "administration",
    title: "places.policies",
    needs: ["dispatch.change"],
    ...page(["dispatch"], async () => (await import("../features/dispatch/components/policies-page")).PoliciesPage),
  },
  {
    path: "privacy/:id?",
    group: "trust",
    title: "places.privacy",
    needs: ["subject.read"],
    ...page(["privacy"], async () => (await import("../features/privacy/components/privacy-page")).PrivacyPage),
  },
  {
    path: "retention",
    group: "trust",
    title: "places.retention",
    needs: ["retention.read"],
    ...page(["privacy"], async () => (await import("../features/privacy/components/retention-page")).RetentionPage),
  },
  {
    path: "users/:id?",
    group: "administration",
    title: "places.users",
    needs: ["user.change"],
    ...page(["administration", "actions"], async () => (await import("../features/identity/components/users-page")).UsersPage),
  },
  {
    path: "units/:id?",
    group: "administration",
    title: "places.units",
    needs: ["unit.change"],
    ...page(["administration", "actions"], async () => (await import("../features/identity/components/units-page")).UnitsPage),
  },
  {
    path: "settings",
    group: "administration",
    title: "places.tenant",
    needs: ["tenant.change"],
    ...page(["administration", "actions"], async () => (await import("../features/identity/components/tenant-page")).TenantPage),
  },
  {
    path: "portal-settings",
    group: "administration",
    title: "places.portal",
    needs: ["portal.read"],
    ...page(["links"], async () => (await import("../features/portal/components/portal-settings-page")).PortalSettingsPage),
  },
  {
    path: "roles/:key?",
    group: "administration",
    title: "places.roles",
    needs: ["role.change"],
    ...page(["administration", "actions"], async () => (await import("../features/identity/components/roles-page")).RolesPage),
  },
  {
    path: "api-keys",
    group: "administration",
    title: "places.keys",
    needs: ["apikey.issue"],
    ...page(["administration", "actions"], async () => (await import("../features/identity/components/keys-page")).KeysPage),
  },
  {
    path: "sessions",
    group: "administration",
    title: "places.sessions",
    needs: ["user.change"],
    ...page(["administration"], async () => (await import("../features/identity/components/sessions-page")).SessionsPage),
  },
  {
    path: "account",
    title: "places.account",
    ...page(["administration"], async () => (await import("../features/identity/components/account-page")).AccountPage),
  },
  {
    path: "first-steps",
    title: "places.first-steps",
    ...page(["administration"], async () => (await import("../features/identity/components/first-steps-page")).FirstStepsPage),
  },
  {
    path: "audit",
    group: "trust",
    title: "places.audit",
    needs: ["audit.read"],
    ...page(["trust"], async () => (await import("../features/audit/components/trail-page")).TrailPage),
  },
  {
    path: "proofs",
    group: "trust",
    title: "places.proofs",
    needs: ["log.read"],
    ...page(["trust", "orders"], async () => (await import("../features/audit/components/proof-page")).ProofPage),
  },
  {
    path: "order-types/:key?",
    group: "administration",
    title: "places.definitions",
    needs: ["definition.publish", "system.read"],
    ...page(["registers", "designer"], async () => (await import("../features/lowcode/components/definitions-page")).DefinitionsPage),
  },
  {
    path: "order-types/:key/design",
    title: "places.definitions",
    needs: ["definition.publish"],
    ...page(["registers", "designer", "form-designer", "tree", "editors"], async () => (await import("../features/lowcode/components/studio/design-page")).DesignPage),
  },
  {
    path: "order-types/:key/migrate/:migration?",
    title: "places.definitions",
    needs: ["definition.publish"],
    ...page(["moving"], async () => (await import("../features/migrations/components/migrate-page")).MigratePage),
  },
  {
    path: "order-types/:key/publish",
    title: "places.definitions",
    needs: ["definition.publish", "definition.approve"],
    ...page(["registers", "designer", "form-designer", "tree"], async () => (await import("../features/lowcode/components/publish/publish-page")).PublishPage),
  },
  {
    path: "order-types/:key/try",
    title: "places.definitions",
    needs: ["definition.publish"],
    ...page(["rehearsal"], async () => (await import("../features/rehearsal/components/try-page")).TryPage),
  },
  {
    path: "order-types/:key/replay",
    title: "places.definitions",
    needs: ["definition.publish"],
    ...page(["rehearsal"], async () => (await import("../features/rehearsal/components/replay-page")).ReplayPage),
  },
  {
    path: "field-library/:name?",
    group: "administration",
    title: "places.library",
    needs: ["definition.publish"],
    ...page(["designer", "form-designer"], async () => (await import("../features/lowcode/components/library/library-page")).LibraryPage),
  },
  {
    path: "assets/:id?",
    group: "administration",
    title: "places.assets",
    needs: ["asset.change"],
    ...page(["registers"], async () => (await import("../features/assets/components/assets-page")).AssetsPage),
  },
  {
    path: "asset-labels",
    title: "places.labels",
    ...page(["links"], async () => (await import("../features/portal/components/labels-page")).LabelsPage),
  },
  {
    path: "customers/:id?",
    group: "administration",
    title: "places.customers",
    needs: ["customer.read"],
    ...page(["registers"], async () => (await import("../features/customers/components/customers-page")).CustomersPage),
  },
  {
    path: "people/:id?",
    group: "administration",
    title: "places.people",
    needs: ["person.read"],
    ...page(["registers"], async () => (await import("../features/people/components/people-page")).PeoplePage),
  },
  {
    path: "imports/:id?",
    group: "administration",
    title: "places.imports",
    needs: ["order.import"],
    ...page(["imports"], async () => (await import("../features/imports/components/imports-page")).ImportsPage),
  },
  {
    path: "webhooks/:id?",
    group: "administration",
    title: "places.webhooks",
    needs: ["webhook.read"],
    ...page(["system"], async () => (await import("../features/integration/components/webhooks-page")).WebhooksPage),
  },
  {
    path: "connectors/:id?",
    group: "administration",
    title: "places.connectors",
    needs: ["connector.read"],
    ...page(["connectors"], async () => (await import("../features/integration/components/connectors-page")).ConnectorsPage),
  },
  {
    path: "jobs",
    group: "administration",
    title: "places.work.queue",
    needs: ["system.read"],
    ...page(["system"], async () => (await import("../features/system/components/work-page")).WorkPage),
  },
  {
    path: "storage",
    group: "administration",
    title: "places.storage",
    needs: ["system.read"],
    ...page(["system"], async () => (await import("../features/system/components/storage-page")).StoragePage),
  },
];
