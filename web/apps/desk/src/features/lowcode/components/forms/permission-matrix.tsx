import type { Permission } from "@gongdan/flow-model/bundle";
import { wordsOf } from "@gongdan/forms/core/json";
import { useSpeech } from "@gongdan/i18n/react";
import { setPermission } from "../../model/form-edits";
import type { PartProps } from "../../model/part";
import styles from "./form-designer.module.css";

interface Props extends Pick<PartProps, "bundle" | "edit" | "readOnly"> {
  readonly form: string;
  readonly names: readonly string[];
}

const permissions: readonly Permission[] = ["hidden", "read", "edit", "required"];

/** What each step that uses the form may do with each field. */
export function PermissionMatrix({ bundle, edit, readOnly, form, names }: Props) {
  const { t, locale } = useSpeech();
  const steps = Object.entries(bundle.flow.nodes).filter(([, node]) => node.form === form);
  return (
    <section className={styles.matrix} aria-label={t("fd.matrix")}>
      <h3>{t("fd.matrix")}</h3>
      <p className={styles.quiet}>{t(steps.length > 0 ? "fd.matrix.detail" : "fd.matrix.none")}</p>
      {steps.length > 0 && names.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t("fd.matrix.field")}</th>
              {steps.map(([key, node]) => <th key={key} scope="col">{wordsOf(node.title, locale) || key}</th>)}
            </tr>
          </thead>
          <tbody>
            {names.map((name) => {
              const field = wordsOf(bundle.fields?.[name]?.title, locale) || name;
              return (
                <tr key={name}>
                  <th scope="row">{field}</th>
                  {steps.map(([key, node]) => (
                    <td key={key}>
                      <select
                        aria-label={t("fd.matrix.cell", { step: wordsOf(node.title, locale) || key, field })}
                        value={node.fields?.[name] ?? ""}
                        disabled={readOnly}
                        onChange={({ target }) => edit(t("fd.edit.permission"), (before) => setPermission(before, key, name, permissions.find((each) => each === target.value)))}
                      >
                        <option value="">{t("fd.perm.none")}</option>
                        {permissions.map((each) => <option key={each} value={each}>{t(`fd.perm.${each}`)}</option>)}
                      </select>
                    </td>
                  ))}
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
    </section>
  );
}
