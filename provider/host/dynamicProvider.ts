import type { Call, Operation } from "../http/call";
import { lifecycle } from "../lifecycle";
import type { Definition, InputFailure } from "../lifecycle/definition";
import { LifecycleError } from "../lifecycle/failure";
import type { Session } from "../session/session";
import type { JsonObject } from "../values/json";
import { hostError } from "./hostError";
import type { DynamicProvider } from "./hostInterface";
import { report } from "./report";
import { urnOf } from "./requestUrns";
import { RunningCalls } from "./runningCalls";

/**
 * Adapts the lifecycle of a kind to the dynamic-provider host, which has neither deadlines nor cancellation.
 *
 * @param running - counts the calls in progress, so that the process does not end before them.
 */
export function dynamicProvider(
  load: () => Promise<Definition>,
  session: () => Session,
  running = new RunningCalls(),
): DynamicProvider {
  const steps = lifecycle(load, session);
  const call = async <T>(
    operation: Operation,
    properties: readonly JsonObject[],
    run: (call: Call) => Promise<T>,
  ): Promise<T> => {
    const urn = properties.map(urnOf).find((known) => known !== undefined);
    try {
      const signal = session().abandoned;
      return await running.run(operation, () => run({ operation, signal, report, urn }));
    } catch (error) {
      const reference = properties.find((object) => object.__provider !== undefined)?.__provider;
      throw error instanceof LifecycleError ? hostError(error.failure, reference) : error;
    }
  };

  return {
    check: (olds, news) =>
      call("check", [news, olds], async (step) => {
        const { inputs, failures } = await steps.check(step, olds, withoutReference(news));
        return { inputs, failures: failures.map(asShown) };
      }),
    diff: (id, olds, news) => call("diff", [news, olds], (step) => steps.diff(step, id, olds, news)),
    create: (inputs) =>
      call("create", [inputs], async (step) => {
        const { id, outputs } = await steps.create(step, inputs);
        return { id, outs: outputs };
      }),
    read: (id, props) =>
      call("read", [props], async (step) => {
        const found = await steps.read(step, id, props);
        if (found === undefined) {
          return {};
        }
        const { outputs, inputs } = found;
        return { id, props: outputs, ...(inputs === undefined ? {} : { inputs }) };
      }),
    update: (id, olds, news) =>
      call("update", [news, olds], async (step) => ({ outs: await steps.update(step, id, olds, news) })),
    delete: (id, props) => call("delete", [props], (step) => steps.delete(step, id, props)),
  };
}

/**
 * A failure whose reason begins with the property. The engine shows a failure with a property as "property … value …". It
 * looks the value up by the whole path, so it shows `{<nil>}` for a nested property, and all values below another one
 * (`issueCheckFailures` of pkg/resource/deploy/step_generator.go).
 */
function asShown({ property, reason }: InputFailure): { property: string; reason: string } {
  return { property: "", reason: property === "" ? reason : `${property}: ${reason}` };
}

function withoutReference({ __provider, ...inputs }: JsonObject): JsonObject {
  return inputs;
}
