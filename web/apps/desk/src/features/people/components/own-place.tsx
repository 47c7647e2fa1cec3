import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { When } from "@gongdan/ui/when";
import { Button } from "antd";
import { type AboutMe, useGivePlaces } from "../api/about-me";
import styles from "./working-fields.module.css";

const kinds = ["home", "here"] as const;
type Kind = (typeof kinds)[number];

/** Where one starts from and where one is: given by oneself, taken back by oneself, shown to nobody. */
export function OwnPlace({ places }: { readonly places: AboutMe["places"] }) {
  const { t } = useSpeech();
  const tell = useTell();
  const send = useGivePlaces();
  const put = (kind: Kind, spot: AboutMe["places"][Kind], told: "saved" | "taken") => {
    const { home, here } = places;
    send.mutate({ home, here, [kind]: spot }, { onSuccess: () => { tell(t(`about.${kind}.${told}`)); } });
  };
  const give = (kind: Kind) => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => { put(kind, { latitude, longitude }, "saved"); },
      () => { tell(t("about.places.unknown")); },
    );
  };
  return (
    <Panel title={t("about.places")}>
      <p className={styles.quiet}>{t("about.places.detail")}</p>
      {send.error && <ProblemNote error={send.error} />}
      {kinds.map((kind) => (
        <p key={kind} className={styles.place}>
          <span>
            {t(places[kind] ? `about.${kind}.given` : `about.${kind}.none`)} {kind === "here" && places.here && places.seen_at && <When at={places.seen_at} />}
          </span>
          <Button loading={send.isPending} onClick={() => { if (places[kind]) put(kind, null, "taken"); else give(kind); }}>
            {t(places[kind] ? `about.${kind}.take` : `about.${kind}.give`)}
          </Button>
        </p>
      ))}
    </Panel>
  );
}
