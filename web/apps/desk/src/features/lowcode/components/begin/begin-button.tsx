import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";
import { useSearchParams } from "react-router";

const BeginSheet = lazy(async () => ({ default: (await import("./begin-sheet")).BeginSheet }));

/** Opens the gallery of what a new order type can begin with. */
export function BeginButton() {
  const { t } = useSpeech();
  // who comes from elsewhere to take a template has chosen to already
  const [search, setSearch] = useSearchParams();
  const [open, setOpen] = useState(search.has("new"));
  const close = () => {
    setOpen(false);
    if (search.has("new")) setSearch({}, { replace: true });
  };
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t("new.act")}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <BeginSheet onClose={close} />
        </Suspense>
      )}
    </>
  );
}
