import type { RoleRights } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { Checkbox, Select } from "antd";
import { byTopic, degreeOf, has, scopes, shown, toggled, viewDegrees } from "../model/role-rights";
import styles from "./rights-matrix.module.css";
import { useActionWord } from "./use-action-word";

interface Props {
  readonly actions: readonly string[];
  readonly privacyClasses: readonly string[];
  readonly rights: RoleRights;
  /** Left out where it is read only. */
  readonly onChange?: (rights: RoleRights) => void;
}

/** Actions down, reach across; below, how much of each privacy class is shown. */
export function RightsMatrix({ actions, privacyClasses, rights, onChange }: Props) {
  const { t, word } = useSpeech();
  return (
    <>
      {[...byTopic(actions)].map(([topic, group]) => (
        <table key={topic} className={styles.matrix}>
          <caption>{word("topic", topic, "topic.other")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("rights.action")}</th>
              {scopes.map((scope) => (
                <th scope="col" key={scope}>
                  {t(`scope.${scope}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {group.map((action) => (
              <Row key={action} action={action} rights={rights} {...(onChange ? { onChange } : {})} />
            ))}
          </tbody>
        </table>
      ))}
      <section className={styles.views} aria-label={t("rights.views")}>
        <h2>{t("rights.views")}</h2>
        {privacyClasses.map((each) => (
          <label key={each} className={styles.view}>
            <span>{word("privacy", each, "privacy.other")}</span>
            <Select
              aria-label={word("privacy", each, "privacy.other")}
              disabled={!onChange}
              value={degreeOf(rights, each)}
              options={viewDegrees.map((degree) => ({ value: degree, label: t(`view.${degree}`) }))}
              onChange={(degree) => onChange?.(shown(rights, each, degree))}
            />
          </label>
        ))}
      </section>
    </>
  );
}

interface RowProps {
  readonly action: string;
  readonly rights: RoleRights;
  readonly onChange?: (rights: RoleRights) => void;
}

function Row({ action, rights, onChange }: RowProps) {
  const { t } = useSpeech();
  const words = useActionWord()(action);
  const types = rights.grants.filter((grant) => grant.action === action).flatMap((grant) => grant.types);
  return (
    <tr>
      <th scope="row">
        {words}
        {types.length > 0 && <span className={styles.types}>{t("rights.types", { types: types.join(", ") })}</span>}
      </th>
      {scopes.map((scope) => {
        const held = has(rights, action, scope);
        const label = t("rights.cell", { action: words, scope: t(`scope.${scope}`) });
        return (
          <td key={scope}>
            {onChange ? (
              <Checkbox aria-label={label} checked={held} onChange={() => onChange(toggled(rights, action, scope))} />
            ) : (
              <span data-held={held}>{t(held ? "rights.yes" : "rights.no")}</span>
            )}
          </td>
        );
      })}
    </tr>
  );
}
