// The same resources with a provider that only sends one request: the cost of Pulumi itself.
const pulumi = require("@pulumi/pulumi");
const inputs = require("./inputs.cjs");

class Bare extends pulumi.CustomResource {
  /** @param {string} collection @param {string} name @param {pulumi.Inputs} args */
  constructor(collection, name, args) {
    // As long as the reference of pulumi-aep, because the engine stores it and sends it with each resource.
    const reference = `exports.handler = () => require("module").createRequire(process.cwd() + "/")("./bareProvider.cjs").${collection};`;
    super(`pulumi-nodejs:dynamic/bare:${collection}`, name, {
      etag: undefined,
      ...args,
      __provider: reference,
    });
  }
}

for (const [index, name] of inputs.names().entries()) {
  const base = new Bare("connections", `shop-${index}`, {
    ...inputs.base(name),
    auth: pulumi.secret(inputs.base(name).auth),
  });
  const source = new Bare("sourceConnections", `shop-${index}`, inputs.source(name, base.id));
  const target = new Bare("targetConnections", `shop-${index}`, inputs.target(name));
  new Bare("flows", `shop-${index}`, inputs.flow(name, source.id, target.id));
}
