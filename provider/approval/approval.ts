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
import { type JsonObject, numberOf, textOf } from "../values/json";
import { isOurs } from "./match";
import { type OwnersTask, ownersTask } from "./owner";
import {
  gone,
  late,
  noEndpoint,
  notFound,
  ownerIsLate,
  type Subject,
  several,
  unusable,
  unusableEndpoint,
} from "./problems";
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
  /** The endpoint as AEP returned it last. */
  #seen: JsonObject = {};

  constructor(inputs: JsonObject, context: HookContext<Scope>, startedAt: number) {
    this.#inputs = inputs;
    this.#context = context;
    this.#connectors = new Connectors(context.session.gateway("aep", context.call), context.scope);
    const { call, session } = context;
    const spent = session.clock.now() - startedAt;
    this.#until = endOfWait(call, session.clock, numberOf(inputs.timeoutSeconds) * 1_000 - spent);
  }

  /** Waits until the connection of the endpoint exists. */
  async find(): Promise<Connection> {
    const target = this.#target();
    const azure = this.#azure;
    return this.#wait<Connection>(`its connection to appear on ${target.name}`, async () => {
      const connections = await azure.list(target);
      const ours = connections.filter((connection) => isOurs(connection, this.#inputs));
      if (ours.length > 1) {
        throw several(this.#subject, ours);
      }
      if (ours[0] !== undefined) {
        return { done: ours[0] };
      }
      // The connection of an endpoint that can no longer be approved does not appear.
      await this.#endpointState();
      return { pending: () => notFound(this.#subject, target, connections) };
    });
  }

  /** Approves the connection unless it is approved, and waits until Azure and AEP both report it. */
  async complete(id: ConnectionId | undefined, known: string): Promise<ApprovalState> {
    let status = known;
    let requested = false;
    const what = this.#waitsForOwner
      ? "the owner of the Azure resource to approve it"
      : "Azure and AEP to show it as approved";
    return this.#wait<ApprovalState>(what, async () => {
      if (id !== undefined && status !== "Approved") {
        const next = await this.#approve(id, requested);
        ({ status, requested } = next);
      }
      if (id !== undefined && status !== "Approved") {
        return { pending: () => late(this.#subject, status, undefined) };
      }
      const state = await this.#endpointState();
      if (state !== "Approved") {
        return {
          pending: () =>
            this.#waitsForOwner
              ? ownerIsLate(this.#subject, this.#ownersTask, state)
              : late(this.#subject, status, state),
        };
      }
      return { done: { status: "Approved", state } };
    });
  }

  /** Reads once whether the owner of the Azure resource has approved the endpoint; reports it if not. */
  async look(): Promise<ApprovalState> {
    const state = await this.#endpointState();
    if (state !== "Approved") {
      const { resource, steps } = this.#ownersTask;
      const { call, scope } = this.#context;
      call.report(
        `The ${this.#endpoint} in sandbox ${scope.sandbox} is ${wordOrQuoted(state)}: the owner of ${resource} has to approve it. ` +
          `Then run pulumi up again.\n${steps}`,
      );
    }
    return { status: state, state };
  }

  async #approve(id: ConnectionId, requested: boolean): Promise<{ status: string; requested: boolean }> {
    const azure = this.#azure;
    const seen = await azure.get(id);
    if (seen === undefined) {
      throw gone(this.#subject, id);
    }
    if (isDone(seen)) {
      return { status: "Approved", requested };
    }
    if (seen.status === "Rejected" || seen.status === "Disconnected") {
      throw unusable(this.#subject, seen);
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
    const endpoint = await this.#connectors.getPrivateEndpoint(textOf(privateEndpointId));
    if (endpoint === undefined) {
      throw noEndpoint(this.#subject, this.#context.scope.sandbox);
    }
    this.#seen = endpoint;
    const state = textOf(endpoint.state ?? "Pending");
    if (state === "Rejected" || state === "Disconnected" || state === "Failed") {
      throw unusableEndpoint(this.#subject, state);
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
    const { session, call, scope } = this.#context;
    return new PrivateEndpointConnections(session.gateway("azure", call), scope);
  }

  #target(): ArmId {
    const { targetResourceId } = this.#inputs;
    const target = parseArmId(textOf(targetResourceId));
    if (target === undefined) {
      throw new Problem({ what: `${textOf(targetResourceId)} is not the id of an Azure resource.` });
    }
    return target;
  }

  get #waitsForOwner(): boolean {
    return this.#inputs.approve === false;
  }

  get #ownersTask(): OwnersTask {
    return ownersTask(this.#inputs, this.#seen);
  }

  get #subject(): Subject {
    return { endpoint: this.#endpoint, inputs: this.#inputs, limit: this.#limit };
  }

  get #endpoint(): string {
    const { privateEndpointId, privateEndpointName = this.#seen.name } = this.#inputs;
    const name = typeof privateEndpointName === "string" ? `${JSON.stringify(privateEndpointName)} ` : "";
    return `private endpoint ${name}(${textOf(privateEndpointId)})`;
  }

  get #limit(): string {
    const { deadline, operation } = this.#context.call;
    return deadline === undefined
      ? `${textOf(this.#inputs.timeoutSeconds)} seconds (timeoutSeconds)`
      : `the time limit (customTimeouts.${operation})`;
  }
}

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
  { session, call, scope }: Pick<HookContext<Scope>, "session" | "call" | "scope">,
): Promise<void> {
  const connectionId = parseConnectionId(id);
  if (connectionId !== undefined) {
    await new PrivateEndpointConnections(session.gateway("azure", call), scope).delete(connectionId);
  }
}
