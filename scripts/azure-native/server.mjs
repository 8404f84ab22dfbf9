import { createRequire } from "node:module";
import grpc from "@grpc/grpc-js";
import plugin from "@pulumi/pulumi/proto/plugin_pb.js";
import services from "@pulumi/pulumi/proto/provider_grpc_pb.js";
import messages from "@pulumi/pulumi/proto/provider_pb.js";
import empty from "google-protobuf/google/protobuf/empty_pb.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import { messageOf } from "../failure.mjs";
import { AzureNative } from "./provider.mjs";

/** @typedef {import("./values.mjs").Properties} Properties */

// The engine warns about a plugin that is older than the package the program imports, or that has no version.
const { version } = createRequire(import.meta.url)("@pulumi/azure-native/package.json");

const { DIFF_NONE, DIFF_SOME } = messages.DiffResponse.DiffChanges;
const { ADD, ADD_REPLACE, DELETE, DELETE_REPLACE, UPDATE, UPDATE_REPLACE } = messages.PropertyDiff.Kind;
const inPlace = { add: ADD, delete: DELETE, update: UPDATE };
const byReplacement = { add: ADD_REPLACE, delete: DELETE_REPLACE, update: UPDATE_REPLACE };

/**
 * Serves the stand-in on a free port of the loopback interface.
 * @param {NodeJS.ProcessEnv} environment
 * @returns {Promise<{ port: number, stop: () => void }>}
 */
export async function startServer(environment) {
  const server = new grpc.Server({
    "grpc.max_receive_message_length": -1,
    "grpc.max_send_message_length": -1,
  });
  server.addService(services.ResourceProviderService, methodsOf(new AzureNative(environment)));
  const port = await new Promise((settle, reject) => {
    server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : settle(bound),
    );
  });
  return { port, stop: () => server.forceShutdown() };
}

/**
 * The methods that the engine calls. For all others (schema, parameters, components, mappings) gRPC itself responds that they
 * are not implemented.
 * @param {AzureNative} provider
 */
function methodsOf(provider) {
  return {
    ...planningMethods(provider),
    ...changingMethods(provider),
    attach: handler(() => new empty.Empty()),
    // Like the real provider, it does not request secrets: the engine passes plain values and marks outputs that were secret
    // inputs. The results of functions are not secret.
    handshake: handler(() => new messages.ProviderHandshakeResponse()),
    getPluginInfo: handler(() => new plugin.PluginInfo().setVersion(version)),
    checkConfig: handler((/** @type {messages.CheckRequest} */ request) =>
      new messages.CheckResponse().setInputs(request.getNews()),
    ),
    diffConfig: handler(() => new messages.DiffResponse().setChanges(DIFF_NONE)),
    configure: handler((/** @type {messages.ConfigureRequest} */ request) => {
      provider.configure(stackConfig(request));
      return new messages.ConfigureResponse().setSupportspreview(true);
    }),
    cancel: handler(() => new empty.Empty()),
  };
}

/** @param {AzureNative} provider */
function planningMethods(provider) {
  return {
    check: handler(async (/** @type {messages.CheckRequest} */ request) => {
      const { inputs, failures } = await provider.check(
        request.getUrn(),
        valuesOf(request.getOlds()),
        valuesOf(request.getNews()),
        request.getRandomseed_asU8(),
      );
      const listed = failures.map(({ property, reason }) =>
        new messages.CheckFailure().setProperty(property).setReason(reason),
      );
      return new messages.CheckResponse().setInputs(structOf(inputs)).setFailuresList(listed);
    }),
    diff: handler((/** @type {messages.DiffRequest} */ request) => {
      const { changes, replaces, deleteBeforeReplace } = provider.diff(
        request.getUrn(),
        valuesOf(request.getOldInputs()),
        valuesOf(request.getNews()),
      );
      const response = new messages.DiffResponse()
        .setChanges(changes.length > 0 ? DIFF_SOME : DIFF_NONE)
        .setDiffsList(changes.map(({ name }) => name))
        .setReplacesList(replaces)
        .setDeletebeforereplace(deleteBeforeReplace)
        .setHasdetaileddiff(true);
      for (const { name, change, replaces } of changes) {
        const kind = (replaces ? byReplacement : inPlace)[change];
        response.getDetaileddiffMap().set(name, new messages.PropertyDiff().setKind(kind).setInputdiff(true));
      }
      return response;
    }),
  };
}

/** @param {AzureNative} provider */
function changingMethods(provider) {
  return {
    create: handler(async (/** @type {messages.CreateRequest} */ request) => {
      const inputs = valuesOf(request.getProperties());
      if (request.getPreview()) {
        const outputs = provider.preview(request.getUrn(), inputs);
        return new messages.CreateResponse().setProperties(structOf(outputs));
      }
      const { id, outputs } = await provider.create(request.getUrn(), inputs);
      return new messages.CreateResponse().setId(id).setProperties(structOf(outputs));
    }),
    read: handler(async (/** @type {messages.ReadRequest} */ request) => {
      const inputs = request.hasInputs() ? valuesOf(request.getInputs()) : undefined;
      const olds = valuesOf(request.getProperties());
      const found = await provider.read(request.getUrn(), request.getId(), inputs, olds);
      if (!found) {
        return new messages.ReadResponse();
      }
      return new messages.ReadResponse()
        .setId(request.getId())
        .setInputs(structOf(found.inputs))
        .setProperties(structOf(found.outputs));
    }),
    update: handler(async (/** @type {messages.UpdateRequest} */ request) => {
      const inputs = valuesOf(request.getNews());
      const outputs = request.getPreview()
        ? provider.preview(request.getUrn(), inputs, valuesOf(request.getOlds()))
        : await provider.update(request.getUrn(), inputs);
      return new messages.UpdateResponse().setProperties(structOf(outputs));
    }),
    delete: handler(async (/** @type {messages.DeleteRequest} */ request) => {
      await provider.delete(request.getUrn(), request.getId());
      return new empty.Empty();
    }),
    invoke: handler(async (/** @type {messages.InvokeRequest} */ request) => {
      const outputs = await provider.invoke(request.getTok(), valuesOf(request.getArgs()));
      return new messages.InvokeResponse().setReturn(structOf(outputs));
    }),
  };
}

/**
 * @template Request, Response
 * @param {(request: Request) => Response | Promise<Response>} work
 * @returns {grpc.handleUnaryCall<Request, Response>}
 */
function handler(work) {
  return async (call, done) => {
    try {
      done(null, await work(call.request));
    } catch (error) {
      done({ code: grpc.status.UNKNOWN, details: messageOf(error) });
    }
  };
}

/**
 * @param {messages.ConfigureRequest} request
 * @returns {Map<string, string>}
 */
function stackConfig(request) {
  const entries = request.getVariablesMap().toObject();
  return new Map(entries.map(([key, value]) => [key.replace(/^azure-native:config:/, ""), value]));
}

/**
 * @param {struct.Struct | undefined} values
 * @returns {Properties}
 */
function valuesOf(values) {
  return values?.toJavaScript() ?? {};
}

/** @param {Properties} values */
function structOf(values) {
  return struct.Struct.fromJavaScript(/** @type {Record<string, struct.JavaScriptValue>} */ (values));
}
