import type * as pulumi from "@pulumi/pulumi";
import type { SandboxArgs } from "./resource";

/** Options for getting a thing that exists already and belongs to somebody else: it is read, never changed. */
export type GetOptions = pulumi.CustomResourceOptions & SandboxArgs;

/** Constructor arguments and options that make Pulumi read the thing with this id instead of creating one. */
export function existing(id: pulumi.Input<pulumi.ID>, { sandbox, ...opts }: GetOptions = {}) {
  return { args: { sandbox }, opts: { ...opts, id } };
}
