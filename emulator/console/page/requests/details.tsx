import type { RequestDetails } from "../../protocol";
import { copy } from "../actions";
import { getJson } from "../calls";
import { dateOf, durationOf, statusTone } from "../format";
import { JsonText } from "../parts/json";
import { useLoaded } from "../parts/loaded";
import { hrefOf, route } from "../route";
import { arrived, generation } from "../state";
import { curlOf } from "./curl";

/** One request with its headers and bodies. */
export function RequestPanel({ number }: { number: number }) {
  const isAnswered = arrived.value.some((row) => row.number === number) ? arrived.value.length : 0;
  const { value, error } = useLoaded(
    () => getJson<RequestDetails>(`requests/${number}`),
    String(number),
    generation.value + isAnswered,
  );
  const back = hrefOf("requests", [], route.value.query);
  return (
    <section class="detail" aria-labelledby="request-title">
      <div class="bar">
        <h2 id="request-title">Request {number}</h2>
        <a class="button" href={back}>
          Close
        </a>
      </div>
      {error === undefined ? null : <p class="empty">The log no longer has this request.</p>}
      {value === undefined ? null : <Details request={value} />}
    </section>
  );
}

function Details({ request }: { request: RequestDetails }) {
  const { method, path, template, status, durationMs, fault, time, requestId, headers, body, response } =
    request;
  return (
    <>
      <p class="request-line">
        <span class={`method ${method.toLowerCase()}`}>{method}</span> <code>{path}</code>
      </p>
      <div class="actions">
        <button type="button" onClick={() => void copy(curlOf(request, location.origin), "The curl command")}>
          Copy as curl
        </button>
        <a class="button" href={hrefOf("controls", [], { method, template })}>
          Set a fault for such requests
        </a>
      </div>
      <dl class="facts">
        <dt>Status</dt>
        <dd>
          <span class={`code ${statusTone(status)}`}>{status ?? "no response"}</span>
        </dd>
        <dt>Fault</dt>
        <dd>{fault === null ? "none" : <span class="badge fault">{fault}</span>}</dd>
        <dt>Duration</dt>
        <dd>{durationMs === null ? "–" : durationOf(durationMs)}</dd>
        <dt>Time of the service</dt>
        <dd>{dateOf(time)}</dd>
        <dt>Route</dt>
        <dd>
          <code>{template}</code>
        </dd>
        <dt>Request id</dt>
        <dd>
          <code>{requestId}</code>
        </dd>
      </dl>
      {body === null ? null : (
        <>
          <h3>Request body</h3>
          <JsonText value={body} label="The request body" />
        </>
      )}
      {response === null ? null : (
        <>
          <h3>Response body</h3>
          <JsonText value={response} label="The response body" />
        </>
      )}
      <h3>Request headers</h3>
      <dl class="facts">
        {Object.entries(headers).map(([name, value]) => [
          <dt key={name}>{name}</dt>,
          <dd key={`${name}=`}>{value}</dd>,
        ])}
      </dl>
    </>
  );
}
