import { z } from "zod";
import { Madconnect, type MadconnectScope, madconnectRealm, type StatusCall } from "../api/madconnect";
import { endOfWait } from "../http/call";
import { ServiceError } from "../http/serviceError";
import { kindFacts } from "../kinds";
import type { Definition, HookContext } from "../lifecycle/definition";
import { type Refusal, refused } from "../lifecycle/refusal";
import { quotedText, wordOrQuoted } from "../messages/foreignText";
import type { Problem } from "../messages/problem";
import { type Json, type JsonObject, textOf, valueAt } from "../values/json";
import { jsonObject, text } from "./shapes";

/** Inputs of a connection of MadConnect. */
export const madconnectConnectionInputs = z.strictObject({
  name: text,
  srcConnectorId: text,
  srcConfigurationId: text.optional(),
  srcConnectionConfig: jsonObject.optional(),
  destConnectorId: text,
  destConfigurationId: text.optional(),
  destConnectionConfig: jsonObject.optional(),
  status: z.enum(["active", "disabled"]).optional(),
});

/** Statuses that report a failure; a program cannot request them. */
const failing: Readonly<Record<string, string>> = {
  broken: "is broken: MadConnect cannot move data over it. Check its connectors and their configurations",
  offline: "is offline: MadConnect does not reach one of its connectors. It may recover by itself",
};

const deletedMeanwhile: Refusal = {
  step: "up",
  title: "The connection was deleted by someone else",
  advice:
    "Run pulumi refresh, then pulumi up: it is re-created. MadConnect can restore the old one for 30 days.",
};

const statusNotReached: Refusal = {
  step: "up",
  title: "The connection does not get the wanted status within 5 minutes",
  advice:
    "Check it in MadConnect, for example for a connector without configuration; then run pulumi up again.",
};

/** Longest wait for a status, and the pause between reads. Milliseconds. */
const patience = 300_000;
const pause = 2_000;

/** Connection of MadConnect: moves data from a source connector to a destination connector while it is active. */
export const madconnectConnection: Definition<MadconnectScope> = {
  ...kindFacts.madconnectConnection,
  realm: madconnectRealm,
  inputs: madconnectConnectionInputs,
  defaults: { srcConnectionConfig: {}, destConnectionConfig: {}, status: "active" },
  // An update takes only the name and the two configs. The old connection is deleted first: two connections between the
  // same connectors would move everything twice.
  replaceOnChange: {
    srcConnectorId: "deleteFirst",
    srcConfigurationId: "deleteFirst",
    destConnectorId: "deleteFirst",
    destConfigurationId: "deleteFirst",
  },
  refusals: [deletedMeanwhile, statusNotReached],
  versioned: false,
  listBeforeCreate: true,
  createsWithoutId: true,

  api: ({ session, scope, call }) => {
    const madconnect = new Madconnect(session.gateway("madconnect", call), scope);
    return {
      create: async (body) => {
        const { id, ...item } = await madconnect.create(withAllKeys(body));
        // A response without a status means that no status is reached yet.
        return { id, outputs: { status: "In-progress", ...outputsIn(item) } };
      },
      read: async (id) => {
        const found = await madconnect.get(id);
        const trouble = failing[textOf(found?.status)];
        if (trouble !== undefined) {
          call.report(`The MadConnect connection ${id} (${quotedText(textOf(found?.name))}) ${trouble}.`);
        }
        return found;
      },
      update: async (id, { wanted }) => {
        const { name, srcConnectionConfig, destConnectionConfig } = wanted;
        await madconnect.put(id, { name, srcConnectionConfig, destConnectionConfig });
        return {};
      },
      delete: (id) => madconnect.delete(id),
      // No source documents what a keyword is compared with, so all connections are listed.
      list: () => Array.fromAsync(madconnect.list()),
      users: async () => [],
    };
  },
  view: (connection) => ({
    ...connection,
    srcConnectorId: valueAt(connection, "src.connectorId"),
    destConnectorId: valueAt(connection, "dest.connectorId"),
  }),
  asWanted: (fields, { enabled }) =>
    isFailing(fields.status) ? { ...fields, status: enabled === false ? "disabled" : "active" } : fields,
  reachEndState: async (id, wanted, recorded, context) => {
    if (recorded.createdTime !== undefined && hasStatus(recorded, wanted.status)) {
      return {};
    }
    return outputsIn(await bringTo(id, wanted.status, context));
  },
};

/** Sets the status of a connection and waits, for a limited time, until it has it; returns the connection. */
async function bringTo(
  id: string,
  status: Json,
  { session, scope, call }: HookContext<MadconnectScope>,
): Promise<JsonObject> {
  const madconnect = new Madconnect(session.gateway("madconnect", call), scope);
  const found = await readExisting(madconnect, id);
  if (hasStatus(found, status)) {
    return found;
  }
  let refusal: ServiceError | undefined;
  try {
    await madconnect.setStatus(id, callFor(status, found.status));
  } catch (error) {
    // If the connection has the status already, an earlier request set it.
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    refusal = error;
  }
  const until = endOfWait(call, session.clock, patience);
  for (;;) {
    const now = await readExisting(madconnect, id);
    if (hasStatus(now, status)) {
      return now;
    }
    if (refusal !== undefined || session.clock.now() >= until) {
      throw notReached(id, status, now, refusal);
    }
    await session.pause(call, pause, `the MadConnect connection ${id} to become ${textOf(status)}`);
  }
}

// The documentation lists "activate a connection" and "enable or disable a connection", not how they differ.
function callFor(wanted: Json, now: Json): StatusCall {
  if (wanted === "disabled") {
    return "disable";
  }
  return now === "disabled" ? "enable" : "activate";
}

async function readExisting(madconnect: Madconnect, id: string): Promise<JsonObject> {
  const found = await madconnect.get(id);
  if (found !== undefined) {
    return found;
  }
  throw refused(deletedMeanwhile, {
    what: `The MadConnect connection ${id} was deleted by someone else.`,
  });
}

function notReached(id: string, status: Json, now: JsonObject, cause: ServiceError | undefined): Problem {
  return refused(
    statusNotReached,
    {
      what: `The MadConnect connection ${id} did not become ${textOf(status)}: it is ${wordOrQuoted(textOf(now.status))}.`,
      details: [cause?.message ?? `(after ${patience / 60_000} minutes)`],
    },
    { cause },
  );
}

function hasStatus(connection: JsonObject, status: Json): boolean {
  if (!isFailing(connection.status)) {
    return connection.status === status;
  }
  return (connection.enabled === false ? "disabled" : "active") === status;
}

function isFailing(status: Json): boolean {
  return Object.hasOwn(failing, textOf(status));
}

/** The outputs in a response. */
function outputsIn(connection: JsonObject): JsonObject {
  return Object.fromEntries(
    [...kindFacts.madconnectConnection.outputs, "status"].flatMap((name) =>
      connection[name] === undefined ? [] : [[name, connection[name]]],
    ),
  );
}

/** The documented create request has all keys, with null for missing values. */
function withAllKeys(body: JsonObject): JsonObject {
  return { srcConfigurationId: null, destConfigurationId: null, ...body };
}
