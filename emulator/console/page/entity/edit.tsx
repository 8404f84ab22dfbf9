import { useEffect, useRef, useState } from "preact/hooks";
import type { EntityDetails, JsonValue } from "../../protocol";
import { act } from "../actions";
import { adminCall, entityPath } from "../calls";
import { changesOf } from "./jsonChanges";

/** The JSON of an entity, to be changed as someone other than the client would. */
export function EditJson({ details, onEnd }: { details: EntityDetails; onEnd: () => void }) {
  // What the person began with: the entity may change meanwhile, and only the person's changes are sent.
  const [before] = useState(details.entity);
  const area = useRef<HTMLTextAreaElement>(null);
  useEffect(() => area.current?.focus(), []);
  const save = async (): Promise<void> => {
    const isSaved = await act("The entity is changed, with a new etag or version.", async () => {
      const after = JSON.parse(area.current?.value ?? "") as JsonValue;
      const changes = changesOf(before, after);
      if (changes.length === 0) {
        throw new Error("Nothing is different.");
      }
      await adminCall("PATCH", entityPath(details.summary), changes);
    });
    if (isSaved) {
      onEnd();
    }
  };
  return (
    <form
      class="edit"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <label>
        <span>JSON of the entity</span>
        <textarea ref={area} rows={24} spellcheck={false}>
          {JSON.stringify(before, null, 2)}
        </textarea>
      </label>
      <p class="quiet">
        It is stored without the checks that requests pass. Masked secrets (***) stay as they are.
      </p>
      <div class="actions">
        <button type="submit" class="primary">
          Save as another user
        </button>
        <button type="button" onClick={onEnd}>
          Cancel
        </button>
      </div>
    </form>
  );
}
