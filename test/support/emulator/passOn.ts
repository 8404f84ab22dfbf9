import { answer, type Treatment } from "../localServer";

/** Responds as the emulator at this origin does. */
export function passOn(origin: string): Treatment {
  return async (response, { method, url, headers, body }) => {
    const { host: _host, connection: _connection, "content-length": _length, ...others } = headers;
    const request = { method, headers: others as Record<string, string> };
    const received = await fetch(origin + url, body === "" ? request : { ...request, body });
    answer(received.status, await received.json())(response, { method, url, headers, body });
  };
}
