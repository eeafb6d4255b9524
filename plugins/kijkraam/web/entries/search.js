import "../search/worker.js";
