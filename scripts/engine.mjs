// Gets the engine and says how to put it on PATH, for running Pulumi by hand.
import { installDependencies } from "./dependencies.mjs";
import { runScript } from "./failure.mjs";
import { findEngine } from "./find-engine.mjs";

await runScript(async () => {
  await installDependencies();
  const { folder } = await findEngine();
  console.log(`export PATH="$PWD/node_modules/.bin:${folder}:$PATH"`);
});
