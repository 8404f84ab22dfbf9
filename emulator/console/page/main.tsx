import { render } from "preact";
import { App } from "./app";
import { connect } from "./state";

const page = document.getElementById("page");
if (page !== null) {
  render(<App />, page);
}
connect();
