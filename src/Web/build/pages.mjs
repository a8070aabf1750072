// Builds the pages into a folder, as the .NET build asks for them.
//   node build/pages.mjs <folder>    installs the packages of package-lock.json if need be, and builds
//   node build/pages.mjs             installs only
// It ends with 3 where the packages cannot be fetched: that is nobody's fault here, and the store runs without pages.
// Silent when all is well; what went wrong is told line by line in the form that MSBuild shows as errors. Several builds may
// ask at once: packages and generated types are the same folder for all of them, so one goes after the other.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const project = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const installed = path.join(project, "node_modules", ".installed");
const lock = path.join(tmpdir(), `orleansstore-web-${hash(project).slice(0, 16)}.lock`);

await locked(async () => {
  await install();
  const target = process.argv[2];
  if (target) await build(path.resolve(target));
});

/** The packages exactly as locked, again only when the lock changed. */
async function install() {
  const wanted = hash(readFileSync(path.join(project, "package-lock.json")));
  if (existsSync(installed) && readFileSync(installed, "utf8") === wanted) return;
  const { code, said } = await npm(["ci", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error"], {});
  if (code !== 0) {
    // Plain lines, which nothing takes for errors of the build.
    for (const line of linesOf(said)) console.log(line.replace(/\berror\b/gi, "failure"));
    end(3);
  }

  mkdirSync(path.dirname(installed), { recursive: true });
  writeFileSync(installed, wanted);
}

/** Nobody sees half of them: they are moved to their place when all are there. */
async function build(target) {
  const [fresh, old] = [`${target}.new`, `${target}.old`];
  for (const leftover of [fresh, old]) rmSync(leftover, { recursive: true, force: true });
  const { code, said } = await npm(["run", "--silent", "build"], { WEB_OUT: fresh });
  if (code !== 0) fail("npm run build", said);
  if (!existsSync(path.join(fresh, "index.html"))) fail("npm run build", `made no index.html in ${fresh}`);
  if (existsSync(target)) renameSync(target, old);
  renameSync(fresh, target);
  rmSync(old, { recursive: true, force: true });
}

async function npm(args, environment) {
  const said = [];
  const code = await new Promise((done) => {
    // Windows knows npm as a command file, which only a shell starts.
    const child = spawn("npm", args, { cwd: project, shell: process.platform === "win32", env: { ...process.env, ...environment, NO_COLOR: "1", FORCE_COLOR: "0" } });
    for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => said.push(text));
    child.on("error", (error) => (said.push(String(error)), done(1)));
    child.on("close", done);
  });
  return { code, said: said.join("") };
}

function fail(what, said) {
  const lines = linesOf(said);
  // The type checker's lines are errors with a place as they are.
  const placed = lines.filter((line) => /\(\d+,\d+\): error /.test(line));
  for (const line of placed.length > 0 ? placed : lines.slice(0, 40)) console.log(placed.length > 0 ? line : `${what} : error WEB0001: ${line}`);
  end(1);
}

function linesOf(said) {
  return said.split(/\r?\n/).map((line) => line.trimEnd()).filter(Boolean);
}

function end(code) {
  release();
  process.exit(code);
}

async function locked(work) {
  while (!(await take())) await wait(100);
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => end(1));
  try {
    await work();
  } finally {
    release();
  }
}

async function take() {
  const left = existsSync(lock) && !isHeld();
  if (left) rmSync(lock, { force: true });
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
  } catch (error) {
    if (error.code === "EEXIST") return false;
    throw error;
  }
  // Two may have found the same one left behind, and the second one removed what the first one made since.
  if (left) await wait(200);
  return existsSync(lock) && readFileSync(lock, "utf8") === String(process.pid);
}

/** Whether who made the lock still lives. */
function isHeld() {
  try {
    const holder = Number(readFileSync(lock, "utf8"));
    // One that is just being written has no number yet.
    if (holder === 0) return Date.now() - statSync(lock).mtimeMs < 10_000;
    process.kill(holder, 0);
    return true;
  } catch (error) {
    return error.code === "EPERM";
  }
}

function wait(milliseconds) {
  return new Promise((wake) => setTimeout(wake, milliseconds));
}

function release() {
  rmSync(lock, { force: true });
}

function hash(text) {
  return createHash("sha256").update(text).digest("hex");
}
