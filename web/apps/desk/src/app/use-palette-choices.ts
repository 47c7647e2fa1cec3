import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useDebounced } from "@gongdan/ui/use-debounced";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMatch, useNavigate } from "react-router";
import { orders } from "../features/workorders/api/find";
import { orderQuery } from "../features/workorders/api/get-order";
import { actsOf } from "../features/workorders/model/acts";
import { places } from "./places";
import { isOfOneThing, isOpenTo } from "./places-for";

/** One thing that can be done from anywhere. */
export interface Choice {
  readonly key: string;
  readonly kind: "act" | "page" | "order";
  readonly name: string;
  readonly run: () => void;
}

const fewest = 2;

/** The acts on the open order, then pages, then orders found: those that hold all the words that were typed. */
export function usePaletteChoices(me: Me, typed: string): readonly Choice[] {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const open = useMatch("/orders/:id")?.params.id;
  const order = useQuery({ ...orderQuery(open ?? ""), enabled: open !== undefined });
  const q = useDebounced(typed.trim());
  const found = useQuery({
    queryKey: ["palette", q],
    enabled: q.length >= fewest,
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => orders.find(q, signal),
  });
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = ({ name }: Choice) => words.every((word) => name.toLowerCase().includes(word));

  const acts = open === undefined ? [] : actsOf(order.data?.acts ?? []);
  const actChoices = acts.map(({ act }): Choice => ({ key: `act ${act}`, kind: "act", name: t(`act.${act}`), run: () => begin(act) }));
  const pages = places.filter((place) => isOpenTo(place, me) && !isOfOneThing(place)).map((place): Choice => {
    const path = `/${place.path.replace(/\/[:*].*$/, "")}`;
    return { key: path, kind: "page", name: t(place.title), run: () => void navigate(path) };
  });
  const orderChoices = (q.length >= fewest ? (found.data ?? []) : []).map(({ id, name }): Choice => {
    return { key: id, kind: "order", name, run: () => void navigate(`/orders/${id}`) };
  });
  return [...[...actChoices, ...pages].filter(fits), ...orderChoices];
}

/** Chooses an act as a press on its button does, and puts the focus into its form. */
function begin(act: string): void {
  const button = document.querySelector<HTMLElement>(`[data-act="${act}"]`);
  button?.click();
  requestAnimationFrame(() => {
    const form = button?.closest("section")?.querySelector("form");
    form?.querySelector<HTMLElement>("input, textarea, button")?.focus();
  });
}
