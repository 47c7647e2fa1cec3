import { forwards, hasBranches, leadsOn, type Place, type Seq } from "@gongdan/flow-model/tree";
import type { Rule } from "@gongdan/flow-model/bundle";
import { lineOfNode } from "@gongdan/flow-model/outline";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { BranchHead } from "./branch-head";
import { whoWords } from "../../model/who-words";
import { faceOf } from "./card-face";
import { FaceIcon } from "./face-icon";
import { PlaceCard } from "./place-card";
import { Plus } from "./plus";
import styles from "./tree.module.css";
import { useTree } from "./tree-context";

/** Places one below the other, with what can be put between them. */
export function TreeSeq({ seq }: { readonly seq: Seq }) {
  return (
    <div className={styles.seq}>
      {seq.map((place, index) => (
        <PlaceBlock key={place.key} place={place} next={seq[index + 1]} />
      ))}
    </div>
  );
}

function PlaceBlock({ place, next }: { readonly place: Place; readonly next: Place | undefined }) {
  const { t, locale } = useSpeech();
  const { folded } = useTree();
  const title = wordsOf(place.node.title, locale) || t(`tree.kind.${faceOf(place)}`);
  return (
    <>
      <div className={styles.row}>
        {place.node.copies && <CopyStrip rule={place.node.copies} id={lineOfNode(place.key)} />}
        <PlaceCard place={place} />
        {place.borders.length > 0 && <Borders place={place} />}
      </div>
      {place.inside.length > 0 && !folded.has(place.key) && <Inside place={place} title={title} />}
      {hasBranches(place) && <Branches place={place} />}
      {leadsOn([place]) && (next?.node.opens ? <div className={styles.between} /> : <Plus anchor={{ after: place.key }} label={title} />)}
    </>
  );
}

/** What lies in a sub-process, below its card in a frame. */
function Inside({ place, title }: { readonly place: Place; readonly title: string }) {
  return (
    <div role="group" aria-label={title} className={styles.inside}>
      <TreeSeq seq={place.inside} />
    </div>
  );
}

/** Who gets a copy when the step below opens; a short cut to its panel, which says the same. */
function CopyStrip({ rule, id }: { readonly rule: Rule; readonly id: string }) {
  const speech = useSpeech();
  const { names, onOpen } = useTree();
  return (
    <button type="button" tabIndex={-1} className={styles.copyStrip} onClick={() => onOpen(id)}>
      <FaceIcon face="copies" />
      {speech.t("tree.fact.copies", { who: whoWords(rule, speech, names) })}
    </button>
  );
}

/** Branches side by side below their place, joined again below them. */
function Branches({ place }: { readonly place: Place }) {
  const { t, locale } = useSpeech();
  const { readOnly, onAddBranch } = useTree();
  const grows = place.node.kind === "exclusive" || place.join !== undefined;
  return (
    <div className={styles.fork}>
      {!readOnly && grows && (
        <button type="button" tabIndex={-1} className={styles.addBranch} onClick={() => onAddBranch(place.key)}>
          {t("tree.branch.add")}
        </button>
      )}
      <div className={styles.branches}>
        {forwards(place).map((way, index) => (
          <div key={way.edge.key} className={styles.branch} data-ends={!leadsOn(way.body)}>
            <BranchHead place={place} way={way} turn={index + 1} />
            <Plus anchor={{ branch: way.edge.key }} label={wordsOf(way.edge.title, locale) || t("tree.branch")} />
            <TreeSeq seq={way.body} />
            <span className={styles.tail} aria-hidden="true" />
          </div>
        ))}
      </div>
    </div>
  );
}

/** What starts when nobody acts in time, beside the card. */
function Borders({ place }: { readonly place: Place }) {
  const bodies = place.borders.flatMap(({ ways }) => ways.map(({ body }) => body)).filter((body) => body.length > 0);
  return (
    <div className={styles.beside}>
      {bodies.map((body) => (
        <div key={body[0]?.key} className={styles.besideLine}>
          {body
            .filter(({ node }) => node.kind !== "end")
            .map((each) => (
              <PlaceCard key={each.key} place={each} />
            ))}
        </div>
      ))}
    </div>
  );
}
