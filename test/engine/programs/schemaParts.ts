import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

const { xdm } = aep;
const config = new pulumi.Config();
const { tierFields = ["level", "since"] }: Settings = config.getObject<Settings>("changes") ?? {};

interface Settings {
  /** Names of the fields of the data type. */
  tierFields?: string[];
}

const otherUrl = config.require("otherUrl");
const other = new aep.Provider("other", {
  orgId: "OTHER@AdobeOrg",
  clientId: "other-client",
  clientSecret: config.requireSecret("otherSecret"),
  apiUrl: otherUrl,
  imsUrl: otherUrl,
});

const profile = "https://ns.adobe.com/xdm/context/profile";

/** Members in one organisation. The program has no name of a tenant. */
function members(owner: string, options: pulumi.CustomResourceOptions): aep.Schema {
  const first = new aep.DataType(
    `${owner}-first`,
    { title: "ACME first", fields: { id: xdm.string() } },
    options,
  );
  // Unknown in a preview until the first data type exists.
  const late = <T>(value: T): pulumi.Output<T> => first.id.apply(() => value);

  const tier = new aep.DataType(
    `${owner}-tier`,
    {
      title: late("ACME tier"),
      description: late("A level"),
      fields: Object.fromEntries(
        tierFields.map((name) => [name, { type: late("string"), title: late(name) }]),
      ),
    },
    options,
  );
  const groups = ["loyalty", "partner", "shop"].map(
    (name) =>
      new aep.FieldGroup(
        `${owner}-${name}`,
        {
          title: late(`ACME ${name}`),
          intendedToExtend: late([profile]),
          fields: {
            [`${name}Id`]: { type: late("string"), title: late("Id") },
            [name]: xdm.ref(tier.id, { title: late("Tier") }),
          },
        },
        options,
      ),
  );
  const schema = new aep.Schema(
    `${owner}-members`,
    { title: late("ACME members"), classId: late(profile), fieldGroupIds: groups.map(({ id }) => id) },
    options,
  );
  new aep.Descriptor(
    `${owner}-id`,
    {
      type: "xdm:descriptorIdentity",
      sourceSchema: schema.id,
      sourceProperty: late("/_{TENANT_ID}/loyaltyId"),
      namespace: late("Loyalty"),
      isPrimary: late(true),
    },
    options,
  );
  return schema;
}

export const ours = members("ours", {}).id;
export const theirs = members("theirs", { provider: other }).id;
