// npm run engine: installs the engine and prints the command that adds it to PATH, to run Pulumi manually.
import { installDependencies } from "./dependencies.mjs";
import { runScript } from "./failure.mjs";
import { findEngine } from "./find-engine.mjs";

await runScript(async () => {
  await installDependencies();
  const { folder } = await findEngine();
  console.log(`export PATH="$PWD/node_modules/.bin:${folder}:$PATH"`);
});
