import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";
import type { authSpecs, KnownParam } from "../../provider/auth/specs";
import type { Expect } from "../../sdk/argumentShape";

// Nothing here runs: that it compiles is the test, and each expected error that does not come fails it (tsc).

type Table = typeof authSpecs;
type NamesIn<Spec extends keyof Table> = Spec extends unknown ? keyof Table[Spec] : never;
type ParamsOf<Params> = Params extends unknown ? keyof Params : never;

/** The names that the compiler and those that check know are the same. */
export type SameNames = Expect<
  [aep.KnownAuthSpecName, NamesIn<keyof Table>] extends [NamesIn<keyof Table>, aep.KnownAuthSpecName]
    ? true
    : false
>;

/** The parameters that the compiler and those that check know are the same. */
export type SameParams = Expect<
  [ParamsOf<aep.AuthParamsByName[aep.KnownAuthSpecName]>, KnownParam] extends [
    KnownParam,
    ParamsOf<aep.AuthParamsByName[aep.KnownAuthSpecName]>,
  ]
    ? true
    : false
>;

const azureBlob = { name: "ACME", connectionSpec: aep.connectionSpecs.azureBlob };

/** What the arguments of a base connection take, and what not. */
export function authTypes(): void {
  // A documented name with its parameters, values or outputs.
  new aep.BaseConnection("a", {
    ...azureBlob,
    auth: {
      specName: "ConnectionString",
      params: { connectionString: pulumi.secret("x"), usePrivateLink: true },
    },
  });
  new aep.BaseConnection("a", {
    ...azureBlob,
    auth: { specName: "Basic Authentication", params: { host: "h", userId: "u", password: "p" } },
  });
  new aep.BaseConnection("a", {
    ...azureBlob,
    auth: { specName: "Basic Authentication", params: { host: "h", userid: "u", password: "p" } },
  });
  new aep.BaseConnection("a", {
    ...azureBlob,
    auth: { specName: "Access Key", params: pulumi.output({ s3AccessKey: "a", s3SecretKey: "b" }) },
  });

  // A documented name with the parameters of another one.
  new aep.BaseConnection("a", {
    ...azureBlob,
    // @ts-expect-error a SAS URI is no parameter of a connection string
    auth: { specName: "ConnectionString", params: { sasUri: "x" } },
  });
  new aep.BaseConnection("a", {
    ...azureBlob,
    // @ts-expect-error most of what is needed is missing
    auth: { specName: "KeyPair Authentication", params: { account: "a" } },
  });
  new aep.BaseConnection("a", {
    ...azureBlob,
    // @ts-expect-error a parameter that the spec does not have
    auth: { specName: "ConnectionString", params: { connectionString: "x", conatiner: "c" } },
  });
  new aep.BaseConnection("a", {
    ...azureBlob,
    // @ts-expect-error the parameters are missing as a whole
    auth: { specName: "Access Key" },
  });
  new aep.BaseConnection("a", {
    ...azureBlob,
    // @ts-expect-error a text for a boolean
    auth: { specName: "ConnectionString", params: { connectionString: "x", usePrivateLink: "yes" } },
  });

  // Any parameters with a name that is unknown here, or known only later.
  new aep.BaseConnection("a", {
    ...azureBlob,
    auth: { specName: "Managed Identity", params: { anything: { at: ["all"] } } },
  });
  new aep.BaseConnection("a", { ...azureBlob, auth: { specName: "Anonymous" } });
  new aep.BaseConnection("a", {
    ...azureBlob,
    auth: { specName: pulumi.output("ConnectionString" as string), params: { sasUri: "x" } },
  });

  // One kind of connection is as good as another where a program hands them around.
  const connections: aep.BaseConnection[] = [
    new aep.BaseConnection("a", {
      ...azureBlob,
      auth: { specName: "SAS URI Authentication", params: { sasUri: "x" } },
    }),
  ];
  pulumi.log.info(String(connections.length));
}
