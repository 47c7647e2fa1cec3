import { useSpeech } from "@gongdan/i18n/preact";
import { useState } from "preact/hooks";
import { Button, Field, Note, Quiet, Row } from "./parts";

export interface Spot {
  readonly latitude: string;
  readonly longitude: string;
}

interface PlaceProps {
  readonly place: string;
  readonly onPlace: (text: string) => void;
  readonly spot: Spot | undefined;
  readonly onSpot: (spot: Spot | undefined) => void;
  readonly asset: string;
}

/** Where it is: in words, by a label that was scanned, and by the device's position if one likes. */
export function PlaceField({ place, onPlace, spot, onSpot, asset }: PlaceProps) {
  const { t } = useSpeech();
  const [told, setTold] = useState<"asking" | "refused">();
  const locate = () => {
    setTold("asking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setTold(undefined);
        onSpot({ latitude: coords.latitude.toFixed(6), longitude: coords.longitude.toFixed(6) });
      },
      () => setTold("refused"),
      { enableHighAccuracy: true, timeout: 15_000 },
    );
  };
  return (
    <>
      {asset && <Note>{t("portal.place.asset", { code: asset })}</Note>}
      <Field label={t("portal.place.label")} value={place} onText={onPlace} optional hint={t("portal.place.hint")} autocomplete="off" />
      {"geolocation" in navigator && (
        <Row>
          {spot ? (
            <Button onPress={() => onSpot(undefined)}>{t("portal.place.forget")}</Button>
          ) : (
            <Button busy={told === "asking"} onPress={locate}>
              {t(told === "asking" ? "portal.place.asking" : "portal.place.locate")}
            </Button>
          )}
        </Row>
      )}
      {spot && <Note kind="good">{t("portal.place.spot", { latitude: spot.latitude, longitude: spot.longitude })}</Note>}
      {told === "refused" && <Note kind="warn">{t("portal.place.refused")}</Note>}
      {!spot && told === undefined && <Quiet>{t("portal.place.honest")}</Quiet>}
    </>
  );
}
