import { useSpeech } from "@gongdan/i18n/preact";
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef } from "preact/hooks";
import { Problem } from "../api/client";
import style from "./parts.module.css";

const join = (...names: readonly (string | undefined | false)[]) => names.filter(Boolean).join(" ");

interface ButtonProps {
  readonly kind?: "primary" | "danger";
  readonly busy?: boolean;
  readonly submit?: boolean;
  readonly onPress?: () => void;
  readonly children: ComponentChildren;
}

/** A button; while it is busy it stays where it is and does nothing. */
export function Button({ kind, busy = false, submit = false, onPress, children }: ButtonProps) {
  return (
    <button
      type={submit ? "submit" : "button"}
      class={join(style["button"], kind && style[kind])}
      aria-disabled={busy}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onPress?.();
      }}
    >
      {children}
    </button>
  );
}

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly optional?: boolean;
  readonly hint?: string;
  readonly fault?: string | undefined;
  readonly long?: boolean;
  readonly type?: "text" | "tel" | "email";
  readonly inputMode?: "text" | "tel" | "email" | "numeric";
  readonly autocomplete?: string;
  readonly autocapitalize?: "none" | "characters";
  readonly placeholder?: string;
  readonly maxLength?: number;
}

/** A labelled text field, one line or many, with its hint and what is wrong with it. */
export function Field({ label, value, onText, optional = false, hint, fault, long = false, ...rest }: FieldProps) {
  const { t } = useSpeech();
  const id = useId();
  const told = fault ?? hint;
  const shared = {
    id,
    value,
    class: join(style["input"], fault && style["wrong"]),
    "aria-describedby": told ? `${id}-told` : undefined,
    "aria-invalid": fault ? true : undefined,
  };
  return (
    <div class={style["field"]}>
      <label class={style["label"]} for={id}>
        {label} {optional && <span class={style["optional"]}>{t("portal.optional")}</span>}
      </label>
      {long ? (
        <textarea {...shared} maxLength={4000} onInput={(event) => onText(event.currentTarget.value)} />
      ) : (
        <input {...(rest as Record<string, unknown>)} {...shared} onInput={(event) => onText(event.currentTarget.value)} />
      )}
      {told && (
        <p id={`${id}-told`} class={fault ? style["fault"] : style["quiet"]}>
          {told}
        </p>
      )}
    </div>
  );
}

interface NoteProps {
  readonly kind?: "good" | "warn" | "bad";
  readonly children: ComponentChildren;
}

/** Something that is told; bad news are spoken at once. */
export function Note({ kind, children }: NoteProps) {
  return (
    <div class={join(style["note"], kind && style[kind])} role={kind === "bad" ? "alert" : "status"}>
      {children}
    </div>
  );
}

/** A "no" in the reader's words: what happened, what to do, and a code to quote. */
export function ProblemNote({ problem }: { readonly problem: unknown }) {
  const { t } = useSpeech();
  if (!(problem instanceof Problem)) return problem ? <Note kind="bad">{t("portal.broken")}</Note> : null;
  const { body } = problem;
  return (
    <Note kind="bad">
      <p>{body.detail || t(body.code === "unreachable" ? "portal.unreachable" : "portal.broken")}</p>
      {body.next && <p>{body.next}</p>}
    </Note>
  );
}

interface CardProps {
  readonly title?: string;
  readonly children: ComponentChildren;
}

/** A part of a page under its heading. */
export function Card({ title, children }: CardProps) {
  const id = useId();
  return (
    <section class={style["card"]} aria-labelledby={title ? id : undefined}>
      {title && <h2 id={id}>{title}</h2>}
      {children}
    </section>
  );
}

/** The page's own heading; it takes the focus when the page opens, and names the window. */
export function Heading({ children, focus = false }: { readonly children: string; readonly focus?: boolean }) {
  const { t } = useSpeech();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${children} · ${t("portal.name")}`;
    if (focus) heading.current?.focus();
  }, [children]);
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  );
}

interface CheckProps {
  readonly label: string;
  readonly checked: boolean;
  readonly onCheck: (checked: boolean) => void;
}

/** One box to tick, its words beside it. */
export function Check({ label, checked, onCheck }: CheckProps) {
  return (
    <label class={style["check"]}>
      <input type="checkbox" checked={checked} onChange={(event) => onCheck(event.currentTarget.checked)} />
      <span>{label}</span>
    </label>
  );
}

/** Things side by side, below one another where they do not fit. */
export function Row({ children }: { readonly children: ComponentChildren }) {
  return <div class={style["row"]}>{children}</div>;
}

export function Quiet({ children }: { readonly children: ComponentChildren }) {
  return <p class={style["quiet"]}>{children}</p>;
}

interface FormProps {
  readonly onSend: () => void;
  readonly children: ComponentChildren;
}

/** A form whose parts stand below one another; sent by its button or by Enter. */
export function Form({ onSend, children }: FormProps) {
  const send = (event: Event) => {
    event.preventDefault();
    onSend();
  };
  return (
    <form class={style["stack"]} onSubmit={send} noValidate>
      {children}
    </form>
  );
}
