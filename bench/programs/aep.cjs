// The resources as a user declares them.
const aep = require("pulumi-aep");
const inputs = require("./inputs.cjs");

for (const [index, name] of inputs.names().entries()) {
  const base = new aep.BaseConnection(`shop-${index}`, inputs.base(name));
  const source = new aep.SourceConnection(`shop-${index}`, inputs.source(name, base.id));
  const target = new aep.TargetConnection(`shop-${index}`, inputs.target(name));
  new aep.Flow(`shop-${index}`, inputs.flow(name, source.id, target.id));
}
