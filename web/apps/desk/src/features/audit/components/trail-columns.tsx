import type { Speech } from "@gongdan/i18n/speech";
import type { Column } from "@gongdan/ui/data-table";
import { Link } from "react-router";
import { actWords, actorWords, codeWords, type Deed, thingPath, thingWords } from "../model/deed-words";
import { OutcomeMark } from "./outcome-mark";

/** The columns of the trail: when, who, what, on what, and how it ended. */
export function trailColumns(speech: Speech): readonly [Column<Deed>, ...Column<Deed>[]] {
  const { t, moment } = speech;
  return [
    {
      key: "at",
      title: t("trail.at"),
      cell: ({ at }) => <time dateTime={at}>{moment(new Date(at))}</time>,
    },
    { key: "who", title: t("trail.who"), cell: (deed) => actorWords(deed, speech) },
    { key: "act", title: t("trail.act"), cell: (deed) => actWords(deed.act, speech) },
    { key: "thing", title: t("trail.object"), cell: (deed) => <Thing deed={deed} speech={speech} /> },
    {
      key: "outcome",
      title: t("trail.outcome"),
      cell: (deed) => <OutcomeMark outcome={deed.outcome} reason={codeWords(deed, speech)} />,
    },
  ];
}

export function Thing({ deed, speech }: { readonly deed: Deed; readonly speech: Speech }) {
  const words = thingWords(deed, speech);
  const path = thingPath(deed);
  return path ? <Link to={path}>{words}</Link> : words;
}
