import { approvalTarget, type ConnectionId, parseConnectionId } from "../api/approvalTargets";
import { Connectors } from "../api/connectors";
import { type Connection, PrivateEndpointConnections } from "../api/privateEndpointConnections";
import type { Scope } from "../config/realm";
import { endOfWait } from "../http/call";
import { ServiceError } from "../http/serviceError";
import type { HookContext } from "../lifecycle/definition";
import { wordOrQuoted } from "../messages/foreignText";
import { Problem } from "../messages/problem";
import { type ArmId, parseArmId } from "../values/armId";
import { type JsonObject, textOf } from "../values/json";
import { candidateLine, isOurs } from "./match";
import { PropagationDelay } from "./propagation";

/** Pauses between two reads. Milliseconds. */
const firstPause = 2_000;
const longestPause = 15_000;

/** What Azure and AEP report about one approval. */
export interface ApprovalState {
  /** Status of the connection on Azure. */
  readonly status: string;
  /** State of the endpoint in AEP. */
  readonly state: string;
}

/** The result of one round of a wait: the end, or the error if time runs out now. */
type Progress<Result> = { done: Result } | { pending: () => Problem };

/** The approval of one AEP endpoint, on Azure and in AEP, with one time limit for all waits. */
export class ConnectionApproval {
  readonly #inputs: JsonObject;
  readonly #context: HookContext<Scope>;
  readonly #connectors: Connectors;
  readonly #until: number;
  readonly #delay = new PropagationDelay();

  constructor(inputs: JsonObject, context: HookContext<Scope>, startedAt: number) {
    this.#inputs = inputs;
    this.#context = context;
    this.#connectors = new Connectors(context.session.gateway("aep", context.call), context.scope);
    const { call, session } = context;
    const spent = session.clock.now() - startedAt;
    this.#until = endOfWait(call, session.clock, Number(inputs.timeoutSeconds) * 1_000 - spent);
  }

  /** Waits until the connection of the endpoint exists. */
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
      // The connection of an endpoint that can no longer be approved does not appear.
      await this.#endpointState();
      return { pending: () => this.#notFound(target, connections) };
    });
  }

  /** Approves the connection unless it is approved, and waits until Azure and AEP both report it. */
  async complete(id: ConnectionId | undefined, known: string): Promise<ApprovalState> {
    let status = known;
    let requested = false;
    return this.#wait<ApprovalState>("Azure and AEP to show it as approved", async () => {
      if (id !== undefined && status !== "Approved") {
        const next = await this.#approve(id, requested);
        ({ status, requested } = next);
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

  async #approve(id: ConnectionId, requested: boolean): Promise<{ status: string; requested: boolean }> {
    const azure = this.#azure;
    const seen = await azure.get(id);
    if (seen === undefined) {
      throw this.#gone(id);
    }
    if (isDone(seen)) {
      return { status: "Approved", requested };
    }
    if (seen.status === "Rejected" || seen.status === "Disconnected") {
      throw this.#unusable(seen);
    }
    if (requested) {
      return { status: "Pending", requested };
    }
    try {
      const { description } = this.#inputs;
      const response = await azure.approve(id, typeof description === "string" ? description : undefined);
      const final = approvalTarget(id.target)?.approval === "inResponse";
      return {
        status: final && response !== undefined && isDone(response) ? "Approved" : "Pending",
        requested: true,
      };
    } catch (error) {
      if (!(error instanceof ServiceError)) {
        throw error;
      }
      // Another operation on the resource is running: the next round tries again.
      if (error.status === 409) {
        return { status: "Pending", requested: false };
      }
      // Azure refuses to approve a connection that someone else has approved in between.
      if (error.status === 400 && (await azure.get(id))?.status === "Approved") {
        return { status: "Approved", requested: true };
      }
      throw error;
    }
  }

  async #endpointState(): Promise<string> {
    const { privateEndpointId } = this.#inputs;
    const endpoint = await this.#connectors.getPrivateEndpoint(String(privateEndpointId));
    if (endpoint === undefined) {
      throw new Problem({
        what: `There is no ${this.#endpoint} in sandbox ${this.#context.scope.sandbox}, so it cannot be approved.`,
        advice: "Run pulumi refresh, then pulumi up: the endpoint is re-created.",
      });
    }
    const state = textOf(endpoint.state ?? "Pending");
    if (state === "Rejected" || state === "Disconnected" || state === "Failed") {
      throw new Problem({
        what: `AEP shows the ${this.#endpoint} as ${wordOrQuoted(state)}: it can no longer be approved.`,
        advice: recreate,
      });
    }
    return state;
  }

  async #wait<Result>(what: string, read: () => Promise<Progress<Result>>): Promise<Result> {
    const { session, call } = this.#context;
    for (let pause = firstPause; ; pause = Math.min(pause * 1.5, longestPause)) {
      const seen = await this.#delay.during<Progress<Result>>(read, (error) => ({ pending: () => error }), {
        now: () => session.clock.now(),
        report: (reason) => call.report(`${reason}: ${this.#endpoint}.`),
      });
      if ("done" in seen) {
        return seen.done;
      }
      const left = this.#until - session.clock.now();
      if (left <= 0) {
        throw seen.pending();
      }
      if (!this.#delay.isOn) {
        const seconds = Math.ceil(left / 1_000);
        session.announce(call, `Waiting for ${what}: ${this.#endpoint}, at most ${seconds} s.`);
      }
      await session.pause(call, Math.min(pause, left), `${what}: ${this.#endpoint}`, seen.pending());
    }
  }

  // Created only where it is used: an approval that only waits needs no access to Azure.
  get #azure(): PrivateEndpointConnections {
    const { session, call } = this.#context;
    return new PrivateEndpointConnections(session.gateway("azure", call));
  }

  #target(): ArmId {
    const { targetResourceId } = this.#inputs;
    const target = parseArmId(textOf(targetResourceId));
    if (target === undefined) {
      throw new Problem({ what: `${textOf(targetResourceId)} is not the id of an Azure resource.` });
    }
    return target;
  }

  get #endpoint(): string {
    const { privateEndpointId, privateEndpointName } = this.#inputs;
    const name = typeof privateEndpointName === "string" ? `${JSON.stringify(privateEndpointName)} ` : "";
    return `private endpoint ${name}(${String(privateEndpointId)})`;
  }

  get #patience(): string {
    const { deadline, operation } = this.#context.call;
    return deadline === undefined
      ? `${String(this.#inputs.timeoutSeconds)} seconds (timeoutSeconds)`
      : `the time limit (customTimeouts.${operation})`;
  }

  #notFound(target: ArmId, connections: readonly Connection[]): Problem {
    const { azurePrivateEndpointId } = this.#inputs;
    const wanted =
      azurePrivateEndpointId === undefined
        ? `No connection of ${target.name} contains the id of the ${this.#endpoint}`
        : `${target.name} has no connection from ${String(azurePrivateEndpointId)}`;
    return new Problem({
      what: `${wanted} after ${this.#patience}; nothing was approved.`,
      details:
        connections.length === 0
          ? ["It has no connections."]
          : ["It has these:", ...connections.map((connection) => candidateLine(connection, this.#inputs))],
      advice:
        "If one of them is certainly yours (ask Adobe for the Azure id of your endpoint), set azurePrivateEndpointId " +
        "to its id. If yours has not appeared yet, run pulumi up again.",
    });
  }

  #several(connections: readonly Connection[]): Problem {
    return new Problem({
      what: `Several connections may belong to the ${this.#endpoint}; nothing was approved.`,
      details: connections.map((connection) => candidateLine(connection, this.#inputs)),
      advice:
        "Set azurePrivateEndpointId to the id of the one that is yours, or reject or delete the others on Azure.",
    });
  }

  #unusable(connection: Connection): Problem {
    return new Problem({
      what: `The connection of the ${this.#endpoint} is ${wordOrQuoted(connection.status)} on Azure: it can no longer be approved.`,
      details: [candidateLine(connection, this.#inputs)],
      advice: recreate,
    });
  }

  #gone({ target, name }: ConnectionId): Problem {
    return new Problem({
      what: `The connection ${name} of ${target.name} no longer exists on Azure, so the ${this.#endpoint} cannot be approved.`,
      advice: recreate,
    });
  }

  #late(status: string, state: string | undefined): Problem {
    const waitsOnly = this.#inputs.approve === false;
    const azure = `Azure reports ${wordOrQuoted(status)}`;
    const aep = state === undefined ? "AEP was not read yet" : `AEP reports ${wordOrQuoted(state)}`;
    return new Problem({
      what: `The ${this.#endpoint} is not approved after ${this.#patience}: ${waitsOnly ? aep : `${azure}, ${aep}`}.`,
      advice: waitsOnly
        ? "The owner of the Azure resource has to approve it (approve: false); then run pulumi up again."
        : "Run pulumi up again to continue. If the approval takes longer, raise timeoutSeconds.",
    });
  }
}

const recreate =
  "The endpoint has to be re-created: run pulumi refresh, then pulumi up, which replaces an endpoint that AEP shows as " +
  "Rejected, Disconnected or Failed. As long as AEP does not show this, use pulumi up --replace <URN>.";

function isDone({ status, provisioningState }: Connection): boolean {
  return status === "Approved" && (provisioningState === undefined || provisioningState === "Succeeded");
}

/** What Azure and AEP report now, or `undefined` if the connection or the endpoint no longer exists. */
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
  // Imported by its id, without the endpoint: only Azure can be read.
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
