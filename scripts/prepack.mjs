// npm runs this before it packs or publishes a package: node scripts/prepack.mjs NAME. It installs the compiler too, so that
// a clone in which nothing was installed or built gives a complete package.
import { buildAnew } from "./build.mjs";
import { installDependencies } from "./dependencies.mjs";
import { runScript } from "./failure.mjs";

await runScript(async () => {
  await installDependencies();
  await buildAnew(process.argv[2]);
  return 0;
});
