"use strict";
// Shows /openapi.json to a person and lets him ask. Nothing is fetched from elsewhere, and text is never written as markup.

const make = (tag, text, attributes = {}) => {
  const element = document.createElement(tag);
  if (text) element.textContent = text;
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  return element;
};

const schemaOf = (parameter) => (parameter.schema.anyOf || [parameter.schema]).find((each) => each.type !== "null") || parameter.schema;

const inputFor = (parameter) => {
  const schema = schemaOf(parameter);
  const choices = schema.enum || (schema.type === "boolean" ? ["false", "true"] : null);
  if (choices) {
    const select = make("select", "", { name: parameter.name });
    select.append(make("option", "", { value: "" }), ...choices.map((each) => make("option", each, { value: each })));
    return select;
  }
  const example = (parameter.schema.examples || schema.examples || [])[0];
  const shown = parameter.schema.default ?? example ?? "";
  return make("input", "", { name: parameter.name, placeholder: typeof shown === "object" ? "" : String(shown) });
};

const addressOf = (path, parameters, form) => {
  const query = new URLSearchParams();
  let address = path;
  for (const parameter of parameters) {
    const value = form.elements[parameter.name]?.value.trim();
    if (parameter.in === "path") address = address.replace(`{${parameter.name}}`, encodeURIComponent(value || ""));
    else if (parameter.in === "query" && value) query.set(parameter.name, value);
  }
  return query.size ? `${address}?${query}` : address;
};

const headers = () => {
  const said = {};
  const key = document.getElementById("key").value.trim();
  const purpose = document.getElementById("purpose").value.trim();
  if (key) said["X-API-Key"] = key;
  if (purpose) said["X-Purpose"] = purpose;
  return said;
};

const ask = async (method, address, sent, output) => {
  output.textContent = `${method} ${address}\n…`;
  const said = sent === undefined ? headers() : { ...headers(), "Content-Type": "application/json" };
  const response = await fetch(address, { method, headers: said, body: sent });
  const text = await response.text();
  let body = text;
  try { body = JSON.stringify(JSON.parse(text), null, 2); } catch { /* metrics are plain text */ }
  output.textContent = `${method} ${address}\n${response.status}\n\n${body}`;
};

const operation = (path, name, spec) => {
  const method = name.toUpperCase();
  const box = make("details");
  const summary = make("summary");
  summary.append(make("code", `${method} ${path}`), make("span", (spec.description || "").split("\n")[0]));
  const form = make("form");
  const parameters = (spec.parameters || []).filter((each) => each.in !== "header");
  for (const parameter of parameters) {
    const label = make("label");
    label.append(make("span", parameter.name + (parameter.required ? " *" : "")), inputFor(parameter));
    label.append(make("small", parameter.description || parameter.schema.description || ""));
    form.append(label);
  }
  if (spec.requestBody) {
    const label = make("label");
    label.append(make("span", "body *"), make("textarea", "", { name: "body", rows: 6, placeholder: "{…}" }));
    form.append(label);
  }
  const output = make("pre");
  output.hidden = true;
  form.append(make("button", "查询 Ask", { type: "submit" }), output);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    output.hidden = false;
    const sent = spec.requestBody ? form.elements.body.value : undefined;
    ask(method, addressOf(path, parameters, form), sent, output).catch((error) => { output.textContent = String(error); });
  });
  box.append(summary, form);
  return box;
};

const show = (api) => {
  document.getElementById("about").textContent = api.info.description;
  const main = document.getElementById("operations");
  for (const tag of api.tags) {
    const all = Object.entries(api.paths).flatMap(([path, item]) => Object.entries(item).map(([name, spec]) => [path, name, spec]));
    const tagged = all.filter(([, , spec]) => spec.tags?.includes(tag.name));
    if (tagged.length) main.append(make("h2", `${tag.name} · ${tag.description}`), ...tagged.map((each) => operation(...each)));
  }
};

fetch("/openapi.json").then((response) => response.json()).then(show);
