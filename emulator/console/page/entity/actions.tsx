import type { EntityDetails, EntitySummary } from "../../protocol";
import { act } from "../actions";
import { adminCall, entityPath } from "../calls";
import { Confirm } from "../parts/confirm";
import { hrefOf } from "../route";
import { RunForm } from "./runForm";
import { SendForm } from "./sendForm";

/** What a person can do with an entity. */
export function EntityActions({ details }: { details: EntityDetails }) {
  const { summary, referred } = details;
  const inlet =
    summary.collection === "inlets" ? summary : referred.find(({ collection }) => collection === "inlets");
  return (
    <div class="actions">
      <a class="button" href={hrefOf("graph", [summary.collection, summary.id])}>
        Show in the graph
      </a>
      <Decision details={details} />
      {summary.collection === "flows" ? <RunForm flow={summary} /> : null}
      {inlet === undefined ? null : <SendForm inlet={inlet} />}
      <Confirm
        label="Delete as another user"
        question="Delete it without the checks that requests pass?"
        onConfirm={() => void act("The entity is deleted.", () => adminCall("DELETE", entityPath(summary)))}
      />
    </div>
  );
}

const decisions = [
  ["Approve", "Approved"],
  ["Reject", "Rejected"],
] as const;

/** Approves or rejects a private endpoint, or the connection that shows it on Azure. */
function Decision({ details: { summary, referred } }: { details: EntityDetails }) {
  const { collection } = summary;
  if (collection !== "privateEndpoints" && collection !== "privateEndpointConnections") {
    return null;
  }
  const connection =
    collection === "privateEndpoints"
      ? referred.find((other) => other.collection === "privateEndpointConnections")
      : summary;
  return (
    <>
      {decisions.map(([label, status]) => (
        <button
          key={status}
          type="button"
          class={status === "Approved" ? "primary" : ""}
          disabled={summary.state === status}
          onClick={() =>
            void act(`The private endpoint is ${status.toLowerCase()}.`, () =>
              decide(summary, connection, status),
            )
          }
        >
          {label}
        </button>
      ))}
    </>
  );
}

/** The owner decides on Azure, and AEP follows; an endpoint without a connection there, such as Snowflake's, is decided in AEP. */
async function decide(
  endpoint: EntitySummary,
  connection: EntitySummary | undefined,
  status: string,
): Promise<void> {
  if (connection === undefined) {
    await adminCall("POST", `${entityPath(endpoint)}/state`, { state: status });
    return;
  }
  const state = { privateLinkServiceConnectionState: { status } };
  await adminCall("PATCH", entityPath(connection), { properties: state });
}
