import type { Named } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Facts } from "@gongdan/ui/facts";
import { Panel } from "@gongdan/ui/panel";
import { ProblemNote } from "@gongdan/ui/problem-note";
import { useTell } from "@gongdan/ui/told";
import { Button } from "antd";
import { useAddition } from "../../api/send-addition";
import { AddPerson } from "../company/add-person";
import { PersonChips } from "../company/person-chips";
import { Contact } from "./contact-facts";
import styles from "./facts-panel.module.css";
import type { PanelProps } from "./order-panel";

/** Who has to do with the order: who reported it, who has it, who helps, who watches. */
export function PeoplePanel({ order, me }: PanelProps) {
  const { t } = useSpeech();
  const tell = useTell();
  const send = useAddition(order.id);
  const { helpers, watchers, watching, may } = order.beside;
  const helping = may.includes("help");
  const others = may.includes("watch_others");
  const watch = (want: boolean) => {
    send.mutate(
      { addition: want ? "watch" : "unwatch", body: {} },
      { onSuccess: () => { tell(t(want ? "watch.on" : "watch.off"), () => send.mutateAsync({ addition: want ? "unwatch" : "watch", body: {} })); } },
    );
  };
  const help = (person: Named, want: boolean) => {
    const [there, back] = want ? (["add-helper", "remove-helper"] as const) : (["remove-helper", "add-helper"] as const);
    const body = { who: person.id };
    send.mutate(
      { addition: there, body },
      { onSuccess: () => { tell(t(want ? "help.on" : "help.off", { who: person.name }), () => send.mutateAsync({ addition: back, body })); } },
    );
  };
  return (
    <Panel
      title={t("order.people")}
      acts={may.includes("watch") && (
        <Button size="small" aria-pressed={watching} loading={send.isPending} onClick={() => { watch(!watching); }}>
          {t(watching ? "watch.stop" : "watch.start")}
        </Button>
      )}
    >
      {send.error && <ProblemNote error={send.error} />}
      <Facts
        facts={[
          { name: t("fact.assignee"), value: order.assignee?.name ?? <span className={styles.quiet}>{t("app.nobody")}</span> },
          { name: t("fact.reporter"), value: order.reporter?.name },
          { name: t("fact.contact"), value: order.contact && <Contact order={order} contact={order.contact} /> },
          { name: t("fact.unit"), value: order.unit?.name },
          {
            name: t("fact.helpers"),
            value: (helpers.length > 0 || helping) && (
              <>
                <PersonChips people={helpers} takeAway={helping ? (person) => { help(person, false); } : undefined} />
                {helping && <AddPerson label={t("help.add")} onAdd={(person) => { help(person, true); }} />}
              </>
            ),
          },
          {
            name: t("fact.watchers"),
            value: (watchers.length > 0 || others) && (
              <>
                <PersonChips
                  people={watchers}
                  takeAway={others ? (person) => { send.mutate({ addition: "unwatch", body: { who: person.id } }); } : undefined}
                  self={me.id}
                />
                {others && <AddPerson label={t("watch.add")} onAdd={(person) => { send.mutate({ addition: "watch", body: { who: person.id } }); }} />}
              </>
            ),
          },
        ]}
      />
    </Panel>
  );
}
