import { vi } from "vitest";
import type { NotingProcess } from "../../provider/host/creationNotes";
import { lifecycle } from "../../provider/lifecycle";
import { creationKey } from "../../provider/lifecycle/creation/creationKey";
import type { JsonObject } from "../../provider/values/json";
import { fakeApi, plainDefinition } from "./fakeApi";
import { FakeClock } from "./fakeClock";
import { NoteFolder, urnOf } from "./notes";
import { completeConfig, sessionWith } from "./session";

/** Inputs of a resource. */
export const inputs: JsonObject = { name: "n", data: { size: 1 }, sandbox: "dev", orgId: "o@AdobeOrg" };

/** A service with times of creation, and provider processes that share a folder of notes. */
export class Bed {
  /** The clock of the machine and of the service. */
  readonly clock = new FakeClock();
  /** Where all processes write their notes. */
  readonly folder = new NoteFolder(this.clock);
  /** Progress, as the user sees it. */
  readonly reports: string[] = [];
  /** The entities on the service. */
  readonly entities: JsonObject[] = [];
  /** Requests to the service. */
  readonly api = fakeApi({
    create: async (body) => ({ id: this.add(body), outputs: {} }),
    read: async (id) => this.entities.find((entity) => entity.id === id),
    list: async () => [...this.entities],
    delete: async (id) => {
      this.entities.splice(
        this.entities.findIndex((entity) => entity.id === id),
        1,
      );
    },
  });
  /** Whether the service shows when an entity was created. */
  isDated = true;

  /** Adds an entity to the service and returns its id. */
  add(body: JsonObject): string {
    const id = `id-${this.entities.length + 1}-${body.name}`;
    const dated = this.isDated ? { createdAt: this.clock.now(), createdClient: "client" } : {};
    this.entities.push({ ...body, ...dated, id });
    return id;
  }

  /** Another process, as the next run starts it. */
  process(more: Partial<NotingProcess> = {}) {
    const notes = this.folder.process(more);
    const session = sessionWith(completeConfig, this.clock, notes);
    vi.spyOn(session, "platformTime").mockImplementation((local) => ({ earliest: local, latest: local + 1 }));
    const definition = plainDefinition(this.api, {
      api: ({ call }) => ({
        ...this.api,
        create: (body) => {
          call.posting?.();
          return this.api.create(body);
        },
      }),
    });
    const steps = lifecycle(
      async () => definition,
      () => session,
    );
    const call = { operation: "create", report: (line: string) => this.reports.push(line) } as const;
    return {
      session,
      notes,
      create: (given = inputs, urn = urnOf()) => steps.create({ ...call, urn: known(urn) }, given),
      diff: (id: string, urn = urnOf()) => steps.diff({ ...call, urn }, id, inputs, inputs),
      delete: (id: string) => steps.delete(call, id, inputs),
    };
  }

  /** Leaves the note of a killed process, and the entity that its create has created. */
  left(
    outcome: "id" | "unknown" | "unsent",
    { given = inputs, urn = urnOf(), service, ...more }: Left = {},
  ): string | undefined {
    const key = creationKey(plainDefinition(this.api), given);
    const scope = { sandbox: "dev", orgId: "o@AdobeOrg" };
    const subject = { urn: known(urn), key, noun: "entity", name: "n", scope, service };
    const note = this.folder.process(more).begin(subject);
    note.sending(undefined);
    this.clock.advance(50);
    const { sandbox, orgId, ...body } = given;
    const id = outcome === "unsent" ? undefined : this.add(body);
    if (outcome === "id" && id !== undefined) {
      note.ended({ made: true, id });
    }
    this.clock.advance(1_000);
    return id;
  }

  /** Ids of all entities. */
  ids() {
    return this.entities.map(({ id }) => id);
  }
}

type Left = Partial<NotingProcess> & { given?: JsonObject; urn?: string; service?: string };

/** No process has this id: it is larger than those of all operating systems. */
export const deadProcess = 2 ** 30;

/** For a host that does not show the URN. */
export const unknown = "unknown";
const known = (urn: string) => (urn === unknown ? undefined : urn);
