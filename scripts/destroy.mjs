// npm run destroy: takes the quick-start down. The emulator's data, the stack's history and the engine stay.
import { runScript } from "./failure.mjs";
import { quickStartExists, withQuickStart } from "./quick-start.mjs";

await runScript(async () => {
  if (!quickStartExists()) {
    console.log("There is nothing to take down: npm start has not run in this checkout.");
    return;
  }
  await withQuickStart(async (pulumi) => {
    const failure = "The quick-start could not be taken down, see above.";
    await pulumi("destroy", ["--yes", "--skip-preview"], failure);
  });
});
