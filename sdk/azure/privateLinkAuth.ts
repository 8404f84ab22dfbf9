import * as pulumi from "@pulumi/pulumi";
import type { JsonObjectInput } from "../json";
import type { PrivateLinkSourceArgs } from "./privateLinkSourceArgs";

/** The `auth` of the base connection: the program's, with the parameters that the component sets. */
export function authOf(args: PrivateLinkSourceArgs): {
  specName: string;
  params: pulumi.Input<JsonObjectInput>;
} {
  // From the id instead of the name: in the preview of a changed account, only the id is known.
  const account = pulumi.output(args.storageAccount.id).apply(accountNameIn);
  switch (args.source) {
    case "azureBlob":
      return {
        specName: args.auth.specName,
        params: withDefaults({ container: args.container }, args.auth.params),
      };
    case "azureDataLakeGen2":
      return {
        specName: args.auth.specName,
        params: withDefaults(
          { url: pulumi.interpolate`https://${account}.dfs.core.windows.net` },
          args.auth.params,
        ),
      };
    case "azureFiles":
      return {
        specName: args.auth.specName,
        params: withDefaults(
          { host: pulumi.interpolate`\\\\${account}.file.core.windows.net\\${args.share}`, userId: account },
          args.auth.params,
        ),
      };
  }
}

// Azure writes names of accounts in lower case only; ids of them in any, and with a slash at the end.
function accountNameIn(id: string): string {
  return (
    id
      .split("/")
      .findLast((part) => part !== "")
      ?.toLowerCase() ?? ""
  );
}

/** Parameters set by the component, overridden by those of the program. */
function withDefaults<Params extends object>(
  derived: JsonObjectInput,
  params: pulumi.Input<Params>,
): pulumi.Input<JsonObjectInput> {
  const defaults = { ...derived, usePrivateLink: true };
  // Parameters that are one output stay one output, so that their secrets stay secret.
  if (pulumi.Output.isInstance(params) || params instanceof Promise) {
    return pulumi
      .all([pulumi.output<unknown>(defaults), pulumi.output<unknown>(params)])
      .apply(([own, given]) => ({
        ...(own as JsonObjectInput),
        ...(given as JsonObjectInput),
      }));
  }
  return { ...defaults, ...params };
}
