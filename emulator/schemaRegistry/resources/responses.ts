import type { Emulator, RequestContext } from "../../core/emulator";
import { isJsonObject, type Json, type JsonObject } from "../../core/json";
import type { Stored } from "../../core/store";
import type { Switches } from "../../core/switches";
import { descriptorsOf } from "../descriptors/descriptorStore";
import { ProblemError, SchemaRegistryError, type SchemaRegistryErrorCode } from "../errors";
import { seen } from "../visibility";
import { resolveSchema } from "./resolvedSchema";
import { dataSetsOf, directUsersOf } from "./resources";

interface MediaType {
  /** The suffix of `xed`: empty, `full`, `id` and so on. */
  form: string;
  version?: string;
}

const lookupForms = ["", "full", "notext", "full-notext", "full-desc", "deprecatefield"];
/** Forms of one client, by the documented ones that they resemble. */
const undocumentedForms: Readonly<Record<string, string>> = {
  "full-flat": "full",
  deprecated: "deprecatefield",
};
const listForms = ["", "id"];

function readAccept(
  context: RequestContext,
  forms: readonly string[],
  code: SchemaRegistryErrorCode,
  switches: Switches,
): MediaType {
  const accept = context.req.header("accept") ?? "";
  for (const type of accept.split(",")) {
    const [name = "", ...parameters] = type.split(";").map((part) => part.trim());
    const [, form] = /^application\/vnd\.adobe\.(?:xed|xdm)(?:-([a-z-]+))?\+json$/.exec(name) ?? [
      undefined,
      "none",
    ];
    const version = parameters
      .find((parameter) => parameter.startsWith("version="))
      ?.slice("version=".length);
    if (forms.includes(form ?? "")) {
      return { form: form ?? "", ...(version === undefined ? {} : { version }) };
    }
  }
  const message = `The Accept header ${accept || "(none)"} is not one of the Schema Registry`;
  throw switches.invalidAcceptStatus === 406
    ? new ProblemError(406, message)
    : new SchemaRegistryError(code, message);
}

/** The form and version that a lookup asks for. */
function readLookup(context: RequestContext, switches: Switches): { form: string; version: string } {
  const more = switches.undocumentedAcceptForms === "accept" ? Object.keys(undocumentedForms) : [];
  const { form, version } = readAccept(context, [...lookupForms, ...more], "XDM-1007-400", switches);
  if (version === undefined || !/^\d+(\.\d+)?$/.test(version)) {
    throw new SchemaRegistryError(
      "XDM-1007-400",
      "version must be supplied in the accept header. Example: application/vnd.adobe.xed-full-notext+json; version=1",
    );
  }
  return { form: undocumentedForms[form] ?? form, version };
}

/**
 * A resource in the form of the Accept header.
 *
 * @param notFound - the code of the refusal if there is no such version.
 */
export function lookupResponse(
  emulator: Emulator,
  context: RequestContext,
  { entity, sandbox }: Pick<Stored, "entity" | "sandbox">,
  notFound: SchemaRegistryErrorCode,
): JsonObject {
  const { form, version } = readLookup(context, emulator.switches);
  const [major = "", minor = "0"] = version.split(".");
  const [currentMajor, currentMinor = "0"] = String(entity.version).split(".");
  if (major !== currentMajor || Number(minor) > Number(currentMinor)) {
    throw new SchemaRegistryError(notFound, `${String(entity.$id)} has no version ${version}`);
  }
  const resolved =
    form.includes("full") || form === "deprecatefield"
      ? resolveSchema(emulator, { entity, sandbox })
      : entity;
  const described =
    form === "full-desc"
      ? {
          ...resolved,
          "meta:descriptors": descriptorsOf(emulator, { entity, sandbox }).map((stored) => stored.entity),
        }
      : resolved;
  return form.endsWith("notext") ? withoutTexts(described) : described;
}

/** A tenant's resource as responses show it, with how often it is used. */
export function shownResource(emulator: Emulator, stored: Stored, entity = stored.entity): JsonObject {
  const users =
    stored.collection === "schemas" ? dataSetsOf(emulator, stored) : directUsersOf(emulator, stored);
  return { ...entity, "meta:usageCount": users.length };
}

/** A tenant's resource as reads show it, which can be its state before the last change. */
export function readableResource(emulator: Emulator, stored: Stored): JsonObject {
  return shownResource(emulator, stored, seen(emulator, stored));
}

/** The form of each resource of a list, by the Accept header. */
export function listedResource(
  context: RequestContext,
  switches: Switches,
): (entity: JsonObject, isFound?: boolean) => JsonObject {
  const { form, version } = readAccept(context, listForms, "XDM-1006-400", switches);
  if (version !== undefined) {
    throw new SchemaRegistryError("XDM-1006-400", "A version in the Accept header is not valid for a list");
  }
  const projection = new URL(context.req.url).searchParams.get("properties");
  const names =
    projection !== null && switches.registryProjection === "project"
      ? projection.split(",").map((name) => name.trim())
      : form === "id"
        ? ["$id", "meta:altId", "version", "title"]
        : undefined;
  return (entity, isFound = true) =>
    Object.fromEntries(
      Object.entries(entity).filter(
        // A resource that is not found yet is listed without its short id.
        ([name]) => (names?.includes(name) ?? true) && (isFound || name !== "meta:altId"),
      ),
    );
}

function withoutTexts(schema: JsonObject): JsonObject {
  // Below properties and definitions, title and description are names of fields.
  const strip = (value: Json, names: boolean): Json => {
    if (Array.isArray(value)) {
      return value.map((item) => strip(item, false));
    }
    if (!isJsonObject(value)) {
      return value;
    }
    return Object.fromEntries(
      Object.entries(value)
        .filter(([name]) => names || (name !== "title" && name !== "description"))
        .map(([name, member]) => [
          name,
          strip(member, !names && (name === "properties" || name === "definitions")),
        ]),
    );
  };
  return strip(schema, false) as JsonObject;
}
