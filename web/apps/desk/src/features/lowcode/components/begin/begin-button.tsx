import { useSpeech } from "@gongdan/i18n/react";
import { Button } from "antd";
import { lazy, Suspense, useState } from "react";

const BeginSheet = lazy(async () => ({ default: (await import("./begin-sheet")).BeginSheet }));

/** Opens the gallery of what a new order type can begin with. */
export function BeginButton() {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t("new.act")}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <BeginSheet onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
