import { Problem } from "../../provider/messages/problem";
import type { JsonObject } from "../json";
import { call, filter, type InvokeOptions, outputForm, type SandboxOption } from "./call";

/** A connection spec or flow spec of AEP's catalogue. */
export interface SpecResult {
  /** Id of the spec. */
  id: string;
  /** Name of the spec. */
  name: string;
  /** Version of the spec. */
  version?: string;
  /** Authentication specs of a connection spec: names, and JSON schemas of their parameters. */
  authSpec?: JsonObject[];
  /** Further attributes of the spec. */
  attributes?: JsonObject;
}

/** Arguments of the functions that read one spec: its `id` or its `name`. */
export type GetSpecArgs = SandboxOption &
  (
    | {
        /** Id of the spec, a UUID. */
        id: string;
        /** Must be left out. */
        name?: undefined;
      }
    | {
        /** Name of the spec, such as `CloudStorageToAEP`. */
        name: string;
        /** Must be left out. */
        id?: undefined;
      }
  );

/** Arguments of the functions that list specs. */
export interface GetSpecsArgs extends SandboxOption {
  /** Filters in the language of the service, such as `name==azure-blob`. Default: none. */
  property?: string[];
}

/**
 * Reads a connection spec by its id or name. It fails unless there is exactly one.
 *
 * @example const { authSpec } = await aep.getConnectionSpec({ id: aep.connectionSpecs.azureBlob.id });
 */
export function getConnectionSpec(args: GetSpecArgs, opts?: InvokeOptions): Promise<SpecResult> {
  return one("getConnectionSpec", "connectionSpecs", "connection spec", args, opts);
}

/** {@link getConnectionSpec} with outputs as arguments and as result. */
export const getConnectionSpecOutput = outputForm(getConnectionSpec);

/**
 * Lists the connection specs of the organisation, all pages.
 *
 * @example const names = (await aep.getConnectionSpecs()).map(({ name }) => name);
 */
export function getConnectionSpecs(args: GetSpecsArgs = {}, opts?: InvokeOptions): Promise<SpecResult[]> {
  return many("getConnectionSpecs", "connectionSpecs", args, opts);
}

/** {@link getConnectionSpecs} with outputs as arguments and as result. */
export const getConnectionSpecsOutput = outputForm(getConnectionSpecs);

/**
 * Reads a flow spec by its id or name. It fails unless there is exactly one.
 *
 * @example const { id } = await aep.getFlowSpec({ name: "CloudStorageToAEP" });
 */
export function getFlowSpec(args: GetSpecArgs, opts?: InvokeOptions): Promise<SpecResult> {
  return one("getFlowSpec", "flowSpecs", "flow spec", args, opts);
}

/** {@link getFlowSpec} with outputs as arguments and as result. */
export const getFlowSpecOutput = outputForm(getFlowSpec);

/**
 * Lists the flow specs of the organisation, all pages.
 *
 * @example const names = (await aep.getFlowSpecs()).map(({ name }) => name);
 */
export function getFlowSpecs(args: GetSpecsArgs = {}, opts?: InvokeOptions): Promise<SpecResult[]> {
  return many("getFlowSpecs", "flowSpecs", args, opts);
}

/** {@link getFlowSpecs} with outputs as arguments and as result. */
export const getFlowSpecsOutput = outputForm(getFlowSpecs);

type Specs = "connectionSpecs" | "flowSpecs";

function one(
  name: string,
  collection: Specs,
  noun: string,
  args: GetSpecArgs,
  opts: InvokeOptions | undefined,
): Promise<SpecResult> {
  return call(name, args, opts, async ({ flowService }) => {
    if (args.id !== undefined) {
      const spec = await flowService.get(collection, args.id);
      if (spec === undefined) {
        throw new Problem({ what: `There is no ${noun} with id ${args.id}.` });
      }
      return shown(spec);
    }
    const found = await Array.fromAsync(flowService.list(collection, [filter("name", args.name)]));
    const [spec, ...others] = found;
    if (spec === undefined) {
      throw new Problem({ what: `There is no ${noun} with name ${args.name}.` });
    }
    if (others.length > 0) {
      throw new Problem({
        what: `There are ${found.length} ${noun}s with name ${args.name}.`,
        advice: "Use the id of one of them.",
      });
    }
    return shown(spec);
  });
}

function many(
  name: string,
  collection: Specs,
  args: GetSpecsArgs,
  opts: InvokeOptions | undefined,
): Promise<SpecResult[]> {
  return call(name, args, opts, async ({ flowService }) =>
    (await Array.fromAsync(flowService.list(collection, args.property))).map(shown),
  );
}

function shown(spec: object): SpecResult {
  return spec as SpecResult;
}
