import { Connectors } from "../api/connectors";
import { FlowService } from "../api/flowService";
import type { Scope } from "../config/realm";
import { CallEndedError, hasEnded, within } from "../http/call";
import type { HookContext } from "../lifecycle/definition";
import { Problem } from "../messages/problem";
import type { Session } from "../session/session";
import { textOf as asText, type Json, type JsonObject, valueAt } from "../values/json";

/** Interactive authoring ends by itself; asked for again a little before that. Minutes. */
const authoringMinutes = 60;
const renewAfterMinutes = 50;
/** One that was found switched on may end at any moment. Minutes. */
const trustMinutes = 2;

/** Switching it on is said to take a few minutes. Milliseconds. */
const patience = 600_000;
const pause = 5_000;

/**
 * What a process knows of connections over private endpoints. Before such a connection, or a flow over one, is
 * written, interactive authoring has to be on; it is switched on once for a process and sandbox.
 */
class PrivateLink {
  /** Base connection id → whether it goes over a private endpoint. */
  readonly #bases = new Map<string, Promise<boolean>>();
  /** Source connection id → id of its base connection. */
  readonly #sources = new Map<string, Promise<string | undefined>>();
  /** Sandbox → interactive authoring being on, and the time until which that is believed. */
  readonly #authoring = new Map<string, Promise<number>>();

  /** Takes note of a base connection, so that it need not be read. */
  noteBase(id: string, fields: JsonObject): void {
    this.#bases.set(id, Promise.resolve(usesPrivateLink(fields)));
  }

  /** Takes note of a source connection, so that it need not be read. */
  noteSource(id: string, fields: JsonObject): void {
    this.#sources.set(id, Promise.resolve(textOf(fields.baseConnectionId)));
  }

  /** Makes ready for writing a base connection. */
  async beforeBase(fields: JsonObject, context: HookContext<Scope>): Promise<void> {
    if (usesPrivateLink(fields)) {
      await this.#authoringOn(context);
    }
  }

  /** Makes ready for writing a source connection. */
  async beforeSource(fields: JsonObject, context: HookContext<Scope>): Promise<void> {
    if (isAutomatic(context) && (await this.#isOver(textOf(fields.baseConnectionId), context))) {
      await this.#authoringOn(context);
    }
  }

  /** Makes ready for writing a flow. */
  async beforeFlow(fields: JsonObject, context: HookContext<Scope>): Promise<void> {
    if (!isAutomatic(context)) {
      return;
    }
    const ids = Array.isArray(fields.sourceConnectionIds) ? fields.sourceConnectionIds : [];
    for (const id of ids) {
      if (await this.#isOver(await this.#baseOf(asText(id), context), context)) {
        return this.#authoringOn(context);
      }
    }
  }

  #isOver(baseId: string | undefined, context: HookContext<Scope>): Promise<boolean> {
    const { session, scope, call } = context;
    if (baseId === undefined) {
      return Promise.resolve(false);
    }
    return remembered(this.#bases, baseId, context, `base connection ${baseId}`, async () => {
      const base = await new FlowService(session.gateway("aep", call), scope).get("connections", baseId);
      return base !== undefined && usesPrivateLink(base);
    });
  }

  #baseOf(sourceId: string, context: HookContext<Scope>): Promise<string | undefined> {
    const { session, scope, call } = context;
    return remembered(this.#sources, sourceId, context, `source connection ${sourceId}`, async () => {
      const source = await new FlowService(session.gateway("aep", call), scope).get(
        "sourceConnections",
        sourceId,
      );
      return source === undefined ? undefined : textOf(source.baseConnectionId);
    });
  }

  async #authoringOn(context: HookContext<Scope>): Promise<void> {
    if (!isAutomatic(context)) {
      return;
    }
    const key = `${context.scope.orgId}/${context.scope.sandbox}`;
    const until = await remembered(this.#authoring, key, context, authoringIn(context), () =>
      switchOn(context),
    );
    if (context.session.clock.now() < until) {
      return;
    }
    // Whoever comes first asks again; the others wait for the same answer.
    if ((await this.#authoring.get(key)) === until) {
      this.#authoring.delete(key);
    }
    await remembered(this.#authoring, key, context, authoringIn(context), () => switchOn(context));
  }
}

const known = new WeakMap<Session, PrivateLink>();

/** What the process of a session knows of connections over private endpoints. */
export function privateLinkOf(session: Session): PrivateLink {
  const found = known.get(session) ?? new PrivateLink();
  known.set(session, found);
  return found;
}

/** Switches interactive authoring on and waits for it; gives the time until which that is believed. */
async function switchOn(context: HookContext<Scope>): Promise<number> {
  const { session, scope, call } = context;
  const { clock } = session;
  const connectors = new Connectors(session.gateway("aep", call), scope);
  if ((await connectors.getInteractiveAuthoring()) === "enabled") {
    return clock.now() + trustMinutes * 60_000;
  }

  call.report(
    `Switching interactive authoring on in sandbox ${scope.sandbox} for ${authoringMinutes} minutes: ` +
      "what goes over a private endpoint needs it. It ends by itself (aep:interactiveAuthoring: off leaves it alone).",
  );
  await connectors.enableInteractiveAuthoring(authoringMinutes);
  const started = clock.now();
  await waitForAuthoring(connectors, context);
  return started + renewAfterMinutes * 60_000;
}

/** Waits, bounded, until interactive authoring is on. */
export async function waitForAuthoring(
  connectors: Connectors,
  { session, scope, call }: HookContext<Scope>,
): Promise<void> {
  const { clock } = session;
  const started = clock.now();
  while ((await connectors.getInteractiveAuthoring()) !== "enabled") {
    if (clock.now() - started >= patience) {
      throw new Problem({
        what: `Interactive authoring in sandbox ${scope.sandbox} was asked for and is not on after ${patience / 60_000} minutes.`,
        advice:
          "Run pulumi up again. If it never comes on, ask Adobe whether Private Link is licensed for it.",
      });
    }
    await session.pause(call, pause, authoringIn({ scope }));
  }
}

/** How messages refer to interactive authoring as something to wait for. */
function authoringIn({ scope }: Pick<HookContext<Scope>, "scope">): string {
  return `interactive authoring in sandbox ${scope.sandbox}`;
}

function isAutomatic({ session }: HookContext<Scope>): boolean {
  return session.settings.get("interactiveAuthoring") === "auto";
}

function usesPrivateLink(connection: JsonObject): boolean {
  return asText(valueAt(connection, "auth.params.usePrivateLink")) === "true";
}

function textOf(value: Json): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Finds something out once for all resources that need it. A failure is not remembered: the next one tries again. */
async function remembered<T>(
  known: Map<string, Promise<T>>,
  key: string,
  { session, call }: HookContext<Scope>,
  purpose: string,
  find: () => Promise<T>,
): Promise<T> {
  for (;;) {
    const begun = known.get(key);
    const found = begun ?? find();
    if (begun === undefined) {
      known.set(key, found);
      found.catch(() => known.delete(key));
    }
    try {
      return await within(call, session.clock, found, purpose);
    } catch (error) {
      // The work was done for another resource, whose call has ended: this one does it for itself.
      if (begun === undefined || !(error instanceof CallEndedError) || hasEnded(call, session.clock)) {
        throw error;
      }
    }
  }
}
