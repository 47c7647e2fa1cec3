import type { Named } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import styles from "./person-chips.module.css";

interface Props {
  readonly people: readonly Named[];
  readonly self?: string | null;
  /** Undefined where nobody may be taken away. */
  readonly takeAway?: ((person: Named) => void) | undefined;
}

/** Some people by name, each with the means to take them away. */
export function PersonChips({ people, self, takeAway }: Props) {
  const { t } = useSpeech();
  return (
    <ul className={styles.people}>
      {people.map((person) => (
        <li key={person.id}>
          {person.id === self ? t("people.you", { name: person.name }) : person.name || t("actor.unnamed")}
          {takeAway && (
            <button type="button" aria-label={t("people.take", { name: person.name })} onClick={() => { takeAway(person); }}>
              <svg width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">
                <path d="M2 2l6 6M8 2L2 8" />
              </svg>
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
