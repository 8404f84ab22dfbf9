import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderClient } from "@pulumi/pulumi/proto/provider_grpc_pb";
import * as messages from "@pulumi/pulumi/proto/provider_pb";
import { Status } from "@pulumi/pulumi/proto/status_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";
import { keepEvidence } from "../evidence";
import { checkout } from "../installedPackage";
import { failureWithProperty } from "./checkFailure";

/** Properties of a resource, in clear. */
export type Properties = Record<string, unknown>;

/** Name of a kind of resource in its provider reference. */
export type Kind = string;

/** A create or update that left an incomplete resource. */
export class PartialCreateError extends Error {
  constructor(
    message: string,
    readonly id: string,
    readonly properties: Properties,
  ) {
    super(message);
  }
}

/**
 * The real dynamic-provider host process, called over gRPC as the engine calls it. Serialization, provider references
 * and incomplete resources behave as under the engine, at the speed of unit tests.
 */
export class ProviderHost {
  readonly #process: ChildProcess;
  readonly #client: ResourceProviderClient;
  #output: string;

  private constructor(process: ChildProcess, client: ResourceProviderClient, output: string) {
    this.#process = process;
    this.#client = client;
    this.#output = output;
    process.stdout?.on("data", (chunk) => keepEvidence("host-output", String(chunk)));
    process.stderr?.on("data", (chunk) => {
      keepEvidence("host-output", String(chunk));
      this.#output += chunk;
    });
  }

  /** Starts a host in this checkout, so that its references load the built package. */
  static async start(
    config: Record<string, string>,
    environment: Record<string, string> = {},
    engine = "127.0.0.1:0",
  ): Promise<ProviderHost> {
    const program = require.resolve("@pulumi/pulumi/cmd/dynamic-provider");
    // The provider writes notes there, which must not affect other tests. The folder of the run is removed after it.
    const PULUMI_HOME = environment.PULUMI_HOME ?? (await mkdtemp(path.join(tmpdir(), "pulumi-aep-home-")));
    const child = spawn(process.execPath, [program, engine], {
      cwd: checkout,
      env: { PATH: process.env.PATH, TMPDIR: process.env.TMPDIR, ...environment, PULUMI_HOME },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const [port] = (await once(child.stdout, "data")) as [Buffer];
    const client = new ResourceProviderClient(
      `127.0.0.1:${port.toString().trim()}`,
      grpc.credentials.createInsecure(),
    );
    const host = new ProviderHost(child, client, "");
    const request = new messages.ConfigureRequest();
    request.setArgs(Struct.fromJavaScript(config));
    await host.#call<messages.ConfigureResponse>((response) => client.configure(request, response));
    return host;
  }

  /** The output of the process so far, which the engine shows to the user. */
  get output(): string {
    return this.#output;
  }

  /** Checks new inputs against old ones. */
  async check(
    kind: Kind,
    olds: Properties,
    news: Properties,
    urn = "",
  ): Promise<{ inputs: Properties; failures: { property: string; reason: string }[] }> {
    const request = new messages.CheckRequest();
    request.setUrn(urn);
    request.setOlds(struct(olds));
    request.setNews(struct(withReference(kind, news)));
    const response = await this.#call<messages.CheckResponse>((done) => this.#client.check(request, done));
    keepEvidence("check-failures", response.getFailuresList().map(String).join("\n"));
    return {
      inputs: properties(response.getInputs()),
      failures: response
        .getFailuresList()
        .map((failure) =>
          failureWithProperty({ property: failure.getProperty(), reason: failure.getReason() }),
        ),
    };
  }

  /** Compares recorded outputs with new inputs. */
  async diff(
    kind: Kind,
    id: string,
    olds: Properties,
    news: Properties,
  ): Promise<{ changes: boolean; replaces: string[]; deleteBeforeReplace: boolean }> {
    const request = new messages.DiffRequest();
    request.setId(id);
    request.setOlds(struct(withReference(kind, olds)));
    request.setNews(struct(withReference(kind, news)));
    const response = await this.#call<messages.DiffResponse>((done) => this.#client.diff(request, done));
    return {
      changes: response.getChanges() === messages.DiffResponse.DiffChanges.DIFF_SOME,
      replaces: response.getReplacesList(),
      deleteBeforeReplace: response.getDeletebeforereplace(),
    };
  }

  /** Creates a resource. The engine always sends a URN. */
  async create(kind: Kind, inputs: Properties, urn = ""): Promise<{ id: string; outputs: Properties }> {
    const request = new messages.CreateRequest();
    request.setUrn(urn);
    request.setProperties(struct(withReference(kind, inputs)));
    const response = await this.#call<messages.CreateResponse>((done) => this.#client.create(request, done));
    return { id: response.getId(), outputs: properties(response.getProperties()) };
  }

  /** Reads a resource; `undefined` when it is gone. */
  async read(kind: Kind, id: string, recorded: Properties = {}): Promise<Properties | undefined> {
    return (await this.refresh(kind, id, recorded))?.outputs;
  }

  /** Reads a resource with its inputs, if the provider returns any; `undefined` when it is gone. */
  async refresh(
    kind: Kind,
    id: string,
    recorded: Properties,
  ): Promise<{ outputs: Properties; inputs: Properties | undefined } | undefined> {
    const request = new messages.ReadRequest();
    request.setId(id);
    request.setProperties(struct(withReference(kind, recorded)));
    const response = await this.#call<messages.ReadResponse>((done) => this.#client.read(request, done));
    if (response.getId() === "") {
      return undefined;
    }
    const inputs = response.hasInputs() ? properties(response.getInputs()) : undefined;
    return { outputs: properties(response.getProperties()), inputs };
  }

  /** Updates a resource. */
  async update(kind: Kind, id: string, olds: Properties, news: Properties): Promise<Properties> {
    const request = new messages.UpdateRequest();
    request.setId(id);
    request.setOlds(struct(withReference(kind, olds)));
    request.setNews(struct(withReference(kind, news)));
    const response = await this.#call<messages.UpdateResponse>((done) => this.#client.update(request, done));
    return properties(response.getProperties());
  }

  /** Deletes a resource. */
  async delete(kind: Kind, id: string, recorded: Properties): Promise<void> {
    const request = new messages.DeleteRequest();
    request.setId(id);
    request.setProperties(struct(withReference(kind, recorded)));
    await this.#call((done) => this.#client.delete(request, done));
  }

  /** Closes the connection, as a killed engine does. */
  disconnect(): void {
    this.#client.close();
  }

  /** Resolves with the exit code once the process has ended by itself. */
  async ended(): Promise<number | null> {
    if (this.#process.exitCode === null) {
      await once(this.#process, "exit");
    }
    return this.#process.exitCode;
  }

  /** Sends a signal to the process, and resolves with the signal that ended it. */
  async signal(signal: NodeJS.Signals): Promise<NodeJS.Signals | null> {
    const exited = once(this.#process, "exit");
    this.#process.kill(signal);
    await exited;
    return this.#process.signalCode;
  }

  /** Ends the process. */
  async stop(): Promise<void> {
    this.#client.close();
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) {
      return;
    }
    this.#process.kill("SIGKILL");
    await once(this.#process, "exit");
  }

  #call<Response>(
    send: (done: (error: grpc.ServiceError | null, response: Response) => void) => void,
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      send((error, response) => (error === null ? resolve(response) : reject(readError(error))));
    });
  }
}

function withReference(kind: Kind, values: Properties): Properties {
  const reference = `exports.handler = () => require("module").createRequire(process.cwd() + "/")("pulumi-aep/provider").${kind};`;
  return { ...values, __provider: reference };
}

function struct(values: Properties): Struct {
  return Struct.fromJavaScript(values as Record<string, JavaScriptValue>);
}

function properties(values: Struct | undefined): Properties {
  const { __provider, ...own } = values?.toJavaScript() ?? {};
  return own;
}

// An incomplete resource is part of the error, in gRPC's details.
function readError(error: grpc.ServiceError): Error {
  keepEvidence("host-error", `${error.message}\n${error.details}`);
  const packed = error.metadata.get("grpc-status-details-bin")[0];
  if (!(packed instanceof Buffer)) {
    return new Error(error.details);
  }
  for (const detail of Status.deserializeBinary(packed).getDetailsList()) {
    const incomplete = messages.ErrorResourceInitFailed.deserializeBinary(detail.getValue_asU8());
    const kept = incomplete.getProperties()?.toJavaScript() ?? {};
    return new PartialCreateError(error.details, incomplete.getId(), kept as Properties);
  }
  return new Error(error.details);
}
