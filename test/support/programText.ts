import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import type { JsonObject } from "../../provider/values/json";
import { connectionSpecs, flowSpecs } from "../../sdk/catalogue";

/** A resource that a program creates. */
export interface CreatedResource {
  readonly className: string;
  readonly name: string;
  readonly args: JsonObject;
  readonly options: unknown;
}

/**
 * Runs program text with classes that only record their arguments. A secret of the config is its key.
 *
 * @param before - statements that declare what the text refers to.
 */
export function createdBy(text: string, before = ""): CreatedResource[] {
  const created: CreatedResource[] = [];
  const classes = (module: string, members: object) =>
    new Proxy(members, {
      get: (target, member) => {
        const className = `${module}.${String(member)}`;
        return member in target
          ? Reflect.get(target, member)
          : function Recorded(name: string, args: JsonObject, options: unknown) {
              created.push({ className, name, args, options });
            };
      },
    });
  class Config {
    requireSecret = (key: string) => key;
    requireSecretObject = (key: string) => ({ key });
  }
  const modules: Readonly<Record<string, object>> = {
    "@pulumi/pulumi": { Config },
    "pulumi-aep": classes("aep", { connectionSpecs, flowSpecs }),
    "pulumi-aep/azure": classes("azure", {}),
    "pulumi-aep/madconnect": classes("madconnect", {}),
  };
  const { outputText } = transpileModule(`${before}\n${text}`, {
    compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
  });
  new Function("require", "exports", outputText)((name: string) => modules[name], {});
  return created;
}
