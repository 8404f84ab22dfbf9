import { describe, expect, it } from "vitest";
import type { FaultInput } from "../../emulator/index";
import { ManagedResource } from "../support/host/managedResource";
import type { Properties } from "../support/host/providerHost";
import { sharedInProcessBed } from "../support/host/sharedTestBed";
import { type ResourceCase, resourceCases } from "../support/resourceCases";

// Interactive authoring adds requests to an update.
const bed = sharedInProcessBed({
  host: { config: { "aep:interactiveAuthoring": "auto" } },
  sharedTime: true,
});

const refused: FaultInput = { kind: "gatewayError", code: "403003" };
const lost: FaultInput = { kind: "answerLost" };

/** A program, and one after it that changes the same fields and more. */
interface Changes {
  readonly second: Properties;
  readonly third: Properties;
}

function changesOf({ change, drift, otherChange, withEndState }: ResourceCase, first: Properties): Changes {
  const changed = change?.inputs ?? {};
  const again = Object.entries(changed).map(([name, value]) => [
    name,
    typeof value === "string" ? `${value} again` : value,
  ]);
  const edited = drift === undefined ? {} : { [drift.field]: drift.value };
  const second = { ...first, ...changed, ...withEndState };
  return { second, third: { ...second, ...otherChange?.inputs, ...Object.fromEntries(again), ...edited } };
}

/** An entity of a new service that is as in a first program, and its changes. Each `up` is another process. */
async function begun(resource: ResourceCase): Promise<Changes & { readonly managed: ManagedResource }> {
  bed.emulator.reset();
  const first = await resource.prepare(bed.plain);
  const managed = new ManagedResource(bed.anotherHost(), resource.kind);
  await managed.up(first);
  bed.emulator.log.clear();
  return { ...changesOf(resource, first), managed: managed.on(bed.anotherHost()) };
}

const changing = resourceCases.filter(({ noUpdate }) => noUpdate === undefined);

describe.each(changing)("an update of a $kind that fails", (resource) => {
  it.each([
    { what: "is refused", fault: refused },
    { what: "gets no response", fault: lost },
  ])("lets another one change the same fields, when any request $what", async ({ fault }) => {
    const undisturbed = await begun(resource);
    await undisturbed.managed.up(undisturbed.second);
    const steps = bed.emulator.log.list().map(({ method, template }) => `${method} ${template}`);
    for (const [index, step] of steps.entries()) {
      const { managed, second, third } = await begun(resource);
      bed.emulator.faults.add({ ...fault, nth: index + 1 });
      await managed.up(second).catch(() => undefined);
      bed.emulator.faults.clear();
      const next = managed.on(bed.anotherHost());
      await expect(next.up(third), step).resolves.toBe("update");
      expect(await next.refresh(), step).toBe("same");
      expect(await next.up(third), step).toBe("same");
    }
  });
});
