import type { dynamic } from "@pulumi/pulumi";
import type { Session } from "../session/session";
import { type JsonObject, withoutUndefined } from "../values/json";
import { check } from "./check";
import { type Context, secretsIn } from "./context";
import { create } from "./create";
import type { Definition } from "./definition";
import { deleteResource } from "./delete";
import { diff } from "./diff";
import { presentable } from "./failure";
import { read } from "./read";
import { update } from "./update";

/** What the dynamic-provider host calls, for the kind of thing that a definition describes. */
export interface Lifecycle {
  configure?: (request: dynamic.ConfigureRequest) => Promise<void>;
  create: (inputs: JsonObject) => Promise<dynamic.CreateResult<JsonObject>>;
  check: (olds: JsonObject, news: JsonObject) => Promise<dynamic.CheckResult<JsonObject>>;
  diff: (id: string, olds: JsonObject, news: JsonObject) => Promise<dynamic.DiffResult>;
  read: (id: string, props: JsonObject) => Promise<dynamic.ReadResult<JsonObject>>;
  update: (id: string, olds: JsonObject, news: JsonObject) => Promise<dynamic.UpdateResult<JsonObject>>;
  delete: (id: string, props: JsonObject) => Promise<void>;
}

/** The life of every resource, once for all of them: the definition says what is special about each. */
export function lifecycle(load: () => Promise<Definition>, session: () => Session): Lifecycle {
  // An import() costs as much as a check, even of what is loaded.
  let definition: Promise<Definition> | undefined;
  const step = async <T>(
    properties: readonly JsonObject[],
    run: (context: Context) => T | Promise<T>,
  ): Promise<T> => {
    definition ??= load();
    const context: Context = { definition: await definition, session: session() };
    try {
      return await run(context);
    } catch (error) {
      const reference = properties.find((object) => object.__provider !== undefined)?.__provider;
      throw presentable(error, secretsIn(context, ...properties), reference);
    }
  };

  return {
    check: (olds, news) =>
      step([news, olds], (context) => {
        const { inputs, failures } = check(context, olds, withoutReference(news));
        return { inputs: withoutUndefined(inputs), failures };
      }),
    diff: (id, olds, news) => step([news, olds], (context) => diff(context, id, olds, news)),
    create: (inputs) =>
      step([inputs], async (context) => {
        const { id, outs } = await create(context, inputs);
        return { id, outs: withoutUndefined(outs) };
      }),
    read: (id, props) =>
      step([props], async (context) => {
        const found = await read(context, id, props);
        return found.props === undefined ? {} : { id, props: withoutUndefined(found.props) };
      }),
    update: (id, olds, news) =>
      step([news, olds], async (context) => ({
        outs: withoutUndefined((await update(context, id, olds, news)).outs),
      })),
    delete: (id, props) => step([props], (context) => deleteResource(context, id, props)),
  };
}

function withoutReference({ __provider, ...inputs }: JsonObject): JsonObject {
  return inputs;
}
