import type { Unit } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { PageFrame } from "@gongdan/ui/page-frame";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { SideSheet } from "@gongdan/ui/side-sheet";
import { useQuery } from "@tanstack/react-query";
import { Button, Checkbox, Skeleton } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { unitsQuery } from "../api/units";
import { branches } from "../model/unit-tree";
import { AddUnitForm } from "./add-unit-form";
import { UnitSheet } from "./unit-sheet";
import { UnitTree } from "./unit-tree";

/** The organisation: a tree of units with their people, changed by keys or by dragging. */
export function UnitsPage() {
  const { t } = useSpeech();
  const navigate = useNavigate();
  const { id } = useParams();
  const units = useQuery(unitsQuery);
  const [withArchived, setWithArchived] = useState(false);
  const [adding, setAdding] = useState<Unit | "root">();
  const items = units.data?.items ?? [];
  const open = items.find((unit) => unit.id === id);
  const lines = branches(items, withArchived);
  const add = (
    <Button type="primary" onClick={() => setAdding("root")}>
      {t("units.add")}
    </Button>
  );
  return (
    <PageFrame title={t("places.units")} detail={t("units.detail")} acts={add} width="text">
      {units.error && <ProblemNote error={units.error} />}
      {units.isPending && <Skeleton title={false} active />}
      {units.isSuccess && lines.length === 0 && (
        <EmptyState title={t("units.empty.title")} detail={t("units.empty.detail")} />
      )}
      {lines.length > 0 && (
        <UnitTree
          lines={lines}
          units={items}
          openId={id}
          onOpen={(unit) => void navigate(`/units/${unit.id}`)}
          onAdd={setAdding}
        />
      )}
      {items.some((unit) => unit.archived) && (
        <Checkbox checked={withArchived} onChange={(event) => setWithArchived(event.target.checked)}>
          {t("units.archived.show")}
        </Checkbox>
      )}
      {adding && (
        <SideSheet
          title={adding === "root" ? t("units.add") : t("units.add.below", { name: adding.name })}
          open
          onClose={() => setAdding(undefined)}
          width={420}
        >
          <AddUnitForm units={items} parent={adding === "root" ? undefined : adding} onDone={() => setAdding(undefined)} />
        </SideSheet>
      )}
      {open && <UnitSheet key={open.id} unit={open} units={items} onClose={() => void navigate("/units")} />}
    </PageFrame>
  );
}
