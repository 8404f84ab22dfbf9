import { useEffect, useRef, useState } from "preact/hooks";

/** A button whose action requires a second click. */
export function Confirm(given: { label: string; question: string; onConfirm: () => void }) {
  const { label, question, onConfirm } = given;
  const [isAsking, setAsking] = useState(false);
  const answer = useRef<HTMLButtonElement>(null);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (isAsking) {
      answer.current?.focus();
    }
  }, [isAsking]);
  const close = (): void => {
    setAsking(false);
    // The button appears with the next drawing.
    requestAnimationFrame(() => first.current?.focus());
  };
  if (!isAsking) {
    return (
      <button type="button" class="danger" ref={first} onClick={() => setAsking(true)}>
        {label}
      </button>
    );
  }
  return (
    <fieldset class="confirm" aria-label={question} onKeyDown={({ key }) => key === "Escape" && close()}>
      <span>{question}</span>
      <button
        type="button"
        class="danger full"
        ref={answer}
        onClick={() => {
          setAsking(false);
          onConfirm();
        }}
      >
        {label}
      </button>
      <button type="button" onClick={close}>
        Cancel
      </button>
    </fieldset>
  );
}
