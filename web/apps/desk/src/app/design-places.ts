import { page, type Place } from "./place";

/** Where order types are drawn, tried, published and moved. */
export const designPlaces: readonly Place[] = [
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
];
