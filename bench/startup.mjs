import { spawn } from "node:child_process";
import { once } from "node:events";
import { createRequire } from "node:module";
import { promisify } from "node:util";
import grpc from "@grpc/grpc-js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import structs from "google-protobuf/google/protobuf/struct_pb.js";
import { checkout, withCommands } from "../scripts/paths.mjs";

const program = createRequire(import.meta.url).resolve("@pulumi/pulumi/cmd/dynamic-provider");

/** @param {string} file @param {string} kind */
const reference = (file, kind) =>
  `exports.handler = () => require("module").createRequire(process.cwd() + "/")("${file}").${kind};`;

const references = {
  aep: reference("pulumi-aep/provider", "targetConnection"),
  bare: reference("./bench/programs/bareProvider.cjs", "targetConnections"),
};

/**
 * Measures the milliseconds from the start of a provider host to the response to its first check.
 * @param {keyof typeof references} subject
 */
export async function startUp(subject) {
  const began = performance.now();
  const host = spawn("node", [program, "127.0.0.1:0"], {
    cwd: checkout,
    env: withCommands(),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(host, "exit");
  const [port] = await once(host.stdout, "data");
  const client = new services.ResourceProviderClient(
    `127.0.0.1:${String(port).trim()}`,
    grpc.credentials.createInsecure(),
  );
  try {
    const configuration = new messages.ConfigureRequest();
    configuration.setArgs(structs.Struct.fromJavaScript({ "aep:orgId": "o@AdobeOrg", "aep:clientId": "c" }));
    await promisify(client.configure.bind(client))(configuration);
    const check = new messages.CheckRequest();
    check.setOlds(structs.Struct.fromJavaScript({}));
    const inputs = { connectionSpec: { id: "i" }, data: {}, __provider: references[subject] };
    check.setNews(structs.Struct.fromJavaScript(inputs));
    await promisify(client.check.bind(client))(check);
    return performance.now() - began;
  } finally {
    client.close();
    host.kill();
    await ended;
  }
}
