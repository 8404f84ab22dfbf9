import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";
import type { authSpecs, KnownParam } from "../../provider/auth/specs";
import type { Expect } from "../../sdk/argumentShape";

// This file is only compiled, never run. tsc fails if it does not compile or if an expected error does not occur.

type Table = typeof authSpecs;
type NamesIn<Spec extends keyof Table> = Spec extends unknown ? keyof Table[Spec] : never;
type ParamsOf<Params> = Params extends unknown ? keyof Params : never;

/** The authentication specs in the argument types and in the run-time check are the same. */
export type SameNames = Expect<
  [aep.KnownAuthSpecName, NamesIn<keyof Table>] extends [NamesIn<keyof Table>, aep.KnownAuthSpecName]
    ? true
    : false
>;

/** The parameters in the argument types and in the run-time check are the same. */
export type SameParams = Expect<
  [ParamsOf<aep.AuthParamsByName[aep.KnownAuthSpecName]>, KnownParam] extends [
    KnownParam,
    ParamsOf<aep.AuthParamsByName[aep.KnownAuthSpecName]>,
  ]
    ? true
    : false
>;

const azureBlob = { name: "ACME", connectionSpec: aep.connectionSpecs.azureBlob };

/** Accepted and refused arguments of a base connection. */
export function authTypes(): void {
  // A documented name with its parameters, as values or outputs.
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

  // A documented name with the parameters of another spec.
  new aep.BaseConnection("a", {
    ...azureBlob,
    // @ts-expect-error sasUri is not a parameter of ConnectionString
    auth: { specName: "ConnectionString", params: { sasUri: "x" } },
  });
  new aep.BaseConnection("a", {
    ...azureBlob,
    // @ts-expect-error most required parameters are missing
    auth: { specName: "KeyPair Authentication", params: { account: "a" } },
  });
  new aep.BaseConnection("a", {
    ...azureBlob,
    // @ts-expect-error the spec does not have this parameter
    auth: { specName: "ConnectionString", params: { connectionString: "x", conatiner: "c" } },
  });
  new aep.BaseConnection("a", {
    ...azureBlob,
    // @ts-expect-error params is missing
    auth: { specName: "Access Key" },
  });
  new aep.BaseConnection("a", {
    ...azureBlob,
    // @ts-expect-error a string instead of a boolean
    auth: { specName: "ConnectionString", params: { connectionString: "x", usePrivateLink: "yes" } },
  });

  // An undocumented name, or a name that is an output, with any parameters.
  new aep.BaseConnection("a", {
    ...azureBlob,
    auth: { specName: "Managed Identity", params: { anything: { at: ["all"] } } },
  });
  new aep.BaseConnection("a", { ...azureBlob, auth: { specName: "Anonymous" } });
  new aep.BaseConnection("a", {
    ...azureBlob,
    auth: { specName: pulumi.output("ConnectionString" as string), params: { sasUri: "x" } },
  });

  // A program can store connections with different specs in one list.
  const connections: aep.BaseConnection[] = [
    new aep.BaseConnection("a", {
      ...azureBlob,
      auth: { specName: "SAS URI Authentication", params: { sasUri: "x" } },
    }),
  ];
  pulumi.log.info(String(connections.length));
}
