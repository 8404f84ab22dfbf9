import type { PlainClient } from "../../emulator/plainClient";
import { createDataset } from "../flow";
import { paths } from "../specs";
import { createDestination, fillPipelines } from "./pipelines";
import { enableSchema, fillRegistry, type Ids, long } from "./registry";

const policies = "/data/core/ups/config/mergePolicies";

/** A whole sandbox. */
export interface WholeSandbox {
  /** Ids of the entities that a program can create, by keys. */
  readonly ids: Ids;
  /** Ids of the entities that no program has: those of destinations and of other services. */
  readonly excluded: Ids;
}

/**
 * Fills a sandbox with about a hundred connected entities of all kinds by plain requests, with all that makes a copy
 * difficult: equal names, Unicode, names of 200 characters, shared parts, customised standard field groups, disabled and
 * draft flows, entities that nothing uses, destinations, and entities of other services.
 *
 * @param tenant - tenant id of the emulator
 */
export async function fillWholeSandbox(plain: PlainClient, tenant: string): Promise<WholeSandbox> {
  const registry = await fillRegistry(plain, tenant);
  for (const key of ["members", "households", "visits"]) {
    await enableSchema(plain, String(registry[key]));
  }
  const datasets = await createDatasets(plain, registry);
  const mergePolicies = await createPolicies(plain, datasets);
  const pipelines = await fillPipelines(plain, { schemas: registry, datasets });
  const { orders } = datasets;
  const ofOthers = await createServicesOwn(plain);
  const destination = await createDestination(plain, String(registry.orders), String(orders));
  return {
    ids: { ...registry, ...prefixed(datasets, "Dataset"), ...mergePolicies, ...pipelines },
    excluded: { ...ofOthers, ...destination },
  };
}

function prefixed(ids: Ids, suffix: string): Ids {
  return Object.fromEntries(Object.entries(ids).map(([key, id]) => [`${key}${suffix}`, id]));
}

async function createDatasets(plain: PlainClient, schemas: Ids): Promise<Ids> {
  const create = (schema: string, name: string, description?: string) =>
    createDataset(plain, String(schemas[schema]), name, description);
  const datasets = {
    orders: await create("orders", "ACME orders", "Two\nlines"),
    // Equal but for its id.
    ordersTwin: await create("orders", "ACME orders", "Two\nlines"),
    otherCase: await create("ordersOtherCase", "acme orders"),
    members: await create("members", "ACME members"),
    households: await create("households", "ACME households"),
    visits: await create("visits", "ACME visits"),
    long: await create("longSchema", long("Dataset of ACME ", ".")),
    unicode: await create("unicodeSchema", "订单"),
    // No flow uses it.
    unused: await create("orders", "nobody's dataset"),
    unusedProfile: await create("members", "nobody's members"),
  };
  for (const id of [datasets.members, datasets.visits, datasets.unusedProfile]) {
    const add = (tag: string) => ({ op: "add", path: `/tags/${tag}`, value: ["enabled:true"] });
    await patchDataset(plain, id, [add("unifiedProfile"), add("unifiedIdentity")]);
  }
  return datasets;
}

async function patchDataset(plain: PlainClient, id: string, patch: readonly object[]): Promise<void> {
  const type = { "content-type": "application/json-patch+json" };
  const { status, body } = await plain.send("PATCH", `${paths.dataSets}/${id}`, patch, type);
  if (status > 299) {
    throw new Error(`PATCH of dataset ${id}: ${status} ${JSON.stringify(body)}`);
  }
}

/** Beside the ready-made default of the class, which the first schema of the profile brings. */
async function createPolicies(plain: PlainClient, datasets: Ids): Promise<Ids> {
  const common = { schema: { name: "_xdm.context.profile" }, identityGraph: { type: "pdg" } };
  return {
    precedence: await plain.create(policies, {
      ...common,
      name: "ACME loyalty first",
      attributeMerge: { type: "dataSetPrecedence", order: [datasets.members, datasets.unusedProfile] },
      default: true,
    }),
    newest: await plain.create(policies, {
      ...common,
      name: "订单 */ `newest`",
      identityGraph: { type: "none" },
      attributeMerge: { type: "timestampOrdered" },
    }),
  };
}

/** Entities that other services of AEP have created, and that nobody else may change. */
async function createServicesOwn(plain: PlainClient): Promise<Ids> {
  const { sandbox } = plain;
  const group = await plain.admin("POST", "fieldGroups", {
    sandbox,
    title: "Journey step event fields",
    "meta:service": "journeys",
    "meta:intendedToExtend": ["https://ns.adobe.com/xdm/context/experienceevent"],
    definitions: { customFields: { type: "object", properties: { step: { type: "string" } } } },
    allOf: [{ $ref: "#/definitions/customFields" }],
  });
  const schema = await plain.admin("POST", "schemas", {
    sandbox,
    title: "Journey step events",
    "meta:service": "journeys",
    allOf: [{ $ref: "https://ns.adobe.com/xdm/context/experienceevent" }, { $ref: group.$id }],
  });
  const serviceDataset = await createDataset(plain, String(schema.$id), "Journey step events");
  await plain.admin("PATCH", `dataSets/${serviceDataset}`, {
    classification: { dataBehavior: "time-series", managedBy: "SYSTEM" },
  });
  return { serviceGroup: String(group.$id), serviceSchema: String(schema.$id), serviceDataset };
}
