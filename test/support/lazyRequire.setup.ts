import { existsSync } from "node:fs";
import { registerHooks } from "node:module";
import { fileURLToPath } from "node:url";

// Sources that load another source on first use call `require`. Vitest passes the call on to Node.js, which looks for the
// compiled file beside the source, and takes a TypeScript file of this package for CommonJS.
registerHooks({
  resolve(specifier, context, next) {
    const { parentURL = "" } = context;
    if (!/^\.{1,2}\//.test(specifier) || !parentURL.endsWith(".ts") || parentURL.includes("/node_modules/")) {
      return next(specifier, context);
    }
    const source = new URL(`${specifier.replace(/\.js$/, "")}.ts`, parentURL);
    return existsSync(fileURLToPath(source))
      ? { url: source.href, format: "module-typescript", shortCircuit: true }
      : next(specifier, context);
  },
  // The CommonJS loader ignores the format of `resolve` unless there is a hook for `load`.
  load: (url, context, next) => next(url, context),
});
