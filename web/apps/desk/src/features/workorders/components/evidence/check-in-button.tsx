import { useSpeech } from "@gongdan/i18n/react";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button } from "antd";
import { useState } from "react";
import { useCheckIn } from "../../api/add-evidence";
import { EvidenceDialog } from "./evidence-dialog";

/** Says that one is on site; says first what will be asked of the device, and what becomes of it. */
export function CheckInButton({ order }: { readonly order: string }) {
  const { t } = useSpeech();
  const tell = useTell();
  const [open, setOpen] = useState(false);
  const [looking, setLooking] = useState(false);
  const send = useCheckIn(order);
  const close = () => {
    send.reset();
    setOpen(false);
  };
  const go = () => {
    setLooking(true);
    whereAmI()
      .then(({ coords }) =>
        send.mutateAsync({
          latitude: coords.latitude.toFixed(6),
          longitude: coords.longitude.toFixed(6),
          accuracy: Math.round(coords.accuracy),
        }),
      )
      .then(
        () => {
          setOpen(false);
          tell(t("evidence.checkin.done"));
        },
        (error: unknown) => {
          if (error instanceof Error && error.name === "Problem") return;
          setOpen(false);
          tell(t("evidence.checkin.denied"));
        },
      )
      .finally(() => setLooking(false));
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t("evidence.checkin")}</Button>
      {open && (
        <EvidenceDialog title={t("evidence.checkin.title")} onClose={close}>
          <p>{t("evidence.checkin.consent")}</p>
          {send.error && <ProblemNote error={send.error} />}
          <p>
            <Button type="primary" loading={looking} onClick={go}>
              {t("evidence.checkin")}
            </Button>
          </p>
        </EvidenceDialog>
      )}
    </>
  );
}

function whereAmI(): Promise<GeolocationPosition> {
  return new Promise((resolve, reject) => {
    if (!("geolocation" in navigator)) reject(new TypeError("no place is known here"));
    else navigator.geolocation.getCurrentPosition(resolve, () => reject(new TypeError("not told")), { enableHighAccuracy: true, timeout: 20_000 });
  });
}
