import type { Emulator, RequestContext } from "../core/emulator";
import { isJsonObject, type Json, type JsonObject } from "../core/json";
import type { Refusal } from "../core/refusal";
import type { Stored } from "../core/store";
import type { Switches } from "../core/switches";
import { descriptorsOf } from "./descriptors";
import { ProblemError, SchemaRegistryError } from "./errors";
import { resolveSchema } from "./resolvedSchema";

interface MediaType {
  /** The suffix of `xed`: empty, `full`, `id` and so on. */
  form: string;
  version?: string;
}

const lookupForms = ["", "full", "notext", "full-notext", "full-desc", "deprecatefield"];
const listForms = ["", "id"];

function readAccept(context: RequestContext, forms: readonly string[], switches: Switches): MediaType {
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
  throw notAcceptable(accept, switches);
}

function notAcceptable(accept: string, switches: Switches): Refusal {
  const message = `The Accept header ${accept || "(none)"} is not one of the Schema Registry`;
  return switches.invalidAcceptStatus === 406
    ? new ProblemError(406, message)
    : new SchemaRegistryError("XDM-1006-400", message);
}

/** A schema in the form of the Accept header. */
export function schemaResponse(emulator: Emulator, context: RequestContext, stored: Stored): JsonObject {
  const { form, version } = readAccept(context, lookupForms, emulator.switches);
  if (version === undefined || !/^\d+(\.\d+)?$/.test(version)) {
    throw new SchemaRegistryError("XDM-1007-400", "A version must be supplied in the Accept header");
  }
  const [major = "", minor = "0"] = version.split(".");
  const [currentMajor, currentMinor = "0"] = String(stored.entity.version).split(".");
  if (major !== currentMajor || Number(minor) > Number(currentMinor)) {
    throw new SchemaRegistryError("XDM-1012-404", `${String(stored.entity.$id)} has no version ${version}`);
  }
  const resolved =
    form.includes("full") || form === "deprecatefield" ? resolveSchema(emulator, stored) : stored.entity;
  const described =
    form === "full-desc"
      ? { ...resolved, "meta:descriptors": descriptorsOf(emulator, stored).map(({ entity }) => entity) }
      : resolved;
  return form.endsWith("notext") ? withoutTexts(described) : described;
}

/** The form of each schema of a list, by the Accept header. */
export function listedSchema(context: RequestContext, switches: Switches): (stored: Stored) => JsonObject {
  const { form, version } = readAccept(context, listForms, switches);
  if (version !== undefined) {
    throw new SchemaRegistryError("XDM-1006-400", "A version in the Accept header is not valid for a list");
  }
  return ({ entity }) =>
    form === "id"
      ? Object.fromEntries(
          ["$id", "meta:altId", "version", "title"].map((name) => [name, entity[name] ?? null]),
        )
      : entity;
}

function withoutTexts(schema: JsonObject): JsonObject {
  // Below properties, title and description are names of fields.
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
        .map(([name, member]) => [name, strip(member, !names && name === "properties")]),
    );
  };
  return strip(schema, false) as JsonObject;
}
