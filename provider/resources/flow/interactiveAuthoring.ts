import { Connectors } from "../../api/connectors";
import { FlowService } from "../../api/flowService";
import type { Scope } from "../../config/realm";
import { CallEndedError, endOfWait, hasEnded, within } from "../../http/call";
import type { HookContext } from "../../lifecycle/definition";
import { refused } from "../../lifecycle/refusal";
import type { Session } from "../../session/session";
import { type Json, type JsonObject, textOf, valueAt } from "../../values/json";
import { authoringNotEnabled } from "./refusals";

/** Interactive authoring ends by itself and is renewed shortly before that. Minutes. */
const authoringMinutes = 60;
const renewAfterMinutes = 50;
/** If it was already enabled, it may end at any moment. Minutes. */
const trustMinutes = 2;

/** According to the documentation, enabling it takes a few minutes. Milliseconds. */
const patience = 600_000;
const pause = 5_000;

/**
 * What a process knows about connections over private endpoints. Writing such a connection, or a flow over one, requires
 * interactive authoring; it is enabled once per process and sandbox.
 */
class PrivateLink {
  /** Base connection id → whether it uses a private endpoint. */
  readonly #bases = new Map<string, Promise<boolean>>();
  /** Source connection id → id of its base connection. */
  readonly #sources = new Map<string, Promise<string | undefined>>();
  /** Sandbox → time until which interactive authoring counts as enabled. */
  readonly #authoring = new Map<string, Promise<number>>();

  /** Remembers a base connection, so that it is not read again. */
  noteBase(id: string, fields: JsonObject): void {
    this.#bases.set(id, Promise.resolve(usesPrivateLink(fields)));
  }

  /** Remembers a source connection, so that it is not read again. */
  noteSource(id: string, fields: JsonObject): void {
    this.#sources.set(id, Promise.resolve(idFrom(fields.baseConnectionId)));
  }

  /** Prepares for writing a base connection. */
  async beforeBase(fields: JsonObject, context: HookContext<Scope>): Promise<void> {
    if (usesPrivateLink(fields)) {
      await this.#authoringOn(context);
    }
  }

  /** Prepares for writing a source connection. */
  async beforeSource(fields: JsonObject, context: HookContext<Scope>): Promise<void> {
    if (isAutomatic(context) && (await this.#isOver(idFrom(fields.baseConnectionId), context))) {
      await this.#authoringOn(context);
    }
  }

  /** Prepares for writing a flow. */
  async beforeFlow(fields: JsonObject, context: HookContext<Scope>): Promise<void> {
    if (!isAutomatic(context)) {
      return;
    }
    const ids = Array.isArray(fields.sourceConnectionIds) ? fields.sourceConnectionIds : [];
    for (const id of ids) {
      if (await this.#isOver(await this.#baseOf(textOf(id), context), context)) {
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
      return source === undefined ? undefined : idFrom(source.baseConnectionId);
    });
  }

  async #authoringOn(context: HookContext<Scope>): Promise<void> {
    if (!isAutomatic(context)) {
      return;
    }
    const key = `${context.scope.orgId}/${context.scope.sandbox}`;
    const until = await remembered(this.#authoring, key, context, authoringIn(context), () =>
      enableAuthoring(context),
    );
    if (context.session.clock.now() < until) {
      return;
    }
    // The first resource renews it; the others wait for the same request.
    if ((await this.#authoring.get(key)) === until) {
      this.#authoring.delete(key);
    }
    await remembered(this.#authoring, key, context, authoringIn(context), () => enableAuthoring(context));
  }
}

const known = new WeakMap<Session, PrivateLink>();

/** What the process of a session knows about connections over private endpoints. */
export function privateLinkOf(session: Session): PrivateLink {
  const found = known.get(session) ?? new PrivateLink();
  known.set(session, found);
  return found;
}

/** Enables interactive authoring and waits for it; returns the time until which it counts as enabled. */
async function enableAuthoring(context: HookContext<Scope>): Promise<number> {
  const { session, scope, call } = context;
  const { clock } = session;
  const connectors = new Connectors(session.gateway("aep", call), scope);
  if ((await connectors.getInteractiveAuthoring()) === "enabled") {
    return clock.now() + trustMinutes * 60_000;
  }

  call.report(
    `Enabling interactive authoring in sandbox ${scope.sandbox} for ${authoringMinutes} minutes: connections over a ` +
      "private endpoint require it. It ends by itself. To disable this, set aep:interactiveAuthoring to off.",
  );
  await connectors.enableInteractiveAuthoring(authoringMinutes);
  const started = clock.now();
  await waitForAuthoring(connectors, context);
  return started + renewAfterMinutes * 60_000;
}

/** Waits, for a limited time, until interactive authoring is enabled. */
export async function waitForAuthoring(
  connectors: Connectors,
  { session, scope, call }: HookContext<Scope>,
): Promise<void> {
  const { clock } = session;
  const until = endOfWait(call, clock, patience);
  while ((await connectors.getInteractiveAuthoring()) !== "enabled") {
    if (clock.now() >= until) {
      throw refused(authoringNotEnabled, {
        what: `Interactive authoring in sandbox ${scope.sandbox} was requested and is not enabled after ${patience / 60_000} minutes.`,
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
  return textOf(valueAt(connection, "auth.params.usePrivateLink")) === "true";
}

function idFrom(value: Json): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

/** Finds a value once for all resources that need it. An error is not remembered: the next resource tries again. */
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
      // Another resource did the work and its call has ended: this resource repeats it.
      if (begun === undefined || !(error instanceof CallEndedError) || hasEnded(call, session.clock)) {
        throw error;
      }
    }
  }
}
