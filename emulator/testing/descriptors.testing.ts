import type { JsonObject } from "../core/json";
import { schemaBody } from "./bodies.testing";
import { type Client, paths } from "./client.testing";

/** The media type of descriptors in one form. */
export const media = (form = "") => `application/vnd.adobe.xdm${form}+json`;

const fields = {
  _emulator: {
    type: "object",
    properties: {
      email: { type: "string" },
      order: { type: "object", properties: { id: { type: "string" } } },
    },
  },
};

/** Creates a schema with two fields of the tenant. */
export const createSchema = async (client: Client, title = "ACME orders") =>
  (await client.post(paths.schemas, { ...schemaBody, title, properties: fields })).body;

/** A create body for an identity descriptor. */
export const identity = (schema: string, change: JsonObject = {}): JsonObject => ({
  "@type": "xdm:descriptorIdentity",
  "xdm:sourceSchema": schema,
  "xdm:sourceVersion": 1,
  "xdm:sourceProperty": "/_emulator/email",
  "xdm:namespace": "Email",
  "xdm:property": "xdm:code",
  "xdm:isPrimary": false,
  ...change,
});

/** A create body for a descriptor with other texts for a field. */
export const friendlyName = (schema: string, change: JsonObject = {}): JsonObject => ({
  "@type": "xdm:alternateDisplayInfo",
  "xdm:sourceSchema": schema,
  "xdm:sourceVersion": 1,
  "xdm:sourceProperty": "/person/name",
  "xdm:title": { en_us: "Name" },
  ...change,
});

/** Creates a descriptor and returns its id. */
export const create = async (client: Client, body: JsonObject): Promise<string> =>
  (await client.post(paths.descriptors, body)).body["@id"];

/** Lists descriptors in one form of the Accept header. */
export const list = (client: Client, form?: string, query = "") =>
  client.getSchema(`${paths.descriptors}${query}`, media(form));
