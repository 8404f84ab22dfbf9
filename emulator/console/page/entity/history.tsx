import type { EntityVersion } from "../../protocol";
import { dateOf } from "../format";
import { hrefOf } from "../route";
import { changesOf } from "./jsonChanges";

const authors = { admin: "another user or an admin call", service: "the service itself" };

/** The versions of an entity since the emulator started, newest first. */
export function History({ versions }: { versions: readonly EntityVersion[] }) {
  if (versions.length === 0) {
    return <p class="quiet">It is older than this start of the emulator.</p>;
  }
  return (
    <ol class="history" reversed>
      {versions
        .map((version, place) => (
          <li key={`${version.time}-${place}`}>
            <span class="quiet">{dateOf(version.time)}</span> <strong>{version.kind}</strong> by{" "}
            {typeof version.by === "number" ? (
              <a href={hrefOf("requests", [String(version.by)])}>request {version.by}</a>
            ) : (
              authors[version.by]
            )}
            <Changes before={versions[place - 1]} after={version} />
          </li>
        ))
        .reverse()}
    </ol>
  );
}

function Changes({ before, after }: { before: EntityVersion | undefined; after: EntityVersion }) {
  if (before === undefined || after.kind !== "changed") {
    return null;
  }
  const changes = changesBetween(before, after);
  return (
    <ul class="changes">
      {changes.map((change) => (
        <li key={change}>
          <code>{change}</code>
        </li>
      ))}
    </ul>
  );
}

// A line of a list; the whole value is in the JSON.
const longest = 80;

function changesBetween(before: EntityVersion, after: EntityVersion): string[] {
  try {
    return changesOf(before.entity, after.entity).map((change) => {
      const value = change.op === "remove" ? "" : ` ${JSON.stringify(change.value)}`;
      const text = `${change.op} ${change.path}${value}`;
      return text.length > longest ? `${text.slice(0, longest)}…` : text;
    });
  } catch {
    return ["a list with a secret"];
  }
}
