import grpc from "@grpc/grpc-js";
import type plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { onTestFinished } from "vitest";
import { startServer } from "./server.mjs";
import type { Properties } from "./values.mjs";

type Callback<Message> = (error: grpc.ServiceError | null, response: Message) => void;

/** Calls the stand-in over gRPC as the engine does. */
export class Engine {
  readonly #client: services.ResourceProviderClient;

  private constructor(port: number) {
    this.#client = new services.ResourceProviderClient(
      `127.0.0.1:${port}`,
      grpc.credentials.createInsecure(),
    );
  }

  /** Starts a stand-in for the running test and configures it. */
  static async start(
    environment: Record<string, string>,
    config: Record<string, string> = {},
  ): Promise<Engine> {
    const server = await startServer(environment);
    const engine = new Engine(server.port);
    onTestFinished(() => {
      engine.#client.close();
      server.stop();
    });
    const request = new messages.ConfigureRequest();
    for (const [key, value] of Object.entries(config)) {
      request.getVariablesMap().set(`azure-native:config:${key}`, value);
    }
    await call<messages.ConfigureResponse>((done) => engine.#client.configure(request, done));
    return engine;
  }

  async version() {
    const info = await call<plugin.PluginInfo>((done) => this.#client.getPluginInfo(new empty.Empty(), done));
    return info.getVersion();
  }

  async check(urn: string, news: Properties, olds: Properties = {}, seed = "a seed") {
    const request = new messages.CheckRequest()
      .setUrn(urn)
      .setNews(structOf(news))
      .setOlds(structOf(olds))
      .setRandomseed(Buffer.from(seed));
    const response = await call<messages.CheckResponse>((done) => this.#client.check(request, done));
    const failures = response.getFailuresList().map((failure) => failure.getReason());
    return { inputs: valuesOf(response.getInputs()), failures };
  }

  async diff(urn: string, oldInputs: Properties, news: Properties) {
    const request = new messages.DiffRequest()
      .setUrn(urn)
      .setOldInputs(structOf(oldInputs))
      .setNews(structOf(news));
    const response = await call<messages.DiffResponse>((done) => this.#client.diff(request, done));
    return {
      changes: response.getDiffsList(),
      any: response.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME,
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  async create(urn: string, inputs: Properties, preview = false) {
    const request = new messages.CreateRequest()
      .setUrn(urn)
      .setProperties(structOf(inputs))
      .setPreview(preview);
    const response = await call<messages.CreateResponse>((done) => this.#client.create(request, done));
    return { id: response.getId(), outputs: valuesOf(response.getProperties()) };
  }

  async read(urn: string, id: string, recorded?: { inputs: Properties; outputs: Properties }) {
    const request = new messages.ReadRequest().setUrn(urn).setId(id);
    if (recorded) {
      request.setInputs(structOf(recorded.inputs)).setProperties(structOf(recorded.outputs));
    }
    const response = await call<messages.ReadResponse>((done) => this.#client.read(request, done));
    const [inputs, outputs] = [valuesOf(response.getInputs()), valuesOf(response.getProperties())];
    return response.getId() === "" ? undefined : { inputs, outputs };
  }

  async update(urn: string, id: string, olds: Properties, news: Properties, preview = false) {
    const request = new messages.UpdateRequest()
      .setUrn(urn)
      .setId(id)
      .setOlds(structOf(olds))
      .setNews(structOf(news))
      .setPreview(preview);
    const response = await call<messages.UpdateResponse>((done) => this.#client.update(request, done));
    return valuesOf(response.getProperties());
  }

  async delete(urn: string, id: string): Promise<void> {
    const request = new messages.DeleteRequest().setUrn(urn).setId(id);
    await call((done) => this.#client.delete(request, done));
  }

  async invoke(token: string, args: Properties) {
    const request = new messages.InvokeRequest().setTok(token).setArgs(structOf(args));
    const response = await call<messages.InvokeResponse>((done) => this.#client.invoke(request, done));
    return valuesOf(response.getReturn());
  }
}

function call<Message>(send: (done: Callback<Message>) => void): Promise<Message> {
  return new Promise((settle, reject) => {
    send((error, response) => (error === null ? settle(response) : reject(error)));
  });
}

function structOf(values: Properties): struct.Struct {
  return struct.Struct.fromJavaScript(values as Record<string, struct.JavaScriptValue>);
}

function valuesOf(values: struct.Struct | undefined): Properties {
  return values?.toJavaScript() ?? {};
}
