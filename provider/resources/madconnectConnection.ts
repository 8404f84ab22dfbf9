import { z } from "zod";
import { Madconnect, type MadconnectScope, madconnectRealm, type StatusCall } from "../api/madconnect";
import { ServiceError } from "../http/serviceError";
import { kindFacts } from "../kinds";
import type { Definition, HookContext } from "../lifecycle/definition";
import { Problem } from "../messages/problem";
import { type Json, type JsonObject, valueAt } from "../values/json";
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

/** Statuses that tell how a connection fares; nobody can ask for them. */
const ailing: Readonly<Record<string, string>> = {
  broken: "is broken: MadConnect cannot carry data over it. Check its connectors and their configurations",
  offline: "is offline: MadConnect does not reach one of its ends. It may come back by itself",
};

/** How long a status is waited for, and the pause between looks. Milliseconds. */
const patience = 300_000;
const pause = 2_000;

/** Connection of MadConnect: carries data from a source connector to a destination connector while it is active. */
export const madconnectConnection: Definition<MadconnectScope> = {
  ...kindFacts.madconnectConnection,
  realm: madconnectRealm,
  inputs: madconnectConnectionInputs,
  defaults: { srcConnectionConfig: {}, destConnectionConfig: {}, status: "active" },
  // An update has room for the name and the two configs alone. Old before new: two connections between the same ends
  // would carry everything twice.
  replaceOnChange: {
    srcConnectorId: "deleteFirst",
    srcConfigurationId: "deleteFirst",
    destConnectorId: "deleteFirst",
    destConfigurationId: "deleteFirst",
  },
  versioned: false,
  // Their keys are each connector's own, so nothing tells which of them are harmless.
  writeOnly: { srcConnectionConfig: () => false, destConnectionConfig: () => false },
  listBeforeCreate: true,
  answersWithoutId: true,

  api: ({ session, scope, call }) => {
    const madconnect = new Madconnect(session.gateway("madconnect", call), scope);
    return {
      create: async (body) => {
        const { id, ...item } = await madconnect.create(withAllKeys(body));
        // Where the answer tells no status, none is reached yet.
        return { id, outputs: { status: "In-progress", ...shown(item) } };
      },
      read: async (id) => {
        const found = await madconnect.get(id);
        const trouble = ailing[String(found?.status)];
        if (trouble !== undefined) {
          call.report(`The MadConnect connection ${id} (${JSON.stringify(found?.name)}) ${trouble}.`);
        }
        return found;
      },
      update: async (id, { wanted }) => {
        const { name, srcConnectionConfig, destConnectionConfig } = wanted;
        await madconnect.put(id, { name, srcConnectionConfig, destConnectionConfig });
        return {};
      },
      delete: (id) => madconnect.delete(id),
      // What a keyword is compared with is not documented, so all of them are looked at.
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
    isAiling(fields.status) ? { ...fields, status: enabled === false ? "disabled" : "active" } : fields,
  reachEndState: async (id, wanted, recorded, context) => {
    if (recorded.createdTime !== undefined && has(recorded, wanted.status)) {
      return {};
    }
    return shown(await bringTo(id, wanted.status, context));
  },
};

/** Brings a connection to a status and waits, bounded, until it shows; gives the connection as it is then. */
async function bringTo(
  id: string,
  status: Json,
  { session, scope, call }: HookContext<MadconnectScope>,
): Promise<JsonObject> {
  const madconnect = new Madconnect(session.gateway("madconnect", call), scope);
  const found = await look(madconnect, id);
  if (has(found, status)) {
    return found;
  }
  let refusal: ServiceError | undefined;
  try {
    await madconnect.setStatus(id, callFor(status, found.status));
  } catch (error) {
    // Where the connection is in that status already, an earlier call did it.
    if (!(error instanceof ServiceError)) {
      throw error;
    }
    refusal = error;
  }
  const until = session.clock.now() + patience;
  for (;;) {
    const now = await look(madconnect, id);
    if (has(now, status)) {
      return now;
    }
    if (refusal !== undefined || session.clock.now() >= until) {
      throw notReached(id, status, now, refusal);
    }
    await session.pause(call, pause, `the MadConnect connection ${id} to become ${String(status)}`);
  }
}

// Documented are "activate a connection" and "enable or disable a connection", not how the two differ.
function callFor(wanted: Json, now: Json): StatusCall {
  if (wanted === "disabled") {
    return "disable";
  }
  return now === "disabled" ? "enable" : "activate";
}

async function look(madconnect: Madconnect, id: string): Promise<JsonObject> {
  const found = await madconnect.get(id);
  if (found !== undefined) {
    return found;
  }
  throw new Problem({
    what: `The MadConnect connection ${id} was deleted by somebody else.`,
    advice: "Run pulumi refresh, then pulumi up: it is made anew. MadConnect can restore it for 30 days.",
  });
}

function notReached(id: string, status: Json, now: JsonObject, cause: ServiceError | undefined): Problem {
  return new Problem(
    {
      what: `The MadConnect connection ${id} did not become ${String(status)}: it is ${String(now.status)}.`,
      details: [cause?.message ?? `(waited ${patience / 60_000} minutes for it)`],
      advice:
        "Check in MadConnect what keeps it, such as a connector without configuration; then run pulumi up again.",
    },
    { cause },
  );
}

function has(connection: JsonObject, status: Json): boolean {
  if (!isAiling(connection.status)) {
    return connection.status === status;
  }
  return (connection.enabled === false ? "disabled" : "active") === status;
}

function isAiling(status: Json): boolean {
  return Object.hasOwn(ailing, String(status));
}

/** What an answer shows of the outputs. */
function shown(connection: JsonObject): JsonObject {
  return Object.fromEntries(
    [...kindFacts.madconnectConnection.outputs, "status"].flatMap((name) =>
      connection[name] === undefined ? [] : [[name, connection[name]]],
    ),
  );
}

/** The documented create has all keys, with null for what there is not. */
function withAllKeys(body: JsonObject): JsonObject {
  return { srcConfigurationId: null, destConfigurationId: null, ...body };
}
