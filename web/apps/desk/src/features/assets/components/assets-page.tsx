import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { DataTable } from "@gongdan/ui/data-table";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useDebounced } from "@gongdan/ui/use-debounced";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Button, Flex, Input, Skeleton } from "antd";
import { useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { type Asset, assetQuery, assetsQuery } from "../api/assets";
import { AssetSheet } from "./asset-sheet";
import { CreateSheet } from "./create-sheet";

/** Places and assets: found by the start of code or name, a place with what lies in it. */
export function AssetsPage({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const { id = "" } = useParams();
  const navigate = useNavigate();
  const mayChange = me.actions.includes("asset.change");
  const [making, setMaking] = useState(false);
  const open = useQuery(assetQuery(id));
  const add = mayChange && (
    <Button type="primary" onClick={() => setMaking(true)}>
      {t("assets.add")}
    </Button>
  );
  return (
    <PageFrame title={t("assets.title")} detail={t("assets.detail")} acts={add}>
      <AssetList openId={id} add={add} />
      {making && <CreateSheet onClose={() => setMaking(false)} />}
      {open.isError && <ProblemNote error={open.error} />}
      {open.data && (
        <AssetSheet key={open.data.version} asset={open.data} mayChange={mayChange} onClose={() => void navigate("/assets")} />
      )}
    </PageFrame>
  );
}

function AssetList({ openId, add }: { readonly openId: string; readonly add: React.ReactNode }) {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const [typed, setTyped] = useState("");
  const [archived, setArchived] = useState(false);
  const [inside, setInside] = useState<Asset>();
  const filter = { q: useDebounced(typed.trim()), active: !archived, parent: inside?.id ?? "" };
  const assets = useInfiniteQuery(assetsQuery(filter));
  const empty = filter.q || archived || inside ? "assets.none" : "assets.empty";
  return (
    <>
      <search aria-label={t("assets.search")}>
        <Flex wrap gap="small" align="center">
          <Input
            type="search"
            allowClear
            aria-label={t("assets.search")}
            placeholder={t("assets.search")}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          <Button onClick={() => setArchived(!archived)}>{t(archived ? "assets.show.active" : "assets.show.archived")}</Button>
          {inside && <Button onClick={() => setInside(undefined)}>{t("assets.inside", { name: inside.name })}</Button>}
        </Flex>
      </search>
      {assets.isPending && <Skeleton active title={false} />}
      {assets.isError && <ProblemNote error={assets.error} />}
      {assets.data && (
        <DataTable
          label={t("assets.title")}
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
                  <Link to={`/orders?q=${encodeURIComponent(asset.name)}`}>{t("assets.orders")}</Link>
                </Flex>
              ),
            },
          ]}
          rows={assets.data.pages.flatMap((page) => page.items)}
          rowKey={({ id }) => id}
          onOpen={({ id }) => void navigate(`/assets/${id}`)}
          openKey={openId}
          empty={<EmptyState title={t(`${empty}.title`)} detail={t(`${empty}.detail`)}>{empty === "assets.empty" && add}</EmptyState>}
          more={{ has: assets.hasNextPage, loading: assets.isFetchingNextPage, onMore: () => void assets.fetchNextPage() }}
        />
      )}
    </>
  );
}
