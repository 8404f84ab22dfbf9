// npm run destroy: destroys the quick-start stack. The emulator's data, the stack's history and the engine are kept.
import { runScript } from "./failure.mjs";
import { quickStartExists, withQuickStart } from "./quick-start.mjs";

await runScript(async () => {
  if (!quickStartExists()) {
    console.log("There is nothing to destroy: npm start has not run in this checkout.");
    return;
  }
  await withQuickStart(async (pulumi) => {
    const failure = "The quick-start could not be destroyed, see above.";
    await pulumi("destroy", ["--yes", "--skip-preview"], failure);
  });
});
