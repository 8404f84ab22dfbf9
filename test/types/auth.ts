import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

// This file is only compiled, never run. tsc fails if it does not compile or if an expected error does not occur.

const principal = { serviceEndpoint: "e", servicePrincipalId: "i", servicePrincipalKey: "k", tenant: "t" };
const azureBlob = { name: "ACME", connectionSpec: aep.connectionSpecs.azureBlob };
const s3 = { name: "ACME", connectionSpec: aep.connectionSpecs.amazonS3 };
const files = { name: "ACME", connectionSpec: aep.connectionSpecs.azureFiles };
const snowflake = { name: "ACME", connectionSpec: aep.connectionSpecs.snowflake };

/** Accepted and refused credentials of documented connectors. */
export function authTypes(): void {
  // A documented spec with its parameters, as values or outputs.
  new aep.BaseConnection("a", {
    ...azureBlob,
    auth: {
      specName: "ConnectionString",
      params: { connectionString: pulumi.secret("x"), usePrivateLink: true },
    },
  });
  new aep.BaseConnection("a", {
    ...files,
    auth: { specName: "Basic Authentication", params: { host: "h", userId: "u", password: "p" } },
  });
  new aep.BaseConnection("a", {
    ...files,
    auth: { specName: "Basic Authentication", params: { host: "h", userid: "u", password: "p" } },
  });
  new aep.BaseConnection("a", {
    ...s3,
    auth: { specName: "Access Key", params: pulumi.output({ s3AccessKey: "a", s3SecretKey: "b" }) },
  });
  new aep.BaseConnection("a", { ...azureBlob });

  new aep.BaseConnection("a", {
    ...azureBlob,
    // @ts-expect-error the spec of another connector
    auth: { specName: "Access Key", params: { s3AccessKey: "a", s3SecretKey: "b" } },
  });
  new aep.BaseConnection("a", {
    ...azureBlob,
    // @ts-expect-error sasUri is not a parameter of ConnectionString
    auth: { specName: "ConnectionString", params: { sasUri: "x" } },
  });
  new aep.BaseConnection("a", {
    ...snowflake,
    // @ts-expect-error most required parameters are missing
    auth: { specName: "KeyPair Authentication", params: { account: "a" } },
  });
  new aep.BaseConnection("a", {
    ...files,
    // @ts-expect-error neither spelling of the user
    auth: { specName: "Basic Authentication", params: { host: "h", password: "p" } },
  });
  new aep.BaseConnection("a", {
    ...azureBlob,
    // @ts-expect-error the spec does not have this parameter
    auth: { specName: "ConnectionString", params: { connectionString: "x", conatiner: "c" } },
  });
  new aep.BaseConnection("a", {
    ...s3,
    // @ts-expect-error params is missing
    auth: { specName: "Access Key" },
  });
  new aep.BaseConnection("a", {
    ...azureBlob,
    // @ts-expect-error a string instead of a boolean
    auth: { specName: "ConnectionString", params: { connectionString: "x", usePrivateLink: "yes" } },
  });
  new aep.BaseConnection("a", {
    ...azureBlob,
    // @ts-expect-error accountKind is not one of the allowed texts
    auth: { specName: "Service Principal Based Authentication", params: { ...principal, accountKind: "S3" } },
  });
  new aep.BaseConnection("a", {
    name: "ACME",
    connectionSpec: aep.connectionSpecs.pathFactory,
    // @ts-expect-error a connector whose id another one has too
    auth: { specName: "Unheard Of", params: { host: "h", clientId: "c", clientSecret: "s" } },
  });
}

/** The ways in which a program passes the connection spec. */
export function specTypes(): void {
  const params = { connectionString: "x" };
  const auth = { specName: "ConnectionString", params } as const;
  const blob = "4c10e202-c428-4796-9208-5f1f5732b1cf";
  const typed: pulumi.Input<aep.SpecArgs<typeof blob>> = { id: blob };
  new aep.BaseConnection("a", { name: "A", connectionSpec: { id: blob }, auth });
  new aep.BaseConnection("a", { name: "A", connectionSpec: typed, auth });
  new aep.BaseConnection("a", {
    name: "A",
    connectionSpec: pulumi.output(aep.connectionSpecs.azureBlob),
    auth,
  });
  new aep.BaseConnection("a", {
    name: "A",
    connectionSpec: { id: blob },
    // @ts-expect-error a literal id determines the parameters
    auth: { specName: "ConnectionString", params: { sasUri: "x" } },
  });
  new aep.BaseConnection("a", {
    name: "A",
    connectionSpec: typed,
    // @ts-expect-error an input with a literal id too
    auth: { specName: "ConnectionString", params: { sasUri: "x" } },
  });
  new aep.BaseConnection("a", {
    name: "A",
    connectionSpec: pulumi.output(aep.connectionSpecs.azureBlob),
    // @ts-expect-error an output with a literal id too
    auth: { specName: "ConnectionString", params: { sasUri: "x" } },
  });
}

/** Where any credentials are accepted. */
export function openTypes(): void {
  const anything = { specName: "Managed Identity", params: { anything: { at: ["all"] } } };
  const later: pulumi.Output<aep.Spec> = pulumi.output({ id: String("x"), version: "1.0" });
  new aep.BaseConnection("a", { name: "A", connectionSpec: { id: "another" }, auth: anything });
  new aep.BaseConnection("a", { name: "A", connectionSpec: later, auth: anything });
  new aep.BaseConnection("a", {
    name: "A",
    connectionSpec: { id: pulumi.output(String("x")) },
    auth: { specName: "Anonymous" },
  });
  new aep.BaseConnection("a", { ...azureBlob, auth: pulumi.output(anything) });
  new aep.BaseConnection("a", { ...azureBlob, auth: Promise.resolve(anything) });
  new aep.BaseConnection("a", {
    ...azureBlob,
    auth: { specName: pulumi.output(String("ConnectionString")), params: { sasUri: "x" } },
  });
  new aep.BaseConnection("a", {
    name: "A",
    connectionSpec: { id: aep.connectionSpecs.azureBlob.id as string },
    auth: anything,
  });
  new aep.BaseConnection<string>("a", { ...azureBlob, auth: anything });
}

/** Programs pass arguments and connections around. */
export function passedAround(args: aep.BaseConnectionArgs, name: string): aep.BaseConnection[] {
  const params: aep.AuthParams<typeof aep.connectionSpecs.azureBlob.id, "SAS URI Authentication"> = {
    sasUri: "x",
  };
  return [
    new aep.BaseConnection(name, args),
    new aep.BaseConnection("b", { ...azureBlob, auth: { specName: "SAS URI Authentication", params } }),
    new aep.BaseConnection("s", {
      ...snowflake,
      auth: { specName: "ConnectionString", params: { connectionString: "c" } },
    }),
  ];
}
