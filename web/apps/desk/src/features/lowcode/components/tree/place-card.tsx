import { escalationOf } from "@gongdan/flow-model/edits/borders";
import { connectorOf } from "@gongdan/flow-model/edits/machines";
import { backs, type Place, spots } from "@gongdan/flow-model/tree";
import { lineOfNode } from "@gongdan/flow-model/outline";
import { readSpan } from "@gongdan/flow-model/durations";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import type { Speech } from "@gongdan/i18n/speech";
import { StageIcon, StageMark } from "@gongdan/ui/stage-mark";
import { whoWords } from "../../model/who-words";
import { controlWords } from "../../model/control-words";
import { bandOf, faceOf } from "./card-face";
import { FaceIcon } from "./face-icon";
import styles from "./tree.module.css";
import { TreeLine } from "./tree-line";
import { type TreeShown, useTree } from "./tree-context";

/** A place of the flow as a card: what it is, who acts, what is demanded, where a refusal leads. */
export function PlaceCard({ place }: { readonly place: Place }) {
  const speech = useSpeech();
  const shown = useTree();
  const { t, locale } = speech;
  const face = faceOf(place);
  const title = wordsOf(place.node.title, locale) || t(`tree.kind.${face}`);
  const facts = factsOf(place, speech, shown);
  const found = shown.findingsAt(`flow/nodes/${place.key}`).length;
  const holds = place.node.kind === "subprocess";
  const isFolded = shown.folded.has(place.key);
  const round = face === "start" || face === "end";
  return (
    <TreeLine
      id={lineOfNode(place.key)}
      className={round ? styles.terminal : styles.card}
      kind={t(`tree.kind.${face}`)}
      stage={bandOf(place.node)}
      face={face}
      found={found}
      expanded={holds ? !isFolded : undefined}
    >
      <span className={styles.head}>
        {face === "step" && place.node.stage ? <StageIcon stage={place.node.stage} /> : <FaceIcon face={face} />}
        <strong className={styles.title}>{title}</strong>
        {place.node.control !== undefined && <span className={styles.control} aria-hidden="true" />}
        {place.node.stage && <StageMark stage={place.node.stage} />}
        {holds && (
          <button type="button" tabIndex={-1} className={styles.fold} aria-label={t(isFolded ? "canvas.unfold" : "canvas.fold", { title })}
            onClick={(event) => {
              event.stopPropagation();
              shown.onFold(place.key, !isFolded);
            }}>
            {isFolded ? "+" : "−"}
          </button>
        )}
      </span>
      {!round && facts.length > 0 && (
        <span className={styles.facts}>
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
        </span>
      )}
    </TreeLine>
  );
}

/** What a card says below its title. */
function factsOf(place: Place, speech: Speech, { bundle, names }: TreeShown): readonly string[] {
  const { t, locale } = speech;
  const { node } = place;
  const facts: string[] = [];
  if (node.kind === "user") facts.push(whoWords(node.assignee, speech, names));
  if (node.kind === "subprocess") facts.push(t("canvas.inside", { n: [...spots(place.inside)].filter((each) => each.place.node.kind === "user").length }));
  if (node.many && node.kind === "user") facts.push(t(`tree.many.${node.many.sequential ? "turn" : (node.many.rule ?? "all")}`));
  const evidence = node.evidence?.length ?? 0;
  if (evidence > 0) facts.push(t("tree.fact.evidence", { n: evidence }));
  if (node.control !== undefined) facts.push(controlWords(node, names.role, t));
  const due = node.remind?.due;
  if (due) facts.push(t("tree.fact.remind", { every: spanWords(due, speech) }));
  if (escalationOf(place)) facts.push(t("tree.fact.escalation", { who: whoWords(escalationOf(place)?.assignee, speech, names) }));
  if (node.copies && Object.keys(node.copies).length > 0) facts.push(t("tree.fact.copies", { who: whoWords(node.copies, speech, names) }));
  if (node.kind === "catch") facts.push(t("tree.fact.wait", { span: spanWords(node.trigger?.due ?? "", speech) }));
  if (node.kind === "receive") facts.push(t("tree.fact.receive", { message: node.trigger?.name ?? "" }));
  if (node.kind === "service") facts.push(connectorOf(node) ? t("tree.fact.calls", { connector: connectorOf(node) }) : t("tree.call.none"));
  else if (node.calls) facts.push(wordsOf(bundle.tables?.[node.calls]?.title, locale) || node.calls);
  for (const { edge } of backs(place)) {
    const outcome = wordsOf(node.outcomes?.[edge.outcome ?? ""]?.title, locale) || t("tree.fact.otherwise");
    const target = wordsOf(bundle.flow.nodes[edge.target]?.title, locale) || edge.target;
    facts.push(t("tree.fact.back", { outcome, target }));
  }
  return facts;
}

/** "4 hours"; what is richer is said as it stands. */
export function spanWords(due: string, { t }: Speech): string {
  const span = readSpan(due);
  return span ? t(`tree.span.${span.unit}`, { n: span.amount }) : due;
}
