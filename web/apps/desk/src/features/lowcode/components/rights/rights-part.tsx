import { setReport } from "@gongdan/flow-model/rights";
import { useSpeech } from "@gongdan/i18n/react";
import { FormRow } from "@gongdan/ui/form-row";
import { besidePage } from "@gongdan/ui/side-sheet";
import { Select } from "antd";
import type { PartProps } from "../../model/part";
import { useRoleChoices } from "../use-role-choices";
import { FieldMatrix } from "./field-matrix";
import styles from "./rights.module.css";
import { StepRights } from "./step-rights";

/** Who may start this type, who sees it, who acts at which step, and what each step may do with each field. */
export function RightsPart(props: PartProps) {
  const { bundle, edit, findings, readOnly } = props;
  const { t } = useSpeech();
  const { options } = useRoleChoices();
  const report = bundle.permissions?.report ?? [];
  return (
    <div className={styles.page}>
      <h2>{t("rights.title")}</h2>
      <p className={styles.quiet}>{t("rights.what")}</p>
      {findings.map((each) => (
        <p key={each.place + each.code} role="alert" className={styles.mend}>
          {each.what} {each.mend}
        </p>
      ))}
      <section className={styles.group} aria-label={t("rights.start")}>
        <h3>{t("rights.start")}</h3>
        <FormRow label={t("rights.start.roles")} hint={t(report.length > 0 ? "rights.start.some" : "rights.start.all")}>
          {({ id }) => (
            <Select<string[]> id={id} mode="multiple" value={[...report]} options={options} disabled={readOnly} placeholder={t("rights.start.anybody")}
              getPopupContainer={besidePage} showSearch={{ optionFilterProp: "label" }}
              onChange={(roles) => edit(t("rights.edit.start"), (before) => setReport(before, roles))} />
          )}
        </FormRow>
      </section>
      <section className={styles.group} aria-label={t("rights.see")}>
        <h3>{t("rights.see")}</h3>
        <ul className={styles.lines}>
          <li>{t("rights.see.own")}</li>
          <li>{t("rights.see.turn")}</li>
          <li>{t("rights.see.role")}</li>
        </ul>
      </section>
      <StepRights {...props} />
      <FieldMatrix {...props} />
    </div>
  );
}
