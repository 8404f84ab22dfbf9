import { vi } from "vitest";
import { Connectors } from "../../../provider/api/connectors";
import { path } from "../../../provider/http/path";
import { LostResponseError, ServiceError } from "../../../provider/http/serviceError";
import { lifecycle } from "../../../provider/lifecycle";
import type { Definition } from "../../../provider/lifecycle/definition";
import type { ResourceApi } from "../../../provider/lifecycle/resourceApi";
import { azurePrivateEndpointApproval } from "../../../provider/resources/azurePrivateEndpointApproval";
import { baseConnection } from "../../../provider/resources/baseConnection";
import { waitForAuthoring } from "../../../provider/resources/flow/interactiveAuthoring";
import { madconnectConnection } from "../../../provider/resources/madconnectConnection";
import type { JsonObject } from "../../../provider/values/json";
import { fakeApi, plainDefinition } from "../fakeApi";
import { scope } from "../session";
import { type Bed, madconnect, requestWaits, type Wait } from "./requestWaits";

const never = new Promise<never>(() => {});
const post = { method: "POST", path: "/entities" } as const;
const lost = new LostResponseError(post, "silence");
const place = { ...scope };
const recorded: JsonObject = { ...place, name: "n", etag: '"1"' };

const steps = ({ session }: Bed, definition: Definition) =>
  lifecycle(
    async () => definition,
    () => session,
  );
const plain = (calls: Partial<ResourceApi>, special: Partial<Definition> = {}) =>
  plainDefinition(fakeApi(calls), special);

const endpointId = "2c699a1e-4fbb-4e14-8b1a-0d0f6d8b2a11";
const account = "/subscriptions/s/resourceGroups/g/providers/Microsoft.Storage/storageAccounts/a";
const approval = {
  ...place,
  privateEndpointId: endpointId,
  targetResourceId: account,
  timeoutSeconds: 1_800,
};
const connection = {
  id: `${account}/privateEndpointConnections/c`,
  properties: {
    privateEndpoint: {
      id: "/subscriptions/x/resourceGroups/y/providers/Microsoft.Network/privateEndpoints/2c699a1e-4fbb-4e14-8b1a-0d0f6d8b2a11",
    },
    privateLinkServiceConnectionState: { status: "Approved" },
    provisioningState: "Succeeded",
  },
};
const overPrivateLink = {
  ...place,
  name: "n",
  connectionSpec: { id: "c", version: "1.0" },
  auth: { specName: "s", params: { usePrivateLink: true } },
};
const leaving = { id: "f", label: "flow f", leaving: true };
const inUse = new ServiceError(
  { method: "DELETE", path: "/connections/a" },
  { status: 400, body: { type: "https://ns.adobe.com/aep/errors/FLOW-1418-400" } },
);

/** Every wait, retry and poll of the provider. */
export const waits: readonly Wait[] = [
  ...requestWaits,
  {
    name: "an entity whose create response was lost",
    run: (bed) =>
      steps(bed, plain({ create: () => Promise.reject(lost), list: async () => [] })).create(
        bed.call,
        recorded,
      ),
    purpose: /while waiting for the entity "n" to appear/,
  },
  {
    name: "a later look at such an entity",
    passing: { sleeps: 2, time: 2_000 },
    run: (bed) =>
      steps(bed, plain({ create: () => Promise.reject(lost), list: async () => [] })).create(
        bed.call,
        recorded,
      ),
    purpose: /while waiting for the entity "n" to appear/,
  },
  {
    name: "the service's time at the turn of a second",
    passing: { sleeps: 1, time: 500 },
    run: (bed) => {
      const { session } = bed;
      const range = (local: number) => ({ earliest: local, latest: local + 800 });
      vi.spyOn(session, "platformTime").mockImplementation(range);
      const list = async () => [{ id: "a", name: "n", createdAt: session.clock.now() }];
      return steps(bed, plain({ create: () => Promise.reject(lost), list })).create(bed.call, recorded);
    },
    purpose: /while waiting for the entity "n" to appear/,
  },
  {
    name: "the POST of an entity that looks the same",
    boundElsewhere: true,
    passing: { sleeps: 1, time: 500 },
    run: (bed) => {
      let posts = 0;
      const create = () => (posts++ === 0 ? never : Promise.reject(lost));
      const two = steps(bed, plain({ create, list: async () => [] }));
      void two.create(bed.free, recorded).catch(() => {});
      return two.create(bed.call, recorded);
    },
    purpose: /while waiting for the entity "n" to appear/,
  },
  {
    name: "its turn among entities with one name",
    boundElsewhere: true,
    run: (bed) => {
      const two = steps(bed, plain({ create: () => never }, { createsWithoutId: true }));
      void two.create(bed.free, recorded).catch(() => {});
      return two.create(bed.call, recorded);
    },
    purpose: /creation of another entity/,
  },
  {
    name: "the users of an entity to be deleted",
    run: (bed) =>
      steps(bed, plain({ delete: () => Promise.reject(inUse), users: async () => [leaving] })).delete(
        bed.call,
        "a",
        recorded,
      ),
    purpose: /entity a to be no longer in use/,
  },
  {
    name: "another read of an entity that is gone",
    run: (bed) => steps(bed, plain({ read: async () => undefined })).read(bed.call, "a", recorded),
    purpose: /another read of the entity a/,
  },
  {
    name: "a list that reads share",
    boundElsewhere: true,
    run: (bed) => {
      const listing = {
        collection: path`/entities`,
        idKey: "id",
        pages: () => ({ next: () => never }) as never,
      };
      const shared = steps(bed, plainDefinition({ ...fakeApi({ read: () => never }), listing }));
      for (const id of ["a", "b", "c", "d"]) {
        void shared.read(bed.free, id, recorded);
      }
      return shared.read(bed.call, "e", recorded);
    },
    purpose: /list that shows e/,
  },
  {
    name: "interactive authoring",
    responds: () => ({ status: "enabling" }),
    run: (bed) => steps(bed, baseConnection as Definition).create(bed.call, overPrivateLink),
    purpose: /interactive authoring in sandbox dev/,
  },
  {
    name: "interactive authoring in a function of a program",
    responds: () => ({ status: "enabling" }),
    run: ({ session, call }) =>
      waitForAuthoring(new Connectors(session.gateway("aep", call), scope), { session, scope, call }),
    purpose: /interactive authoring in sandbox dev/,
  },
  {
    name: "interactive authoring that another resource enables",
    boundElsewhere: true,
    responds: () => undefined,
    run: (bed) => {
      const two = steps(bed, baseConnection as Definition);
      void two.create(bed.free, overPrivateLink).catch(() => {});
      return two.create(bed.call, overPrivateLink);
    },
    purpose: /interactive authoring/,
  },
  {
    name: "a connection to approve",
    responds: ({ url }) =>
      url.pathname.startsWith("/data/") ? { items: [{ id: endpointId, state: "Pending" }] } : { value: [] },
    run: (bed) => steps(bed, azurePrivateEndpointApproval as Definition).create(bed.call, approval),
    purpose: /its connection to appear on a/,
  },
  {
    name: "an approval",
    responds: ({ url }) =>
      url.pathname.startsWith("/data/")
        ? { items: [{ id: endpointId, state: "Pending" }] }
        : url.pathname.endsWith("/c")
          ? connection
          : { value: [connection] },
    run: (bed) => steps(bed, azurePrivateEndpointApproval as Definition).create(bed.call, approval),
    id: connection.id,
    purpose: /show it as approved/,
  },
  {
    name: "an approval by someone else",
    responds: () => ({ items: [{ id: endpointId, state: "Pending" }] }),
    run: (bed) =>
      steps(bed, azurePrivateEndpointApproval as Definition).create(bed.call, {
        ...approval,
        approve: false,
      }),
    id: endpointId,
    purpose: /the owner of the Azure resource to approve it/,
  },
  {
    name: "a base connection to be initialized",
    responds: () => ({ id: "b", etag: '"1"', items: [{ id: "b", state: "initializing" }] }),
    run: (bed) =>
      steps(bed, baseConnection as Definition).create(bed.call, {
        ...place,
        name: "n",
        connectionSpec: { id: "c", version: "1.0" },
      }),
    id: "b",
    purpose: /base connection "n" \(b\) in sandbox dev to be initialized/,
  },
  {
    name: "the status of a MadConnect connection",
    config: madconnect,
    responds: ({ url, method }) => {
      if (url.pathname.endsWith("client-token")) {
        return { accessToken: "t", expiry: 3_600 };
      }
      const one = { id: "m", name: "n", status: "In-progress" };
      return { statusCode: 0, response: method === "GET" && url.pathname.endsWith("connections") ? [] : one };
    },
    run: (bed) =>
      steps(bed, madconnectConnection as Definition).create(bed.call, {
        name: "n",
        srcConnectorId: "s",
        destConnectorId: "d",
        status: "active",
      }),
    id: "m",
    purpose: /MadConnect connection m to become active/,
  },
  ...(["create", "update"] as const).map(
    (step): Wait => ({
      name: `the end state after ${step}`,
      run: (bed) => {
        const all = steps(
          bed,
          plain(
            { create: async () => ({ id: "a", outputs: {} }), update: async () => ({}) },
            {
              reachEndState: async (_id, _wanted, _outputs, { session, call }) => {
                await session.pause(call, 1_000, "it");
                return {};
              },
            },
          ),
        );
        return step === "create"
          ? all.create(bed.call, recorded)
          : all.update(bed.call, "a", recorded, { ...recorded, name: "m" });
      },
      id: "a",
      purpose: /for it/,
    }),
  ),
];
