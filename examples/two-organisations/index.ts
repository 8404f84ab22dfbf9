import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

const config = new pulumi.Config();

// A provider for each organisation. What it does not set, such as the sandbox, comes from aep:sandbox and the other keys
// of the stack config, then from the environment. The URLs are needed for emulators only.
function organisation(name: "brand" | "agency"): aep.Provider {
  return new aep.Provider(name, {
    orgId: config.require(`${name}OrgId`),
    clientId: config.require(`${name}ClientId`),
    // pulumi config set --secret brandClientSecret, and agencyClientSecret
    clientSecret: config.requireSecret(`${name}ClientSecret`),
    apiUrl: config.get(`${name}Url`),
    imsUrl: config.get(`${name}Url`),
  });
}

// With protected data, pulumi destroy ends before it deletes anything. To delete the data, set protectData to false and
// run an `up` first.
const protect = config.getBoolean("protectData") ?? true;

// The same schema and dataset in both organisations.
function orders(provider: aep.Provider, name: string): aep.Dataset {
  const opts = { provider, protect };
  const schema = new aep.Schema(
    `${name}-orders`,
    { title: "Orders", allOf: [{ $ref: "https://ns.adobe.com/xdm/context/experienceevent" }] },
    opts,
  );
  return new aep.Dataset(`${name}-orders`, { name: "Orders", schemaRef: { id: schema.id } }, opts);
}

const brand = organisation("brand");
const agency = organisation("agency");

export const brandDataSetId = orders(brand, "brand").id;
export const agencyDataSetId = orders(agency, "agency").id;
export const brandFlows = aep.getFlowsOutput({}, { provider: brand }).length;
export const agencyFlows = aep.getFlowsOutput({}, { provider: agency }).length;
