import { useEffect, useRef } from "preact/hooks";
import { Contents } from "./contents/contents";
import { ControlsView } from "./controls/controls";
import { EntityView } from "./entity/entity";
import { GraphView } from "./graph/graph";
import { Header } from "./parts/header";
import { Notice } from "./parts/notice";
import { RequestsView } from "./requests/requests";
import { route } from "./route";
import { overview } from "./state";
import "./console.css";

const views = {
  contents: { title: "Contents", View: Contents },
  entity: { title: "Entity", View: EntityView },
  graph: { title: "Graph", View: GraphView },
  requests: { title: "Requests", View: RequestsView },
  controls: { title: "Controls", View: ControlsView },
};

/** The whole page. */
export function App() {
  const { view } = route.value;
  const { title, View } = views[view as keyof typeof views] ?? views.contents;
  const main = useRef<HTMLElement>(null);
  const last = useRef(view);
  useEffect(() => {
    document.title = `${title} – AEP emulator`;
    // Keyboards and screen readers continue in the new view, but the first view takes no focus.
    if (last.current !== view) {
      main.current?.focus();
    }
    last.current = view;
  }, [view, title]);
  return (
    <>
      <a class="skip" href={location.hash} onClick={(event) => skip(event, main.current)}>
        Skip to the content
      </a>
      <Header />
      <main ref={main} tabIndex={-1} aria-label={title}>
        {overview.value === undefined ? <p class="empty">Reading the emulator…</p> : <View />}
      </main>
      <Notice />
    </>
  );
}

function skip(event: Event, main: HTMLElement | null): void {
  event.preventDefault();
  main?.focus();
}
