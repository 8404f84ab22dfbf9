import type { DescriptorArgs } from "../resources/descriptorArgs";
import { call, type InvokeOptions, outputForm, type SandboxOption } from "./call";

/** A descriptor, with the names of the properties of `Descriptor`. Its type decides which ones there are. */
export interface DescriptorResult {
  /** Its `@id`. */
  id: string;
  /** Type of the descriptor. */
  type: DescriptorArgs["type"];
  /** `$id` of the schema that it describes. */
  sourceSchema: string;
  /** Path of the field that it describes, or several, with `_{TENANT_ID}` for the namespace of own fields. */
  sourceProperty?: string | string[];
  /** Identity namespace of an identity. */
  namespace?: string;
  /** Whether an identity is the primary one of its schema. */
  isPrimary?: boolean;
  /** `$id` of the schema that a relationship leads to. */
  destinationSchema?: string;
  /** The other properties of its type. */
  [property: string]: unknown;
}

/** Arguments of {@link getDescriptors}. */
export interface GetDescriptorsArgs extends SandboxOption {
  /** `$id` of a schema: only its descriptors are returned. Default: those of all schemas. */
  sourceSchema?: string;
  /** Only descriptors of this type are returned. Default: those of all types. */
  type?: DescriptorArgs["type"];
}

/**
 * Lists descriptors: of a schema, of a type, or all. (Guide "Descriptors endpoint", "Retrieve a list of descriptors".)
 *
 * @example
 * const identities = await aep.getDescriptors({ sourceSchema: schemaId, type: "xdm:descriptorIdentity" });
 */
export function getDescriptors(
  args: GetDescriptorsArgs = {},
  opts?: InvokeOptions,
): Promise<DescriptorResult[]> {
  return call("getDescriptors", args, opts, async (services) => {
    const found = await services.descriptors(args.sourceSchema);
    return (found as DescriptorResult[]).filter(({ type }) => args.type === undefined || type === args.type);
  });
}

/** {@link getDescriptors} with outputs as arguments and as result. */
export const getDescriptorsOutput = outputForm(getDescriptors);
