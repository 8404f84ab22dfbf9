import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import grpc from "@grpc/grpc-js";
import { expect, it, onTestFinished } from "vitest";

/** A script that starts the stand-in, prints its address, and keeps running. */
const script = `
  import { startAzureNative } from "./scripts/azure-native-process.mjs";
  console.log((await startAzureNative(process.env)).debugProviders);
  setInterval(() => {}, 1_000);
`;

it("listens for the engine, and ends when the script that started it is killed", async () => {
  const parent = spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void parent.kill("SIGKILL"));
  const [line] = await once(createInterface({ input: parent.stdout }), "line");
  expect(line).toMatch(/^azure-native:\d+$/);

  const { credentials, connectivityState } = grpc;
  const channel = new grpc.Channel(`127.0.0.1:${line.split(":")[1]}`, credentials.createInsecure(), {});
  onTestFinished(() => channel.close());
  await stateOf(channel, (state) => state === connectivityState.READY);
  parent.kill("SIGKILL");
  await stateOf(channel, (state) => state !== connectivityState.READY);
  channel.getConnectivityState(true);
  await stateOf(channel, (state) => state === connectivityState.TRANSIENT_FAILURE);
});

/** Waits until a channel is in a state. */
async function stateOf(channel: grpc.Channel, isWanted: (state: grpc.connectivityState) => boolean) {
  let state = channel.getConnectivityState(true);
  while (!isWanted(state)) {
    await new Promise((settle) => channel.watchConnectivityState(state, Date.now() + 120_000, settle));
    state = channel.getConnectivityState(true);
  }
}
