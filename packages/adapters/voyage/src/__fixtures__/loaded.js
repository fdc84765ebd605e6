// Imports what is built, and warms up where it is told to. Its parent looks at what was loaded.
// usage: node loaded.js "PATH OF A MODULE" EXPORT import|warm
const [path, name, way] = process.argv.slice(2);
const { [name]: make } = await import(path);
const reranker = make({ apiKey: "k", baseUrl: "http://127.0.0.1:9/v1" });
if (way === "warm") await reranker.warmup();
