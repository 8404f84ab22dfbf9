import type { Properties } from "../support/host/providerHost";
import { idOf } from "../support/resourceCases";
import { differences, type ShownFields } from "./shownFields";
import type { Slot, World } from "./world";

/** What has to be true after every step, whatever happened in it. Throws an error that names what is not. */
export async function checkInvariants(world: World, fields: ShownFields): Promise<void> {
  const entities = new Map((await world.entities()).map((entity) => [String(idOf(entity)), entity]));
  const problems = [
    ...(await world.orphans()).map(
      (id) => `the service has ${id}, which neither state nor a foreign client knows`,
    ),
    ...(await world.harmedForeigners()),
    ...world.adoptedForeigners().map((id) => `state has ${id}, which a foreign client created`),
    ...sharedIds(world),
    ...world.slots.flatMap((slot) => wrongEntity(slot, entities, fields)),
  ];
  for (const slot of world.slots) {
    problems.push(...(await wrongState(world, slot)));
  }
  if (problems.length > 0) {
    throw new Error(problems.join("\n"));
  }
}

function sharedIds({ slots }: World): string[] {
  const ids = slots.flatMap(({ engine }) => engine.ids);
  return ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `two resources have the id ${id}`);
}

function wrongEntity(
  { name, engine, belief }: Slot,
  entities: ReadonlyMap<string, Properties>,
  fields: ShownFields,
): string[] {
  const { recorded } = engine;
  if ((recorded === undefined) !== (belief.recorded === undefined)) {
    return [`${name} ${recorded === undefined ? "is not" : "is"} in state`];
  }
  if (recorded === undefined) {
    return [];
  }
  const entity = entities.get(recorded.id);
  if ((entity === undefined) !== (belief.onService === undefined)) {
    return [`${name} (${recorded.id}) ${entity === undefined ? "is not" : "is"} on the service`];
  }
  if (entity === undefined || belief.onService === undefined || belief.isUncertain) {
    return [];
  }
  const { own, foreign } = belief.onService;
  const lost = Object.entries(foreign).filter(([field, value]) => entity[field] !== value);
  return [
    ...differences(entity, own, fields),
    ...lost.map(([field]) => `the foreign client's field ${field} was lost`),
  ].map((problem) => `${name} (${recorded.id}): ${problem}`);
}

// An inlet has the address by which the client reaches the emulator, and the observer uses another one than the provider.
function comparable(value: unknown): string {
  return (JSON.stringify(value) ?? "").replaceAll(/\b127\.0\.0\.1:\d+/g, "");
}

// Where nothing foreign is left to see, a refresh finds nothing and another `up` changes nothing.
async function wrongState({ observer, definition, resource }: World, { name, engine, belief }: Slot) {
  const { recorded } = engine;
  if (recorded === undefined || belief.recorded === undefined || belief.isUncertain || !belief.isSeen) {
    return [];
  }
  const read = await observer.read(resource.kind, recorded.id, recorded.outputs);
  if (read === undefined) {
    return [`${name}: a refresh takes it for deleted`];
  }
  const { outputs } = recorded;
  const moving = new Set(["etag", "version"]);
  const names = [...Object.keys(definition.fields), ...definition.outputs].filter((key) => !moving.has(key));
  const different = names.filter((key) => comparable(read[key]) !== comparable(outputs[key]));
  return different.map(
    (key) =>
      `${name}: state has ${key} ${JSON.stringify(outputs[key])}, a refresh finds ${JSON.stringify(read[key])}`,
  );
}
