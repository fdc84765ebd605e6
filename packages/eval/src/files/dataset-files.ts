import { readdir, stat } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { InputError } from "../input-error.ts";
import { type NamedFile, namedFile } from "./named-file.ts";

/** Where a test collection lies: a folder as BEIR has it, or files of their own; a file named beside a folder takes its part. */
export interface DatasetPaths {
  /** Holds `corpus.jsonl`, `queries.jsonl` and `qrels/SPLIT.tsv`. */
  readonly folder?: string | undefined;
  /** Which judgements of the folder. Default "test". */
  readonly split?: string | undefined;
  /** Judgements, as `readQrels` reads them. */
  readonly qrels?: string | undefined;
  /** `.jsonl` or `.tsv`; not needed where the run brings texts. */
  readonly queries?: string | undefined;
  /** `.jsonl` or `.tsv`; not needed where the run brings texts. */
  readonly corpus?: string | undefined;
  /** The first stage, as `readRun` reads it. */
  readonly run?: string | undefined;
  /** What relative paths start from. Default: the process's working folder. */
  readonly cwd?: string | undefined;
}

/** The files themselves. */
export interface DatasetFiles {
  /** For people. */
  readonly name: string;
  readonly qrels: NamedFile;
  readonly queries?: NamedFile | undefined;
  readonly corpus?: NamedFile | undefined;
  readonly run?: NamedFile | undefined;
}

/** Finds the files of a collection. @throws InputError where the folder lacks one, or judgements are not named at all. */
export async function findDatasetFiles(paths: DatasetPaths): Promise<DatasetFiles> {
  const { folder, qrels, cwd } = paths;
  const named = (path: string | undefined): NamedFile | undefined =>
    path === undefined ? undefined : namedFile(path, cwd);
  const own = { queries: named(paths.queries), corpus: named(paths.corpus), run: named(paths.run) };
  const judgements = named(qrels);
  if (folder === undefined) {
    if (paths.split !== undefined) throw new InputError("a split belongs to a dataset's folder; name the folder too");
    if (!judgements) throw new InputError("no judgements: name a dataset's folder, or the file of judgements (qrels)");
    return { name: nameOf(judgements), qrels: judgements, ...own };
  }
  await checkFolder(namedFile(folder, cwd));
  const within = (file: string): NamedFile => namedFile(join(folder, file), cwd);
  return {
    name: basename(namedFile(folder, cwd ?? process.cwd()).path),
    qrels: judgements ?? (await splitOf(within("qrels"), paths.split)),
    queries: own.queries ?? within("queries.jsonl"),
    corpus: own.corpus ?? within("corpus.jsonl"),
    run: own.run,
  };
}

/** A file of judgements as people know the collection: `scifact/qrels.test` of any/scifact/qrels.test.txt. */
function nameOf({ name }: NamedFile): string {
  return join(basename(dirname(name)), basename(name, extname(name))).replaceAll("\\", "/");
}

async function checkFolder({ path, name }: NamedFile): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (!found) throw new InputError(`${name}: no such folder`);
  if (!found.isDirectory()) throw new InputError(`${name}: is a file; name the dataset's folder, or each of its files`);
}

async function splitOf(folder: NamedFile, split = "test"): Promise<NamedFile> {
  const file = { path: join(folder.path, `${split}.tsv`), name: join(folder.name, `${split}.tsv`) };
  const names = await readdir(folder.path).catch(() => []);
  const splits = names.filter((name) => name.endsWith(".tsv")).map((name) => name.slice(0, -".tsv".length));
  if (splits.includes(split)) return file;
  const there = splits.length === 0 ? "the folder has no judgements" : `the splits are ${splits.sort().join(", ")}`;
  throw new InputError(`${file.name}: no such file; ${there}. Name another split, or the file of judgements`);
}
