import { Connectors } from "../api/connectors";
import { FlowService } from "../api/flowService";
import type { Reach } from "../lifecycle/definition";
import { Problem } from "../messages/problem";
import { say } from "../messages/say";
import type { Scope } from "../session/session";
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
export class PrivateLink {
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
  async beforeBase(fields: JsonObject, reach: Reach<Scope>): Promise<void> {
    if (usesPrivateLink(fields)) {
      await this.#authoringOn(reach);
    }
  }

  /** Makes ready for writing a source connection. */
  async beforeSource(fields: JsonObject, reach: Reach<Scope>): Promise<void> {
    if (isAutomatic(reach) && (await this.#isOver(textOf(fields.baseConnectionId), reach))) {
      await this.#authoringOn(reach);
    }
  }

  /** Makes ready for writing a flow. */
  async beforeFlow(fields: JsonObject, reach: Reach<Scope>): Promise<void> {
    if (!isAutomatic(reach)) {
      return;
    }
    const ids = Array.isArray(fields.sourceConnectionIds) ? fields.sourceConnectionIds : [];
    for (const id of ids) {
      if (await this.#isOver(await this.#baseOf(asText(id), reach), reach)) {
        return this.#authoringOn(reach);
      }
    }
  }

  #isOver(baseId: string | undefined, { session, scope }: Reach<Scope>): Promise<boolean> {
    if (baseId === undefined) {
      return Promise.resolve(false);
    }
    return remembered(this.#bases, baseId, async () => {
      const base = await new FlowService(session, scope).get("connections", baseId);
      return base !== undefined && usesPrivateLink(base);
    });
  }

  #baseOf(sourceId: string, { session, scope }: Reach<Scope>): Promise<string | undefined> {
    return remembered(this.#sources, sourceId, async () => {
      const source = await new FlowService(session, scope).get("sourceConnections", sourceId);
      return source === undefined ? undefined : textOf(source.baseConnectionId);
    });
  }

  async #authoringOn(reach: Reach<Scope>): Promise<void> {
    if (!isAutomatic(reach)) {
      return;
    }
    const key = `${reach.scope.orgId}/${reach.scope.sandbox}`;
    const until = await remembered(this.#authoring, key, () => switchOn(reach));
    if (reach.session.clock.now() < until) {
      return;
    }
    // Whoever comes first asks again; the others wait for the same answer.
    if ((await this.#authoring.get(key)) === until) {
      this.#authoring.delete(key);
    }
    await remembered(this.#authoring, key, () => switchOn(reach));
  }
}

/** Switches interactive authoring on and waits for it; gives the time until which that is believed. */
async function switchOn(reach: Reach<Scope>): Promise<number> {
  const { session, scope } = reach;
  const { clock } = session;
  const connectors = new Connectors(session, scope);
  if ((await connectors.getInteractiveAuthoring()) === "enabled") {
    return clock.now() + trustMinutes * 60_000;
  }

  say(
    `Switching interactive authoring on in sandbox ${scope.sandbox} for ${authoringMinutes} minutes: ` +
      "what goes over a private endpoint needs it. It ends by itself (aep:interactiveAuthoring: off leaves it alone).",
  );
  await connectors.enableInteractiveAuthoring(authoringMinutes);
  const started = clock.now();
  await waitForAuthoring(connectors, reach);
  return started + renewAfterMinutes * 60_000;
}

/** Waits, bounded, until interactive authoring is on. */
export async function waitForAuthoring(
  connectors: Connectors,
  { session, scope }: Reach<Scope>,
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
    await clock.sleep(pause);
  }
}

function isAutomatic({ session }: Reach<Scope>): boolean {
  return session.settings.get("interactiveAuthoring") === "auto";
}

function usesPrivateLink(connection: JsonObject): boolean {
  return asText(valueAt(connection, "auth.params.usePrivateLink")) === "true";
}

function textOf(value: Json): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}

// A failure is not remembered: the next one who asks tries again.
function remembered<T>(known: Map<string, Promise<T>>, key: string, find: () => Promise<T>): Promise<T> {
  let found = known.get(key);
  if (found === undefined) {
    found = find();
    known.set(key, found);
    found.catch(() => known.delete(key));
  }
  return found;
}
