// biome-ignore-all lint/suspicious/noTemplateCurlyInString: placeholders in plain text are what is awkward here
import type { PlainClient } from "../../emulator/plainClient";
import { paths } from "../specs";

const registry = "/data/foundation/schemaregistry/tenant";
const profile = "https://ns.adobe.com/xdm/context/profile";
const event = "https://ns.adobe.com/xdm/context/experienceevent";
const record = "https://ns.adobe.com/xdm/data/record";

/** Ids of the planted entities, by keys. */
export type Ids = Readonly<Record<string, string>>;

/** A text of two hundred characters, the last of which is given. */
export const long = (text: string, last: string): string => `${text.repeat(200).slice(0, 199)}${last}`;

const refs = (...ids: readonly string[]) => ids.map(($ref) => ({ $ref }));

/**
 * Creates identity namespaces, and parts of schemas, schemas and descriptors of all kinds, in a sandbox of an organisation
 * with this tenant id.
 */
export async function fillRegistry(plain: PlainClient, tenant: string): Promise<Ids> {
  const namespaces = await createNamespaces(plain);
  const types = await createDataTypes(plain);
  const classes = await createClasses(plain, tenant, types);
  const groups = await createFieldGroups(plain, tenant, types, classes);
  const schemas = await createSchemas(plain, tenant, groups, classes);
  const descriptors = await createDescriptors(plain, tenant, schemas, groups);
  return { ...namespaces, ...types, ...classes, ...groups, ...schemas, ...descriptors };
}

async function createNamespaces(plain: PlainClient): Promise<Ids> {
  const create = (code: string, name: string, idType: string, description?: string) =>
    plain.create("/data/core/idnamespace/identities", { code, name, idType, description });
  return {
    loyaltyNamespace: await create("Loyalty", "ACME loyalty", "CROSS_DEVICE", "Of the loyalty program"),
    shopNamespace: await create("acmeShop", "店铺 🏪", "Non_people"),
    // No identity uses it.
    unusedNamespace: await create("Unused", "nobody's ids", "COOKIE"),
  };
}

async function createDataTypes(plain: PlainClient): Promise<Ids> {
  const create = (title: string, properties: object, more: object = {}) =>
    plain.create(`${registry}/datatypes`, { type: "object", title, properties, ...more });
  const tier = await create("ACME tier", {
    level: { type: "string", title: "Level", description: "`ticks`, */ and ${dollars}" },
    address: { $ref: "https://ns.adobe.com/xdm/common/address" },
  });
  const account = await create(
    "ACME account",
    {
      number: { type: "string", minLength: 3, maxLength: 12, pattern: "^[A-Z]{2}\\d+$" },
      tier: { $ref: tier },
      earlier: { type: "array", items: { type: "object", properties: { tier: { $ref: tier } } } },
      status: { type: "string", enum: ["open", "closed"], "meta:enum": { open: "Open", closed: "关闭" } },
    },
    { required: ["number"] },
  );
  return {
    tier,
    account,
    longType: await create(long("Data type of ACME ", "."), { since: { type: "string", format: "date" } }),
    // The first form of the user interface.
    uiType: await plain.create(`${registry}/datatypes`, {
      type: "object",
      title: "ACME 价格",
      definitions: {
        customFields: { type: "object", properties: { amount: { type: "number", minimum: 0 } } },
      },
      allOf: refs("#/definitions/customFields"),
    }),
    // No field uses it.
    unusedType: await create("nobody's type", { value: { type: "integer" } }),
  };
}

async function createClasses(plain: PlainClient, tenant: string, types: Ids): Promise<Ids> {
  const create = (title: string, behavior: string, properties: object) =>
    plain.create(`${registry}/classes`, {
      type: "object",
      title,
      definitions: { customFields: { properties: { [`_${tenant}`]: { type: "object", properties } } } },
      allOf: refs(behavior, "#/definitions/customFields"),
    });
  return {
    household: await create("ACME household", record, {
      householdId: { type: "string" },
      tier: { $ref: types.tier },
    }),
    // No schema uses it.
    unusedClass: await create("nobody's class", record, { key: { type: "string" } }),
  };
}

async function createFieldGroups(plain: PlainClient, tenant: string, types: Ids, classes: Ids): Promise<Ids> {
  const own = (properties: object) => ({ [`_${tenant}`]: { type: "object", properties } });
  const create = (title: string, properties: object, groups: readonly string[] = [], extending = [profile]) =>
    plain.create(`${registry}/fieldgroups`, {
      type: "object",
      title,
      "meta:intendedToExtend": extending,
      definitions: { customFields: { type: "object", properties } },
      allOf: refs("#/definitions/customFields", ...groups),
    });
  const membership = await create("ACME membership", own({ account: { $ref: types.account } }));
  return {
    membership,
    // Standard groups that the organisation has added fields to.
    customised: await create(
      "Demographic Details of ACME",
      { person: { type: "object", properties: own({ nickname: { type: "string" } }) } },
      [`${profile}-person-details`],
    ),
    customisedTwice: await create(
      "ACME details",
      {
        ...own({ tiers: { type: "array", items: { $ref: types.tier } }, household: { type: "string" } }),
        person: { type: "object", properties: own({ tier: { $ref: types.tier } }) },
      },
      [membership, `${profile}-personal-details`],
    ),
    homes: await create("ACME homes", own({ level: { $ref: types.tier } }), [], [String(classes.household)]),
    shared: await create(
      "ACME identifiers",
      own({ "loyalty-id": { type: "string" }, "1st": { type: "integer" } }),
      [],
      [profile, event],
    ),
    unicodeGroup: await create("字段组 🚚", own({ price: { $ref: types.uiType } }), [], [event]),
    longGroup: await create(long("Field group of ACME ", "."), own({ since: { $ref: types.longType } })),
    // No schema uses it.
    unusedGroup: await create("nobody's fields", own({ value: { type: "boolean" } })),
    // The shape of another client, which no typed field can express.
    rawGroup: await create(
      "ACME raw fields",
      own({ raw: { type: "string", "meta:status": "deprecated", "x-own": { a: [1] } } }),
    ),
  };
}

async function createSchemas(plain: PlainClient, tenant: string, groups: Ids, classes: Ids): Promise<Ids> {
  const create = (title: string, parts: readonly (string | undefined)[], more: object = {}) =>
    plain.create(paths.schemas, {
      type: "object",
      title,
      allOf: refs(...parts.map(String)),
      ...more,
    });
  const { customised, customisedTwice, homes, shared, unicodeGroup, longGroup, rawGroup } = groups;
  return {
    members: await create("ACME members", [profile, customisedTwice, shared, customised], {
      description: "Members of the loyalty program */",
    }),
    households: await create("ACME households", [classes.household, homes, "#/definitions/customFields"], {
      definitions: {
        customFields: {
          type: "object",
          properties: { [`_${tenant}`]: { type: "object", properties: { best: { type: "string" } } } },
        },
      },
    }),
    visits: await create("ACME visits", [
      event,
      shared,
      unicodeGroup,
      "https://ns.adobe.com/xdm/context/identitymap",
    ]),
    orders: await create("ACME orders", [event]),
    ordersOtherCase: await create("ACME Orders", [event, unicodeGroup]),
    longSchema: await create(long("Schema of ACME ", "."), [profile, longGroup]),
    unicodeSchema: await create("订单 👩‍👩‍👧", [event, unicodeGroup]),
    // Neither a dataset nor a flow uses them.
    unusedSchema: await create("nobody's schema", [profile, rawGroup]),
  };
}

async function createDescriptors(
  plain: PlainClient,
  tenant: string,
  schemas: Ids,
  groups: Ids,
): Promise<Ids> {
  const create = (type: string, schema: string | undefined, path: string, more: object = {}) =>
    plain.create(`${registry}/descriptors`, {
      "@type": `xdm:${type}`,
      "xdm:sourceSchema": schema,
      "xdm:sourceVersion": 1,
      "xdm:sourceProperty": path.replace("_TENANT", `_${tenant}`),
      ...more,
    });
  const identity = (schema: string | undefined, path: string, namespace: string, isPrimary: boolean) =>
    create("descriptorIdentity", schema, path, {
      "xdm:namespace": namespace,
      "xdm:property": "xdm:code",
      "xdm:isPrimary": isPrimary,
    });
  const { members, households, visits } = schemas;
  return {
    memberIdentity: await identity(members, "/_TENANT/loyalty-id", "Loyalty", true),
    emailIdentity: await identity(members, "/personalEmail/address", "Email", false),
    householdIdentity: await identity(households, "/_TENANT/householdId", "acmeShop", true),
    relationship: await create("descriptorOneToOne", members, "/_TENANT/household", {
      "xdm:destinationSchema": households,
      "xdm:destinationVersion": 1,
      "xdm:destinationProperty": "/_TENANT/householdId".replace("_TENANT", `_${tenant}`),
    }),
    reference: await create("descriptorReferenceIdentity", members, "/_TENANT/household", {
      "xdm:identityNamespace": "acmeShop",
    }),
    display: await create("alternateDisplayInfo", visits, "/_TENANT/loyalty-id", {
      "xdm:title": { en_us: 'Loyalty "id"' },
      "xdm:description": { en_us: "订单 */" },
    }),
    groupLabel: await create("descriptorLabel", groups.membership, "/_TENANT/account/tier/level", {
      "xdm:labels": ["C2", "I1"],
    }),
  };
}

/** Enables a schema for Profile. */
export function enableSchema(plain: PlainClient, id: string): Promise<void> {
  return plain.change("PATCH", `${paths.schemas}/${encodeURIComponent(id)}`, [
    { op: "add", path: "/meta:immutableTags", value: ["union"] },
  ]);
}
