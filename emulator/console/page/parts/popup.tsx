import type { ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { notice } from "../state";

/** A button that opens a form in a dialog. */
export function Popup(given: {
  label: string;
  title: string;
  /** The text of the button that sends. */
  send: string;
  /** Sends the form; the dialog closes if it returns true. */
  onSend: (form: FormData) => Promise<boolean>;
  children: ComponentChildren;
}) {
  const { label, title, send, onSend, children } = given;
  const [isOpen, setOpen] = useState(false);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (isOpen) {
      dialog.current?.showModal();
    }
  }, [isOpen]);
  const submit = async (event: SubmitEvent & { readonly currentTarget: HTMLFormElement }): Promise<void> => {
    event.preventDefault();
    if (await onSend(new FormData(event.currentTarget))) {
      dialog.current?.close();
    }
  };
  return (
    <>
      <button
        type="button"
        onClick={() => {
          notice.value = undefined;
          setOpen(true);
        }}
      >
        {label}
      </button>
      {isOpen ? (
        <dialog ref={dialog} aria-label={title} onClose={() => setOpen(false)}>
          <form onSubmit={(event) => void submit(event)}>
            <h2>{title}</h2>
            {children}
            {/* The page's own messages are behind the dialog. */}
            {notice.value?.isError === true ? (
              <p class="bad" role="alert">
                {notice.value.text}
              </p>
            ) : null}
            <div class="actions">
              <button type="submit" class="primary">
                {send}
              </button>
              <button type="button" onClick={() => dialog.current?.close()}>
                Cancel
              </button>
            </div>
          </form>
        </dialog>
      ) : null}
    </>
  );
}
