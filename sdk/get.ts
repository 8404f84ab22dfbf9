import type * as pulumi from "@pulumi/pulumi";
import type { SandboxArgs } from "./resource";

/** Options for reading an existing entity that this stack does not manage. It is read, never changed. */
export type GetOptions = pulumi.CustomResourceOptions & SandboxArgs;

/** Constructor arguments and options with which Pulumi reads the entity with this id instead of creating one. */
export function existing(id: pulumi.Input<pulumi.ID>, { sandbox, ...opts }: GetOptions = {}) {
  return { args: { sandbox }, opts: { ...opts, id } };
}
