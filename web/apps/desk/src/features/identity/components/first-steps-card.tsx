import type { Me } from "@gongdan/api/shapes";
import { useSpeech } from "@gongdan/i18n/react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "react-router";
import { firstStepsQuery } from "../api/first-steps";
import { progress } from "../model/first-steps";
import styles from "./first-steps-card.module.css";

const key = (tenant: string) => `gongdan.first-steps.${tenant}`;

/** Remembers that an organisation is past its beginnings, so that nothing is asked for any more. */
function pastBeginnings(tenant: string, isPast = false): boolean {
  try {
    if (isPast) localStorage.setItem(key(tenant), "ended");
    return localStorage.getItem(key(tenant)) === "ended";
  } catch {
    return isPast;
  }
}

/** A line in the rail of administrators while something is missing for the first order; ends by itself. */
export function FirstStepsCard({ me }: { readonly me: Me }) {
  const { t } = useSpeech();
  const [past] = useState(() => pastBeginnings(me.tenant.slug));
  const found = useQuery({ ...firstStepsQuery, enabled: !past && me.actions.includes("user.create") });
  if (!found.data) return null;
  const { done, of, ended } = progress(found.data);
  if (ended) {
    pastBeginnings(me.tenant.slug, true);
    return null;
  }
  return (
    <Link to="/first-steps" className={styles.card}>
      {t("steps.card")}
      <span className={styles.count}>{t("steps.progress", { done, of })}</span>
    </Link>
  );
}
