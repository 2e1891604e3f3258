// Starts `precept lsp` and connects the editor to it. Everything that the extension knows of the language, but for
// colours, the server tells it.
"use strict";

const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

let client;

/** The server's command. What a workspace says counts only where the user trusts it; VS Code sees to that. */
function command() {
  return vscode.workspace.getConfiguration("precept").get("server.path") || "precept";
}

/** Documents of a project are checked as they are typed; elsewhere JSON and YAML are none of the server's business. */
const kSelector = [
  { scheme: "file", language: "precept" },
  { scheme: "untitled", language: "precept" },
  { scheme: "file", language: "json" },
  { scheme: "file", language: "yaml" },
];

async function start(context) {
  const executable = { command: command(), args: ["lsp"], transport: TransportKind.stdio };
  client = new LanguageClient("precept", "Precept", { run: executable, debug: executable }, {
    documentSelector: kSelector,
    synchronize: { fileEvents: vscode.workspace.createFileSystemWatcher("**/*.{precept,lock,csv,po,toml}") },
  });
  try {
    await client.start();
  } catch (failure) {
    vscode.window.showErrorMessage(
      `Precept: \`${command()} lsp\` could not be started (${failure.message}). Install precept, or set precept.server.path.`);
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running && running.isRunning()) await running.stop();
}

exports.activate = async function (context) {
  context.subscriptions.push(vscode.commands.registerCommand("precept.restart", async () => {
    await stop();
    await start(context);
  }));
  await start(context);
};

exports.deactivate = stop;
