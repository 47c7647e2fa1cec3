import { useSpeech } from "@gongdan/i18n/react";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button } from "antd";
import { type AboutMe, useGivePlace } from "../api/about-me";
import styles from "./working-fields.module.css";

/** Where one starts from: given by oneself, taken back by oneself, shown to nobody. */
export function OwnPlace({ places }: { readonly places: AboutMe["places"] }) {
  const { t } = useSpeech();
  const tell = useTell();
  const send = useGivePlace();
  const give = () => {
    navigator.geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude } }) => { send.mutate({ latitude, longitude }, { onSuccess: () => { tell(t("about.places.saved")); } }); },
      () => { tell(t("about.places.unknown")); },
    );
  };
  const take = () => { send.mutate(null, { onSuccess: () => { tell(t("about.places.taken")); } }); };
  return (
    <Panel title={t("about.places")}>
      <p className={styles.quiet}>{t("about.places.detail")}</p>
      {send.error && <ProblemNote error={send.error} />}
      <p>{t(places.home ? "about.places.given" : "about.places.none")}</p>
      <p>
        <Button loading={send.isPending} onClick={places.home ? take : give}>
          {t(places.home ? "about.places.take" : "about.places.give")}
        </Button>
      </p>
    </Panel>
  );
}
