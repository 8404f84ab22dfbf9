import type { PartCollection } from "../../provider/api/registryParts";
import type { Services } from "../../provider/functions";
import { wordOrQuoted } from "../../provider/messages/foreignText";
import { Problem } from "../../provider/messages/problem";
import type { JsonObject } from "../json";
import { call, type InvokeOptions, notFound, outputForm, type SandboxOption } from "./call";

/** A part of schemas as returned by the Schema Registry. */
export interface SchemaPartResult {
  /** URI of the part, its `$id`, by which schemas and other parts refer to it. */
  id: string;
  /** The same URI, as the registry names it. */
  $id: string;
  /** Short form of the `$id`, such as `_xdm.context.profile-person-details`. */
  "meta:altId": string;
  /** Title of the part. */
  title: string;
  /** Description of the part. */
  description?: string;
  /** Version, such as `1.2`. */
  version: string;
  /** The parts that this one consists of, and the place of its own fields (`#/definitions/…`). */
  allOf?: JsonObject[];
  /** Own fields, by any key, if they are not in `properties`. */
  definitions?: JsonObject;
  /** Own fields, if they are not in `definitions`. */
  properties?: JsonObject;
}

/** A field group as returned by the Schema Registry. */
export interface FieldGroupResult extends SchemaPartResult {
  /** `$id`s of the classes that the field group is for. */
  "meta:intendedToExtend"?: string[];
}

/** A data type as returned by the Schema Registry. */
export interface DataTypeResult extends SchemaPartResult {}

/** A class as returned by the Schema Registry. */
export interface SchemaClassResult extends SchemaPartResult {
  /** `$id` of the behavior of the class, and of what else it extends. */
  "meta:extends"?: string[];
}

/** Arguments of the functions that read a part of schemas: its `id`, its `title`, or the `name` of a standard one. */
export type GetSchemaPartArgs = SandboxOption &
  (
    | {
        /** `$id` or `meta:altId`, of a standard part or of one of the tenant. Ids of the tenant differ between sandboxes. */
        id: string;
        /** Must be left out. */
        title?: undefined;
        /** Must be left out. */
        name?: undefined;
      }
    | {
        /** Title of a part of the tenant in the sandbox, in exactly this spelling. */
        title: string;
        /** Must be left out. */
        id?: undefined;
        /** Must be left out. */
        name?: undefined;
      }
    | {
        /**
         * Name of a standard part of Adobe: its title, such as `Demographic Details`, or the last part of its `$id`, such as
         * `profile-person-details`.
         */
        name: string;
        /** Must be left out. */
        id?: undefined;
        /** Must be left out. */
        title?: undefined;
      }
  );

/**
 * Reads a field group: by its id, by its title if it belongs to the tenant, or by its name if it is a standard one. It
 * fails unless there is exactly one. (Guide "Field groups API", "Look up a field group".)
 *
 * @example
 * const details = await aep.getFieldGroup({ name: "Demographic Details" });
 * const loyalty = await aep.getFieldGroup({ title: "ACME loyalty" });
 */
export function getFieldGroup(args: GetSchemaPartArgs, opts?: InvokeOptions): Promise<FieldGroupResult> {
  return one("getFieldGroup", "fieldgroups", args, opts);
}

/** {@link getFieldGroup} with outputs as arguments and as result. */
export const getFieldGroupOutput = outputForm(getFieldGroup);

/**
 * Reads a data type: by its id, by its title if it belongs to the tenant, or by its name if it is a standard one. It fails
 * unless there is exactly one. (Guide "Data types API", "Look up a data type".)
 *
 * @example const { id } = await aep.getDataType({ title: "ACME tier" });
 */
export function getDataType(args: GetSchemaPartArgs, opts?: InvokeOptions): Promise<DataTypeResult> {
  return one("getDataType", "datatypes", args, opts);
}

/** {@link getDataType} with outputs as arguments and as result. */
export const getDataTypeOutput = outputForm(getDataType);

/**
 * Reads a class of schemas: by its id, by its title if it belongs to the tenant, or by its name if it is a standard one. It
 * fails unless there is exactly one. (Guide "Classes API", "Look up a class".)
 *
 * @example const { id } = await aep.getSchemaClass({ name: "XDM Individual Profile" });
 */
export function getSchemaClass(args: GetSchemaPartArgs, opts?: InvokeOptions): Promise<SchemaClassResult> {
  return one("getSchemaClass", "classes", args, opts);
}

/** {@link getSchemaClass} with outputs as arguments and as result. */
export const getSchemaClassOutput = outputForm(getSchemaClass);

const nouns = {
  fieldgroups: ["field group", "field groups"],
  datatypes: ["data type", "data types"],
  classes: ["class", "classes"],
} as const satisfies Record<PartCollection, readonly [string, string]>;

function one<Result extends SchemaPartResult>(
  name: string,
  collection: PartCollection,
  args: GetSchemaPartArgs,
  opts: InvokeOptions | undefined,
): Promise<Result> {
  return call(name, args, opts, async (services) => {
    const { registryParts } = services;
    if (args.id !== undefined) {
      const part = await registryParts.get(collection, args.id);
      if (part === undefined) {
        throw notFound(nouns[collection][0], args.id, services);
      }
      return shown<Result>(part);
    }
    const found =
      args.name === undefined
        ? await Array.fromAsync(registryParts.titled("tenant", collection, args.title))
        : await registryParts.named(collection, args.name);
    const [part, ...others] = found;
    if (part === undefined || others.length > 0) {
      throw notOne(collection, args, found, services);
    }
    return shown<Result>(part);
  });
}

function notOne(
  collection: PartCollection,
  { title, name }: GetSchemaPartArgs,
  found: readonly object[],
  { context }: Services,
): Problem {
  const [noun, plural] = nouns[collection];
  const { orgId, sandbox } = context.scope;
  const what = title === undefined ? `name ${JSON.stringify(name)}` : `title ${JSON.stringify(title)}`;
  const kind = title === undefined ? "standard " : "";
  const where = title === undefined ? "" : ` in sandbox ${sandbox} of organisation ${orgId}`;
  if (found.length > 0) {
    const ids = found.map((part) => wordOrQuoted(shown(part).id));
    return new Problem({
      what: `There are ${found.length} ${kind}${plural} with ${what}${where}: ${ids.join(", ")}.`,
      advice: "Use the id of one of them.",
    });
  }
  return new Problem({
    what: `There is no ${kind}${noun} with ${what}${where}.`,
    advice:
      title === undefined
        ? `Check the name: it is the title or the last part of the $id. For a ${noun} of the tenant, use title.`
        : `Check the title and the sandbox. For a standard ${noun}, use name.`,
  });
}

function shown<Result extends SchemaPartResult>(part: object): Result {
  return { ...part, id: (part as SchemaPartResult).$id } as Result;
}
