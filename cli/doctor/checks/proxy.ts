import { isIPv4 } from "node:net";
import { Proxies, rangesIn } from "../../../provider/cliApi";
import { type Check, type CheckResult, failure, ok, warning } from "../check";

/** The variables of proxies: which are in force, which have no effect, and whether they break Pulumi itself. */
export const proxy: Check = {
  name: "proxy",
  run: async ({ environment }) => {
    const found = [
      ...pulumiProblems(environment),
      ...ignoredSpellings(environment),
      ...ignoredRanges(environment),
      ...ignoredAllProxy(environment),
    ];
    const isSet = names.some((name) => nonEmpty(environment[name]));
    const none = "neither HTTPS_PROXY nor HTTP_PROXY is set, so requests are sent directly";
    return found.length > 0 ? found : [ok(isSet ? "the variables of the proxy are consistent" : none)];
  },
};

const pairs = [
  ["https_proxy", "HTTPS_PROXY"],
  ["http_proxy", "HTTP_PROXY"],
  ["no_proxy", "NO_PROXY"],
] as const;
const names = ["https_proxy", "HTTPS_PROXY", "http_proxy", "HTTP_PROXY"] as const;

/**
 * The gRPC library in Pulumi's Node.js SDK reads lower-case variables only, and has no exception for loopback: without
 * `no_proxy`, its connections between program, provider and engine go through the proxy, and every run fails.
 */
function pulumiProblems(environment: NodeJS.ProcessEnv): CheckResult[] {
  const name = ["grpc_proxy", "https_proxy", "http_proxy"].find((one) => nonEmpty(environment[one]));
  // It ignores a proxy with another scheme.
  if (name === undefined || URL.parse(environment[name] ?? "")?.protocol !== "http:") {
    return [];
  }
  const list = nonEmpty(environment.no_grpc_proxy) ?? nonEmpty(environment.no_proxy);
  if (list?.split(",").some((entry) => "127.0.0.1".endsWith(entry) || isLoopbackRange(entry)) === true) {
    return [];
  }
  return [
    failure(
      `Pulumi sends its own connections to 127.0.0.1 through the proxy in ${name}, so pulumi up and pulumi preview fail.`,
      `Add 127.0.0.1,localhost, without spaces, to no_proxy in lower case${name === "grpc_proxy" ? "" : `, or set ${name.toUpperCase()} in upper case only`}.`,
    ),
  ];
}

function isLoopbackRange(entry: string): boolean {
  const [address = "", length] = entry.split("/");
  return isIPv4(address) && address.startsWith("127.") && length === "8";
}

function ignoredSpellings(environment: NodeJS.ProcessEnv): CheckResult[] {
  return pairs
    .filter(([lower, upper]) => {
      const values = [environment[lower], environment[upper]];
      return values.every((value) => value !== undefined) && values[0] !== values[1];
    })
    .map(([lower, upper]) =>
      warning(
        `${lower} and ${upper} are different: ${lower} is used, ${upper} is ignored.`,
        `Unset one of them.`,
      ),
    );
}

function ignoredRanges(environment: NodeJS.ProcessEnv): CheckResult[] {
  const { name = "NO_PROXY", value = "" } = new Proxies(environment).noProxy ?? {};
  const ranges = rangesIn(value);
  return ranges.length === 0
    ? []
    : [
        warning(
          `${name} contains ranges of addresses, which have no effect on requests of pulumi-aep: ${ranges.join(", ")}.`,
          "Add the names of the hosts, or their single addresses.",
        ),
      ];
}

function ignoredAllProxy(environment: NodeJS.ProcessEnv): CheckResult[] {
  const name = ["all_proxy", "ALL_PROXY"].find((one) => nonEmpty(environment[one]));
  const isUsed = names.some((one) => nonEmpty(environment[one]));
  return name === undefined || isUsed
    ? []
    : [
        warning(
          `${name} has no effect on requests of pulumi-aep.`,
          "Set HTTPS_PROXY to the URL of an HTTP proxy.",
        ),
      ];
}

function nonEmpty(value: string | undefined): string | undefined {
  return value === "" ? undefined : value;
}
