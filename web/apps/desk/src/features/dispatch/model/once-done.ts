/** Goes on once an act is done, though what sent it may be gone by then; a refusal is shown where it was sent. */
export function onceDone<Answer>(sent: Promise<Answer>, goOn: (answer: Answer) => void): void {
  sent.then(goOn, () => undefined);
}
