import { approvalTarget, type ConnectionId, parseConnectionId } from "../api/approvalTargets";
import { Connectors } from "../api/connectors";
import { type Connection, PrivateEndpointConnections } from "../api/privateEndpointConnections";
import type { Scope } from "../config/realm";
import { ServiceError } from "../http/serviceError";
import type { HookContext } from "../lifecycle/definition";
import { Problem } from "../messages/problem";
import { type ArmId, parseArmId } from "../values/armId";
import { type JsonObject, textOf } from "../values/json";
import { candidateLine, isOurs } from "./match";

/** Pauses between two looks. Milliseconds. */
const firstPause = 2_000;
const longestPause = 15_000;

/** What Azure and AEP say of one approval. */
export interface ApprovalState {
  /** Status of the connection on Azure. */
  readonly status: string;
  /** State of the endpoint in AEP. */
  readonly state: string;
}

/** The approval of one AEP endpoint: both sides of it, and one bound on all the waiting. */
export class ConnectionApproval {
  readonly #inputs: JsonObject;
  readonly #context: HookContext<Scope>;
  readonly #connectors: Connectors;
  readonly #until: number;

  constructor(inputs: JsonObject, context: HookContext<Scope>, startedAt: number) {
    this.#inputs = inputs;
    this.#context = context;
    this.#connectors = new Connectors(context.session.gateway("aep", context.call), context.scope);
    this.#until = startedAt + Number(inputs.timeoutSeconds) * 1_000;
  }

  /** Waits until the one connection of the endpoint is there. */
  async find(): Promise<Connection> {
    const target = this.#target();
    const azure = this.#azure;
    return this.#wait<Connection>(`its connection to appear on ${target.name}`, async () => {
      const connections = await azure.list(target);
      const ours = connections.filter((connection) => isOurs(connection, this.#inputs));
      if (ours.length > 1) {
        throw this.#several(ours);
      }
      if (ours[0] !== undefined) {
        return { done: ours[0] };
      }
      // One that can no longer be approved will not appear either.
      await this.#endpointState();
      return { pending: () => this.#notFound(target, connections) };
    });
  }

  /** Approves the connection where it is not approved yet, and waits until both sides say so. */
  async complete(id: ConnectionId | undefined, known: string): Promise<ApprovalState> {
    let status = known;
    let asked = false;
    return this.#wait<ApprovalState>("Azure and AEP to show it as approved", async () => {
      if (id !== undefined && status !== "Approved") {
        const next = await this.#approve(id, asked);
        ({ status, asked } = next);
      }
      if (id !== undefined && status !== "Approved") {
        return { pending: () => this.#late(status, undefined) };
      }
      const state = await this.#endpointState();
      if (state !== "Approved") {
        return { pending: () => this.#late(status, state) };
      }
      return { done: { status: "Approved", state } };
    });
  }

  async #approve(id: ConnectionId, asked: boolean): Promise<{ status: string; asked: boolean }> {
    const azure = this.#azure;
    const seen = await azure.get(id);
    if (seen === undefined) {
      throw this.#gone(id);
    }
    if (isDone(seen)) {
      return { status: "Approved", asked };
    }
    if (seen.status === "Rejected" || seen.status === "Disconnected") {
      throw this.#dead(seen);
    }
    if (asked) {
      return { status: "Pending", asked };
    }
    try {
      const { description } = this.#inputs;
      const answer = await azure.approve(id, typeof description === "string" ? description : undefined);
      const final = approvalTarget(id.target)?.approval === "answered";
      return {
        status: final && answer !== undefined && isDone(answer) ? "Approved" : "Pending",
        asked: true,
      };
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        throw error;
      }
      // Something else is being done to the resource: the next look tries again.
      if (error.status === 409) {
        return { status: "Pending", asked: false };
      }
      // Azure refuses to approve what somebody else approved in between.
      if (error.status === 400 && (await azure.get(id))?.status === "Approved") {
        return { status: "Approved", asked: true };
      }
      throw error;
    }
  }

  async #endpointState(): Promise<string> {
    const { privateEndpointId } = this.#inputs;
    const endpoint = await this.#connectors.getPrivateEndpoint(String(privateEndpointId));
    if (endpoint === undefined) {
      throw new Problem({
        what: `There is no ${this.#endpoint} in sandbox ${this.#context.scope.sandbox}, so nothing can be approved.`,
        advice: "Run pulumi refresh, then pulumi up: what is gone is made anew.",
      });
    }
    const state = textOf(endpoint.state ?? "Pending");
    if (state === "Rejected" || state === "Disconnected" || state === "Failed") {
      throw new Problem({
        what: `AEP shows the ${this.#endpoint} as ${state}: it can never be approved any more.`,
        advice: makeAnew,
      });
    }
    return state;
  }

  async #wait<Result>(
    what: string,
    look: () => Promise<{ done: Result } | { pending: () => Problem }>,
  ): Promise<Result> {
    const { session, call } = this.#context;
    for (let pause = firstPause, told = false; ; pause = Math.min(pause * 1.5, longestPause)) {
      const seen = await look();
      if ("done" in seen) {
        return seen.done;
      }
      const left = this.#until - session.clock.now();
      if (left <= 0) {
        throw seen.pending();
      }
      if (!told) {
        call.report(`Waiting for ${what}: ${this.#endpoint}, at most ${Math.ceil(left / 1_000)} s.`);
      }
      told = true;
      await session.pause(call, Math.min(pause, left), `${what}: ${this.#endpoint}`);
    }
  }

  // Opened only where it is used: an approval that only waits needs no access to Azure.
  get #azure(): PrivateEndpointConnections {
    const { session, call } = this.#context;
    return new PrivateEndpointConnections(session.gateway("azure", call));
  }

  #target(): ArmId {
    const { targetResourceId } = this.#inputs;
    const target = parseArmId(textOf(targetResourceId));
    if (target === undefined) {
      throw new Problem({ what: `${textOf(targetResourceId)} is no id of a resource.` });
    }
    return target;
  }

  get #endpoint(): string {
    const { privateEndpointId, privateEndpointName } = this.#inputs;
    const name = typeof privateEndpointName === "string" ? `${JSON.stringify(privateEndpointName)} ` : "";
    return `private endpoint ${name}(${String(privateEndpointId)})`;
  }

  get #patience(): string {
    return `${String(this.#inputs.timeoutSeconds)} seconds (timeoutSeconds)`;
  }

  #notFound(target: ArmId, connections: readonly Connection[]): Problem {
    const { azurePrivateEndpointId } = this.#inputs;
    const wanted =
      azurePrivateEndpointId === undefined
        ? `No connection of ${target.name} carries the id of the ${this.#endpoint}`
        : `${target.name} has no connection of ${String(azurePrivateEndpointId)}`;
    return new Problem({
      what: `${wanted} after ${this.#patience}; nothing was approved.`,
      details:
        connections.length === 0
          ? ["It has no connections at all."]
          : ["It has these:", ...connections.map((connection) => candidateLine(connection, this.#inputs))],
      advice:
        "If one of them is certainly yours (ask Adobe for the Azure id of your endpoint), give its id as " +
        "azurePrivateEndpointId. If yours has not appeared yet, run pulumi up again.",
    });
  }

  #several(connections: readonly Connection[]): Problem {
    return new Problem({
      what: `Several connections may be the one of the ${this.#endpoint}; nothing was approved.`,
      details: connections.map((connection) => candidateLine(connection, this.#inputs)),
      advice:
        "Give the id of the one that is yours as azurePrivateEndpointId, or reject or delete the others on Azure.",
    });
  }

  #dead(connection: Connection): Problem {
    return new Problem({
      what: `The connection of the ${this.#endpoint} is ${connection.status} on Azure: it can never be approved any more.`,
      details: [candidateLine(connection, this.#inputs)],
      advice: makeAnew,
    });
  }

  #gone({ target, name }: ConnectionId): Problem {
    return new Problem({
      what: `The connection ${name} of ${target.name} is gone from Azure, so the ${this.#endpoint} cannot be approved.`,
      advice: makeAnew,
    });
  }

  #late(status: string, state: string | undefined): Problem {
    const waitsOnly = this.#inputs.approve === false;
    const azure = `Azure says ${status}`;
    const aep = state === undefined ? "AEP was not asked yet" : `AEP says ${state}`;
    return new Problem({
      what: `The ${this.#endpoint} is not approved after ${this.#patience}: ${waitsOnly ? aep : `${azure}, ${aep}`}.`,
      advice: waitsOnly
        ? "It has to be approved by whoever owns the resource (approve: false); then run pulumi up again."
        : "Run pulumi up again: it goes on from here. Raise timeoutSeconds where this takes longer.",
    });
  }
}

const makeAnew =
  "The endpoint has to be made again: run pulumi refresh, then pulumi up, which replaces one that AEP shows as " +
  "Rejected, Disconnected or Failed. While AEP does not show that yet, name it with pulumi up --replace <URN>.";

function isDone({ status, provisioningState }: Connection): boolean {
  return status === "Approved" && (provisioningState === undefined || provisioningState === "Succeeded");
}

/** What both sides say now, or `undefined` where one of them no longer has its part. */
export async function readApproval(
  id: string,
  recorded: JsonObject,
  { session, scope, call }: HookContext<Scope>,
): Promise<ApprovalState | undefined> {
  const connectionId = parseConnectionId(id);
  const connection =
    connectionId && (await new PrivateEndpointConnections(session.gateway("azure", call)).get(connectionId));
  if (connectionId !== undefined && connection === undefined) {
    return undefined;
  }
  const endpointId = recorded.privateEndpointId ?? (connectionId === undefined ? id : undefined);
  // Got by its id, without the endpoint: then Azure's side is all that can be told.
  if (endpointId === undefined) {
    return { status: connection?.status ?? "", state: "" };
  }
  const endpoint = await new Connectors(session.gateway("aep", call), scope).getPrivateEndpoint(
    textOf(endpointId),
  );
  if (endpoint === undefined) {
    return undefined;
  }
  const state = textOf(endpoint.state ?? "Pending");
  return { status: connection?.status ?? state, state };
}

/** Deletes the connection on Azure; gone is success. */
export async function deleteConnection(
  id: string,
  { session, call }: Pick<HookContext, "session" | "call">,
): Promise<void> {
  const connectionId = parseConnectionId(id);
  if (connectionId !== undefined) {
    await new PrivateEndpointConnections(session.gateway("azure", call)).delete(connectionId);
  }
}
