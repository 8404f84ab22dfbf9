import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

const {
  name = "first",
  description,
  timeout,
  titles = [],
  deleted,
}: Settings = new pulumi.Config().getObject<Settings>("changes") ?? {};

interface Settings {
  /** Name of the renamed schema. */
  name?: string;
  description?: string;
  timeout?: string;
  /** Titles of further schemas. */
  titles?: string[];
  /** Whether the schemas with options are left out. */
  deleted?: boolean;
}

const allOf = [{ $ref: "https://ns.adobe.com/xdm/context/profile" }];
const schema = (resource: string, opts: pulumi.CustomResourceOptions, more: Partial<aep.SchemaArgs> = {}) =>
  new aep.Schema(resource, { title: `ACME ${resource}`, allOf, ...more }, opts);

new aep.Schema(
  `renamed-${name}`,
  { title: "ACME renamed", allOf },
  {
    aliases: [{ name: "renamed-first" }],
    customTimeouts: timeout === undefined ? {} : { create: timeout, delete: "1h30m" },
  },
);
schema("ignored", { ignoreChanges: ["description"] }, description === undefined ? {} : { description });
schema("secret", { additionalSecretOutputs: ["version"] });
schema("transformed", {
  transformations: [({ props, opts }) => ({ props, opts: { ...opts, customTimeouts: { create: "1m" } } })],
});
if (deleted !== true) {
  schema("protected", { protect: true });
  const component = (resource: string, opts: pulumi.ComponentResourceOptions) =>
    new pulumi.ComponentResource("acme:Lake", resource, {}, opts);
  schema("below-protected", { parent: component("protected-lake", { protect: true }) });
  schema("below-retained", { parent: component("retained-lake", { retainOnDelete: true }) });
  const retained = schema("retained", { retainOnDelete: true });
  schema("with", { deletedWith: retained });
}
for (const title of titles) {
  new aep.Schema(title, { title, allOf });
}
