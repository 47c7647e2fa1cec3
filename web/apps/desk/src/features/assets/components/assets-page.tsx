import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { type Asked, RegisterList } from "@gongdan/ui/register-list";
import { useDebounced } from "@gongdan/ui/use-debounced";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Flex } from "antd";
import { type ReactNode, useState } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { type Asset, assetQuery, assetsQuery, customerQuery } from "../api/assets";
import { AssetSheet } from "./asset-sheet";
import { CreateSheet } from "./create-sheet";

/** Labels that are made at once: two sheets. */
const mostLabels = 48;

/** Places and assets: found by the start of code or name, a place with what lies in it. */
export function AssetsPage({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const { id = "" } = useParams();
  const navigate = useNavigate();
  const mayChange = me.actions.includes("asset.change");
  const withCustomer = me.actions.includes("customer.read");
  const [making, setMaking] = useState(false);
  const open = useQuery(assetQuery(id));
  const add = mayChange && (
    <Button type="primary" onClick={() => setMaking(true)}>
      {t("assets.add")}
    </Button>
  );
  return (
    <PageFrame title={t("assets.title")} detail={t("assets.detail")} acts={add}>
      <AssetList openId={id} add={add} mayImport={mayChange && me.actions.includes("order.import")} />
      {making && <CreateSheet withCustomer={withCustomer} onClose={() => setMaking(false)} />}
      {open.error && <ProblemNote error={open.error} />}
      {open.data && (
        <AssetSheet
          key={open.data.version}
          asset={open.data}
          mayChange={mayChange}
          withCustomer={withCustomer}
          onClose={() => void navigate("/assets")}
        />
      )}
    </PageFrame>
  );
}

interface ListProps {
  readonly openId: string;
  readonly add: ReactNode;
  readonly mayImport: boolean;
}

function AssetList({ openId, add, mayImport }: ListProps) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const customer = search.get("customer") ?? "";
  const owner = useQuery(customerQuery(customer));
  const [asked, setAsked] = useState<Asked>({ typed: "", archived: false });
  const [inside, setInside] = useState<Asset>();
  const filter = { q: useDebounced(asked.typed.trim()), active: !asked.archived, parent: inside?.id ?? "", customer };
  const assets = useInfiniteQuery(assetsQuery(filter));
  const labelled = (assets.data?.pages ?? []).flatMap((page) => page.items).slice(0, mostLabels);
  return (
    <RegisterList
      label={t("assets.title")}
      search={t("assets.search")}
      asked={asked}
      onAsk={setAsked}
      pages={assets}
      narrowed={inside !== undefined || customer !== ""}
      columns={[
        { key: "code", title: t("assets.code"), cell: ({ code }) => code },
        { key: "name", title: t("assets.name"), cell: ({ name }) => name },
        { key: "kind", title: t("assets.kind"), cell: ({ kind }) => kind },
        { key: "place", title: t("assets.place"), cell: ({ place }) => place },
        {
          key: "acts",
          title: t("assets.acts"),
          cell: (asset) => (
            <Flex wrap gap="small">
              <Button size="small" onClick={() => setInside(asset)}>
                {t("assets.open.inside")}
              </Button>
              <Link to={`/orders?asset=${asset.id}`}>{t("assets.orders")}</Link>
            </Flex>
          ),
        },
      ]}
      openKey={openId}
      onOpen={({ id }) => void navigate(`/assets/${id}`)}
      empty={{ title: t("assets.empty.title"), detail: t("assets.empty.detail"), act: add }}
    >
      {mayImport && <Link to="/imports?of=assets">{t("registers.import")}</Link>}
      {labelled.length > 0 && !asked.archived && (
        <Link to={`/asset-labels?${labelled.map(({ id }) => `asset=${id}`).join("&")}`}>{t("assets.labels")}</Link>
      )}
      {inside && <Button onClick={() => setInside(undefined)}>{t("assets.inside", { name: inside.name })}</Button>}
      {customer && <Button onClick={() => setSearch({})}>{t("assets.of", { name: owner.data?.name ?? "…" })}</Button>}
    </RegisterList>
  );
}
