import { useSpeech } from "@gongdan/i18n/react";
import { EmptyState } from "@gongdan/ui/empty-state";
import { Component, type ReactNode } from "react";

function Broken() {
  const { t } = useSpeech();
  return (
    <main role="alert">
      <EmptyState title={t("app.broken.title")} detail={t("app.broken.detail")}>
        <button type="button" onClick={() => { location.reload(); }}>
          {t("app.broken.reload")}
        </button>
      </EmptyState>
    </main>
  );
}

/** Catches what a page could not: says so and offers to load again. */
export class ErrorBoundary extends Component<{ readonly children: ReactNode }, { readonly broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError() {
    return { broken: true };
  }

  override render() {
    return this.state.broken ? <Broken /> : this.props.children;
  }
}
